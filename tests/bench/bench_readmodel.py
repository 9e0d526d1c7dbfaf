"""Measures the read model: rebuild against eventsourcing's projection, catching up, and questions to many images.

Run: python -m tests.bench.bench_readmodel [--events 1000000] [--images 1000000] [--runs 3]
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rightsdesk.domain import batch, image, streams
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.readmodel import Query, ReadModel, Selection, open_read_model
from tests.bench.peer_projection import per_event_projection

ROUND = 5_000
EVENTS_PER_IMAGE = 6


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--images", type=int, default=1_000_000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        measure_projection(folder, options.events, options.runs)
        measure_questions(folder, options.images, options.runs)


# ---------------------------------------------------------------- rebuild and catching up


def measure_projection(folder: Path, events: int, runs: int) -> None:
    """Print events a second of rebuild, of the peer, and the cost of 10,000 updates."""
    log = _log(folder / "events.db", events // EVENTS_PER_IMAGE, EVENTS_PER_IMAGE)
    total = log.head().position
    path = folder / "rebuilt.db"
    model = open_read_model(path, log)
    rebuilt = _median(lambda: model.rebuild(), runs)
    peer = per_event_projection(20_000)
    _say("rebuild", f"{total:,} events in {rebuilt:.1f} s = {total / rebuilt:,.0f} events/s")
    _say("eventsourcing, documented projection", f"{peer:,.0f} events/s")
    _say("rebuild : eventsourcing", f"{total / rebuilt / peer:.1f} (goal 20)")
    _catch_up(model, log)
    model.close()
    log.close()


def _catch_up(model: ReadModel, log: SqlEventLog) -> None:
    model.catch_up_fully(5_000)
    _update(log, "catching-up", [f"{n:06}" for n in range(10_000)])
    longest, began = 0.0, time.perf_counter()
    while True:
        step = time.perf_counter()
        changed = model.catch_up()
        longest = max(longest, time.perf_counter() - step)
        if not changed.behind:
            break
    took = time.perf_counter() - began
    _say("catching up with 10,000 updates", f"{took:.2f} s (goal 2), longest step {longest * 1000:.0f} ms")


# ---------------------------------------------------------------- questions


def measure_questions(folder: Path, images: int, runs: int) -> None:
    """Print how long people wait for ids, rows, counts and summaries over many images."""
    log = _log(folder / "many.db", images, 1)
    began = time.perf_counter()
    model = open_read_model(folder / "many-read.db", log)
    _say("first build", f"{images:,} images in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    model.catch_up_fully(5_000)
    _say("words of all images", f"{time.perf_counter() - began:.1f} s, in the background")
    size = (folder / "many-read.db").stat().st_size
    _say("read.db", f"{size / 1e6:,.0f} MB, {size / images:,.0f} bytes an image")
    reader = model.reader()
    everything = reader.ids(Query("images"))
    middle = everything[len(everything) // 2 : len(everything) // 2 + 200]
    selection = Selection("images", Query("images", "vendor:vendor-007"))
    questions: dict[str, Callable[[], Any]] = {
        "200 rows by id": lambda: reader.rows("images", middle),
        "all ids": lambda: reader.ids(Query("images")),
        "all ids by price": lambda: reader.ids(Query("images", order="price", descending=True)),
        "all ids by title": lambda: reader.ids(Query("images", order="title")),
        "one vendor by price": lambda: reader.ids(Query("images", "vendor:vendor-007", "price")),
        "half of all by price": lambda: reader.ids(Query("images", "price>=250", "price")),
        "half of all by date": lambda: reader.ids(Query("images", "price>=250", "online_until")),
        "usable, by title": lambda: reader.ids(Query("images", "status:usable territory:DE", "title")),
        "one word": lambda: reader.ids(Query("images", "sunset", "price")),
        "two words": lambda: reader.ids(Query("images", "sunset harbour")),
        "count of half": lambda: reader.count(Query("images", "price>=250")),
        "one platform": lambda: reader.ids(Query("images", platform="magazine")),
        "choices of vendor": lambda: reader.facets(Query("images"), "vendor"),
        "summary of one vendor": lambda: reader.summary(selection),
        "summary of all": lambda: reader.summary(Selection("images", Query("images"))),
    }
    for name, ask in questions.items():
        answer = ask()
        told = f", {len(answer):,} ids" if hasattr(answer, "typecode") else ""
        _say(name, f"{_median(ask, runs) * 1000:,.1f} ms{told}")
    reader.close()
    model.close()
    log.close()


# ---------------------------------------------------------------- what is measured on


def _log(path: Path, images: int, rounds: int) -> SqlEventLog:
    if path.exists():
        return open_log(path)
    log = open_log(path, create=True)
    began = time.perf_counter()
    for first in range(0, images, ROUND):
        names = [f"{n:06}" for n in range(first, min(images, first + ROUND))]
        _append(log, Context("sync", f"pull-{first}"), [_observed(name, 1) for name in names])
        for turn in range((rounds - 2) // 2):
            _update(log, f"{path.stem}-{first}-{turn}", names)
        if rounds > 1:
            _append(log, Context("sync", f"again-{first}"), [_observed(name, 2) for name in names])
    _say("log", f"{log.head().position:,} events written in {time.perf_counter() - began:.1f} s")
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


def _observed(name: str, version: int) -> Write:
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


def _median(ask: Callable[[], Any], runs: int) -> float:
    return statistics.median(_taken(ask, runs))


def _taken(ask: Callable[[], Any], runs: int) -> Iterator[float]:
    for _ in range(runs):
        gc.collect()
        began = time.perf_counter()
        ask()
        yield time.perf_counter() - began


def _say(what: str, figure: str) -> None:
    print(f"{what:<40} {figure}", flush=True)


if __name__ == "__main__":
    main()
