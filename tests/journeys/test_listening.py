"""The real window for whoever works without a mouse, or without seeing it: names, states, sizes, and the way by Tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.kit.window import opened, panel, quiet
from ui.kit.actions import all_actions
from ui.kit.panel import Panel
from ui.kit.words import words
from ui.pages import places
from ui.session import Session

KEYS = [place.key for place in places()]
LISTS = [place.key for place in places() if place.feature is not None]
SMALLEST = 24
"""Pixels a target has at least in both directions (WCAG 2.5.8)."""


@pytest.fixture(scope="module")
def shown(sample_workspace: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Session]:
    import shutil

    folder = Path(shutil.copytree(sample_workspace, tmp_path_factory.mktemp("listening") / "ws"))
    with opened(folder) as session:
        yield session


@pytest.fixture(params=["en", "de"])
def session(shown: Session, request: pytest.FixtureRequest) -> Iterator[Session]:
    words().use(request.param)
    yield shown
    words().use("en")


def _open(session: Session, key: str) -> QWidget:
    session.window.open_place(key)
    quiet(session)
    return session.window.page(key)


def _shown(window: QWidget) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window]


def _inner(one: QWidget) -> bool:
    """Parts that Qt makes inside of a field, and scroll bars, which the keys of their view move."""
    return isinstance(one.parent(), QLineEdit) or one.objectName().startswith("qt_")


def _walked(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> list[QWidget]:
    """The widgets that the key goes through until it is where it began."""
    begin = QApplication.focusWidget()
    assert begin is not None
    found = [begin]
    for _ in range(300):
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, key, modifier)
        after = QApplication.focusWidget()
        if after is begin:
            return found
        assert after is not None
        assert after not in found, f"Tab comes to {_called(after)} twice"
        found.append(after)
    raise AssertionError("Tab never comes back")


def _called(one: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(one)
    return f"{type(one).__name__} {interface.text(QAccessible.Text.Name)}".strip()


def test_every_command_has_a_name_and_says_its_keys(session: Session) -> None:
    for key in KEYS:
        _open(session, key)
    for made in all_actions(session.window):
        assert made.text().strip(), made.objectName()
        assert made.toolTip().startswith(made.text()), made.objectName()
        shortcut = made.shortcut().toString(made.shortcut().SequenceFormat.NativeText)
        assert shortcut in made.toolTip(), made.objectName()


def test_every_command_of_the_window_and_of_a_view_is_in_the_palette(session: Session) -> None:
    palette = session.window.palette_sheet
    for key in KEYS:
        page = _open(session, key)
        mine = {*session.window.actions(), *page.actions()}
        mine |= set(page.table.actions()) if isinstance(page, Panel) else set()
        named = [made for made in mine if made.objectName() and not made.isSeparator()]
        for made in named:
            palette.open(made.text())
            titles = {offer.title for offer in palette.offers()}
            assert made.text() in titles, (key, made.objectName())
        palette.close()


def test_everything_that_takes_the_keys_says_what_it_is(session: Session) -> None:
    nameless = set()
    for key in KEYS:
        _open(session, key)
        for one in _shown(session.window):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _inner(one):
                interface = QAccessible.queryAccessibleInterface(one)
                if not interface.text(QAccessible.Text.Name):
                    nameless.add((key, type(one).__name__, one.objectName(), type(one.parent()).__name__))
    assert nameless == set()


def test_all_targets_are_large_enough_to_be_hit(session: Session) -> None:
    small = set()
    for key in KEYS:
        _open(session, key)
        for one in _shown(session.window):
            if isinstance(one, QAbstractButton) and not _inner(one) and min(one.width(), one.height()) < SMALLEST:
                small.add((key, type(one).__name__, one.accessibleName() or one.text(), one.width(), one.height()))
    assert small == set()


@pytest.mark.parametrize("key", LISTS)
def test_painted_cells_tell_their_words_and_whether_they_are_ticked(shown: Session, key: str) -> None:
    view = panel(shown, key)
    if not view.model.ids:
        pytest.skip("nothing is in this list")
    view.marks.clear()
    table = QAccessible.queryAccessibleInterface(view.table)
    columns = view.model.columnCount()
    # The header's cells come first, then the rows from the left to the right.
    cells = [table.child(number) for number in range(min(table.childCount(), 6 * columns))]
    rows = [cell for cell in cells if cell.role() == QAccessible.Role.Cell]
    said = [cell.text(QAccessible.Text.Name) for cell in rows[:columns]]
    assert sum(map(bool, said)) >= min(2, len(said)), said
    if view.feature.checkable:
        view.marks.select_all()
        quiet(shown)
        assert any(cell.state().checked for cell in rows[:columns])
        view.marks.clear()


@pytest.mark.parametrize("key", KEYS)
def test_tab_goes_through_everything_once_and_back_again(shown: Session, key: str) -> None:
    page = _open(shown, key)
    window = shown.window
    window.activateWindow()
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    forward = _walked(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    back = _walked(window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert back[1:] == forward[:0:-1]
    reachable = {
        one
        for one in _shown(window)
        if one.isEnabled() and (one.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
    }
    missed = {_called(one) for one in reachable if one not in forward and one.focusProxy() not in forward}
    assert missed - {""} == set()


def test_no_action_hides_without_a_name(shown: Session) -> None:
    bare = [made for made in shown.window.findChildren(QAction) if not made.isSeparator() and not made.text()]
    assert [made.objectName() for made in bare if not made.objectName().startswith("_q_") and made.shortcuts()] == []
