"""Measures the event log beside the raw driver and the eventsourcing library: `python -m tests.bench.bench_eventlog`.

All peers take turns within each round, durable (WAL, synchronous=FULL), on the same driver where they can choose;
the table shows medians. Only ratios inside one run mean anything.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from rightsdesk.domain.batch import BatchQueued
from rightsdesk.domain.image.commands import UpdateMetadata
from rightsdesk.domain.image.events import ImageMetadataUpdated
from rightsdesk.domain.image.state import Image
from rightsdesk.domain.messages import fold
from rightsdesk.eventlog import dialect
from rightsdesk.eventlog.codec import decode, encode
from rightsdesk.eventlog.log import CommandMark, Context, Write
from rightsdesk.eventlog.plan import Request
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.workqueue.queue import Settled
from rightsdesk.workqueue.sql import SqlWorkQueue

EVENTS = 5_000
SINGLES = 500
BLOCK = 50
REPEATS = 3
ITEMS = 10_000
ROUNDS = 5
ADA = Context("ada", correlation_id="01930e5b-7a10-7c4e-8e0a-52c4b7a1d2f3")
ALONE = Context("ada")
"""A single wish belongs to no batch."""

CHANGES = {"title": "Morning over the harbour of Travemünde", "price": 4900, "currency": "EUR", "online_until": None}


class Goal(NamedTuple):
    """One line of the table: a figure, what it is held against, and the ratio or bound to reach."""

    title: str
    ours: str
    theirs: str
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    def is_met(self, value: float) -> bool:
        """Say whether a figure reaches the goal; one without a goal is only shown."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    @property
    def wanted(self) -> str:
        """Return the goal as printed."""
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"


GOALS = (
    Goal("append 5,000 : raw sqlite3", "append", "raw append", "events/s", at_least=0.35),
    Goal("append 5,000 : eventsourcing save", "append", "es save", "events/s", at_least=2),
    Goal("append 5,000 : eventsourcing load + save", "append", "es load and save", "events/s", at_least=8),
    Goal("single change + append : eventsourcing", "single", "es single", "appends/s"),
    Goal("single load + change + append : the same", "command", "es command", "commands/s", at_least=1.5),
    Goal("single appends in groups of 50", "grouped", "single", "appends/s", at_least=5),
    Goal("typed read : eventsourcing mapper", "typed read", "es typed read", "events/s", at_least=1.5),
    Goal("verify", "verify", "", "events/s", at_least=150_000),
    Goal("submit 10,000 images", "submit", "", "ms", at_most=300),
    Goal("settle by 50", "settle 50", "", "items/s", at_least=5_000),
    Goal("settle by 500", "settle 500", "", "items/s", at_least=5_000),
    Goal("bytes on disk : eventsourcing", "bytes", "es bytes", "bytes/event", at_most=1.1),
)


def update(number: int) -> ImageMetadataUpdated:
    """Return an event of about 350 bytes, as a bulk edit records it."""
    title = f"Morning over the harbour of Travemünde, {number}"
    return ImageMetadataUpdated(
        local={"title": title, "price": 4900, "currency": "EUR", "online_until": "2027-03-31T23:59:59+02:00"},
        previous={"title": None, "price": None, "currency": None},
        before={"title": "Harbour", "price": 5200, "currency": "EUR", "online_until": None},
        after={"title": title, "price": 4900, "currency": "EUR", "online_until": "2027-03-31T23:59:59+02:00"},
    )


class Picture(Aggregate):
    """The peer's image: the same fields in the same event."""

    @event("Registered")
    def __init__(self, name: str) -> None:
        self.name = name

    @event("Updated")
    def update(
        self,
        local: dict[str, Any],
        previous: dict[str, Any],
        before: dict[str, Any],
        after: dict[str, Any],
        by_vendor: bool,
    ) -> None:
        """Change the metadata."""
        self.local = local


class Measured:
    """Figures of all rounds by name."""

    def __init__(self) -> None:
        self.figures: dict[str, list[float]] = defaultdict(list)

    def rate(self, name: str, count: int, work: Callable[[], object]) -> None:
        """Time a piece of work and keep how many per second it did."""
        self.figures[name].append(count / seconds(work))

    def median(self, name: str) -> float:
        """Return the median of a figure."""
        return statistics.median(self.figures[name])


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, the collector switched off meanwhile for everybody."""
    gc.disable()
    try:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun
    finally:
        gc.enable()


def pages(path: Path) -> int:
    """Return the size of a database in bytes, what is still in its write-ahead file included."""
    connection = dialect.driver().connect(path)
    ((count,),) = connection.execute("PRAGMA page_count")
    ((size,),) = connection.execute("PRAGMA page_size")
    connection.close()
    return int(count * size)


class Raw:
    """The driver alone with the same payload, encoded beforehand: no hash, no ids, no heads of streams."""

    def __init__(self, folder: Path) -> None:
        self.connection = dialect.driver().connect(folder / "raw.db", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute(
            "CREATE TABLE event (position INTEGER PRIMARY KEY, stream TEXT, version INTEGER, name TEXT, data BLOB, "
            "UNIQUE (stream, version))"
        )

    def prepared(self, version: int) -> Callable[[], object]:
        """Return the insertion of one more event for every image."""
        name = "image.metadata-updated"
        rows = [(f"image-alpenpix:{number}", version, name, encode(update(number))) for number in range(EVENTS)]

        def insert() -> None:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany("INSERT INTO event (stream, version, name, data) VALUES (?, ?, ?, ?)", rows)
            self.connection.execute("COMMIT")

        return insert

    def close(self) -> None:
        """Give the connection back."""
        self.connection.close()


class Peer:
    """The same updates through eventsourcing's Application on its SQLite recorder."""

    def __init__(self, folder: Path) -> None:
        self.app: Application[UUID] = Application(
            env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "peer.db")}
        )
        self.pictures = [Picture(f"image-{number}") for number in range(EVENTS)]
        self.app.save(*self.pictures)

    def prepared(self, version: int) -> Callable[[], object]:
        """Return the saving of one more event for every image, the events made beforehand."""
        changed = [changed_picture(picture, number) for number, picture in enumerate(self.pictures)]
        return lambda: self.app.save(*changed)

    def load_and_save(self) -> None:
        """Load, change and save every image, as its manual does."""
        get = self.app.repository.get
        self.app.save(*(changed_picture(get(picture.id), number) for number, picture in enumerate(self.pictures)))

    def single(self, number: int) -> Callable[[], object]:
        """Return the change and saving of one image that is in memory already."""
        picture: Picture = self.app.repository.get(self.pictures[number].id)
        return lambda: self.app.save(changed_picture(picture, number))

    def command(self, number: int) -> Callable[[], object]:
        """Return one whole command: load the image, change it, save it."""
        picture = self.pictures[number].id
        return lambda: self.app.save(changed_picture(self.app.repository.get(picture), number))

    def typed(self) -> None:
        """Read events as objects, in the order of the log."""
        found = self.app.recorder.select_notifications(EVENTS + 1, 2 * EVENTS)
        assert len([self.app.mapper.to_domain_event(one) for one in found]) == 2 * EVENTS

    def close(self) -> None:
        """Give the connections back."""
        self.app.close()


class Ours:
    """Our log: chained, with heads of streams, order without gaps."""

    def __init__(self, folder: Path) -> None:
        self.log = open_log(folder / "ours.db", create=True)

    def prepared(self, version: int) -> Callable[[], object]:
        """Return the append of one more event for every image."""
        writes = [Write(f"image-alpenpix:{number}", (update(number),), version - 1) for number in range(EVENTS)]

        def append() -> None:
            with self.log.transaction() as tx:
                self.log.append(tx, writes, ADA)

        return append

    def single(self, number: int) -> Callable[[], object]:
        """Return the change and append of one image whose version is known already."""
        stream = f"image-alpenpix:{number}"

        def append() -> None:
            with self.log.transaction() as tx:
                self.log.append(tx, [Write(stream, (update(number),), 3)], ALONE)

        return append

    def command(self, number: int) -> Callable[[], object]:
        """Return one whole command: load the image, change it, append."""
        stream = f"image-alpenpix:{number}"

        def carry_out() -> None:
            with self.log.transaction() as tx:
                stored = self.log.read_streams([stream])[stream]
                fold(Image(), (decode(one.name, one.schema_version, one.data) for one in stored))
                self.log.append(tx, [Write(stream, (update(number),), len(stored))], ALONE)

        return carry_out

    def grouped(self, first: int) -> Callable[[], object]:
        """Return the appends of the same block in one group."""
        block = [Write(f"image-alpenpix:{number}", (update(number),), 5) for number in range(first, first + BLOCK)]
        requests = [Request([write], ALONE) for write in block]
        return lambda: self.log.append_group(requests)

    def typed(self) -> None:
        """Read events as objects, in the order of the log."""
        found = self.log.read(0, 2 * EVENTS)
        assert len([decode(one.name, one.schema_version, one.data) for one in found]) == 2 * EVENTS

    def verify(self) -> None:
        """Check the whole chain."""
        assert self.log.verify().sound

    def close(self) -> None:
        """Give the connections back."""
        self.log.close()


def changed_picture(picture: Picture, number: int) -> Picture:
    """Let the peer's image record the same update."""
    made = update(number)
    picture.update(made.local, made.previous, made.before, made.after, made.by_vendor)
    return picture


def one_round(folder: Path, measured: Measured) -> None:
    """Let all peers do each piece of work one right after the other."""
    raw, peer, ours = Raw(folder), Peer(folder), Ours(folder)
    ours.prepared(1)()
    raw.prepared(1)()
    before = (pages(folder / "ours.db"), pages(folder / "peer.db"))
    for version in (2, 3):
        for name, work in (("append", ours), ("raw append", raw), ("es save", peer)):
            measured.rate(name, EVENTS, work.prepared(version))
    measured.figures["bytes"].append((pages(folder / "ours.db") - before[0]) / (2 * EVENTS))
    measured.figures["es bytes"].append((pages(folder / "peer.db") - before[1]) / (2 * EVENTS))
    measured.rate("es load and save", EVENTS, peer.load_and_save)
    for number in range(SINGLES):
        measured.rate("single", 1, ours.single(number))
        measured.rate("es single", 1, peer.single(number))
        measured.rate("command", 1, ours.command(number))
        measured.rate("es command", 1, peer.command(number))
    for first in range(0, SINGLES, BLOCK):
        measured.rate("grouped", BLOCK, ours.grouped(first))
    for _ in range(REPEATS):
        measured.rate("typed read", 2 * EVENTS, ours.typed)
        measured.rate("es typed read", 2 * EVENTS, peer.typed)
        measured.rate("verify", 3 * EVENTS + 3 * SINGLES, ours.verify)
    for one in (raw, peer, ours):
        one.close()


def queue_round(folder: Path, measured: Measured) -> None:
    """Submit a batch over known images in one transaction, then settle all items in chunks."""
    log = open_log(folder / "queue.db", create=True)
    queue = SqlWorkQueue(log)
    with log.transaction() as tx:
        log.append(tx, [Write(f"image-alpenpix:{number}", (update(number),)) for number in range(ITEMS)], ADA)
    for chunk in (50, 500):
        measured.figures["submit"].append(1000 * seconds(partial(submit, log, queue, str(uuid4()))))
        measured.rate(f"settle {chunk}", ITEMS, partial(drain, log, queue, chunk))
    log.close()


def submit(log: SqlEventLog, queue: SqlWorkQueue, batch: str) -> None:
    """Record command, batch, 10,000 intents and 10,000 items in one transaction."""
    with log.transaction() as tx:
        number = queue.next_number(tx)
        queued = BatchQueued(number, "update-metadata", ITEMS, CHANGES)
        intents = [Write(f"image-alpenpix:{key}", (UpdateMetadata(CHANGES),)) for key in range(ITEMS)]
        mark = CommandMark(batch, "digest", "submit")
        written = log.append(tx, [Write(f"batch-{batch}", (queued,)), *intents], Context("ada", batch), mark)
        items = [(written.first + 1 + place, write.stream) for place, write in enumerate(intents)]
        queue.put(tx, batch, number, "update-metadata", items)


def drain(log: SqlEventLog, queue: SqlWorkQueue, chunk: int) -> None:
    """Claim and settle until nothing is left."""
    while leases := queue.claim(chunk, 60):
        with log.transaction() as tx:
            queue.settle(tx, [Settled(lease, "done") for lease in leases])


def table(measured: Measured) -> tuple[list[str], bool]:
    """Return the lines of the table, and whether every goal is met."""
    lines = [f"{'':44}{'ours':>12}{'theirs':>12}  {'unit':12}{'ratio':>8}{'goal':>12}"]
    met = True
    for goal in GOALS:
        ours = measured.median(goal.ours)
        theirs = measured.median(goal.theirs) if goal.theirs else None
        value = ours / theirs if theirs else ours
        good = goal.is_met(value)
        ratio, shown = (f"{value:.2f}", f"{theirs:,.0f}") if theirs else ("", "")
        figures = f"{ours:>12,.0f}{shown:>12}  {goal.unit:12}{ratio:>8}{goal.wanted:>12}"
        lines.append(f"{goal.title:44}{figures}{'' if good else '  MISSED'}")
        met = met and good
    return lines, met


def main() -> int:
    """Measure in turns and print the table; return 0 when every goal is met."""
    measured = Measured()
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="bench-", dir=Path.cwd()) as folder:
            one_round(Path(folder), measured)
            queue_round(Path(folder), measured)
    lines, met = table(measured)
    print(f"Event log, medians of {ROUNDS} rounds, Python {sys.version.split()[0]}")
    print("\n".join(lines))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
