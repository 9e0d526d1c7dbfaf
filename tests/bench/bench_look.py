"""Measures how long another theme and another language take, with every view of the window open.

Run: `python -m tests.bench.bench_look [--images 2000]`
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.figures import Figure, table
from tests.kit.window import made, opened, quiet
from ui.kit.theme import theme
from ui.kit.words import words
from ui.session import Session

ROUNDS = 12
GOAL = 200


def measure(folder: Path) -> list[Figure]:
    """Measure on a workspace: until the window is painted anew."""
    with opened(folder) as session:
        for key in session.window.places:
            session.window.open_place(key)
            quiet(session)
        session.window.open_place("images")
        quiet(session)
        widgets = f"{len(session.window.findChildren(QWidget)):,} widgets, all views open"
        looks = _median(session, theme().toggle)
        tongues = _median(session, lambda: words().use("de" if words().language == "en" else "en"))
    return [
        Figure("another theme, painted", looks, "ms", at_most=GOAL, beside=widgets),
        Figure("another language, painted", tongues, "ms", at_most=GOAL, beside=widgets),
    ]


def _median(session: Session, change: Callable[[], object]) -> float:
    spans = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        change()
        session.window.grab()
        spans.append((time.perf_counter() - began) * 1000)
        quiet(session)
    return statistics.median(spans)


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    asked: Any = argparse.ArgumentParser()
    asked.add_argument("--images", type=int, default=2_000)
    options = asked.parse_args()
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="bench-look-") as place:
        figures = measure(made(Path(place) / "ws", options.images, 24))
    app.processEvents()
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
