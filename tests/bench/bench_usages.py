"""Measures what 60,000 usages cost, from a CSV file to the committed log with every charge, and to the last table row.

The year is the sample year: 20,000 pictures of 240 vendors on three platforms, every billing mode. Each round imports
into a fresh copy of the same workspace. Run: `python -m tests.bench.bench_usages`
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from rightsdesk import bootstrap
from rightsdesk.sample_year import YearPlan, writing
from rightsdesk.sample_year.importing import before_usages
from rightsdesk.settings import Settings
from rightsdesk.vendorsync.usage_files import read_usages
from tests.bench.figures import Figure, seconds, table
from tests.bench.window_parts import USAGES

PLAN = YearPlan()
ROUNDS = 3


def prepared(place: Path) -> Path:
    """Make a workspace into which everything of the year has come but its usages."""
    folder = place / "before"
    bootstrap.create_workspace(folder, Settings())
    writing.write_year(place / "year", PLAN)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        before_usages(desk, place / "year")
        desk.settle()
    finally:
        desk.close()
    return folder


def imported(before: Path, file: Path, folder: Path) -> tuple[float, float]:
    """Import into a fresh copy; return usages a second into the log, and the same file again."""
    shutil.copytree(before, folder)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        took = seconds(lambda: desk.usages.import_file(file))
        before_again = desk.log.head().position
        again = seconds(lambda: desk.usages.import_file(file))
        if desk.log.head().position != before_again:
            raise AssertionError("the bench measured nothing: the second import wrote something")
    finally:
        desk.close()
        shutil.rmtree(folder)
    return PLAN.usages / took, PLAN.usages / again


def shown(before: Path, file: Path, folder: Path) -> float:
    """Import into a fresh copy until every table is filled; return usages a second."""
    shutil.copytree(before, folder)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        return PLAN.usages / (seconds(lambda: desk.usages.import_file(file)) + seconds(desk.settle))
    finally:
        desk.close()


def in_the_window(before: Path, file: Path, folder: Path) -> tuple[float, float]:
    """Import into a fresh copy that is open in the window; return the longest gap of its thread, and p99."""
    shutil.copytree(before, folder)
    shutil.copyfile(file, folder / USAGES)
    place = {"QT_QPA_PLATFORM": "offscreen", "RIGHTSDESK_CONFIG": str(folder / "cache" / "config")}
    command = [sys.executable, "-m", "tests.bench.window_parts", "importing", str(folder), "0"]
    told = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **place}, check=False)
    shutil.rmtree(folder)
    if told.returncode:
        raise RuntimeError(told.stdout + told.stderr)
    found = json.loads(told.stdout.splitlines()[-1])
    return found["longest"], found["p99"]


def measure() -> list[Figure]:
    """Measure everything in turns."""
    with tempfile.TemporaryDirectory(prefix="bench-usages-") as name:
        place = Path(name)
        before, file = prepared(place), place / "year" / writing.USAGES
        read = PLAN.usages / seconds(lambda: sum(len(page.rows) for page in read_usages(file)))
        rounds = [imported(before, file, place / f"round-{number}") for number in range(ROUNDS)]
        projected = shown(before, file, place / "shown")
        gaps = [in_the_window(before, file, place / f"window-{number}") for number in range(ROUNDS)]
    fresh, again = (statistics.median(each) for each in zip(*rounds, strict=True))
    longest, p99 = (statistics.median(each) for each in zip(*gaps, strict=True))
    return [
        Figure("longest gap of the window while 60,000 usages are imported and shown", longest, "ms", at_most=50),
        Figure("  99 of 100 gaps", p99, "ms", at_most=16),
        Figure("usage import", fresh, "usages/s", at_least=20_000),
        Figure("  : the same file again, nothing written", again, "usages/s"),
        Figure("  : with projection, once", projected, "usages/s"),
        Figure("  : reading the file alone", read, "usages/s"),
    ]


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    figures = measure()
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
