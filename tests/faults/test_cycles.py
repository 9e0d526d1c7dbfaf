"""Closing the window in the middle of its work."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_closing_the_window_amid_a_batch_leaves_everything_sound() -> None:
    """Three openings in one process; `python -m tests.faults.cycles` does five hundred in a hundred."""
    command = [sys.executable, "-m", "tests.faults.cycles", "--cycles", "3", "--each", "3"]
    size = ["--images", "150", "--vendors", "6"]
    told = subprocess.run([*command, *size], capture_output=True, text=True, cwd=ROOT, check=False)
    found = json.loads(told.stdout)
    # How long a close takes is measured by hand; a busy computer must not fail the tests.
    found.pop("longest_close"), found.pop("median_close"), found.pop("clean"), found.pop("forced")
    assert (found["cycles"], found["bad_exits"], found["qt_words"], found["other_words"]) == (3, [], [], [])
    assert found["sound"]
    assert (found["falls"], found["unfinished"], found["items_without_end"]) == (0, 0, 0)
