"""What is selected stays selected, whatever happens to the list."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import Query, Selection, UpdateImages
from tests.kit.window import finished, opened, panel, quiet
from ui.session import Session


def _three(session: Session) -> set[int]:
    images = panel(session, "images")
    for row in (1, 4, 6):
        images.table.move_cursor(row)
        QTest.keyClick(images.table, Qt.Key.Key_Space)
    quiet(session)
    chosen = {images.model.ids[row] for row in (1, 4, 6)}
    assert images.marks.selection.plus == chosen
    return chosen


def test_a_selection_survives_sorting_filtering_and_refreshing(session: Session) -> None:
    chosen = _three(session)
    images = panel(session, "images")
    images.table.head.order_wished.emit("price")
    quiet(session)
    assert images.marks.selection.plus == chosen
    images.filter_by("price:none")
    quiet(session)
    assert images.marks.selection.plus == chosen
    assert images.selection_bar.words.text() == "3 images selected"
    images.filter_by("")
    images.refresh()
    quiet(session)
    shown = {images.model.ids[number] for number in range(60) if images.model.selected(number)}
    assert shown == chosen


def test_a_selection_is_there_again_after_a_restart(qapp: QApplication, workspace: Path) -> None:
    with opened(workspace) as session:
        chosen = _three(session)
    with opened(workspace) as session:
        images = panel(session, "images")
        quiet(session)
        assert images.marks.selection.plus == chosen
        assert images.selection_bar.words.text() == "3 images selected"


def test_all_but_one_stays_all_but_one_while_a_batch_runs(session: Session) -> None:
    images = panel(session, "images")
    images.marks.select_all()
    images.table.move_cursor(0)
    QTest.keyClick(images.table, Qt.Key.Key_Space)
    quiet(session)
    reader = session.desk.reader()
    everything = Selection("images", Query("images"), reader.position())
    order = UpdateImages.from_texts({"credit": "House"})
    number = session.desk.submit(everything, order).number
    finished(session, number)
    assert images.selection_bar.words.text() == "All 60 matching images selected"
    assert images.selection_bar.rest.text() == "except 1"
    assert images.marks.known_count() == 59
