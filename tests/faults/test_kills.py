"""Killing the program in the middle of its work."""

import json
import subprocess
import sys
from pathlib import Path


def test_killed_workers_lose_and_double_nothing() -> None:
    """Eight kills over running batches; `python -m tests.faults.kills` does two hundred."""
    command = [sys.executable, "-m", "tests.faults.kills", "--kills", "8"]
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    verdict = json.loads(told.stdout)
    assert told.returncode == 0, told.stdout + told.stderr
    assert verdict["kills"] == 8
    assert verdict["items"] > 1000
