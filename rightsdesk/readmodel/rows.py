"""The rows a page of events touches: loaded once, changed in memory, written back as what differs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import orjson

from rightsdesk.readmodel.database import Connection
from rightsdesk.readmodel.table import Table

Row = dict[str, Any]
Stored = tuple[Any, ...]


_NOTHING: dict[str, type[Any]] = {"{}": dict, "[]": list}
_EMPTY = 2
"""Most kept values are empty: they are neither read nor written as JSON."""


class Rows:
    """The touched rows of one table as dictionaries; json columns are decoded, all others as stored."""

    def __init__(self, table: Table, connection: Connection, suffix: str = "") -> None:
        """Work on the table, or on its copy of the same shape named with a suffix."""
        self._connection = connection
        self._names = table.names
        self._composite = table.keys > 1
        self._key = itemgetter(*table.key)
        self._pick = itemgetter(*self._names, self._names[0])  # twice the first: one column makes a tuple too
        self._json = tuple(at for at, column in enumerate(table.columns) if column.kind == "json")
        self._initial: Row = {column.name: column.initial for column in table.columns}
        self._made = tuple((c.name, list if c.initial == "[]" else dict) for c in table.columns if c.kind == "json")
        self._where = " AND ".join(f"{name} = ?" for name in table.key)
        self._name = table.name + suffix
        self._has_id = "id" in self._names
        self._select = f"SELECT {', '.join(self._names)} FROM {self._name} WHERE "
        self._point = self._select + self._where
        self._insert = f"INSERT INTO {self._name} VALUES ({', '.join('?' * len(self._names))})"
        self._rows: dict[Any, Row] = {}
        self._stored: dict[Any, Stored] = {}
        self._fetched: dict[Any, Stored] = {}
        self._absent: set[Any] = set()
        self._marked: set[int] = set()
        self._dropped: set[Any] = set()
        self._highest = self._highest_key(table)
        self.changed: set[int] = set()

    def get(self, key: Any) -> Row | None:
        """Return the row of this key, None when there is none."""
        row = self._rows.get(key)
        if row is not None or key in self._absent:
            return row
        stored = self._fetched.get(key)
        if stored is None:
            if self._highest is not None and (key[0] if self._composite else key) > self._highest:
                return None
            stored = self._connection.execute(self._point, key if self._composite else (key,)).fetchone()
        if stored is None:
            self._absent.add(key)
            return None
        return self._hold(key, stored)

    def held(self, key: Any) -> Row | None:
        """Return the row of this key if it was looked at since the last writing, None otherwise."""
        return self._rows.get(key)

    def load(self, keys: Collection[int]) -> None:
        """Fetch many rows in one step, where keys are numbers; those without a row are known to have none."""
        known = orjson.dumps([key for key in keys if self._highest is None or key <= self._highest])
        among = f"{self._select}{self._names[0]} IN (SELECT value FROM json_each(?))"
        found = self._connection.execute(among, (known.decode(),)).fetchall()
        self._fetched.update((stored[0], stored) for stored in found)
        self._absent.update(key for key in keys if key not in self._fetched and key not in self._rows)

    def make(self, key: Any) -> Row:
        """Return the row of this key, a new one where there is none."""
        row = self._rows.get(key)
        if row is None:
            row = self.get(key)
        if row is None:
            row = self._rows[key] = self._initial.copy()
            for name, kind in self._made:
                row[name] = kind()
            self._absent.discard(key)
            if self._composite:
                row.update(zip(self._names, key, strict=False))
            else:
                row[self._names[0]] = key
        return row

    def drop(self, key: Any) -> None:
        """Take the row of this key away, where there is one."""
        row = self.get(key)
        if row is None:
            return
        if self._has_id and row["id"] is not None:
            self.changed.add(row["id"])
        del self._rows[key]
        if self._stored.pop(key, None) is not None:
            self._dropped.add(key)
        self._fetched.pop(key, None)
        self._absent.add(key)

    def mark(self, key: int) -> None:
        """Note a key in a table that consists of keys only, known or not."""
        self._marked.add(key)

    def select(self, where: str, *values: Any) -> Iterator[Row]:
        """Return every row that fulfils a condition, those changed in memory included."""
        self.flush()
        for stored in self._connection.execute(self._select + where, values).fetchall():
            row = dict(zip(self._names, stored, strict=True))
            yield self._hold(self._key(row), stored)

    def keys(self, where: str, *values: Any) -> list[int]:
        """Return the first key column of every row that fulfils a condition, those changed in memory included."""
        self.flush()
        found = self._connection.execute(f"SELECT {self._names[0]} FROM {self._name} WHERE {where}", values).fetchall()
        return [row[0] for row in found]

    def touched(self) -> Iterable[Row]:
        """Return the rows in memory."""
        return self._rows.values()

    def flush(self) -> None:
        """Write new rows and what differs in known ones, note their ids in `changed`, and forget them."""
        inserts: list[Sequence[Any]] = []
        updates: dict[tuple[int, ...], list[list[Any]]] = {}
        if self._dropped:
            gone = [key if self._composite else (key,) for key in self._dropped]
            self._connection.executemany(f"DELETE FROM {self._name} WHERE {self._where}", gone)
            self._dropped = set()
        if self._has_id or self._stored:
            self._sort_out(inserts, updates)
        else:
            inserts.extend(map(self._encoded, self._rows.values()))
        self._write(inserts, updates)
        if self._marked:
            marks = f"INSERT OR IGNORE INTO {self._name} VALUES (?)"
            self._connection.executemany(marks, [(key,) for key in sorted(self._marked)])
            self._marked = set()
        self._rows, self._stored, self._fetched, self._absent = {}, {}, {}, set()
        self._highest = None

    def _sort_out(self, inserts: list[Sequence[Any]], updates: dict[tuple[int, ...], list[list[Any]]]) -> None:
        for key, row in self._rows.items():
            new = self._encoded(row)
            old = self._stored.get(key)
            if old is None:
                inserts.append(new)
            else:
                differing = tuple([at for at, value in enumerate(new) if value != old[at]])
                if not differing:
                    continue
                bound = [new[at] for at in differing]
                updates.setdefault(differing, []).append([*bound, *key] if self._composite else [*bound, key])
            if self._has_id and row["id"] is not None:
                self.changed.add(row["id"])

    def _write(self, inserts: list[Sequence[Any]], updates: dict[tuple[int, ...], list[list[Any]]]) -> None:
        if inserts:
            self._connection.executemany(self._insert, inserts)
        for differing, bound in updates.items():
            settings = ", ".join(f"{self._names[at]} = ?" for at in differing)
            self._connection.executemany(f"UPDATE {self._name} SET {settings} WHERE {self._where}", bound)

    def _highest_key(self, table: Table) -> int | None:
        """Return the highest stored key where keys are numbers that grow: what lies above needs no looking up."""
        if table.columns[0].kind != "integer":
            return None
        return int(self._connection.execute(f"SELECT coalesce(max({table.key[0]}), 0) FROM {self._name}").fetchone()[0])

    def _hold(self, key: Any, stored: Stored) -> Row:
        row = dict(zip(self._names, stored, strict=True))
        for at in self._json:
            row[self._names[at]] = orjson.loads(stored[at]) if len(stored[at]) > _EMPTY else _NOTHING[stored[at]]()
        self._rows[key] = row
        self._stored[key] = stored
        return row

    def _encoded(self, row: Row) -> Sequence[Any]:
        picked: Stored = self._pick(row)
        if not self._json:
            return picked[:-1]
        new = list(picked[:-1])
        for at in self._json:
            value = new[at]
            new[at] = orjson.dumps(value).decode() if value else "[]" if type(value) is list else "{}"
        return new
