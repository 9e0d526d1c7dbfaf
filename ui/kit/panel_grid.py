"""How the rows of a view are presented: its table, or a grid of tiles where the feature declares one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QStackedWidget

from ui.kit import icons
from ui.kit.actions import action
from ui.kit.declare_tile import MEDIUM, SIZES, TileSize, size_of
from ui.kit.grid import Grid
from ui.kit.mode_switch import GRID, TABLE, ModeSwitch
from ui.kit.panel_head import PanelHead
from ui.kit.table import Table
from ui.kit.table_header import order_key
from ui.kit.table_layout import Layout
from ui.kit.theme import DENSITIES, theme
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import phrase, tr


class Presenting(QObject):
    """Keeps cursor, selection and place while one takes the other's turn; the layout remembers which one has it."""

    changed = Signal()
    """The layout is another; it should be kept."""

    def __init__(self, table: Table, stack: QStackedWidget, layout: Layout, thumbnails: Thumbnails) -> None:
        super().__init__(stack)
        self.table, self._stack, self._layout = table, stack, layout
        self._unmoved: tuple[int, int] | None = None
        """Where the bar of what is shown was put, and where that of the other had stood; None at the start."""
        self.switch: ModeSwitch | None = None
        self._head: PanelHead | None = None
        tile = table.table.feature.tile
        self.grid = None if tile is None else Grid(table, tile, thumbnails)
        if self.grid is not None:
            stack.addWidget(self.grid)
            self.grid.resize_tiles(SIZES[size_of(layout.tile)])
            self.grid.size_wished.connect(self.step)
            self._stand_in()

    @property
    def mode(self) -> str:
        """Which of the two is shown."""
        return GRID if self.grid is not None and self._layout.mode == GRID else TABLE

    @property
    def shown(self) -> Table | Grid:
        """The widget with the rows."""
        return self.grid if self.grid is not None and self.mode == GRID else self.table

    def offer(self, head: PanelHead) -> None:
        """Give the view its switch and its keys, once it has all others."""
        grid = self.grid
        if grid is None:
            return
        self.switch = ModeSwitch()
        self.switch.wished.connect(self.present)
        self.switch.show_mode(self.mode)
        head.add_switch(self.switch)
        self._head = head
        self._tell_head()
        grid.addActions(self.table.actions())
        name = self.table.table.feature.key
        for title, run, keys, icon in (
            (phrase("Grid", "Show as a grid"), partial(self.present, GRID), "G", "layout-grid"),
            (phrase("Grid", "Show as a table"), partial(self.present, TABLE), "L", "rows-3"),
            (phrase("Grid", "Larger tiles or rows"), partial(self.step, 1), ("Ctrl++", "Ctrl+="), "zoom-in"),
            (phrase("Grid", "Smaller tiles or rows"), partial(self.step, -1), "Ctrl+-", "zoom-out"),
            (phrase("Grid", "Tiles or rows of the usual size"), self.usual, "Ctrl+0", "layout-grid"),
        ):
            made: QAction = action(self.table, title, run, keys=keys, icon=icon, name=f"{name}.{title.literal}")
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            grid.addAction(made)

    def present(self, mode: str) -> None:
        """Show the rows that way; cursor and selection stay, and the uppermost row stays the uppermost."""
        if self.grid is None or mode == self.mode:
            return
        focused, rows = self.shown.hasFocus(), self._stack.currentWidget() is self.shown
        first, last = self.shown.visible_rows()
        cursor = self.table.cursor_row() if first <= self.table.cursor_row() <= last else -1
        stood = self.shown.verticalScrollBar().value()
        self._layout.mode = mode
        self._stand_in()
        if rows:
            self._stack.setCurrentWidget(self.shown)
            self._place(first, cursor, stood)
        self._tell_head()
        if focused:
            self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def step(self, step: int) -> None:
        """One size up or down: of the tiles, or of the table's rows."""
        if self.mode == GRID:
            self.use_size(min(max(size_of(self._layout.tile) + step, 0), len(SIZES) - 1))
            return
        wanted = self._layout.density or self.table.table.feature.density or theme().density
        now = next((place for place, one in enumerate(DENSITIES) if one == wanted), len(DENSITIES) - 1)
        self._space(DENSITIES[min(max(now + step, 0), len(DENSITIES) - 1)])

    def usual(self) -> None:
        """The middle size of tiles, or rows as tall as the settings say."""
        if self.mode == GRID:
            self.use_size(MEDIUM)
        else:
            self._space("")

    def _space(self, density: str) -> None:
        self._layout.density = density
        self.table.space_rows()
        self.changed.emit()

    def use_size(self, size: int) -> None:
        """Show tiles of that size."""
        if self.grid is not None and size != size_of(self._layout.tile):
            self._layout.tile = SIZES[size].key
            self.grid.resize_tiles(SIZES[size])
            self.changed.emit()

    def _tell_head(self) -> None:
        if self.switch is not None and self._head is not None:
            self.switch.show_mode(self.mode)
            self._head.offer_sizes(self.fill if self.mode == GRID else None)

    def fill(self, menu: QMenu) -> None:
        """Sizes of tiles, and the orders that the table has in its head."""
        sizes, orders = QActionGroup(menu), QActionGroup(menu)
        for place, size in enumerate(SIZES):
            _entry(menu, sizes, str(size.title), partial(self.use_size, place), on=size is self._size())
        menu.addSection(tr("Grid", "Sorted by"))
        head = self.table.head
        for column in self.table.table.columns:
            key = order_key(column.key, column.order)
            if key:
                entry = _entry(
                    menu, orders, str(column.title), partial(head.order_wished.emit, key), on=key == head.order
                )
                if key == head.order:
                    entry.setIcon(icons.icon("arrow-down" if head.descending else "arrow-up", "muted"))

    def _size(self) -> TileSize:
        return SIZES[size_of(self._layout.tile)]

    def _stand_in(self) -> None:
        """Whoever asks the table to be focused or scrolled means what is shown."""
        stands = self.grid if self.mode == GRID else None
        self.table.stand_in = stands
        self.table.setFocusProxy(stands)  # type: ignore[arg-type] # None takes it away

    def _place(self, first: int, cursor: int, stood: int) -> None:
        """Bring the same rows into sight: exactly where they were if nobody scrolled in between."""
        shown, back = self.shown, None
        if self._unmoved is not None and self._unmoved[0] == stood:
            back = self._unmoved[1]
        if isinstance(shown, Grid):
            shown.wake(first)
        else:
            shown.scrollTo(shown.table.index(first, 0), Table.ScrollHint.PositionAtTop)
        if back is not None:
            shown.verticalScrollBar().setValue(back)
        if cursor >= 0:
            shown.scrollTo(self.table.currentIndex() if self.grid is not shown else self.grid.tiles.place(cursor))
        self._unmoved = (shown.verticalScrollBar().value(), stood)


def _entry(menu: QMenu, group: QActionGroup, title: str, run: Callable[[], object], *, on: bool) -> QAction:
    entry = menu.addAction(title.replace("&", "&&"))
    entry.setCheckable(True)
    entry.setChecked(on)
    entry.triggered.connect(lambda _checked=False: run())
    group.addAction(entry)
    return entry
