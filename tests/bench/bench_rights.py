"""Measures the list of 1,000,000 images by what may be done with them, and the verdict about single ones.

One image in ten has a bought right on one platform, one in fifty a restriction; vendors have agreements of all modes.
Run: python -m tests.bench.bench_rights [--images 1000000] [--runs 3] [--keep FOLDER]
"""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from rightsdesk.domain import image, platform, rights, streams, terms, vendor
from rightsdesk.eventlog.log import Context, EventLog, Write
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.readmodel import Query, Reader, open_read_model
from tests.bench.bench_readmodel import observed
from tests.bench.figures import Figure, median, table

VENDORS = 300
ROUND = 5_000
PLATFORMS = ("tag", "reise", "sport")
ASKED = {
    "ids denied on a platform today": "denied:tag",
    "ids allowed on a platform today": "allowed:tag",
    "ids conditional on a platform today": "conditional:reise",
    "ids denied in print on a day to come": "denied:tag/print@2027-06-30",
}


def main() -> int:
    """Measure, print, and say by the exit code whether the goals are met."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--images", type=int, default=1_000_000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        figures = measure(options.keep or Path(made), options.images, options.runs)
    print("\n".join(table(figures)))
    return 0 if all(figure.met for figure in figures) else 1


def measure(folder: Path, images: int, runs: int) -> list[Figure]:
    """Return how long people wait for the lists; a log that lies in the folder already is used."""
    log = _log(folder / "rights.db", images)
    model = open_read_model(folder / "rights-read.db", log)
    model.catch_up_fully(5_000)
    reader = model.reader()
    figures = [_listed(reader, title, where, runs) for title, where in ASKED.items()]
    keys = reader.keys("images", range(1, 501))
    took = median(partial(reader.verdicts, keys, "tag"), runs) * 1000
    figures.append(Figure("verdicts with reasons of 500 images", took, "ms"))
    reader.close()
    model.close()
    log.close()
    return figures


def _listed(reader: Reader, title: str, where: str, runs: int) -> Figure:
    found = len(reader.ids(Query("images", where)))
    took = median(partial(reader.ids, Query("images", where)), runs) * 1000
    goal: dict[str, Any] = {"at_most": 500} if "today" in title else {}
    return Figure(title, took, "ms", beside=f"{found:,} ids", **goal)


def _log(path: Path, images: int) -> SqlEventLog:
    if path.exists():
        return open_log(path)
    made = open_log(path, create=True)
    _masters(made)
    for first in range(0, images, ROUND):
        numbers = range(first, min(images, first + ROUND))
        _append(made, [observed(f"{number:06}", 1) for number in numbers])
        _append(made, [_story(number) for number in numbers if number % 10 == 0])
    return made


def _masters(log: EventLog) -> None:
    named = [platform.PlatformRegistered(name, name.title(), {"country": "DE"}) for name in PLATFORMS]
    _append(log, [Write(streams.platform(each.platform_id), (each,)) for each in named])
    modes = [terms.Agreement(terms.BILLING_MODES[n % 3], 1_000, version=1) for n in range(VENDORS)]
    agreed = enumerate(vendor.VendorAgreementChanged(each) for each in modes)
    _append(log, [Write(streams.vendor(f"vendor-{n:03}"), (each,)) for n, each in agreed])


def _story(number: int) -> Write:
    name = f"{number:06}"
    until = "2027-03-31T23:59:59+02:00"
    where = PLATFORMS[number // 10 % 3]
    granted = image.ImageUseGranted(f"grant-{name}", where, "", ("DE",), until, None, 900, "EUR", "item", "2026-02-01")
    facts: list[Any] = [granted]
    if number % 50 == 0:
        forbidden = rights.Restriction("r", "No release", "kim", "2026-02-01T00:00:00+00:00", "tag")
        facts.append(image.ImageUseRestricted(forbidden))
    return Write(streams.image(f"vendor-{number % VENDORS:03}", name), tuple(facts))


def _append(log: EventLog, writes: list[Write]) -> None:
    with log.transaction() as tx:
        log.append(tx, writes, Context("bench"))


if __name__ == "__main__":
    sys.exit(main())
