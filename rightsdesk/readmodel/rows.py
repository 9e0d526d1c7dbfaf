"""The rows a page of events touches: loaded once, changed in memory, written back as what differs."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

import orjson

from rightsdesk.readmodel.database import Connection
from rightsdesk.readmodel.table import Table

Row = dict[str, Any]
_ABSENT: Any = object()


class Rows:
    """The touched rows of one table as dictionaries; json columns are decoded, all others as stored."""

    def __init__(self, table: Table, connection: Connection, suffix: str = "") -> None:
        """Work on the table, or on its copy of the same shape named with a suffix."""
        self._connection = connection
        self._names = table.names
        self._key = itemgetter(*table.key)
        self._pick = itemgetter(*self._names, self._names[0])  # twice the first, so that one column makes a tuple too
        self._json = tuple(at for at, column in enumerate(table.columns) if column.kind == "json")
        self._plain = {column.name: column.initial for column in table.columns if column.kind != "json"}
        self._made = {column.name: str(column.initial or "{}") for column in table.columns if column.kind == "json"}
        self._composite = table.keys > 1
        self._where = " AND ".join(f"{name} = ?" for name in table.key)
        self._name = table.name + suffix
        self._has_id = "id" in self._names
        self._select = f"SELECT {', '.join(self._names)} FROM {self._name} WHERE "
        self._point = self._select + self._where
        self._insert = f"INSERT INTO {self._name} VALUES ({', '.join('?' * len(self._names))})"
        self._held: dict[Any, tuple[Row, tuple[Any, ...] | None] | None] = {}
        self.changed: set[int] = set()

    def get(self, key: Any) -> Row | None:
        """Return the row of this key, None when there is none."""
        held = self._held.get(key, _ABSENT)
        if held is _ABSENT:
            stored = self._connection.execute(self._point, key if self._composite else (key,)).fetchone()
            held = self._held[key] = None if stored is None else (self._decoded(stored), stored)
        return held[0] if held else None

    def make(self, key: Any) -> Row:
        """Return the row of this key, a new one where there is none."""
        return self.get(key) or self.fresh(key)

    def fresh(self, key: Any) -> Row:
        """Return a new row for a key known to have none, which saves looking."""
        row: Row = self._plain | {name: orjson.loads(text) for name, text in self._made.items()}
        row.update(zip(self._names, key if self._composite else (key,), strict=False))
        self._held[key] = (row, None)
        return row

    def select(self, where: str, *values: Any) -> Iterator[Row]:
        """Return every row that fulfils a condition, those changed in memory included."""
        self.flush()
        for stored in self._connection.execute(self._select + where, values).fetchall():
            row = self._decoded(stored)
            self._held[self._key(row)] = (row, stored)
            yield row

    def touched(self) -> Iterable[Row]:
        """Return the rows in memory."""
        return [held[0] for held in self._held.values() if held]

    def flush(self) -> None:
        """Write new rows and what differs in known ones, note their ids in `changed`, and forget them."""
        inserts: list[list[Any]] = []
        updates: dict[tuple[int, ...], list[list[Any]]] = {}
        for held in self._held.values():
            if held is None:
                continue
            row, old = held
            new = self._encoded(row)
            if old is None:
                inserts.append(new)
            else:
                differing = tuple(at for at, value in enumerate(new) if value != old[at])
                if not differing:
                    continue
                key = self._key(row)
                values = [new[at] for at in differing]
                updates.setdefault(differing, []).append([*values, *key] if self._composite else [*values, key])
            if self._has_id and row["id"] is not None:
                self.changed.add(row["id"])
        self._write(inserts, updates)
        self._held.clear()

    def _write(self, inserts: list[list[Any]], updates: dict[tuple[int, ...], list[list[Any]]]) -> None:
        if inserts:
            self._connection.executemany(self._insert, inserts)
        for differing, values in updates.items():
            settings = ", ".join(f"{self._names[at]} = ?" for at in differing)
            self._connection.executemany(f"UPDATE {self._name} SET {settings} WHERE {self._where}", values)

    def _decoded(self, stored: tuple[Any, ...]) -> Row:
        row = dict(zip(self._names, stored, strict=True))
        for at in self._json:
            row[self._names[at]] = orjson.loads(stored[at])
        return row

    def _encoded(self, row: Row) -> list[Any]:
        new = list(self._pick(row)[:-1])
        for at in self._json:
            new[at] = orjson.dumps(new[at]).decode()
        return new
