"""The parts of the interface's bench, each in a process: `python -m tests.bench.interface_parts PART FOLDER`."""

import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Query, Selection, UpdateImages
from tests.bench.window_parts import away, painted, timed, until
from ui.kit.panel import Panel
from ui.kit.panel_asking import HEAD
from ui.kit.theme import theme
from ui.kit.words import words
from ui.main_window import PLACE
from ui.session import Session

NEW_END = "2031-12-31"
PLACES = 12
SWITCHES = 5
PATIENCE = 1_200.0


def many(folder: Path) -> dict[str, float]:
    """Measure opening, scrolling, selecting, counting, ordering and switching on a million images."""
    app = QApplication([])
    theme().start(app)
    session = Session(bootstrap.open_desk(folder))
    session.memory.put(PLACE, "settings")
    session.memory.put("view.images", {"order": "price"})
    session.window.resize(1600, 1000)
    session.start()
    until(lambda: not session.questions.waiting())
    found = {"first": timed(lambda: _open(session))}
    images = session.window.page("images")
    assert isinstance(images, Panel)
    painted(images.table)
    found["whole"] = found["first"] + timed(lambda: until(lambda: images.model.rowCount() > HEAD))
    found["scroll"] = max(_scrolled(images, at / PLACES) for at in range(1, PLACES))
    found["theme"] = _switched(session, lambda n: theme().choose("dark" if n % 2 else "light"))
    found["language"] = _switched(session, lambda n: words().use("de" if n % 2 else "en"))
    words().use("en")
    found |= _ordered(session, images)
    session.window.close()
    return found


def _open(session: Session) -> None:
    session.window.open_place("images")
    page = session.window.page("images")
    assert isinstance(page, Panel)
    until(lambda: page.model.row(0) is not None)
    page.table.viewport().repaint()


def _scrolled(images: Panel, share: float) -> float:
    """Return how long a jump to a place takes until its rows are painted."""
    bar, model = images.table.verticalScrollBar(), images.model

    def jump() -> None:
        bar.setValue(int(bar.maximum() * share))
        images.table.viewport().repaint()
        first, last = images.table.visible_rows()
        until(lambda: model.row(first) is not None and model.row(last) is not None)
        QApplication.processEvents()  # paints what arrived, unless that was painted with its arrival

    return timed(jump)


def _switched(session: Session, switch: Callable[[int], object]) -> float:
    """Return how long it takes until the whole window is painted in another theme or language."""
    app = QApplication.instance()
    assert app is not None

    def deed(number: int) -> float:
        def change() -> None:
            switch(number)
            app.processEvents()
            session.window.repaint()

        return timed(change)

    return statistics.median(deed(number) for number in range(SWITCHES + 1))


def _ordered(session: Session, images: Panel) -> dict[str, float]:
    """Select all, enter a date, wait for the exact lines, press the button, wait for the drawer."""
    images.table.setFocus()

    def select() -> None:
        QTest.keyClick(images.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        images.table.viewport().repaint()

    found = {"select": timed(select)}
    until(lambda: not session.questions.waiting())
    foot = images.inspector.foot
    images.inspector.bulk.rows["online_until"].enter(NEW_END)
    found["impact"] = timed(lambda: until(foot.impact.will_change))
    until(lambda: (button := foot.button("update")) is not None and button.isEnabled())
    button = foot.button("update")
    assert button is not None
    batches = {one.batch for one in session.desk.active()}
    taken: dict[str, float] = {}

    def order() -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        until(session.window.toasts.shown)

    taken["accepted"] = timed(order)
    new = {one.batch for one in session.desk.active()} - batches
    if not new:
        raise AssertionError(f"no batch, but: {session.window.toasts.said}")
    (batch,) = new
    if session.desk.progress(batch).total != len(images.model.ids):
        raise AssertionError("not every image was ordered")
    session.desk.cancel(batch)
    return found | taken


def gap(folder: Path) -> dict[str, float]:
    """Measure how long the window's thread is away while a batch of 100,000 images runs."""
    return away(folder, _update_everything)


def _update_everything(desk: Desk, _folder: Path, ended: threading.Event) -> None:
    everything = Selection("images", Query("images"), desk.reader().position())
    title = f"Gap {time.time()}"
    batch = desk.submit(everything, UpdateImages.from_texts({"title": title})).batch
    end = time.monotonic() + PATIENCE
    while (desk.active() or desk.status().behind) and time.monotonic() < end:
        time.sleep(0.2)
    if desk.progress(batch).done == len(desk.reader().ids(Query("images"))):
        ended.set()


def main() -> None:
    """Run one part and print what it found as JSON."""
    parts: dict[str, Any] = {"many": many, "gap": gap}
    sys.stdout.write(json.dumps(parts[sys.argv[1]](Path(sys.argv[2]))) + "\n")


if __name__ == "__main__":
    main()
