import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui.kit.choice_fields import Place, PlaceFields
from ui.kit.theme import theme
from ui.kit.words import words


@pytest.fixture
def fields(qtbot: QtBot, qapp: QApplication) -> PlaceFields:
    words().use("en")
    theme().start(qapp)
    made = PlaceFields((Place("file", "Back-up", "A file", ("file",), "*.zip"), Place("to", "In", "", ("new-folder",))))
    qtbot.addWidget(made)
    return made


def test_a_pasted_path_loses_its_blanks_and_quotes(fields: PlaceFields) -> None:
    fields.fields["file"].line.setText('  "/srv/backup 1.zip" ')
    assert fields.texts() == {"file": "/srv/backup 1.zip", "to": ""}


def test_every_letter_is_told_so_that_old_complaints_go(qtbot: QtBot, fields: PlaceFields) -> None:
    with qtbot.waitSignal(fields.changed):
        QTest.keyClicks(fields.fields["to"].line, "x")


def test_the_dialog_offers_files_of_the_right_ending_or_folders(fields: PlaceFields) -> None:
    file = fields.fields["file"].dialog("file")
    assert file.nameFilters()[0] == "Back-up (*.zip)"
    folder = fields.fields["to"].dialog("new-folder")
    assert folder.fileMode() == QFileDialog.FileMode.Directory
    file.fileSelected.emit("/srv/chosen.zip")
    assert fields.texts()["file"] == "/srv/chosen.zip"


def test_lines_and_buttons_have_names_of_their_own(fields: PlaceFields) -> None:
    assert fields.fields["file"].line.accessibleName() == "Back-up"
