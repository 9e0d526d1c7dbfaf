"""Measures the read model: rebuild beside eventsourcing's projection, catching up, and questions to many images.

Run: python -m tests.bench.bench_readmodel [--events 1000000] [--images 1000000] [--runs 3] [--keep FOLDER]
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rightsdesk.domain import batch, image, streams
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection, open_read_model
from tests.bench.figures import Figure, median, seconds, table
from tests.bench.peer_projection import per_event_projection

ROUND = 5_000
EVENTS_PER_IMAGE = 6
UPDATES = 10_000
PEER_EVENTS = 20_000
SORTED_AND_FILTERED = {
    "ids of all": Query("images"),
    "ids of all by price": Query("images", order="price", descending=True),
    "ids of all by title": Query("images", order="title"),
    "ids of one vendor by price": Query("images", "vendor:vendor-007", "price"),
    "ids of half by price": Query("images", "price>=250", "price"),
    "ids of half by date": Query("images", "price>=250", "online_until"),
    "ids usable in DE by title": Query("images", "status:usable territory:DE", "title"),
    "ids by one word, by price": Query("images", "sunset", "price"),
    "ids by two words": Query("images", "sunset harbour"),
    "ids of one platform": Query("images", platform="magazine"),
}


def main() -> int:
    """Measure, print, and say by the exit code whether the goals are met."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--images", type=int, default=1_000_000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        figures = measure(folder, options.events, options.images, options.runs)
    print("\n".join(table(figures)))
    return 0 if all(figure.met for figure in figures) else 1


def measure(folder: Path, events: int = 1_000_000, images: int = 1_000_000, runs: int = 3) -> list[Figure]:
    """Return all figures; logs are made in the folder, or used where they lie there already."""
    return [*projecting(folder, events, runs), *asking(folder, images, runs)]


# ---------------------------------------------------------------- rebuild and catching up


def projecting(folder: Path, events: int, runs: int) -> list[Figure]:
    """Return the figures of rebuild beside the peer, taking turns, and of catching up."""
    log = filled_log(folder / "events.db", events // EVENTS_PER_IMAGE, EVENTS_PER_IMAGE)
    total = log.head().position
    model = open_read_model(folder / "rebuilt.db", log)
    turns = [(seconds(model.rebuild), per_event_projection(PEER_EVENTS)) for _ in range(runs)]
    took, peer = statistics.median(own for own, _ in turns), statistics.median(theirs for _, theirs in turns)
    ratio = statistics.median(total / own / theirs for own, theirs in turns)
    caught_up, longest = _caught_up(model, log)
    model.close()
    log.close()
    return [
        Figure("rebuild", total / took, "events/s", beside=f"eventsourcing's projection {peer:,.0f}"),
        Figure("rebuild : eventsourcing's documented projection", ratio, "times", at_least=20),
        Figure("rebuild of 1,000,000 events", took * 1_000_000 / total, "s", at_most=15),
        Figure("catching up with 10,000 updates", caught_up, "s", at_most=2),
        Figure("longest step of catching up", longest * 1000, "ms"),
    ]


def _caught_up(model: ReadModel, log: SqlEventLog) -> tuple[float, float]:
    model.catch_up_fully(5_000)
    _update(log, f"catching-up-{log.head().position}", [f"{n:06}" for n in range(UPDATES)])
    steps = [seconds(model.catch_up)]
    while model.status().behind:
        steps.append(seconds(model.catch_up))
    return sum(steps), max(steps)


# ---------------------------------------------------------------- questions


def asking(folder: Path, images: int, runs: int) -> list[Figure]:
    """Return how long people wait for ids, rows, counts and summaries over many images."""
    log = filled_log(folder / "many.db", images, 1)
    began = time.perf_counter()
    model = open_read_model(folder / f"many-{time.time_ns()}.db", log)
    built = time.perf_counter() - began
    searched = seconds(partial(model.catch_up_fully, 5_000))
    reader = model.reader()
    figures = [
        Figure(f"first build of {images:,} images", built, "s"),
        Figure("words of all images, in the background", searched, "s"),
        *_questions(reader, runs),
    ]
    reader.close()
    model.close()
    log.close()
    return figures


def _questions(reader: Reader, runs: int) -> list[Figure]:
    everything = reader.ids(Query("images"))
    middle = everything[len(everything) // 2 : len(everything) // 2 + 200]
    vendor, all_of_them = Query("images", "vendor:vendor-007"), Query("images")
    others: dict[str, Callable[[], Any]] = {
        "200 rows by id": lambda: reader.rows("images", middle),
        "count of half": lambda: reader.count(Query("images", "price>=250")),
        "choices of vendor": lambda: reader.facets(all_of_them, "vendor"),
        "ids of a selection of all": lambda: reader.selected_ids(
            Selection("images", all_of_them, minus=frozenset({1}))
        ),
        "summary of one vendor": lambda: reader.summary(Selection("images", vendor)),
        "summary of all": lambda: reader.summary(Selection("images", all_of_them)),
    }
    return [
        *(_sorted(reader, title, query, runs) for title, query in SORTED_AND_FILTERED.items()),
        *(Figure(title, median(ask, runs) * 1000, "ms") for title, ask in others.items()),
    ]


def _sorted(reader: Reader, title: str, query: Query, runs: int) -> Figure:
    found = len(reader.ids(query))
    return Figure(title, median(partial(reader.ids, query), runs) * 1000, "ms", at_most=300, beside=f"{found:,} ids")


# ---------------------------------------------------------------- what is measured on


def filled_log(path: Path, images: int, rounds: int) -> SqlEventLog:
    if path.exists():
        return open_log(path)
    log = open_log(path, create=True)
    for first in range(0, images, ROUND):
        names = [f"{n:06}" for n in range(first, min(images, first + ROUND))]
        _append(log, Context("sync", f"pull-{first}"), [observed(name, 1) for name in names])
        for turn in range((rounds - 2) // 2):
            _update(log, f"{path.stem}-{first}-{turn}", names)
        if rounds > 1:
            _append(log, Context("sync", f"again-{first}"), [observed(name, 2) for name in names])
    return log


def _update(log: SqlEventLog, key: str, names: list[str]) -> None:
    changes = {"online_until": "2027-12-31T23:59:59+01:00", "usage_terms": key}
    queued = batch.BatchQueued(1, "update-metadata", len(names), {"changes": changes})
    _append(log, Context("anna", key), [Write(streams.batch(key), (queued,))])
    wishes = [Write(_stream(name), (image.UpdateMetadata(changes),)) for name in names]
    _append(log, Context("anna", key), wishes)
    done = image.ImageMetadataUpdated(changes, {}, {}, changes)
    _append(log, Context("anna", key), [Write(_stream(name), (done,)) for name in names])
    _append(log, Context("anna", key), [Write(streams.batch(key), (batch.BatchFinished("done"),))])


def _append(log: SqlEventLog, context: Context, writes: list[Write]) -> None:
    with log.transaction() as tx:
        log.append(tx, writes, context)


def _stream(name: str) -> str:
    return streams.image(f"vendor-{int(name) % 300:03}", name)


_THINGS = ("sunset", "harbour", "market", "bridge", "orchard", "stadium", "parliament", "glacier", "railway", "kitchen")


def observed(name: str, version: int) -> Write:
    number = int(name)
    one, two = _THINGS[number % 10], _THINGS[number // 10 % 10]
    fields = {
        "title": f"{one.title()} and {two}, picture {number}",
        "caption": f"A {one} seen from the {two} on a clear morning, taken for the series number {number % 997}.",
        "byline": f"Photographer {number % 211}",
        "credit": f"Agency {number % 300}",
        "copyright_notice": f"(c) {2000 + number % 27} Agency {number % 300}",
        "usage_terms": "Editorial use only.",
        "price": number * 37 % 50_000,
        "currency": "EUR",
        "price_origin": "item",
        "licence_start": "2026-01-01T00:00:00+00:00",
        "licence_end": f"20{27 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}T23:59:59+00:00",
        "territory": ["DE", "AT", "CH"] if number % 2 else ["GB"],
        "preview": f"https://hub.invalid/renditions/{number}",
    }
    changed = tuple(sorted(fields)) if version == 1 else ("caption",)
    event = image.ImageObserved(
        vendor=f"vendor-{number % 300:03}",
        asset_id=name,
        uri=f"https://hub.invalid/v1/items/{number}",
        feed="hub",
        version=version,
        version_created=None,
        content_hash=f"{number:032x}{version:032x}",
        fields=fields,
        changed=changed,
        change_id=f"{version}-{number}",
    )
    return Write(_stream(name), (event,))


if __name__ == "__main__":
    sys.exit(main())
