"""The head of a view: its name, the exact count, and how the rows are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui.kit import show
from ui.kit.buttons import Button, IconButton
from ui.kit.declare import Column, Feature, counted
from ui.kit.labels import elided, label, plain_tip
from ui.kit.table_layout import Layout
from ui.kit.words import follow_words, tr


class PanelHead(QWidget):
    """One row; wishes go out as signals, the layout is changed in place."""

    layout_changed = Signal()
    columns_reset = Signal()
    side_wished = Signal()
    pane_wished = Signal()
    filter_wished = Signal()

    def __init__(self, feature: Feature, layout: Layout) -> None:
        super().__init__()
        self._feature, self._layout = feature, layout
        self._title = str(feature.title)
        self._count: tuple[int | None, int | None] = (None, None)
        self._amounts: Mapping[str, int] = {}
        self._name = label(size="title", weight=600)
        self._figures = elided(tone="muted") if feature.review else label(tone="muted", tabular=True)
        self.actions_button = self._button("ellipsis")
        self.columns_button = self._button("columns-3")
        self.density_button = self._button("rows-3")
        self._side = IconButton("panel-right", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 12, 5)
        row.setSpacing(2 if feature.review else 8)
        self.pane_button = IconButton("panel-left", "") if feature.side else None
        if self.pane_button is not None:
            row.addWidget(self.pane_button)
            self.pane_button.clicked.connect(self.pane_wished)
        row.addWidget(self._name)
        row.addSpacing(6 if feature.review else 0)
        row.addWidget(self._figures, 1 if feature.review else 0)
        row.addStretch(0 if feature.review else 1)
        self.filter_button = IconButton("list-filter", "") if feature.review else None
        if self.filter_button is not None:
            row.addWidget(self.filter_button)
            self.filter_button.clicked.connect(self.filter_wished)
        for widget in (self.actions_button, self.columns_button, self.density_button, self._side):
            row.addWidget(widget)
        self.columns_button.clicked.connect(lambda: self.open_columns(None))
        self.density_button.clicked.connect(self._open_density)
        self.actions_button.clicked.connect(self._open_actions)
        self._side.clicked.connect(self.side_wished)
        self._actions: Sequence[QAction] = ()
        follow_words(self, self._say)

    def entitle(self, title: str) -> None:
        """The name of the saved view in force, or of the view itself."""
        self._title = title or str(self._feature.title)
        self._say()

    def title(self) -> str:
        """The name of the saved view in force, nothing where it is the view itself."""
        return "" if self._title == str(self._feature.title) else self._title

    def say_count(self, shown: int | None, total: int | None) -> None:
        """Rows that match and rows there are; None: it is being counted."""
        self._count = (shown, total)
        self._say()

    def figures(self) -> str:
        """What is said beside the name: how many rows, and what they come to."""
        return self._figures.text()

    def say_total(self, amounts: Mapping[str, int]) -> None:
        """What the amounts of the shown rows come to, by currency, beside their number; empty: nobody knows."""
        self._amounts = amounts
        self._say()

    def offer_actions(self, actions: Sequence[QAction]) -> None:
        """What can be done to the selection, in a menu."""
        self._actions = actions
        self.actions_button.setVisible(bool(actions))

    def open_columns(self, place: QPoint | None) -> None:
        """The list of columns; a tick shows or hides one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._feature.columns:
            entry = menu.addAction(str(column.title))
            entry.setCheckable(True)
            entry.setChecked(self._layout.visible(column))
            entry.setEnabled(column.hideable)
            entry.toggled.connect(lambda on, column=column: self._show_column(column, visible=on))
        menu.addSeparator()
        menu.addAction(tr("Table", "Reset this view")).triggered.connect(self.columns_reset)
        menu.popup(place or self._below(self.columns_button))

    def _show_column(self, column: Column, *, visible: bool) -> None:
        self._layout.show(column, visible=visible)
        self.layout_changed.emit()

    def _open_density(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for key, title in (
            ("compact", tr("Table", "Compact")),
            ("regular", tr("Table", "Regular")),
            ("comfortable", tr("Table", "Comfortable")),
        ):
            entry = menu.addAction(title)
            entry.setCheckable(True)
            entry.setChecked(self._layout.density == key)
            entry.triggered.connect(lambda _checked=False, key=key: self._space(key))
            group.addAction(entry)
        menu.popup(self._below(self.density_button))

    def _space(self, density: str) -> None:
        self._layout.density = density
        self.layout_changed.emit()

    def _open_actions(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._actions))
        menu.popup(self._below(self.actions_button))

    def _button(self, icon: str) -> Button:
        return IconButton(icon, "") if self._feature.review else Button(kind="quiet", icon=icon)

    def _below(self, button: QPushButton) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height() + 4))

    def _say(self) -> None:
        shown, total = self._count
        self._name.setText(self._title)
        if shown is None:
            self._figures.setText(tr("Selection", "Counting…"))
        elif total is None or total == shown:
            self._figures.setText(counted(self._feature.noun, shown))
        else:
            self._figures.setText(tr("Table", "{shown} of {all}", shown=shown, all=counted(self._feature.noun, total)))
        if self._amounts and shown:
            amount = tr("Table", "total {amount}", amount=show.totals(dict(self._amounts)))
            self._figures.setText(f"{self._figures.text()} · {amount}")
        for button, words in (
            (self.actions_button, tr("Table", "Actions")),
            (self.columns_button, tr("Table", "Columns")),
            (self.density_button, tr("Table", "Density")),
        ):
            # A queue is narrow: its buttons are named where the pointer rests.
            button.setText("" if self._feature.review else words)
            button.setToolTip(plain_tip(words) if self._feature.review else "")
            button.setAccessibleName(words)
        if self.filter_button is not None:
            self.filter_button.call(tr("Table", "Filter"))
        self._side.call(tr("Table", "Inspector (I)"))
        if self.pane_button is not None:
            self.pane_button.call(tr("Side", "Days and groups (Shift+I)"))
