"""A desk without a core: image rows in a small SQLite file, batches in memory, orders written down."""

import re
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rightsdesk.desk import Example, FieldSummary, Query, Refused, Selection
from rightsdesk.faults import Unavailable

TODAY = date(2026, 3, 17)
VENDORS = (
    "Nordlicht Bildagentur", "J. Ostermann", "StadtLicht Fotografie", "Hafenblick Media", "Alpenpanorama GmbH",
    "PressePlus Foto", "M. Okafor", "Atelier Kranz", "Globus Picture Desk",
)  # fmt: skip
TITLES = (
    "Morning mist over the Karwendel range", "Cup final: the south stand", "Frankfurt skyline, banking district",
    "Christmas market lights, out of focus", "Author portrait: Lena Albrecht", "Evening sail off Rügen",
    "Summer bowl with roasted beetroot", "Spruce stand after the bark beetle", "Kiel Week: the tall ships leave",
)  # fmt: skip
PLATFORMS = (("REISE", "TAG"), ("TAG",), ("TECH", "TAG"), ("SPORT", "TAG", "REISE", "KÜCHE"), ("KÜCHE",))
SYNC = ("in_sync", "in_sync", "in_sync", "in_sync", "in_sync", "in_sync", "in_sync", "failed", "conflict")


@dataclass(frozen=True, slots=True)
class ImageRow:
    """The members of the desk's image row that the tests show."""

    id: int
    key: str
    vendor: str
    vendor_name: str
    asset_id: str
    title: str
    caption: str
    price: int | None
    currency: str
    online_until: str | None
    platforms: tuple[str, ...]
    state: str
    sync: str
    rating: int = 0
    picked: bool = False
    failure: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """The members of the desk's batch row."""

    id: int
    key: str
    number: int
    kind: str
    title: str
    actor: str
    state: str
    total: int
    done: int
    unchanged: int = 0
    failed: int = 0
    conflicted: int = 0
    remaining: int = 0
    rate: float | None = None
    seconds_left: float | None = None
    reasons: tuple[tuple[str, str, int], ...] = ()
    queued_at: str = "2026-03-17T09:35:39+00:00"
    finished_at: str | None = None
    undoable: bool = True
    can_redo: bool = True
    wish: Mapping[str, Any] | None = None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a selection holds."""

    count: int
    fields: Mapping[str, FieldSummary]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One line of the impact."""

    key: str
    count: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What submitting answers."""

    batch: str
    number: int
    items: int
    repeated: bool = False
    not_touched: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """An order in tests: these values, and these edits of texts."""

    changes: Mapping[str, object] = field(default_factory=dict)
    edits: Mapping[str, Any] = field(default_factory=dict)


_COLUMNS = "id, title, vendor, price, online_until, sync"
_ORDERS = {"title": "title", "vendor_name": "vendor", "price": "price", "online_until": "online_until", "": "id"}


def fill(file: Path, images: int) -> None:
    """Write that many images; deterministic, a million in a few seconds."""
    store = sqlite3.connect(file)
    store.execute(f"CREATE TABLE images ({_COLUMNS.replace('id,', 'id INTEGER PRIMARY KEY,', 1)})")
    store.executemany("INSERT INTO images VALUES (?,?,?,?,?,?)", map(_stored, range(images)))
    store.execute("CREATE INDEX by_price ON images (price, id)")
    store.execute("CREATE INDEX by_vendor ON images (vendor, id)")
    store.commit()
    store.close()


def _stored(number: int) -> tuple[Any, ...]:
    spread = number * 2_654_435_761 >> 7
    until = TODAY + timedelta(days=1 + spread % 900)
    price = None if number % 31 == 30 else (2850, 24050, 18500, 39050, 4950)[spread % 5] + number % 7
    vendor, title, sync = spread % len(VENDORS), (spread >> 3) % len(TITLES), SYNC[(spread >> 5) % len(SYNC)]
    return 4_182_377 + number * 137, TITLES[title], vendor, price, until.isoformat(), sync


class FakeReader:
    """Reads the file; filters are words, ``vendor:N``, ``sync:word``, ``-sync:word``, and ``online_until<day``."""

    def __init__(self, desk: "FakeDesk") -> None:
        self._desk = desk
        self._store = sqlite3.connect(desk.file, check_same_thread=False)

    def ids(self, query: Query) -> "array[int]":
        self._desk.may_answer()
        if query.table != "images":
            return array("q", (row.id for row in self._desk.tables.get(query.table, ())))
        where, values = _where(query)
        order = f"{_ORDERS[query.order]} {'DESC' if query.descending else 'ASC'}, id"
        packed = self._store.execute(
            f"SELECT group_concat(id) FROM (SELECT id FROM images {where} ORDER BY {order})", values
        ).fetchone()[0]
        return array("q", map(int, packed.split(",")) if packed else ())

    def head(self, query: Query, limit: int) -> "array[int]":
        self._desk.may_answer()
        return array("q") if query.where else FakeReader.ids(self, query)[:limit]

    def rows(self, table: str, ids: Iterable[int]) -> list[Any]:
        self._desk.may_answer()
        wanted = list(ids)
        if table != "images":
            by_id = {row.id: row for row in self._desk.tables.get(table, ())}
            return [by_id[one] for one in wanted if one in by_id]
        marks = ",".join("?" * len(wanted))
        found = self._store.execute(f"SELECT {_COLUMNS} FROM images WHERE id IN ({marks})", wanted)
        by_id = {stored[0]: self._desk.changed.get(stored[0]) or _image(stored) for stored in found}
        return [by_id[one] for one in wanted if one in by_id]

    def count(self, query: Query) -> int:
        if query.table != "images":
            return len(self._desk.tables.get(query.table, ()))
        where, values = _where(query)
        return int(self._store.execute(f"SELECT count(*) FROM images {where}", values).fetchone()[0])

    def matching(self, query: Query, ids: Collection[int]) -> frozenset[int]:
        where, values = _where(query)
        marks = ",".join("?" * len(ids))
        clause = f"{where} {'AND' if where else 'WHERE'} id IN ({marks})"
        return frozenset(row[0] for row in self._store.execute(f"SELECT id FROM images {clause}", [*values, *ids]))

    def selected_ids(self, selection: Selection) -> "array[int]":
        base = set(self.ids(selection.query)) if selection.query else set()
        return array("q", sorted((base - selection.minus) | selection.plus))

    def selected_count(self, selection: Selection) -> int:
        if selection.query is None:
            return len(selection.plus)
        if not selection.plus:
            return self.count(selection.query) - len(selection.minus)
        return len(self.selected_ids(selection))

    def newer_ids(self, _selection: Selection) -> "array[int]":
        return array("q", self._desk.newer)

    def summary(self, selection: Selection) -> Summary:
        count = self.selected_count(selection)
        fields = {
            "vendor": FieldSummary(12),
            "platforms": FieldSummary(5),
            "online_until": FieldSummary(29, "2026-03-18", "2026-04-16"),
            "price": FieldSummary(31, 2800, 39080),
            "caption": FieldSummary(8913),
            "usage_terms": FieldSummary(4),
        }
        return Summary(count, fields, {"EUR": 128_431_040} if count else {})

    def impact(self, selection: Selection, order: object) -> tuple[ImpactLine, ...]:
        count = self.selected_count(selection)
        already, locked = min(26, count // 8), min(3, count // 100)
        lines = (("will-change", count - already - locked), ("already", already), ("locked", locked))
        return tuple(ImpactLine(key, number) for key, number in lines)

    def days(self, query: Query, column: str, first: date, last: date) -> dict[str, int]:
        assert column == "online_until"
        named = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
        before = self.count(replace(query, where=f"{query.where} online_until<{named[0]}"))
        return (
            {"before": before}
            | dict.fromkeys(named, 0)
            | {day: count for day, count in self.facets(query, column) if named[0] <= day <= named[-1]}
        )

    def facets(self, query: Query, column: str) -> tuple[tuple[str, int], ...]:
        where, values = _where(query)
        counted = f"SELECT {column}, count(*) FROM images {where} GROUP BY 1 ORDER BY 2 DESC, 1"
        return tuple((str(value), number) for value, number in self._store.execute(counted, values))

    def examples(self, selection: Selection, order: Any, limit: int, fields: Collection[str]) -> tuple[Example, ...]:
        self._desk.may_answer()
        ids = self.selected_ids(selection)[: limit if self._desk.examples else 0]
        return tuple(
            Example(row.key, name, row.caption, order.edits[name](row.caption))
            for name in fields
            for row in self.rows("images", ids)
        )

    def keys(self, table: str, ids: Iterable[int]) -> list[str]:
        return [row.key for row in self.rows(table, ids)]

    def ids_of(self, table: str, keys: Collection[str]) -> dict[str, int]:
        found = {row.key: row.id for row in self._desk.tables.get(table, ())}
        return {key: found[key] for key in keys if key in found}

    def position(self) -> int:
        return self._desk.at

    def history(self, table: str, row_id: int) -> list[Any]:
        return list(self._desk.tables.get("activity", ()))

    def stop(self) -> None:
        """Nothing it answers takes long."""

    def close(self) -> None:
        self._store.close()


class FakeDesk:
    """Keeps what was ordered; its readers read one file."""

    actor = "anna"

    def __init__(self, folder: Path, images: int = 2_000) -> None:
        self.file = folder / "fake.db"
        fill(self.file, images)
        self.at = 18_204_551
        self.changed: dict[int, ImageRow] = {}
        self.tables: dict[str, list[Any]] = {}
        self.submitted: list[tuple[Selection, object, int | None]] = []
        self.ordered: list[tuple[object, list[str]]] = []
        self.refuses = ""
        self.done: list[tuple[str, str]] = []
        self.deaf = False
        self.examples = True
        self.newer: list[int] = []
        self.put_off: dict[str, str] = {}
        self.seen: Collection[int] | None = None

    def may_answer(self) -> None:
        if self.deaf:
            raise Unavailable("The read model does not answer. Try again in a moment.")

    def reader(self) -> FakeReader:
        return FakeReader(self)

    def order(self, order: object, keys: list[str], *, batch: str) -> Ticket:
        if self.refuses:
            raise Refused(self.refuses)
        self.ordered.append((order, keys))
        return Ticket(batch, 2481, len(keys))

    def past_reader(self, _moment: object) -> FakeReader:
        return FakeReader(self)

    def submit(
        self,
        selection: Selection,
        order: object,
        *,
        expected: int | None = None,
        seen: Collection[int] | None = None,
    ) -> Ticket:
        self.submitted.append((selection, order, expected))
        self.seen = seen
        number = len(self.submitted)
        return Ticket(f"batch-{number}", 2479 + number, expected or 0, not_touched=len(self.newer))

    def store(self, sql: str) -> None:
        """Write into the table behind everybody's back."""
        with sqlite3.connect(self.file) as store:
            store.execute(sql)
        store.close()

    def status(self) -> Any:
        return SimpleNamespace(waiting=self.put_off)

    def progress(self, batch: str) -> Any:
        return next(row for row in self.tables["batches"] if row.key == batch)

    def active(self) -> list[Any]:
        return []

    def document(self, _row_id: int) -> Path | None:
        return None

    def change(self, row: ImageRow, **values: object) -> ImageRow:
        """The row is different from now on."""
        self.changed[row.id] = replace(row, **values)  # type: ignore[arg-type]
        self.at += 1
        return self.changed[row.id]

    def __getattr__(self, name: str) -> Any:
        if name not in {"pause", "resume", "cancel", "retry", "redo", "undo"}:
            raise AttributeError(name)
        return lambda batch, **_how: self.done.append((name, batch))


def _where(query: Query) -> tuple[str, list[object]]:
    clauses: list[str] = []
    values: list[object] = []
    for term in query.where.split():
        negative, bare = term.startswith("-"), term.removeprefix("-")
        until = re.fullmatch(r"online_until(<=|>=|<|>|:)(\d{4}-\d{2}-\d{2})", bare)
        if until is not None:
            clauses.append(f"online_until {until[1].replace(':', '=')} ?")
            values.append(until[2])
            continue
        name, colon, value = bare.partition(":")
        if name == "sync" and "," in value:
            states = value.split(",")
            clause = f"sync IN ({', '.join('?' * len(states))})"
            clauses.append(f"NOT ({clause})" if negative else clause)
            values += states
            continue
        clause = "sync = ?" if name == "sync" else "vendor = ?" if name == "vendor" else "title LIKE ?"
        clauses.append(f"NOT ({clause})" if negative else clause)
        values.append((int(value) if name == "vendor" else value) if colon else f"%{bare.strip(chr(34))}%")
    if query.platform:
        clauses.append("id % 2 = ?")
        values.append(0 if query.platform == "even" else 1)
    return (f"WHERE {' AND '.join(clauses)}" if clauses else ""), values


def _image(stored: tuple[Any, ...]) -> ImageRow:
    row_id, title, vendor, price, until, sync = stored
    return ImageRow(
        id=row_id,
        key=f"v{vendor}:{row_id}",
        vendor=f"v{vendor}",
        vendor_name=VENDORS[vendor],
        asset_id=f"IMG-{row_id}",
        title=title,
        caption="Aerial view, drone, light haze in the valley",
        price=price,
        currency="EUR",
        online_until=until,
        platforms=PLATFORMS[row_id % len(PLATFORMS)],
        state="usable",
        sync=sync,
    )
