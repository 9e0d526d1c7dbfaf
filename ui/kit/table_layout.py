"""What a person set up in a view: columns by key, widths, order, density and filters, kept by key."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from ui.kit.declare import Column
from ui.kit.memory import Memory

SMALLEST = 44
"""A column that is shown again never has no width."""


@dataclass(slots=True)
class Layout:
    """How one view looks; a key that no column has any more is ignored, a new column appears where it is declared."""

    sequence: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    order: str = ""
    descending: bool = False
    density: str = ""
    where: str = ""
    view: str = ""
    selection: dict[str, Any] = field(default_factory=dict)
    pane: bool = True
    """Whether the pane at the left is wanted, where the view has one."""
    group: str = ""
    base: dict[str, Any] = field(default_factory=dict)
    """How the place itself shows its rows, while a named view shows them its own way."""
    mode: str = ""
    """How rows are presented: `grid`, or empty for the table."""
    tile: str = ""
    """Size of the grid's tiles by name; empty: the middle one."""

    def visible(self, column: Column) -> bool:
        """Whether that column is shown: what the person said, else what was declared."""
        if not column.hideable or column.key in self.shown:
            return True
        return column.shown and column.key not in self.hidden

    def show(self, column: Column, *, visible: bool) -> None:
        """Show or hide it from now on."""
        for keys, belongs in ((self.shown, visible), (self.hidden, not visible)):
            if belongs and column.key not in keys:
                keys.append(column.key)
            elif not belongs and column.key in keys:
                keys.remove(column.key)

    def width(self, column: Column) -> int:
        """Its width in pixels."""
        return max(SMALLEST, self.widths.get(column.key, column.width))

    def reset_columns(self) -> None:
        """As declared."""
        self.sequence, self.widths, self.hidden, self.shown, self.density = [], {}, [], [], ""


def recalled(memory: Memory, view: str) -> Layout:
    """The layout of that view, as it was left."""
    return _layout(memory.get(f"view.{view}"))


def kept(memory: Memory, view: str, layout: Layout) -> None:
    """Remember it for the next start."""
    memory.put(f"view.{view}", asdict(layout))


def _layout(stored: object) -> Layout:
    made = Layout()
    if not isinstance(stored, dict):
        return made
    for name, value in stored.items():
        # A hand-edited or older file may hold anything; what does not fit is as declared.
        if name in Layout.__slots__ and isinstance(value, type(getattr(made, name))):
            setattr(made, name, value)
    widths: dict[str, Any] = dict(made.widths)
    made.widths = {str(key): width for key, width in widths.items() if isinstance(width, int)}
    return made
