"""Questions to the tables: ids in order, rows by id, counts, selections; one reader for each thread."""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

import orjson

from rightsdesk.domain.rights import ONLINE
from rightsdesk.eventlog.log import EventLog, Recorded
from rightsdesk.readmodel import asking, checkpoints
from rightsdesk.readmodel.activity import ActivityRow
from rightsdesk.readmodel.asking import Asker, condition, listed, newer, ordering, selected, view_of
from rightsdesk.readmodel.database import speaking
from rightsdesk.readmodel.days import days
from rightsdesk.readmodel.endings import Endings, endings
from rightsdesk.readmodel.examples import Example, Wanted, examples
from rightsdesk.readmodel.expiring import Expired, Used, due_of, next_expiry, unalarmed, used_in
from rightsdesk.readmodel.history import told
from rightsdesk.readmodel.impact import impact
from rightsdesk.readmodel.judging import Judged, judged
from rightsdesk.readmodel.lookup import Named, first, named
from rightsdesk.readmodel.pictures import Picture, pictures
from rightsdesk.readmodel.provenance import Source, provenance
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.spending import Spent, spending
from rightsdesk.readmodel.summary import Summary, facets, summary
from rightsdesk.readmodel.telling import ImpactLine

Ids: TypeAlias = "array[int]"
_LARGE = {"images"}
"""Tables of which there may be a million rows, with an index for each order."""

_PIECE = 200_000
"""Characters of a list of ids read at a time."""

_FEW = 20_000
"""Up to so many ids are sorted row by row faster than they are picked from the order of all."""


class Order(Protocol):
    """What is ordered for many rows, as far as its effect on them can be told: kind of batch and wish."""

    @property
    def kind(self) -> str:
        """Return the kind of batch it makes."""

    def wish(self) -> dict[str, Any]:
        """Return what is asked, JSON-safe."""


@runtime_checkable
class Ruled(Protocol):
    """An order that is decided under rules known before it is given."""

    def rules(self) -> dict[str, Any]:
        """Return them; they are never part of the wish."""


class Reader:
    """Answers from the tables as they stand; it never writes and never waits for a writer."""

    def __init__(
        self,
        path: Path,
        log: EventLog,
        day: Callable[[], date] = asking.today,
        now: Callable[[], int] = asking.this_second,
    ) -> None:
        """Open a connection of its own; `day` says which day `today` means in filters, `now` which second it is."""
        self._asker = Asker.at(path, day, now)
        self._now = now
        self._log = log
        self.enliven: Callable[[str, list[Any]], list[Any]] | None = None
        """Puts into rows what stands in no table, as they are read."""

    def ids(self, query: Query) -> Ids:
        """Return the ids of all matching rows in order."""
        where, values = condition(query, self._asker.day())
        if where and query.table in _LARGE and (query.order or "id") == "id" and not query.descending:
            # Found in whatever order an index holds them: sorting is quicker than walking all of a wide table in order.
            return array("q", sorted(self._listed(f"SELECT {query.table}.id FROM {query.table}{where}", values)))
        if not where or query.table not in _LARGE or (query.order or "id") == "id":
            return self._listed(f"SELECT {query.table}.id FROM {query.table}{where}{ordering(query)}", values)
        with self._asker.snapshot():
            found = self._listed(f"SELECT {query.table}.id FROM {query.table}{where}", values)
            return array("q", self._ordered(query, found))

    def head(self, query: Query, limit: int) -> Ids:
        """Return the first ids where an index has them at once and all of them would take long; else none."""
        where, _ = condition(query, self._asker.day())
        if where or query.table not in _LARGE:
            return array("q")
        return self._listed(f"SELECT {query.table}.id FROM {query.table}{ordering(query)} LIMIT {limit:d}", ())

    def rows(self, table: str, ids: Sequence[int]) -> list[Any]:
        """Return the rows of these ids in the order of the ids; ids without a row are left out."""
        view = view_of(table)
        asked = (listed(ids),)
        made = dict(
            view.rows(lambda sql: self._asker.all(sql, asked), f"{table}.id IN (SELECT value FROM json_each(?))")
        )
        rows = [made[row_id] for row_id in ids if row_id in made]
        return self.enliven(table, rows) if self.enliven is not None else rows

    def all(self, table: str, where: str = "") -> list[Any]:
        """Return all matching rows in the table's own order; meant for tables of people's size."""
        return self.rows(table, self.ids(Query(table, where)))

    def first(self, query: Query, limit: int) -> list[Any]:
        """Return the first matching rows in the query's order, at most so many."""
        return self.rows(query.table, first(self._asker, query, limit))

    def named_images(self, text: str) -> Named:
        """Return which images a typed or pasted list of identifiers names, and what in it nobody knows."""
        return named(self._asker, text)

    def count(self, query: Query) -> int:
        """Return the exact number of matching rows."""
        where, values = condition(query, self._asker.day())
        return int(self._asker.one(f"SELECT count(*) FROM {query.table}{where}", values)[0])

    def matching(self, query: Query, ids: Iterable[int]) -> frozenset[int]:
        """Return those of the ids whose rows match."""
        where, values = condition(query, self._asker.day())
        among = f"{query.table}.id IN (SELECT value FROM json_each(?))"
        clause = f"{where} AND {among}" if where else f" WHERE {among}"
        found = self._asker.all(f"SELECT {query.table}.id FROM {query.table}{clause}", (*values, listed(ids)))
        return frozenset(row[0] for row in found)

    def ids_of(self, table: str, keys: Sequence[str]) -> dict[str, int]:
        """Return key -> id in the order of the keys; keys that nothing has are left out."""
        asked = orjson.dumps(list(keys)).decode()
        same = f"{view_of(table).keys} = k.value"
        if table == "images":  # spelt out so that the index over both columns serves
            same = (
                "images.vendor = substr(k.value, 1, instr(k.value, ':') - 1)"
                " AND images.asset_id = substr(k.value, instr(k.value, ':') + 1)"
            )
        # json_each has a column `key` of its own, so only its values are let in.
        given = "(SELECT value FROM json_each(?)) k"
        sql = f"SELECT k.value, {table}.id FROM {given} JOIN {table} ON {same} WHERE {table}.id IS NOT NULL"
        found = dict(self._asker.all(sql, (asked,)))
        return {key: found[key] for key in keys if key in found}

    def keys(self, table: str, ids: Sequence[int]) -> list[str]:
        """Return the keys of rows in the order of the ids; ids without a row are left out."""
        view = view_of(table)
        found = self._asker.all(
            f"SELECT {table}.id, {view.keys} FROM {table} WHERE {table}.id IN (SELECT value FROM json_each(?))",
            (listed(ids),),
        )
        known = dict(found)
        return [known[row_id] for row_id in ids if row_id in known]

    def pictures(self, keys: Sequence[str]) -> dict[str, Picture]:
        """Return where the picture of each image is to be had, by the image's key; strangers are left out."""
        return pictures(self._asker, keys)

    def selected_ids(self, selection: Selection) -> Ids:
        """Return the ids of a selection in its query's order; explicit ones in the table's own."""
        where, values = selected(selection, self._asker.day())
        order = ordering(selection.query or Query(selection.table))
        with self._asker.patiently():
            return self._listed(f"SELECT {selection.table}.id FROM {selection.table}{where}{order}", values)

    def selected_count(self, selection: Selection) -> int:
        """Return the exact number of selected rows."""
        where, values = selected(selection, self._asker.day())
        return int(self._asker.one(f"SELECT count(*) FROM {selection.table}{where}", values)[0])

    def newer_ids(self, selection: Selection) -> Ids:
        """Return the ids of rows that match a selection's query only since it was made; they are no part of it."""
        asked = newer(selection, self._asker.day())
        if asked is None:
            return array("q")
        # Ids are given in the order of arrival: where the last one is old, a million others need no look.
        last = self._asker.all("SELECT first_position FROM images WHERE id = (SELECT max(id) FROM images)")
        if not last or last[0][0] <= selection.as_of:
            return array("q")
        return self._listed(f"SELECT images.id FROM images{asked[0]}", asked[1])

    def summary(self, selection: Selection) -> Summary:
        """Return what the selected rows have in common, field by field, and the sums by currency."""
        with self._asker.snapshot():
            return summary(self._asker, selection)

    def impact(self, selection: Selection, order: Order) -> tuple[ImpactLine, ...]:
        """Return what an order would do to the selected rows, most important line first.

        An order that knows more than its wish, such as who may decide, tells it as its `rules`.
        """
        rules = order.rules() if isinstance(order, Ruled) else {}
        with self._asker.snapshot():
            return impact(self._asker, selection, order.kind, {**order.wish(), **rules})

    def examples(
        self, selection: Selection, order: Order, limit: int = 5, fields: Collection[str] = ()
    ) -> tuple[Example, ...]:
        """Return what an order would make of the first rows that it changes: up to `limit` examples of each field.

        `fields` are those of interest, all without any.
        """
        with self._asker.snapshot():
            return examples(self._asker, selection, order.kind, order.wish(), Wanted(limit, fields))

    def facets(self, query: Query, column: str) -> tuple[tuple[str, int], ...]:
        """Return each value of a column with the number of matching rows that have it, most frequent first."""
        return facets(self._asker, query, column)

    def days(self, query: Query, column: str, first: date, last: date) -> dict[str, int]:
        """Return how many matching rows have a moment on each day of a span, and as `before` how many had it earlier.

        Days are those of the publisher's zone; both ends count, and a day without rows is told as 0.
        """
        with self._asker.snapshot():
            return days(self._asker, query, column, first, last)

    def endings(self, rows: Query | Selection, column: str, first: date, months: int) -> Endings:
        """Return how many matching or selected rows end in the rest of a day's month and in each following one."""
        with self._asker.snapshot():
            return endings(self._asker, rows, column, first, months)

    def spending(self, selection: Selection, first: date, after: date, platform: str = "") -> tuple[Spent, ...]:
        """Return what selected vendors were owed for days of a half-open span, by vendor, month and currency."""
        with self._asker.snapshot():
            return spending(self._asker, selection, first, after, platform)

    def position(self) -> int:
        """Return the last event that every working table shows."""
        with speaking(self._asker.path):
            points = checkpoints.load(self._asker.connection).values()
        working = [point.position for point in points if "__" not in point.name and point.stopped_at is None]
        return min(working, default=0)

    def provenance(self, image: int) -> Mapping[str, Source]:
        """Return whose word each field of an image is."""
        return provenance(self._asker, self._log, image)

    def history(self, table: str, row_id: int) -> list[ActivityRow]:
        """Return the events of one row's own stream, newest first, with values before and after where they changed."""
        return told(self._asker, self._log, table, row_id)

    def events(self, first: int, limit: int = 1) -> list[Recorded]:
        """Return up to `limit` events from a position on, as they are recorded."""
        return self._log.read(first - 1, limit)

    def verdicts(self, keys: Sequence[str], platform: str, medium: str = ONLINE, at: int | None = None) -> list[Judged]:
        """Return the verdict for each image (key `vendor:asset`) at a second since 1970, now without one, in order."""
        found = self.ids_of("images", keys)
        with self._asker.snapshot():
            return judged(self._asker, list(found.values()), platform, medium, self._now() if at is None else at)

    def next_expiry(self, after: int) -> int | None:
        """Return the first second after another at which a live usage must come down."""
        return next_expiry(self._asker, after)

    def unalarmed(self, now: int) -> list[Expired]:
        """Return the live usages due by a second for which no alarm went out for this very moment."""
        return unalarmed(self._asker, now)

    def due_of(self, keys: Sequence[str]) -> dict[str, str]:
        """Return usage identifier -> the moment from which it must be offline, of usages named by their keys."""
        return due_of(self._asker, keys)

    def used_in(self, feed: str, first: date, after: date) -> list[Used]:
        """Return the first placements of a feed's pictures on days of a half-open span."""
        return used_in(self._asker, feed, first, after)

    def stop(self) -> None:
        """Break off the question another thread is waiting for; it raises `Invalid` (FLT-SLOW) there."""
        self._asker.connection.interrupt()

    def close(self) -> None:
        """Give the connection back."""
        self._asker.connection.close()

    def _ordered(self, query: Query, found: Ids) -> Iterable[int]:
        """Put matching ids in order: few are sorted, many are picked from the order of all, which an index holds.

        SQLite would look up each row of that index to test the filter: ten times slower on a million rows.
        """
        table, order = query.table, ordering(query)
        if len(found) <= _FEW:
            among = f"SELECT {table}.id FROM json_each(?) k CROSS JOIN {table} ON {table}.id = k.value"
            return self._listed(f"{among}{order}", (listed(found),))
        return filter(frozenset(found).__contains__, self._listed(f"SELECT {table}.id FROM {table}{order}", ()))

    def _listed(self, sql: str, values: Sequence[Any]) -> Ids:
        """Fetch ids as one text in one step, a third of the time a cursor needs; a test watches the order.

        It is read in pieces: a million numbers as objects would take forty megabytes for a moment.
        """
        text: str = self._asker.one(f"SELECT group_concat(id) FROM ({sql})", values)[0] or ""
        found = array("q")
        start = 0
        while start < len(text):
            end = text.find(",", start + _PIECE)
            end = len(text) if end < 0 else end
            found.fromlist(orjson.loads(f"[{text[start:end]}]"))
            start = end + 1
        return found
