"""Measures the window: a table of 1,000,000 images beside Qt's own, gaps while a batch runs, and the start.

Everything happens in the real window drawn into memory, each way in a process of its own, so that neither inherits
the other's memory. Run: `python -m tests.bench.bench_window [--images 1000000]`
"""

import argparse
import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rightsdesk import bootstrap, settings, workspace
from rightsdesk.readmodel import open_read_model
from tests.bench import bench_readmodel
from tests.bench.figures import Figure, table

IMAGES = 1_000_000
UPDATED = 10_000
ROUNDS = 3
MEASURED = "tests.bench.window_parts"


def measure(folder: Path, images: int = IMAGES) -> list[Figure]:
    """Measure on workspaces made in `folder`; one that is there already is used."""
    many = made(folder / "many", images)
    few = made(folder / "few", UPDATED)
    ours = asked("ours", many)
    peer = asked("peer", many)
    gaps = asked("gap", few)
    start = asked("start", few)
    return [*_told_of_table(ours, peer, images), *_told_of_time(gaps, start)]


def made(folder: Path, images: int) -> Path:
    """Return a workspace of that many images, projected to the last word."""
    if folder.exists():
        return folder
    bootstrap.create_workspace(folder, settings.Settings())
    (folder / workspace.EVENTS).unlink()
    with contextlib.redirect_stdout(io.StringIO()):
        log = bench_readmodel.filled_log(folder / workspace.EVENTS, images, 1)
    model = open_read_model(folder / workspace.READ, log)
    model.catch_up_fully(5_000)
    model.close()
    log.close()
    return folder


def asked(part: str, folder: Path, measured: str = MEASURED, rounds: int = ROUNDS) -> dict[str, float]:
    """Return the medians of what that many fresh processes measured."""
    seen: list[dict[str, float]] = []
    for _ in range(rounds):
        place = {"QT_QPA_PLATFORM": "offscreen", "RIGHTSDESK_CONFIG": str(folder / "cache" / "config")}
        command = [sys.executable, "-m", measured, part, str(folder), str(time.time())]
        told = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **place}, check=False)
        if told.returncode:
            raise RuntimeError(told.stdout + told.stderr)
        seen.append(json.loads(told.stdout.splitlines()[-1]))
    return {name: statistics.median(each[name] for each in seen) for name in seen[0]}


def _told_of_table(ours: dict[str, float], peer: dict[str, float], images: int) -> list[Figure]:
    def figure(title: str, name: str, unit: str, at_most: float) -> Figure:
        beside = f"QSqlQueryModel {peer[name]:,.0f} {unit}" if name in peer else ""
        return Figure(f"{images:,} images: {title}", ours[name], unit, at_most=at_most, beside=beside)

    return [
        figure("first rows", "first", "ms", 300),
        figure("jump to the end", "jump", "ms", 50),
        figure("memory", "memory", "MB", 50),
        figure("sort by price", "sort", "ms", 300),
        figure("filter by vendor", "vendor", "ms", 300),
        figure("filter by word", "word", "ms", 300),
    ]


def _told_of_time(gaps: dict[str, float], start: dict[str, float]) -> list[Figure]:
    rate = f"{gaps['rate']:,.0f} images/s meanwhile"
    return [
        Figure(f"longest gap while {UPDATED:,} images are updated", gaps["longest"], "ms", at_most=50, beside=rate),
        Figure("  99 of 100 gaps", gaps["p99"], "ms", at_most=16),
        Figure("cold start to the first painted window", start["window"], "ms", at_most=1_500),
        Figure("  to the first rows of 10,000", start["rows"], "ms"),
    ]


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    given: Any = argparse.ArgumentParser()
    given.add_argument("--images", type=int, default=IMAGES)
    given.add_argument("--keep", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-window-") as place:
        figures = measure(options.keep or Path(place), options.images)
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
