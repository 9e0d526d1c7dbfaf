from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from rightsdesk.bootstrap import create_workspace, open_desk
from rightsdesk.settings import Settings
from ui.kit.actions import all_actions
from ui.kit.theme import theme
from ui.kit.words import words
from ui.session import Session


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    words().use("en")
    theme().start(qapp)
    folder = tmp_path / "ws"
    create_workspace(folder, Settings(name="Our desk"))
    desk = open_desk(folder)
    desk.masters.add_platform("tag", "Tagwerk Online", {"colour": "#B23A27"})
    opened = Session(desk)
    qtbot.addWidget(opened.window)
    opened.start()
    yield opened
    opened.window.close()


def test_an_opened_workspace_says_its_name_role_and_last_event(qtbot: QtBot, session: Session) -> None:
    window = session.window
    qtbot.waitUntil(lambda: window.windowTitle() == "Our desk – RightsDesk")
    # The timetable writes down its plan as soon as it runs, so the number is the log's own.
    qtbot.waitUntil(lambda: window.status_bar.event_number.text() == f"Event {session.desk.log.head().position}")
    assert window.status_bar.role.text() == "Role: administrator"
    assert window.line.accessibleName() == "Your own data"


def test_platforms_of_the_workspace_are_offered_with_their_colours(session: Session) -> None:
    session.window.title_bar.platform.chosen.emit("tag")
    session.window.offer_platforms(session.platforms())
    assert session.window.title_bar.platform.current.color == "#B23A27"


def test_closing_the_window_gives_the_workspace_back(qtbot: QtBot, session: Session) -> None:
    folder = session.desk.folder
    with qtbot.waitSignal(session.closed):
        session.window.close()
    open_desk(folder).close()


def test_all_views_together_have_names_and_no_clash_of_keys(session: Session) -> None:
    window = session.window
    for place in list(window.places):
        window.open_place(place)
    actions = all_actions(window)
    assert not [made for made in actions if not (made.text() and made.toolTip())]
    everywhere: Counter[str] = Counter()
    inside: Counter[tuple[str, int]] = Counter()
    for made in actions:
        for keys in made.shortcuts():
            if made.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                everywhere[keys.toString()] += 1
            else:
                inside[keys.toString(), id(made.parent())] += 1
    assert [keys for keys, times in everywhere.items() if times > 1] == []
    assert [keys for (keys, _), times in inside.items() if times > 1] == []
    assert {keys for keys, _ in inside} & set(everywhere) == set()


def test_every_visible_button_of_every_view_has_a_name(session: Session) -> None:
    window = session.window
    for place in list(window.places):
        window.open_place(place)
        shown = (made for made in window.findChildren(QAbstractButton) if made.isVisibleTo(window))
        # The icon inside a field is decoration of Qt's making; the field itself is named.
        buttons = [made for made in shown if not isinstance(made.parent(), QLineEdit)]
        nameless = [made for made in buttons if not (made.accessibleName() or made.text())]
        assert not nameless, place
