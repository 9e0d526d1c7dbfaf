"""From a table to its rows by our field names, wherever its header stands and however it calls its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.tabular.cells import Cell, text
from rightsdesk.vendorsync.tabular.columns import recognised
from rightsdesk.vendorsync.tabular.layout import Layout
from rightsdesk.vendorsync.tabular.sheets import HEADER_WITHIN, grid_of


@dataclass(frozen=True, slots=True)
class Row:
    """One row by our field names; `number` is how a person counts it in the file."""

    number: int
    cells: Mapping[str, Cell]

    def plain(self) -> dict[str, Cell]:
        """Return the cells as JSON can keep them: numbers as numbers, all else as the text a person sees."""
        return {
            field: cell if isinstance(cell, int | float) and not isinstance(cell, bool) else text(cell)
            for field, cell in self.cells.items()
        }


def rows_of(name: str, content: bytes, layout: Layout) -> Iterator[Row]:
    """Yield the filled rows below the header; raise `Damaged` where no header names the picture's id."""
    header: dict[int, str] = {}
    shown: list[str] = []
    for at, (number, cells) in enumerate(grid_of(name, content, layout)):
        if header:
            found = {field: cells[place] for place, field in header.items() if place < len(cells)}
            if any(text(cell) for cell in found.values()):
                yield Row(number, found)
            continue
        header = _header([text(cell) for cell in cells], layout)
        shown = shown or [text(cell) for cell in cells if text(cell)]
        if at >= HEADER_WITHIN:
            break
    if not header:
        raise Damaged(
            f"None of its columns ({', '.join(shown)[:200] or 'it has none'}) names the picture's id; "
            "name it in the vendor's profile, as in column.asset_id=Nummer.",
            code="FILE-CSV",
        )


def _header(cells: list[str], layout: Layout) -> dict[int, str]:
    found = recognised(cells, layout.columns)
    return found if "asset_id" in found.values() else {}
