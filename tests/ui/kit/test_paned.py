"""Where the keyboard goes in the real window: Tab follows the eye, F6 goes from pane to pane and to messages too."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.kit.window import made, opened, panel, quiet
from ui.kit.buttons import Button
from ui.kit.floating import Floating
from ui.session import Session

SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
MOST = 150


@pytest.fixture(scope="module")
def session(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with opened(made(tmp_path_factory.mktemp("paned") / "sample", 40, 4)) as session:
        panel(session, "vendors")
        panel(session, "images")
        yield session


@pytest.fixture(autouse=True)
def _begun(session: Session) -> None:
    session.window.activateWindow()
    for toast in session.window.toasts.shown():
        toast.leave()
    session.window.title_bar.platform.setFocus()
    quiet(session)


def _press(session: Session, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> QWidget:
    QTest.keyClick(QApplication.focusWidget() or session.window, key, keys)
    now = QApplication.focusWidget()
    assert now is not None
    return now


def _round(session: Session, keys: Qt.KeyboardModifier = PLAIN) -> list[QWidget]:
    """What Tab meets until it is where it began."""
    met = [QApplication.focusWidget() or session.window]
    while len(met) < MOST and (now := _press(session, Qt.Key.Key_Tab, keys)) is not met[0]:
        met.append(now)
    return met


def _pane(session: Session, widget: QWidget) -> str:
    stage = session.window.stage
    panes = {
        "title bar": session.window.title_bar,
        "navigation": session.window.navigation,
        "view": stage.views,
        "inspector": stage.side,
        "drawer": stage.drawer,
        "status bar": session.window.status_bar,
        "message": session.window.toasts,
    }
    return next(name for name, pane in panes.items() if pane and (pane is widget or pane.isAncestorOf(widget)))


def _panes(session: Session, met: list[QWidget]) -> list[str]:
    names = [_pane(session, one) for one in met]
    return [name for number, name in enumerate(names) if not number or names[number - 1] != name]


def test_tab_goes_from_the_title_bar_through_navigation_view_and_inspector_to_the_foot(session: Session) -> None:
    met = _round(session)
    order = _panes(session, met)
    assert order == ["title bar", "navigation", "view", "inspector", "drawer", "status bar"]
    names = [one.objectName() for one in met if _pane(session, one) == "navigation"]
    assert names[0] == "place-images"
    assert names.index("place-activity") < names.index("view-expiring") < names.index("place-settings")


def test_shift_tab_goes_the_same_way_back(session: Session) -> None:
    there = _round(session)
    back = _round(session, SHIFT)
    assert back[1:] == there[1:][::-1]


def test_tab_meets_every_pane_anew_after_another_place_was_opened(session: Session) -> None:
    panel(session, "vendors")
    session.window.title_bar.platform.setFocus()
    met = _round(session)
    assert _panes(session, met) == ["title bar", "navigation", "view", "inspector", "drawer", "status bar"]
    assert "view-ready" in [one.objectName() for one in met]
    panel(session, "images")


def _undo_offered(session: Session) -> list[str]:
    taken: list[str] = []
    session.window.toasts.say("Nothing more here")
    session.window.toasts.say("12 images changed", [("Undo", lambda: taken.append("undo"))])
    return taken


def _named(widget: QWidget) -> str:
    return str(getattr(widget, "text", str)())


def test_f6_reaches_the_undo_of_the_newest_message_and_enter_takes_it(session: Session) -> None:
    taken = _undo_offered(session)
    met = [_press(session, Qt.Key.Key_F6) for _ in range(6)]
    assert _panes(session, met) == ["navigation", "view", "inspector", "drawer", "status bar", "message"]
    assert _named(met[-1]) == "Undo"
    _press(session, Qt.Key.Key_Space)
    assert taken == ["undo"]
    assert _pane(session, QApplication.focusWidget() or session.window) == "status bar"


def test_f6_goes_on_from_a_message_and_shift_f6_comes_back_to_it(session: Session) -> None:
    _undo_offered(session)
    assert _pane(session, _press(session, Qt.Key.Key_F6, SHIFT)) == "message"
    assert _pane(session, _press(session, Qt.Key.Key_F6)) == "title bar"
    assert _pane(session, _press(session, Qt.Key.Key_F6, SHIFT)) == "message"
    assert _pane(session, _press(session, Qt.Key.Key_F6, SHIFT)) == "status bar"


def test_escape_sends_a_message_away_and_the_keyboard_goes_back(session: Session) -> None:
    taken = _undo_offered(session)
    images = panel(session, "images")
    images.table.setFocus()
    while _pane(session, _press(session, Qt.Key.Key_F6)) != "message":
        pass
    assert [toast.waits for toast in session.window.toasts.shown()] == [False, True]
    now = _press(session, Qt.Key.Key_Escape)
    assert [toast.accessibleName() for toast in session.window.toasts.shown()] == ["Nothing more here"]
    assert _pane(session, now) == "status bar"
    assert taken == []


def test_tab_inside_what_floats_over_the_window_stays_there(session: Session) -> None:
    floating = Floating(session.window)
    column, buttons = QVBoxLayout(floating), [Button(words) for words in ("First", "Second")]
    for button in buttons:
        column.addWidget(button)
    floating.float_at(session.window.mapToGlobal(QPoint(400, 300)), buttons[0])
    assert _press(session, Qt.Key.Key_Tab) is buttons[1]
    assert _pane(session, _press(session, Qt.Key.Key_Escape)) == "title bar"
