"""What a chart shows, ready to be painted: exact figures already written as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rightsdesk.desk import Query, Selection
from ui.kit.words import tr

Kind = Literal["bars", "ladder", "curve", "gauge"]
"""Bars by month, ranked rows with their months, what is left of a whole over the months, or one part of a whole."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: the short word under it, its full name, its size as a whole number, and the size in words."""

    label: str
    name: str
    value: int
    said: str
    parts: tuple[int, ...] = ()
    """Smaller values that it is made of, oldest first."""
    detail: str = ""
    """These in words."""

    @property
    def words(self) -> str:
        """Name and value in one line, and what the value is made of."""
        said = tr("Charts", "{name}: {value}", name=self.name, value=self.said)
        return f"{said} ({self.detail})" if self.detail else said


@dataclass(frozen=True, slots=True)
class Figures:
    """One chart with everything that stands on it; `whole` is what a gauge or curve is measured by."""

    kind: Kind
    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    whole: int = 0
    tone: str = "accent"
    empty: str = ""
    """Said instead of the chart where all values are nothing."""
    marks: tuple[int, ...] = ()
    """Values at which a line stands."""

    @property
    def most(self) -> int:
        """The largest value, at least one."""
        return max([1, *(bar.value for bar in self.bars)])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen."""
        return not any(bar.value for bar in self.bars)

    def told(self) -> str:
        """Everything on the chart as text, for whoever cannot see it."""
        parts = [self.empty] if self.is_empty and self.empty else [bar.words for bar in self.bars]
        return ". ".join(filter(None, (*parts, self.note)))


@dataclass(frozen=True, slots=True)
class Scope:
    """What charts are asked about: the rows of a view's filter, or those selected among them."""

    query: Query
    selection: Selection | None = None

    def selected(self) -> Selection:
        """The rows as a selection."""
        return self.selection or Selection(self.query.table, Query(self.query.table, self.query.where))
