"""The real window over a real workspace: opened with all its threads, and ended with them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap, sample
from rightsdesk.desk import Query
from ui.kit.buttons import Tabs
from ui.kit.panel import Panel
from ui.kit.theme import theme
from ui.kit.words import words
from ui.session import Session

PATIENCE_MS = 60_000


def made(folder: Path, images: int = 60, vendors: int = 6) -> Path:
    """Make a sample workspace."""
    sample.create_sample(folder, plan=sample.Plan(images, vendors))
    return folder


@contextmanager
def opened(folder: Path, *, language: str = "en", appearance: Literal["light", "dark"] = "light") -> Iterator[Session]:
    """Open a workspace in the window; everything is ended afterwards, whatever happened."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    words().use(language)
    theme().start(app)
    theme().choose(appearance)
    session = Session(bootstrap.open_desk(folder, bootstrap.Opening(in_process=True)))
    session.window.resize(1600, 1000)
    session.start()
    try:
        quiet(session)
        yield session
    finally:
        session.window.close()
        session.window.deleteLater()
        QTest.qWait(20)
        words().use("en")


def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait for it, with the window alive."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what or condition}"
        QTest.qWait(10)


def quiet(session: Session) -> None:
    """Wait until nothing is asked, ordered or projected any more."""
    calm = 0
    end = time.monotonic() + PATIENCE_MS / 1000
    while calm < 8:
        QTest.qWait(25)
        assert time.monotonic() < end, "the window does not come to rest"
        busy = session.questions.waiting() or session.roster.errands.out() or session.previews.busy()
        calm = 0 if busy else calm + 1


def panel(session: Session, key: str) -> Panel:
    """Open a place and answer its view."""
    session.window.open_place(key)
    quiet(session)
    page = session.window.page(key)
    assert isinstance(page, Panel)
    return page


def turn(view: Panel, tab: str) -> None:
    """Turn to a page of the inspector, as a click on its tab does."""
    tabs = view.inspector.findChild(Tabs)
    assert tabs is not None
    tabs.show_choice(tab)
    tabs.chosen.emit(tab)


def finished(session: Session, number: int) -> None:
    """Wait until the batch of that number is finished and its end projected."""

    def ended() -> bool:
        reader = session.desk.reader()
        rows = reader.rows("batches", reader.ids(Query("batches", f"number:{number}")))
        return bool(rows) and rows[0].finished_at is not None

    until(ended, f"batch {number} to finish")
    quiet(session)


def press(widget: object, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key there."""
    QTest.keyClick(widget, key, modifier)  # type: ignore[call-overload]
