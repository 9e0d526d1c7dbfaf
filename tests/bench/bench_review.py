"""Measures a review: how soon the next credit advice is there, its document and its data, and the first one ever.

The next one is prepared while the present one is looked at; so the walk pauses between steps as a person does.
Run: `python -m tests.bench.bench_review [--images 1500] [--vendors 40]`
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure, table
from tests.bench.window_parts import until
from tests.journeys import reviews
from tests.kit.window import opened, panel, quiet
from ui.kit.panel import Panel

LOOK_MS = 400
"""A glance at one document; whoever goes on faster sees it made."""
STEPS = 40


def measure(folder: Path, images: int, vendors: int) -> list[Figure]:
    """Walk the queue from its top."""
    reviews.drafted(folder, images, vendors)
    with opened(folder) as session:
        queue = panel(session, "credit_advices")
        queue.open_view("review")
        quiet(session)
        QTest.qWait(LOOK_MS)
        calm = [_next(queue, 1) for _ in range(min(STEPS, len(queue.model.ids) - 1))]
        back = [_next(queue, -1) for _ in range(len(calm) // 2)]
        cold = _cold(queue)
    return _told(calm, back, cold)


def _next(queue: Panel, step: int) -> tuple[float, float]:
    QTest.qWait(LOOK_MS)
    wanted = queue.model.row(queue.table.cursor_row() + step)
    assert wanted is not None
    began, own = time.perf_counter(), time.thread_time()
    QTest.keyClick(queue.table, Qt.Key.Key_J if step > 0 else Qt.Key.Key_K)
    until(_shown(queue, wanted))
    _painted(queue)
    return (time.perf_counter() - began) * 1000, (time.thread_time() - own) * 1000


def _cold(queue: Panel) -> float:
    assert queue.reviewing is not None
    last = len(queue.model.ids) - 1
    queue.reviewing.papers.forget()
    began = time.perf_counter()
    queue.table.move_cursor(last)
    until(lambda: queue.model.row(last) is not None)
    wanted = queue.model.row(last)
    assert wanted is not None
    until(_shown(queue, wanted))
    _painted(queue)
    return (time.perf_counter() - began) * 1000


def _shown(queue: Panel, row: Any) -> Callable[[], bool]:
    def whole() -> bool:
        assert queue.reviewing is not None
        assert queue.inspector.items is not None
        seen = queue.inspector.row is not None and queue.inspector.row.id == row.id
        lines = len(queue.inspector.items.shown()) == row.lines
        return seen and lines and queue.reviewing.papers.ready(row) and queue.reviewing.papers.stands(row)

    return whole


def _painted(queue: Panel) -> None:
    assert queue.document is not None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    queue.document.sheets.viewport().repaint()
    queue.inspector.repaint()


def _told(steps: Sequence[tuple[float, float]], backwards: Sequence[tuple[float, float]], cold: float) -> list[Figure]:
    calm, back = [wall for wall, _ in steps], [wall for wall, _ in backwards]
    worst = statistics.quantiles(calm, n=20)[-1]
    own = f"of it {statistics.median(cpu for _, cpu in steps):.0f} ms computing in the window's thread"
    return [
        Figure(f"next credit advice, {len(calm)} steps, median", statistics.median(calm), "ms", at_most=80, beside=own),
        Figure("  95 of 100", worst, "ms", at_most=80),
        Figure("back to the one before, median", statistics.median(back), "ms", at_most=80),
        Figure("one that nothing was prepared for", cold, "ms"),
    ]


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    asked: Any = argparse.ArgumentParser()
    asked.add_argument("--images", type=int, default=1_500)
    asked.add_argument("--vendors", type=int, default=40)
    options = asked.parse_args()
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="bench-review-") as place:
        figures = measure(Path(place) / "workspace", options.images, options.vendors)
    app.processEvents()
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
