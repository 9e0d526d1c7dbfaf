"""The list of columns: a tick shows one, dragging or Alt with an arrow moves it, a few letters find it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.kit.buttons import Button, IconButton
from ui.kit.declare import Column
from ui.kit.floating import Floating
from ui.kit.fonts import font
from ui.kit.labels import label
from ui.kit.table_layout import Layout
from ui.kit.words import tr

WIDTH, HEIGHT, ROW = 350, 470, 28
_KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(Floating):
    """Floats under its button; every change takes effect at once, in the layout it was given."""

    changed = Signal()
    fit_wished = Signal()
    reset_wished = Signal()

    def __init__(self, columns: Sequence[Column], layout: Layout, owner: QWidget) -> None:
        super().__init__(owner)
        self.setFixedSize(WIDTH, HEIGHT)
        self._columns = {one.key: one for one in columns}
        self._kept = layout
        self._filling = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Columns", "Find a column"))
        self.search.setAccessibleName(tr("Columns", "Find a column"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFont(font("body"))
        self.list.setAccessibleName(tr("Columns", "Columns in their order"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._ticked)
        self.list.model().rowsMoved.connect(self._reordered)
        self.list.model().rowsInserted.connect(self._reordered)
        self._place()
        self.fill()

    def open(self, place: QPoint) -> None:
        """Show it there with the keyboard in its field."""
        self.float_at(place, self.search)

    def fill(self) -> None:
        """List the columns as they stand."""
        self._filling = True
        self.list.clear()
        for key in self._order():
            self.list.addItem(self._item(self._columns[key]))
        self.list.setCurrentRow(0)
        self._filling = False
        self._find(self.search.text())

    def move_current(self, step: int) -> None:
        """Put the marked column before its neighbour or after it."""
        row = self.list.currentRow()
        target = row + step
        while 0 <= target < self.list.count() and self.list.item(target).isHidden():
            target += step
        if row < 0 or not 0 <= target < self.list.count():
            return
        self._filling = True
        self.list.insertItem(target, self.list.takeItem(row))
        self.list.setCurrentRow(target)
        self._filling = False
        self._reordered()

    def listed(self) -> list[str]:
        """The columns in the order of the list."""
        return [str(self.list.item(row).data(_KEY)) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows lead from the field into the list; with Alt they move a column."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
            return True
        if watched is self.search and step:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if watched is self.search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_current()
            return True
        return super().eventFilter(watched, event)

    # inside

    def _order(self) -> list[str]:
        known = [key for key in self._kept.sequence if key in self._columns]
        return [*known, *(key for key in self._columns if key not in known)]

    def _item(self, column: Column) -> QListWidgetItem:
        item = QListWidgetItem(str(column.title))
        item.setData(_KEY, column.key)
        item.setSizeHint(QSize(0, ROW))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        if column.hideable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        else:
            item.setText(tr("Columns", "{column} (always shown)", column=str(column.title)))
        item.setFlags(flags)
        shown = self._kept.visible(column)
        item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        return item

    def _find(self, typed: str) -> None:
        parts = typed.casefold().split()
        first = -1
        for row in range(self.list.count()):
            fits = all(part in self.list.item(row).text().casefold() for part in parts)
            self.list.item(row).setHidden(not fits)
            first = row if fits and first < 0 else first
        mode = QAbstractItemView.DragDropMode
        # Between hidden rows nobody could say where a column was dropped.
        self.list.setDragDropMode(mode.NoDragDrop if parts else mode.InternalMove)
        if parts:
            self.list.setCurrentRow(first)

    def _toggle_current(self) -> None:
        item = self.list.item(self.list.currentRow())
        if self.list.currentRow() >= 0 and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _ticked(self, item: QListWidgetItem) -> None:
        if not self._filling:
            column = self._columns[str(item.data(_KEY))]
            self._kept.show(column, visible=item.checkState() == Qt.CheckState.Checked)
            self.changed.emit()

    def _reordered(self, *_rows: object) -> None:
        keys = self.listed()
        # While a dragged row is on its way it stands in the list twice.
        if not self._filling and sorted(keys) == sorted(self._columns) and keys != self._order():
            self._kept.sequence = keys
            self.changed.emit()

    def _reset(self) -> None:
        self.reset_wished.emit()
        self.fill()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        up = IconButton("arrow-up", tr("Columns", "Move up (Alt+Up)"))
        down = IconButton("arrow-down", tr("Columns", "Move down (Alt+Down)"))
        fit = Button(tr("Columns", "Fit widths"), kind="quiet")
        reset = Button(tr("Table", "Reset this view"), kind="quiet")
        up.clicked.connect(lambda: self.move_current(-1))
        down.clicked.connect(lambda: self.move_current(1))
        fit.clicked.connect(self.fit_wished)
        reset.clicked.connect(self._reset)
        hint = label(
            tr("Columns", "Drag, or Alt with an arrow, moves a column."), size="small", tone="muted", wrap=True
        )
        moving, looks = QHBoxLayout(), QHBoxLayout()
        moving.addWidget(hint, 1)
        moving.addWidget(up)
        moving.addWidget(down)
        looks.addWidget(fit)
        looks.addStretch(1)
        looks.addWidget(reset)
        column.addLayout(moving)
        column.addLayout(looks)
