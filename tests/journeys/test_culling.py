"""Images looked at one by one: judged by keys alone, taken back, and the place in the list never lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import Query
from tests.kit.window import opened, panel, press, quiet, turn, until
from ui.kit.culling import Culler
from ui.kit.history_page import HistoryPage
from ui.kit.panel import Panel
from ui.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(qapp: QApplication, sample_workspace: Path, tmp_path: Path) -> Iterator[Session]:
    folder = shutil.copytree(sample_workspace, tmp_path / "workspace")
    with opened(folder) as session:
        yield session


@pytest.fixture
def view(session: Session) -> Iterator[Panel]:
    view = panel(session, "images")
    view.filter_by("")
    view.marks.clear()
    quiet(session)
    view.table.move_cursor(0)
    yield view
    assert view.culling is not None
    view.culling.leave()


def _begin(session: Session, view: Panel) -> Culler:
    view.table.setFocus()
    press(view.table, Qt.Key.Key_Return)
    quiet(session)
    assert view.culling is not None
    assert view.culling.open_now
    return view.culling


def _stored(session: Session, where: str) -> dict[str, tuple[int, bool]]:
    reader = session.desk.reader()
    return {row.key: (row.rating, row.picked) for row in reader.rows("images", reader.ids(Query("images", where)))}


def test_five_images_are_judged_by_keys_alone_and_taken_back(session: Session, view: Panel) -> None:
    keys = session.desk.reader().keys("images", view.model.ids[:5])
    culling = _begin(session, view)
    press(culling.view, Qt.Key.Key_A)
    for key in (Qt.Key.Key_P, Qt.Key.Key_X, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_P):
        press(culling.view, key)
    assert view.table.cursor_row() == 5
    wanted = dict(zip(keys, [(0, True), (-1, False), (3, False), (5, False), (0, True)], strict=True))
    until(lambda: {key: found for key, found in _stored(session, "").items() if key in wanted} == wanted, "all five")
    for _ in range(5):
        press(session.window, Qt.Key.Key_Z, CTRL)
        quiet(session)
    until(lambda: not _stored(session, "mark:pick") and not _stored(session, "rating!=0"), "the undone marks")
    press(culling.view, Qt.Key.Key_A)
    assert not culling.advances


def test_leaving_keeps_place_filter_and_selection(session: Session, view: Panel) -> None:
    view.filter_by("mark:none")
    quiet(session)
    view.marks.toggle(view.model.ids[7])
    chosen, shown = view.marks.selection, list(view.model.ids)
    culling = _begin(session, view)
    for _ in range(30):
        press(culling.view, Qt.Key.Key_J)
    press(culling.view, Qt.Key.Key_K)
    press(culling.view, Qt.Key.Key_X)
    until(lambda: _stored(session, "mark:reject"), "the rejection")
    quiet(session)
    press(culling.view, Qt.Key.Key_Escape)
    first, last = view.table.visible_rows()
    assert view.table.cursor_row() == 29
    assert first <= 29 <= last
    assert list(view.model.ids) == shown
    assert (view.asking.where, view.marks.selection) == ("mark:none", chosen)
    assert view.table.hasFocus()


def test_what_was_said_is_seen_at_once_and_by_those_who_listen(session: Session, view: Panel) -> None:
    culling = _begin(session, view)
    press(culling.view, Qt.Key.Key_P)
    press(culling.view, Qt.Key.Key_4)
    assert culling.view.stars.rating == 4
    assert culling.view.accessibleName().endswith("1 of 60, picked, 4 stars")
    press(culling.view, Qt.Key.Key_U)
    assert "picked" not in culling.view.accessibleName()
    quiet(session)


def test_an_earlier_value_is_restored_from_the_history_and_taken_back(session: Session, view: Panel) -> None:
    culling = _begin(session, view)
    press(culling.view, Qt.Key.Key_2)
    culling.leave()
    key = session.desk.reader().keys("images", view.model.ids[:1])[0]
    until(lambda: _stored(session, "rating:2"), "the rating")
    quiet(session)
    turn(view, "history")
    page = view.inspector.findChild(HistoryPage)
    assert page is not None
    until(lambda: page.buttons, "a way back")
    quiet(session)
    QTest.mouseClick(page.buttons[0], Qt.MouseButton.LeftButton)
    until(lambda: key not in _stored(session, "rating:2"), "the earlier rating")
    press(session.window, Qt.Key.Key_Z, CTRL)
    until(lambda: key in _stored(session, "rating:2"), "the rating again")


def test_rows_are_copied_as_shown_and_ids_alone(session: Session, view: Panel) -> None:
    QApplication.clipboard().setText("before")
    view.marks.only(frozenset(view.model.ids[:3]))
    quiet(session)
    view.table.setFocus()
    press(view.table, Qt.Key.Key_C, CTRL)
    until(lambda: QApplication.clipboard().text().startswith("Image\tVendor"), "the copied rows")
    assert len(QApplication.clipboard().text().splitlines()) == 4
    press(view.table, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wanted = session.desk.reader().keys("images", view.model.ids[:3])
    until(lambda: QApplication.clipboard().text().splitlines() == wanted, "the copied ids")
