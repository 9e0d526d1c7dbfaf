"""Measures the first minutes in the real window, drawn into memory: the sample usable, the first guided batch.

Each way runs in a process of its own. Run: `python -m tests.bench.bench_first [--images 20000]`
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, table

ROUNDS = 3
PATIENCE = 600.0
Usable = dict[str, float]


def measure(images: int) -> list[Figure]:
    """Return the medians of fresh processes."""
    rounds = [_asked(images) for _ in range(ROUNDS)]
    seen = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    rows = f"{seen['rows']:,.0f} rows then"
    return [
        Figure(f"sample of {images:,} images usable", seen["usable"], "s", at_most=10, beside=rows),
        Figure("  made, before the window opens", seen["made"], "s"),
        Figure("  all images there", seen["images"], "s"),
        Figure("  everything there, live in the window", seen["grown"], "s"),
        Figure("first batch guided, done by the program", seen["guided"], "s", at_most=60),
        Figure("longest gap of the window while it grows", seen["gap"], "ms"),
    ]


def _asked(images: int) -> Usable:
    command = [sys.executable, "-m", "tests.bench.bench_first", "--once", "--images", str(images)]
    place = {"QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **place}, check=False)
    if told.returncode:
        raise RuntimeError(told.stdout + told.stderr)
    found: Usable = json.loads(told.stdout.splitlines()[-1])
    return found


def once(images: int) -> Usable:
    """Make the sample, open it in the window, let it grow and take the tour; return the seconds of each."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from rightsdesk import bootstrap, sample_desk
    from ui.doors import further
    from ui.kit.panel import Panel
    from ui.kit.theme import theme
    from ui.session import Session
    from ui.tryout import Tryout

    app = QApplication([])
    theme().start(app)
    seen: Usable = {"gap": 0.0}
    with tempfile.TemporaryDirectory(prefix="bench-first-") as place:
        began = time.monotonic()
        folder = Path(place) / "workspace"
        plan = replace(sample_desk.FULL, images=images, usages=3 * images)
        sample_desk.begin(folder, plan).desk.close()
        seen["made"] = time.monotonic() - began
        session = Session(bootstrap.open_desk(folder))
        trying = Tryout(session, further())
        session.start()
        trying.start()
        view = session.window.page("images")
        assert isinstance(view, Panel)
        _until(lambda: len(view.model.ids) > 0 and view.model.row(0) is not None)
        view.marks.select_all()
        _until(lambda: bool(view.marks.known_count()))
        seen["usable"], seen["rows"] = time.monotonic() - began, float(len(view.model.ids))
        view.marks.clear()
        beat = _beat(QTimer(interval=1), seen)
        _tour(trying.guide, seen, began)
        _until(lambda: not sample_desk.unfinished(folder))
        seen["grown"] = time.monotonic() - began
        beat.stop()
        session.window.close()
        QTest.qWait(50)
    return seen


def _tour(guide: Any, seen: Usable, began: float) -> None:
    """Let the program take every step of the tour in the person's stead."""
    _until(lambda: guide.step == "view")
    seen["images"] = time.monotonic() - began
    toured = time.monotonic()
    for step in ("view", "all", "update", "retry", "undo"):
        _until(partial(_stands_at, guide, step))
        guide.skip()
    _until(partial(_stands_at, guide, "end"))
    seen["guided"] = time.monotonic() - toured
    guide.leave()


def _stands_at(guide: Any, step: str) -> bool:
    return bool(guide.step == step)


def _beat(timer: Any, seen: Usable) -> Any:
    """Let a timer note the longest gap in which the window heard nothing."""
    last = [time.perf_counter()]

    def heard() -> None:
        now = time.perf_counter()
        seen["gap"] = max(seen["gap"], (now - last[0]) * 1000)
        last[0] = now

    timer.timeout.connect(heard)
    timer.start()
    return timer


def _until(condition: Callable[[], object]) -> None:
    from PySide6.QtTest import QTest

    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        QTest.qWait(5)


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    asked: Any = argparse.ArgumentParser()
    asked.add_argument("--images", type=int, default=20_000)
    asked.add_argument("--once", action="store_true")
    options = asked.parse_args()
    if options.once:
        print(json.dumps(once(options.images)))
        return 0
    figures = measure(options.images)
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
