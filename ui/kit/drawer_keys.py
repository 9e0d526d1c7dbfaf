"""Keys inside the batch drawer: R retries what failed, of the row that has the keyboard or else of the newest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.kit.actions import action
from ui.kit.batch_deeds import Deeds
from ui.kit.drawer_row import DrawerRow
from ui.kit.words import phrase, tr

if TYPE_CHECKING:
    from ui.kit.drawer import Drawer
    from ui.kit.page import Surroundings


def declare(drawer: Drawer, around: Surroundings, deeds: Deeds) -> None:
    """Give the drawer its keys."""

    def retry() -> None:
        row = _focused() or next(iter(_failed(drawer.rows("attention"))), None)
        if row is None:
            around.toasts.say(tr("Batch", "Nothing needs attention."))
        else:
            deeds.run("retry", row.key, row.title)

    title = phrase("Batch", "Retry what failed")
    made = action(drawer, title, retry, keys="R", icon="refresh-cw", name="drawer.retry")
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    drawer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _focused() -> Any | None:
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, DrawerRow):
        widget = widget.parentWidget()
    return widget.row if widget is not None and (widget.row.failed or widget.row.conflicted) else None


def _failed(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if row.failed or row.conflicted]
