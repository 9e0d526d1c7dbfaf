"""A window of several panes: F6 goes from one to the next, Tab through all of them as they are seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


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
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible():
            # Not the Tab key: what has the keyboard is just being hidden.
            return super().focusNextPrevChild(forward)
        found = [widget for pane in self.panes() if pane is not None for widget in in_sight(pane)]
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
    found = [one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow() and one.isVisible()]
    return sorted(found, key=cmp_to_key(_before))


def _before(one: QWidget, other: QWidget) -> int:
    """Below zero where the first is read first: what stands in the same row from the left, all else from above.

    By their places, for the items of a layout are nothing that Python may hold.
    """
    mine, theirs = one.geometry(), other.geometry()
    common = min(mine.bottom(), theirs.bottom()) - max(mine.top(), theirs.top())
    beside = 2 * common > min(mine.height(), theirs.height())
    return mine.left() - theirs.left() if beside else mine.top() - theirs.top()


def _holds(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
