"""What tables in files are made of: columns with kinds, and what is said of a table that was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from rightsdesk.domain import period

Kind = Literal["text", "money", "decimal", "integer", "day", "moment", "list", "any"]
"""`money` is minor units with a currency beside it, `decimal` a decimal text; both become numbers. `any` goes by the
type of the value, as values of JSON documents do."""

Row: TypeAlias = Mapping[str, Any]
Cell: TypeAlias = str | int | Decimal | date | datetime | None
Told: TypeAlias = Callable[[int], None]
"""Hears how many rows are written, every few hundred; it may raise to stop the writing."""

LONGEST = 32_767
"""Characters a cell of a spreadsheet holds, in units of UTF-16; what is longer is cut and ends in `CUT`."""
CUT = "…"
STEP = 500
"""Rows between two words to whoever watches."""

_BERLIN = ZoneInfo(period.ZONE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key of its value in a row, its title, its kind, and the key that holds the currency."""

    key: str
    title: str
    kind: Kind = "text"
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a table: rows and sheets written, cells that were cut, cells that lost control characters."""

    rows: int
    sheets: int = 1
    shortened: int = 0
    cleaned: int = 0

    @property
    def warnings(self) -> list[str]:
        """Return a sentence for each kind of alteration."""
        found = []
        if self.shortened:
            found.append(f"{self.shortened:,} cells were longer than {LONGEST:,} characters and end in {CUT} now.")
        if self.cleaned:
            found.append(f"{self.cleaned:,} cells held control characters, which are left out.")
        return found


def wall_clock(at: datetime) -> datetime:
    """Return a moment as the clock on the publisher's wall showed it, to the second: spreadsheets know no zones."""
    return (at.astimezone(_BERLIN) if at.tzinfo else at).replace(tzinfo=None, microsecond=0)
