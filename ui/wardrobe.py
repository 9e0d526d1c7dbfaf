"""Lets an open window follow the role: columns at once, the view to start with at the next start."""

from PySide6.QtCore import QObject, Slot

from ui.kit.memory import Memory
from ui.kit.panel_view import PanelView
from ui.kit.table_layout import kept, recalled
from ui.main_window import PLACE, MainWindow
from ui.roles import ROLES, VIEWS, WORN, arrange, roles


class Wardrobe(QObject):
    """Belongs to one window and ends with it."""

    def __init__(self, window: MainWindow, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._memory = window, memory
        self._start = ""
        roles().changed.connect(self.change)
        window.closing.connect(self.keep_start)

    @Slot(str)
    def change(self, key: str) -> None:
        """Show the columns of that role."""
        role = ROLES[key]
        self._start = role.start
        self._memory.put(WORN, key)
        views = self._window.stage.views
        pages = [page for page in map(views.widget, range(views.count())) if isinstance(page, PanelView)]
        made = {page.feature.key: page for page in pages}
        for view in VIEWS:
            page = made.get(view)
            layout = page.layout_kept if page is not None else recalled(self._memory, view)
            arrange(role, view, layout)
            kept(self._memory, view, layout)
            if page is not None:
                page.head.layout_changed.emit()

    @Slot()
    def keep_start(self) -> None:
        """The next start begins with the role's view."""
        if self._start:
            self._memory.put(PLACE, self._start)
            self._memory.flush()
