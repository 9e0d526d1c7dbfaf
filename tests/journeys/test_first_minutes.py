"""From the first page over the sample to a guided batch that failed twice, was tried again and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rightsdesk import bootstrap, sample, sample_desk
from tests.kit.window import press, quiet, until
from ui.app import Doors, Program
from ui.guide import Guide
from ui.kit.buttons import Button
from ui.kit.choice_page import ChoicePage
from ui.kit.drawer import Drawer
from ui.kit.memory import Memory
from ui.kit.panel import Panel
from ui.kit.theme import theme
from ui.kit.words import words
from ui.session import Session
from ui.tryout import Tryout

SMALL = sample.Plan(300, 60, 7, usages=120)


def _begin(folder: Path, told: object) -> None:
    assert callable(told)
    sample_desk.begin(folder, SMALL, lambda step, done, total: told(done, total, step)).desk.close()


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    words().use("en")
    theme().start(qapp)
    home = tmp_path / "home"
    made = Program(
        Memory(tmp_path / "window.json"),
        Doors(
            lambda: home,
            lambda folder: folder.exists(),
            lambda folder: bootstrap.open_desk(folder, bootstrap.Opening(in_process=True)),
            lambda _folder: None,
            _begin,
        ),
    )
    yield made
    if made.shown is not None:
        made.shown.close()
    QTest.qWait(20)


def _page(program: Program) -> ChoicePage:
    assert isinstance(program.shown, ChoicePage)
    return program.shown


def _session(program: Program) -> Session:
    until(lambda: isinstance(program.session, Session), "the workspace to open")
    assert isinstance(program.session, Session)
    return program.session


def _tryout(session: Session) -> Tryout:
    found = session.findChild(Tryout)
    assert found is not None
    return found


def test_a_newcomer_is_led_through_a_batch_a_retry_and_an_undo(program: Program) -> None:
    program.begin()
    press(_page(program), Qt.Key.Key_Return)
    assert _page(program).choice() == "editor"
    press(_page(program), Qt.Key.Key_Return)
    session = _session(program)
    guide = _tryout(session).guide
    assert guide is not None
    until(lambda: guide.step == "view", "the tour to begin")
    window = session.window
    window.resize(1600, 1000)
    quiet(session)
    images = window.page("images")
    assert isinstance(images, Panel)

    entry = window.navigation.findChild(QWidget, "view-expiring")
    assert entry is not None
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    until(lambda: guide.step == "all", "the view to be opened")
    expiring = len(images.model.ids)
    assert expiring > 4

    QTest.mouseClick(images.table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(22, 12))
    until(lambda: guide.step == "update", "all to be selected")
    until(lambda: _enabled(images), "the update to be offered")
    button = images.inspector.foot.button("update")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    until(lambda: guide.step == "retry", "two images to fail")
    assert (guide._row.failed, guide._row.done + guide._row.unchanged) == (2, expiring - 2)  # noqa: SLF001

    _click(session, guide, "retry")
    until(lambda: guide.step == "undo", "the two to succeed")
    _click(session, guide, "undo")
    until(lambda: guide.step == "end", "the batch to be taken back")
    assert guide.coach.title.text() == "That is all"
    (last,) = guide.coach.findChildren(Button)
    QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    assert not guide.coach.isVisible()
    assert session.memory.get("guide.done") is True


def _enabled(images: Panel) -> bool:
    button = images.inspector.foot.button("update")
    return button is not None and button.isEnabled()


def _click(session: Session, guide: Guide, verb: str) -> None:
    drawer = session.window.stage.drawer
    assert isinstance(drawer, Drawer)
    until(lambda: (row := drawer.row(guide._batch)) is not None and row.button(verb) is not None, verb)  # noqa: SLF001
    row = drawer.row(guide._batch)  # noqa: SLF001
    assert row is not None
    button = row.button(verb)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
