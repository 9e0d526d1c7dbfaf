"""How a view is brought to rows that were found elsewhere: by a list of ids, or to a single one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.kit.panel import Panel


def select(panel: Panel, ids: Sequence[int]) -> None:
    """Select exactly these rows and show them alone; the filter stays for later."""
    panel.marks.only(frozenset(ids))
    panel.selection_bar.show_wished.emit()


def reveal(panel: Panel, row_id: int, where: str) -> None:
    """Put the cursor on the row where it is shown, otherwise let the filter find it."""
    if row_id in panel.model.ids:
        panel.table.move_cursor(panel.model.ids.index(row_id))
        return
    panel.filter_by(where)
