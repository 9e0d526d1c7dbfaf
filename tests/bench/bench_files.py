"""Measures importing picture files through the whole of `images import`: reading, judging, recording.

Run: python -m tests.bench.bench_files [--files 3000] [--runs 3]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rightsdesk import bootstrap
from rightsdesk.bootstrap import Opening
from rightsdesk.desk import Handing
from rightsdesk.settings import Settings
from rightsdesk.vendorsync.metadata import fields_from, read
from tests.bench.figures import Figure, median, table
from tests.kit.shared import SHARED
from tests.vendorsync.metadata.making import PICTURES

PER_SECOND = 500
ROWS = 5_000


def main() -> int:
    """Measure, print, and say by the exit code whether the goals are met."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=3_000)
    asked.add_argument("--runs", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        figures = list(measure(Path(made), options.files, options.runs))
    print("\n".join(table(figures)))
    return 0 if all(figure.met for figure in figures) else 1


def measure(folder: Path, files: int, runs: int) -> Iterator[Figure]:
    """Yield the figures; pictures are made in the folder, each with an asset id of its own."""
    pictures, lists = folder / "pictures", folder / "lists"
    copies(pictures, files)
    rows(lists)
    took = median(partial(_read_all, pictures), runs)
    yield Figure("picture files read", files / took, "files/s")
    for title, given, count, goal in (
        ("picture files imported, reading and recording", pictures, files, PER_SECOND),
        ("the same files imported again", pictures, files, PER_SECOND),
        ("rows of a table imported", lists, ROWS, None),
    ):
        again = title.startswith("the same")
        workspaces = (folder / f"{given.name}-{again}-{run}" for run in range(runs))
        took = _median_import(workspaces, given, runs, again=again)
        yield Figure(title, count / took, "files/s" if given is pictures else "rows/s", goal)
    if SHARED.is_dir():
        whole = SHARED / "data/feeds/images"
        seen = sum(1 for _ in whole.rglob("*.jpg"))
        yield Figure("IPTC's and agencies' own files read", seen / median(partial(_read_all, whole), runs), "files/s")


def copies(folder: Path, files: int) -> None:
    """Make as many pictures out of the generated ones, differing in asset id and headline."""
    folder.mkdir()
    sources = [path.read_bytes() for path in sorted(PICTURES.glob("*.jpg")) if b"DAS-00000" in path.read_bytes()]
    for number in range(files):
        source = sources[number % len(sources)]
        at = source.find(b"DAS-00000")
        own = source.replace(source[at : at + 10], b"DAS-%06d" % number)
        (folder / f"{number:06d}.jpg").write_bytes(own)


def rows(folder: Path) -> None:
    """Make one table with a picture a row."""
    folder.mkdir()
    lines = [f"{number};Hafen {number};Jörg Müller;12,50 €;31.12.2026" for number in range(ROWS)]
    text = "\n".join(["Bild-Nr;Titel;Fotograf;Honorar;Online bis", *lines])
    (folder / "list.csv").write_text(text, encoding="utf-8")


def _read_all(folder: Path) -> None:
    for path in folder.rglob("*.jpg"):
        with path.open("rb") as file:
            fields_from(read(file))


def _median_import(workspaces: Iterator[Path], given: Path, runs: int, *, again: bool) -> float:
    def prepared() -> Path:
        workspace = next(workspaces)
        bootstrap.create_workspace(workspace, Settings("Bench"))
        if again:
            _take(workspace, given)
        return workspace

    ready = iter([prepared() for _ in range(runs)])
    return median(lambda: _take(next(ready), given), runs)


def _take(workspace: Path, given: Path) -> None:
    desk = bootstrap.open_desk(workspace, Opening())
    try:
        report = desk.imports.take(Handing((given,)))
        assert not report.not_taken
        desk.settle()
    finally:
        desk.close()


if __name__ == "__main__":
    sys.exit(main())
