"""Takes all pictures in a process for each scale, and compares them with the baseline or becomes it."""

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.kit import likeness

BASELINE = Path(__file__).with_name("baseline.bin")
QUICK = "quick_"
"""How the pictures begin that the ordinary tests take."""
SCALES = ("1", "2")


def main(arguments: Sequence[str]) -> int:
    """Compare or store; 0 where nothing differs."""
    asked = argparse.ArgumentParser(prog="python -m tests.journeys.screens", description=__doc__)
    asked.add_argument("--compare", action="store_true")
    asked.add_argument("--store", action="store_true")
    asked.add_argument("folder", nargs="?", type=Path, help="where the pictures are put, to be looked at")
    asked.add_argument("views", nargs="*")
    options = asked.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        out = options.folder or Path(place) / "pictures"
        out.mkdir(parents=True, exist_ok=True)
        by_scale = _taken(Path(place), out, options.views)
    _say(f"{sum(map(len, by_scale.values()))} pictures in {time.monotonic() - began:.0f} s")
    if options.store:
        return _store(by_scale, whole=not options.views)
    return _compare(by_scale) if options.compare else 0


def _taken(place: Path, out: Path, views: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """Take the pictures, each scale in a process of its own, both at once."""
    this, runs = [sys.executable, "-m", "tests.journeys.screens"], {}
    subprocess.run([*this, "--make", str(place)], check=True)
    for scale in SCALES:
        command = [*this, "--take", str(place), str(place / f"seen-{scale}"), str(out), *views]
        scaled = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        runs[scale] = subprocess.Popen(command, env=scaled)
    if any([run.wait() for run in runs.values()]):  # noqa: C419 - both are waited for
        raise SystemExit("Not all pictures could be taken.")
    return {scale: pickle.loads((place / f"seen-{scale}").read_bytes()) for scale in SCALES}


def _store(by_scale: dict[str, dict[str, bytes]], *, whole: bool) -> int:
    kept = {} if whole else likeness.load(BASELINE)
    likeness.store(BASELINE, {**kept, **by_scale["1"]})
    _say(f"{len(by_scale['1'])} pictures kept in {BASELINE.name}, {BASELINE.stat().st_size:,} bytes")
    # The larger scale is held to the same baseline: nothing may stand elsewhere because it is drawn finer.
    return _told("200 %", likeness.differences(by_scale["2"], by_scale["1"]))


def _compare(by_scale: dict[str, dict[str, bytes]]) -> int:
    kept = likeness.load(BASELINE)
    found = [
        _told(f"{int(scale) * 100} %", likeness.differences(pictures, kept)) for scale, pictures in by_scale.items()
    ]
    return max(found)


def _told(title: str, found: Sequence[likeness.Difference]) -> int:
    for one in found:
        _say(f"{title}  {one}")
    _say(f"{title}: {len(found)} pictures differ")
    return 1 if found else 0


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
