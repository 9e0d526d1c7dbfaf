"""How a table of the read model is declared, and the SQL that follows from the declaration."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["integer", "real", "text", "json", "list"]
_TYPES: dict[Kind, str] = {"integer": "INTEGER", "real": "REAL", "text": "TEXT", "json": "TEXT", "list": "TEXT"}


@dataclass(frozen=True, slots=True)
class Column:
    """One stored column; a `list` is stored as `|a|b|` so that membership is asked without parsing.

    `initial` is what a new row holds (for json and list: its text).
    """

    name: str
    kind: Kind = "text"
    initial: str | int | None = None

    @property
    def ddl(self) -> str:
        """Return the column as CREATE TABLE wants it."""
        return f"{self.name} {_TYPES[self.kind]}"


@dataclass(frozen=True, slots=True)
class Index:
    """An index over columns; `where` makes it partial."""

    columns: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One stored table: its columns, the first `keys` of which find a row, and its indexes.

    A table is `compared` unless what it holds depends on when somebody looked; `by_stream` says that its key is
    the number of the stream whose events it shows, so that a page's rows can be fetched in one step.
    """

    name: str
    columns: tuple[Column, ...]
    keys: int = 1
    indexes: tuple[Index, ...] = ()
    compared: bool = True
    by_stream: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns in stored order."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the names of the columns that find a row."""
        return self.names[: self.keys]

    def create(self, suffix: str = "") -> str:
        """Return the statement that creates the table; indexes follow apart, after the rows."""
        columns = ", ".join(column.ddl for column in self.columns)
        rowid = "" if self.keys == 1 else " WITHOUT ROWID"
        return f"CREATE TABLE {self.name}{suffix} ({columns}, PRIMARY KEY ({', '.join(self.key)})){rowid}"

    def create_indexes(self, generation: int, suffix: str = "") -> list[str]:
        """Return the statements that create the indexes; names carry the generation, they outlive a rename."""
        return [
            f"CREATE INDEX ix_{self.name}_{number}_{generation} ON {self.name}{suffix} ({index.columns})"
            + (f" WHERE {index.where}" if index.where else "")
            for number, index in enumerate(self.indexes)
        ]

    def signature(self) -> str:
        """Return a text that changes whenever the stored shape does."""
        return repr((self.name, self.columns, self.keys, self.indexes))


def as_list(words: Iterable[str]) -> str:
    """Return words as stored in a list column; none = empty text."""
    joined = "|".join(words)
    return f"|{joined}|" if joined else ""


def from_list(stored: str | None) -> tuple[str, ...]:
    """Return the words of a list column."""
    return tuple(stored[1:-1].split("|")) if stored else ()
