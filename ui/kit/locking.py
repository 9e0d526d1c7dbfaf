"""What cannot be changed now: fields go grey, ways back too, and the reason stands above them."""

from __future__ import annotations

from collections.abc import Mapping

from ui.kit.contents import attribute
from ui.kit.declare import Inspector, Row
from ui.kit.history_page import HistoryPage
from ui.kit.inspector_fields import FieldForm


def locking(declared: Inspector, row: Row, forms: Mapping[str, FieldForm], pages: Mapping[str, object]) -> None:
    """Lock the pages of a row, or open them again."""
    for tab in declared.tabs:
        if tab.origins is None or tab.key not in forms:
            continue
        words = tab.origins.locks.get(str(attribute(row, tab.origins.locked) or ""), "")
        forms[tab.key].lock(str(words))
        for page in pages.values():
            if isinstance(page, HistoryPage):
                page.lock(str(words))
