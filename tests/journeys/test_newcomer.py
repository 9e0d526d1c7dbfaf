"""From the first page to a batch that was undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap, sample
from rightsdesk.desk import Query
from tests.kit.window import finished, panel, quiet, until
from ui.app import Doors, Program
from ui.kit.buttons import Tabs
from ui.kit.choice_page import ChoicePage
from ui.kit.drawer import Drawer
from ui.kit.drawer_row import DrawerRow
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.kit.words import words
from ui.session import Session


def _small_sample(folder: Path, told: object) -> None:
    assert callable(told)
    sample.create_sample(folder, lambda step, done, total: told(done, total, step), sample.Plan(60, 6))


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    words().use("en")
    theme().start(qapp)
    home = tmp_path / "home"
    doors = Doors(
        lambda: home,
        lambda folder: folder.exists(),
        lambda folder: bootstrap.open_desk(folder, bootstrap.Opening(in_process=True)),
        lambda _folder: None,
        _small_sample,
    )
    made = Program(Memory(tmp_path / "window.json"), doors)
    yield made
    if made.shown is not None:
        made.shown.close()
    QTest.qWait(20)


def test_a_newcomer_changes_all_images_at_once_and_takes_it_back(program: Program) -> None:
    program.begin()
    page = program.shown
    assert isinstance(page, ChoicePage)
    QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    until(lambda: isinstance(program.session, Session), "the sample to be made")
    session = program.session
    assert isinstance(session, Session)
    quiet(session)

    images = panel(session, "images")
    assert len(images.model.ids) == 60
    _click_header_box(images.table.head)
    quiet(session)
    assert images.selection_bar.words.text() == "All 60 matching images selected"

    field = images.inspector.bulk.rows["usage_terms"].editor.main()
    QTest.keyClicks(field, "Editorial use only")
    until(lambda: images.inspector.foot.impact.will_change() == 60, "the impact to be counted")
    button = images.inspector.foot.button("update")
    assert button is not None
    assert button.text() == "Update 60 images"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    finished(session, 4)

    drawer = session.window.stage.drawer
    assert isinstance(drawer, Drawer)
    newest = drawer.rows("finished")[0]
    assert (newest.title, newest.done) == ("Usage terms → Editorial use only", 60)
    assert _terms(session) == {"Editorial use only"}

    undo = _shown(session, drawer, newest.key).button("undo")
    assert undo is not None
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    finished(session, 5)
    assert "Editorial use only" not in _terms(session)


def _terms(session: Session) -> set[str]:
    reader = session.desk.reader()
    return {row.usage_terms for row in reader.rows("images", reader.ids(Query("images")))}


def _shown(session: Session, drawer: Drawer, batch: str) -> DrawerRow:
    drawer.open()
    tabs = drawer.findChild(Tabs)
    assert tabs is not None
    tabs.show_choice("finished")
    drawer.ask()
    quiet(session)
    row = drawer.row(batch)
    assert row is not None
    return row


def _click_header_box(head: object) -> None:
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(22, 12))  # type: ignore[attr-defined]
