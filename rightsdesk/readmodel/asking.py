"""Queries and selections made into SQL, and the connection on which a reader asks."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson

from rightsdesk.domain import period
from rightsdesk.faults import Invalid, Unknown
from rightsdesk.readmodel import edits
from rightsdesk.readmodel.conditions import Compiler, Condition
from rightsdesk.readmodel.database import DRIVER, connect, speaking
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.tables import VIEWS
from rightsdesk.readmodel.view import View

LONGEST_SECONDS = 2.0
PATIENT_SECONDS = 60.0
"""How long the rows of an order may be looked for: nobody waits before a window for it, and a refusal would lose it."""
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock, well under a millisecond."""


def view_of(table: str) -> View:
    """Return how a table is questioned; raise `Unknown` for a stranger."""
    view = VIEWS.get(table)
    if view is None:
        raise Unknown(f"There is no table {table!r}; tables are {', '.join(VIEWS)}.")
    return view


def today() -> date:
    """Return the present day in the publisher's zone."""
    return period.local_day(datetime.now(UTC))


def this_second() -> int:
    """Return the present second since 1970."""
    return int(time.time())


def condition(query: Query, day: date) -> Condition:
    """Return the WHERE clause of a query, beginning with WHERE, or nothing."""
    view = view_of(query.table)
    conditions = Compiler(view.fields, view.search, day).compile(query.where)
    if view.visible:
        conditions.append((view.visible, ()))
    if query.platform is not None and view.platform is not None:
        sql, values = view.platform(query.platform)
        conditions.append((f"({sql})", values))
    if not conditions:
        return "", ()
    where = " AND ".join(sql for sql, _ in conditions)
    return f" WHERE {where}", tuple(value for _, values in conditions for value in values)


def ordering(query: Query) -> str:
    """Return the ORDER BY clause; row ids break ties, so that an order is the same every time."""
    view = view_of(query.table)
    key = query.order or view.order
    expression = view.orders.get(key)
    if expression is None:
        known = ", ".join(sorted(view.orders))
        raise Invalid(f"{query.table} cannot be sorted by {key!r}; it can be by {known}.", code="FLT-ORDER")
    down = query.descending if query.order else view.descending
    way = " DESC" if down else ""
    return f" ORDER BY {expression}{way}" + ("" if key == "id" else f", {view.table}.id{way}")


def selected(selection: Selection, day: date) -> Condition:
    """Return the WHERE clause of a selection; rows that came into being after `as_of` are left out."""
    view = view_of(selection.table)
    row_id = f"{view.table}.id"
    plus = (f"{row_id} IN (SELECT value FROM json_each(?))", (listed(selection.plus),))
    if selection.query is None:
        return f" WHERE {plus[0]}", plus[1]
    clause, values = condition(selection.query, day)
    parts = [clause.removeprefix(" WHERE ")] if clause else []
    if selection.minus:
        parts.append(f"{row_id} NOT IN (SELECT value FROM json_each(?))")
        values = (*values, listed(selection.minus))
    if selection.as_of and selection.table == "images":
        # Few came since, and an index names them: asked of each row instead, a million rows would be looked up.
        parts.append(f"{row_id} NOT IN (SELECT i.id FROM images i WHERE i.first_position > ?)")
        values = (*values, selection.as_of)
    matching = " AND ".join(parts) or "TRUE"
    if not selection.plus:
        return f" WHERE {matching}", values
    return f" WHERE ({matching}) OR {plus[0]}", (*values, *plus[1])


def narrowed(where: Condition, also: Sequence[Condition]) -> Condition:
    """Return a WHERE clause that asks for more."""
    clause, values = where
    parts = [f"({clause.removeprefix(' WHERE ')})"] if clause else []
    parts += [f"({sql})" for sql, _ in also]
    return f" WHERE {' AND '.join(parts)}", (*values, *(value for _, bound in also for value in bound))


def newer(selection: Selection, day: date) -> Condition | None:
    """Return the WHERE clause of rows that match a selection's query only since it was made; None where none can."""
    if selection.query is None or not selection.as_of or selection.table != "images":
        return None
    clause, values = condition(selection.query, day)
    parts = [clause.removeprefix(" WHERE ")] if clause else []
    parts += ["images.first_position > ?", "images.id NOT IN (SELECT value FROM json_each(?))"]
    return f" WHERE {' AND '.join(parts)}", (*values, selection.as_of, listed(selection.plus | selection.minus))


def listed(ids: Iterable[int]) -> str:
    """Return ids as the text that `json_each` takes apart."""
    return orjson.dumps(sorted(ids)).decode()


@dataclass(slots=True)
class Asker:
    """One connection that answers questions, none longer than two seconds; usable from any one thread at a time."""

    path: Path
    connection: Any
    day: Callable[[], date]
    deadline: float = 0.0
    patient: bool = False

    @classmethod
    def at(cls, path: Path, day: Callable[[], date], now: Callable[[], int] = this_second) -> "Asker":
        """Open a connection that can only read; `now` is the second that `now_seconds()` means in its questions."""
        connection = connect(path)
        connection.create_function("now_seconds", 0, now)
        connection.execute("PRAGMA query_only=1")
        # The system keeps the file's pages anyway; a large store of its own would only be held twice.
        connection.execute("PRAGMA cache_size=-2000")
        edits.teach(connection)
        return cls(path, connection, day)

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of an answer; raise `Invalid` (FLT-SLOW) when it takes too long."""
        with self._timed():
            rows: list[tuple[Any, ...]] = self.connection.execute(sql, values).fetchall()
        return rows

    def one(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        """Return the only row of an answer."""
        return self.all(sql, values)[0]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer several questions from one and the same state of the tables."""
        self._say("BEGIN")
        try:
            yield
        finally:
            self._say("COMMIT")

    def _say(self, sql: str) -> None:
        with speaking(self.path):
            self.connection.execute(sql)

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """Let questions take longer here."""
        self.patient = True
        try:
            yield
        finally:
            self.patient = False

    @contextmanager
    def _timed(self) -> Iterator[None]:
        self.deadline = time.monotonic() + (PATIENT_SECONDS if self.patient else LONGEST_SECONDS)
        self.connection.set_progress_handler(self._is_late, _STEPS)
        try:
            with speaking(self.path), self._telling_slow():
                yield
        finally:
            self.connection.set_progress_handler(None, 0)

    @contextmanager
    def _telling_slow(self) -> Iterator[None]:
        try:
            yield
        except DRIVER.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise Invalid(
                f"The filter took longer than {LONGEST_SECONDS:g} seconds and was stopped; narrow it down, by vendor"
                " or date for example.",
                code="FLT-SLOW",
            ) from error

    def _is_late(self) -> int:
        return int(time.monotonic() > self.deadline)
