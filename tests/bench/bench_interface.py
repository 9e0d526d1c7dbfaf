"""Measures what the interface promises (interface page, section 7) on 1,000,000 images, in the real window.

Run: `python -m tests.bench.bench_interface [--images 1000000] [--keep FOLDER]`
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.bench_window import asked, made
from tests.bench.figures import Figure, table

IMAGES, BATCH = 1_000_000, 100_000
MEASURED = "tests.bench.interface_parts"


def measure(folder: Path, images: int = IMAGES, batch: int = BATCH) -> list[Figure]:
    """Measure on workspaces made in `folder`; those that are there already are used."""
    many = asked("many", made(folder / "many", images), MEASURED)
    shutil.rmtree(folder / "run", ignore_errors=True)
    running = Path(shutil.copytree(made(folder / "running", batch), folder / "run"))
    gaps = asked("gap", running, MEASURED, rounds=1)
    rate = f"{gaps['rate']:,.0f} images/s meanwhile"
    return [
        Figure(f"{images:,} images by price: first rows", many["first"], "ms", at_most=150),
        Figure("  the ids of all of them", many["whole"], "ms"),
        Figure("  scroll to any place, the slowest", many["scroll"], "ms", at_most=50),
        Figure("Ctrl+A on all of them", many["select"], "ms", at_most=20),
        Figure("  exact impact lines", many["impact"], "ms", at_most=400),
        Figure("  command accepted and shown", many["accepted"], "ms", at_most=100),
        Figure("another theme", many["theme"], "ms", at_most=200),
        Figure("another language", many["language"], "ms", at_most=200),
        Figure(f"longest gap while {batch:,} images are updated", gaps["longest"], "ms", at_most=50, beside=rate),
        Figure("  99 of 100 gaps", gaps["p99"], "ms", at_most=16),
    ]


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    given: Any = argparse.ArgumentParser()
    given.add_argument("--images", type=int, default=IMAGES)
    given.add_argument("--batch", type=int, default=BATCH)
    given.add_argument("--keep", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-interface-") as place:
        figures = measure(options.keep or Path(place), options.images, options.batch)
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
