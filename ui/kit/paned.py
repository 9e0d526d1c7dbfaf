"""A window of several panes: F6 goes from one to the next, Tab through all of them as they are seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


class Paned(QWidget):
    """Knows its panes; widgets that come later, such as saved views, are met where they stand, not where they came."""

    def panes(self) -> Sequence[QWidget | None]:
        """The panes in the order in which they are read; one that is hidden is passed over."""
        return ()

    def next_pane(self, step: int) -> None:
        """Put the keyboard on the next visible pane, or the one before for -1, round and round."""
        shown = [pane for pane in self.panes() if pane is not None and pane.isVisible()]
        now = next((number for number, pane in enumerate(shown) if _holds(pane)), -1 if step > 0 else 0)
        for turn in range(1, len(shown) + 1):
            pane = shown[(now + step * turn) % len(shown)]
            target = next(in_sight(getattr(pane, "entrance", pane)), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab; within what floats over the panes Qt decides."""
        found = [widget for pane in self.panes() if pane is not None for widget in in_sight(pane)]
        focus = QApplication.focusWidget()
        begun = focus is not None and focus is not self
        while focus is not None and focus is not self and focus not in found:
            focus = focus.parentWidget()
        if not found or (begun and focus not in found):
            return super().focusNextPrevChild(forward)
        now = found.index(focus) if focus in found else -1 if forward else 0
        target = found[(now + (1 if forward else -1)) % len(found)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        _bring_into_sight(target)
        return True


def in_sight(widget: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard on Tab, in the order in which it is laid out."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from in_sight(child)


def _children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    placed = [] if layout is None else list(_placed(layout))
    others = [one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow()]
    return [*placed, *(one for one in others if one not in placed)]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _holds(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
