"""A command given once more: the same rows, the same values, both still to be changed before it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.kit import selection as steps
from ui.kit.declare import Action
from ui.kit.editors import canonical
from ui.kit.panel import Panel

PATIENCE_MS, LOOK_MS = 10_000, 50


@dataclass(frozen=True, slots=True)
class Command:
    """What was ordered: in which place, for which rows (filter language), of which kind, with which values."""

    place: str
    where: str
    kind: str
    wish: Mapping[str, Any]


class Again(QObject):
    """Opens the place, selects the rows, and fills in the values once the rows are there."""

    def __init__(self, window: QWidget, go: Any, command: Command) -> None:
        super().__init__(window)
        self._window, self._command, self._left = window, command, PATIENCE_MS // LOOK_MS
        go(command.place, command.where, pick=True)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        panel = self._panel()
        self._left -= 1
        ready = panel is not None and not steps.is_empty(panel.marks.selection) and panel.inspector.many
        if ready and panel is not None:
            self._fill(panel)
        if ready or not self._left:
            self._timer.stop()
            self.deleteLater()

    def _panel(self) -> Panel | None:
        found = (one for one in self._window.findChildren(Panel) if one.feature.key == self._command.place)
        return next(found, None)

    def _fill(self, panel: Panel) -> None:
        wish = self._command.wish
        if (changes := wish.get("changes")) and panel.feature.inspector.order is not None:
            panel.inspector.bulk.enter(_texts(panel, changes))
            panel.inspector.edited.emit()
            panel.edit()
            return
        action = repeating(panel.feature.actions, self._command.kind)
        if action is None or not action.fields:
            return
        panel.selecting.acting.choose(action)
        form = panel.inspector.command
        for field in action.fields if form is not None else ():
            value = wish.get(field.key)
            if form is not None and value is not None:
                form.put(field.key, canonical(field, value, str(wish.get(field.currency) or "")))


def repeating(actions: Any, kind: str) -> Action | None:
    """The action whose order makes batches of that kind."""
    return next((one for one in actions if getattr(one.order, "kind", "") == kind), None)


def _texts(panel: Panel, changes: Mapping[str, Any]) -> dict[str, str]:
    fields = {one.key: one for one in panel.feature.inspector.fields}
    currency = str(changes.get("currency") or "")
    return {key: canonical(fields[key], value, currency) for key, value in changes.items() if key in fields}
