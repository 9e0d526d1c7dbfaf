"""Where a person was in a view: row under the cursor, scrolled place and open page of the inspector, kept by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.kit.buttons import Tabs

if TYPE_CHECKING:
    from ui.kit.panel import Panel


class Placing(QObject):
    """Writes it down as it changes, and brings it back when the rows are there for the first time."""

    def __init__(self, view: Panel) -> None:
        super().__init__(view)
        self._view, self._key = view, f"place.{view.feature.key}"
        kept = view.around.memory.get(self._key)
        self._kept: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
        self._back = True
        self._tabs = view.inspector.findChild(Tabs)
        if self._tabs is not None and self._kept.get("tab") in [one.key for one in view.feature.inspector.tabs]:
            self._tabs.show_choice(str(self._kept["tab"]))
            self._tabs.chosen.emit(str(self._kept["tab"]))
        if self._tabs is not None:
            self._tabs.chosen.connect(lambda tab: self._put("tab", tab))
        view.table.cursor_moved.connect(lambda _row: self._put("cursor", view.table.cursor_id))
        view.table.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

    def come_back(self) -> None:
        """The rows are there: stand where one stood; once, and only where that row is still shown."""
        if not self._back:
            return
        kept, self._back = dict(self._kept), False
        table, model = self._view.table, self._view.model
        cursor, top = (_number(kept.get(name)) for name in ("cursor", "top"))
        place, first = model.place_of(cursor), model.place_of(top)
        if place >= 0:
            table.move_cursor(place, scroll=False)
        if first >= 0:
            height = table.verticalHeader().defaultSectionSize()
            table.verticalScrollBar().setValue(first * height + (_number(kept.get("rest")) or 0))

    def _scrolled(self) -> None:
        table, model = self._view.table, self._view.model
        if self._back or not len(model.ids):
            return
        first, _last = table.visible_rows()
        self._put("top", model.ids[first])
        self._put("rest", table.verticalScrollBar().value() - first * table.verticalHeader().defaultSectionSize())

    def _put(self, name: str, value: object) -> None:
        if not self._back or name == "tab":
            self._kept = {**self._kept, name: value}
            self._view.around.memory.put(self._key, self._kept)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
