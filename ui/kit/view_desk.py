"""Keeps the list of saved views in the navigation right, and gives what is done to a view its name in the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from ui.kit.actions import action
from ui.kit.navigation import Navigation
from ui.kit.page import Page, Surroundings
from ui.kit.words import phrase, tr


class ViewDesk(QObject):
    """Stands between the shelf of views and the frame; the open page does the work."""

    def __init__(
        self, around: Surroundings, window: QWidget, navigation: Navigation, current: Callable[[], Page]
    ) -> None:
        super().__init__(window)
        self._around, self._navigation, self._current = around, navigation, current
        around.shelf.changed.connect(self._list)
        around.shelf.touched.connect(self._touched)
        navigation.view_menu_wished.connect(self._menu)
        for title, deed, icon in (
            (phrase("View", "Rename this view"), "rename", "pencil"),
            (phrase("View", "Delete this view"), "delete", "trash-2"),
            (phrase("View", "Move this view up"), "up", "arrow-up"),
            (phrase("View", "Move this view down"), "down", "arrow-down"),
            (phrase("View", "Revert this view to what was saved"), "revert", "undo-2"),
            (phrase("View", "Hand on this view"), "give", "upload"),
            (phrase("View", "Take a view in"), "bring", "download"),
        ):
            action(window, title, partial(self._do, deed), icon=icon)
        for trouble in around.shelf.troubles:
            around.toasts.say(trouble, state="warning")
        if around.memory.trouble:
            around.toasts.say(
                tr(
                    "View",
                    "The set-up of the window could not be read; it was set aside as {file}.",
                    file=around.memory.trouble,
                ),
                state="warning",
            )

    def _do(self, deed: str) -> None:
        self._current().view_deed(deed)

    def _list(self) -> None:
        self._navigation.show_views(*self._current().shelved())

    def _touched(self, place: str, view: str, changed: bool) -> None:
        if self._current().key == place:
            self._navigation.touch_view(view, changed=changed)

    def _menu(self, key: str, place: QPoint) -> None:
        self._current().view_menu(key, place)
