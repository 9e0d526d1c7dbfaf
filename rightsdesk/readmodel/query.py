"""What a reader is asked: a query over a table, and a selection that is a query plus exceptions."""

from dataclasses import dataclass, field, replace

import orjson

from rightsdesk.faults import Invalid


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of a table that match a filter, in an order; `platform` None means all, `order` "" the table's own."""

    table: str
    where: str = ""
    order: str = ""
    descending: bool = False
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person selected: all rows of a query as of an event, or none, and exceptions by row id.

    It names ids, never row numbers, so that order, filter, refresh and restart leave it alone.
    """

    table: str
    query: Query | None = None
    as_of: int = 0
    plus: frozenset[int] = field(default_factory=frozenset)
    minus: frozenset[int] = field(default_factory=frozenset)

    def has(self, row_id: int, row_matches: bool) -> bool:  # noqa: FBT001 - the second half of one question
        """Say whether a row is selected, given whether it matches the selection's query."""
        return (self.query is not None and row_matches and row_id not in self.minus) or row_id in self.plus

    def with_row(self, row_id: int, row_matches: bool) -> "Selection":  # noqa: FBT001 - as above
        """Return the selection with a row added."""
        if self.query is not None and row_matches:
            return replace(self, minus=self.minus - {row_id})
        return replace(self, plus=self.plus | {row_id}, minus=self.minus - {row_id})

    def without_row(self, row_id: int, row_matches: bool) -> "Selection":  # noqa: FBT001 - as above
        """Return the selection with a row taken out."""
        minus = self.minus | {row_id} if self.query is not None and row_matches else self.minus
        return replace(self, plus=self.plus - {row_id}, minus=minus)

    def to_json(self) -> str:
        """Return the selection as text, to be kept over a restart."""
        query = self.query
        asked = None if query is None else [query.where, query.order, query.descending, query.platform]
        return orjson.dumps([self.table, asked, self.as_of, sorted(self.plus), sorted(self.minus)]).decode()

    @classmethod
    def from_json(cls, text: str) -> "Selection":
        """Return the selection kept as text; raise `Invalid` for anything else."""
        try:
            table, asked, as_of, plus, minus = orjson.loads(text)
            query = None if asked is None else Query(str(table), *asked)
            return cls(str(table), query, int(as_of), frozenset(map(int, plus)), frozenset(map(int, minus)))
        except (ValueError, TypeError) as error:
            raise Invalid("This is not a kept selection; nothing is selected.", code="SELECTION") from error
