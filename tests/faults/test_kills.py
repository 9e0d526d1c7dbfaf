"""Killing the program in the middle of its work."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SMALL = ("--images", "300", "--vendors", "6")


def _verdict(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.kills", *SMALL, *arguments]
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    verdict: dict[str, Any] = json.loads(told.stdout)
    return verdict


@pytest.mark.slow
def test_killed_workers_lose_and_double_nothing() -> None:
    """Eight kills over running batches; `python -m tests.faults.kills` does two hundred."""
    verdict = _verdict("--kills", "8")
    assert verdict["kills"] == 8
    assert verdict["items"] > 1000


@pytest.mark.slow
def test_kills_and_rollbacks_during_issue_leave_no_gap_and_no_half_document() -> None:
    """Numbers, documents, charges and redo; `--issue --kills 500` does it at length."""
    verdict = _verdict("--issue", "--kills", "8", "--images", "80", "--vendors", "4")
    assert verdict["numbers"] == verdict["documents"] > 0
    assert verdict["redone"] > 0
