"""The grid of tiles over a million images: shown, resized, jumped in, and scrolled, in the real window."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap
from tests.bench.window_parts import painted, timed, until
from ui.kit.grid import Grid
from ui.kit.mode_switch import GRID, TABLE
from ui.kit.panel import Panel
from ui.kit.theme import theme
from ui.main_window import PLACE
from ui.session import Session

FRAMES = 300
STEP = 40
"""Pixels scrolled from frame to frame."""
FRAME = 0.016
WIDTHS = (1400, 1100, 1900, 1600)
PLACES = (1.0, 0.5, 0.25, 0.77)


def tiles(folder: Path) -> dict[str, float]:
    """Measure in an open view of images."""
    app = QApplication([])
    theme().start(app)
    session = Session(bootstrap.open_desk(folder))
    session.memory.put(PLACE, "images")
    session.window.resize(1600, 1000)
    session.start()
    page = session.window.page("images")
    assert isinstance(page, Panel)
    until(lambda: page.model.row(0) is not None and not session.questions.waiting())
    page.presenting.present(TABLE)
    found = {"shown": _median(lambda: page.presenting.present(TABLE), lambda: _shown(page))}
    grid = page.presenting.shown
    assert isinstance(grid, Grid)
    painted(grid)
    found["resized"] = statistics.median(timed(lambda width=width: _resized(session, width, grid)) for width in WIDTHS)  # type: ignore[misc]
    found["jumped"] = statistics.median(timed(lambda place=place: _jumped(page, grid, place)) for place in PLACES)  # type: ignore[misc]
    painted(grid)
    found["frame"] = _scrolled(session, grid)
    page.presenting.present(TABLE)
    session.window.close()
    return found


def _median(before: Callable[[], object], deed: Callable[[], object]) -> float:
    took = []
    for _ in range(5):
        before()
        took.append(timed(deed))
    return statistics.median(took)


def _shown(page: Panel) -> None:
    page.presenting.present(GRID)
    page.presenting.shown.viewport().repaint()


def _resized(session: Session, width: int, grid: Grid) -> None:
    session.window.resize(width, 1000)
    grid.viewport().repaint()


def _jumped(page: Panel, grid: Grid, place: float) -> None:
    bar = grid.verticalScrollBar()
    bar.setValue(int(bar.maximum() * place))
    grid.viewport().repaint()
    first, last = grid.visible_rows()
    until(lambda: page.model.row(first) is not None and page.model.row(last) is not None)
    QCoreApplication.processEvents()


def _scrolled(session: Session, grid: Grid) -> float:
    """Return the 99th percentile of what a frame takes while the wheel turns, pages of rows coming in meanwhile."""
    bar, took = grid.verticalScrollBar(), []
    start = bar.maximum() // 3
    bar.setValue(start)
    until(lambda: not session.questions.waiting())
    for number in range(FRAMES):
        bar.setValue(start + number * STEP)
        took.append(timed(QCoreApplication.processEvents))
        end = time.perf_counter() + FRAME
        while time.perf_counter() < end:
            QCoreApplication.processEvents()
            time.sleep(0.001)
    return statistics.quantiles(took, n=100)[98]
