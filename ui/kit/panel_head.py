"""The head of a view: its name, the exact count, and how the rows are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui.kit import show
from ui.kit.buttons import Button, IconButton
from ui.kit.column_chooser import ColumnChooser
from ui.kit.declare import Feature, counted
from ui.kit.labels import elided, label, plain_tip
from ui.kit.table_layout import Layout
from ui.kit.view_mark import ViewMark
from ui.kit.words import follow_words, tr

TIGHT_BELOW = 1060


class PanelHead(QWidget):
    """One row; wishes go out as signals, the layout is changed in place."""

    layout_changed = Signal()
    columns_reset = Signal()
    fit_wished = Signal()
    side_wished = Signal()
    pane_wished = Signal()
    filter_wished = Signal()

    def __init__(self, feature: Feature, layout: Layout) -> None:
        super().__init__()
        self._feature, self._layout = feature, layout
        self._title = str(feature.title)
        self._sizes: Callable[[QMenu], None] | None = None
        self._count: tuple[int | None, int | None] = (None, None)
        self._amounts: Mapping[str, int] = {}
        self._name = elided(size="title", weight=600)
        self._figures = elided(tone="muted") if feature.review else label(tone="muted", tabular=True)
        self.progress = label(size="small", weight=600, tone="pending", tabular=True)
        self.progress.hide()
        self.mark = ViewMark()
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
        row.addWidget(self.progress)
        row.addWidget(self.mark)
        row.addStretch(0 if feature.review else 1)
        self.filter_button = IconButton("list-filter", "") if feature.review else None
        if self.filter_button is not None:
            row.addWidget(self.filter_button)
            self.filter_button.clicked.connect(self.filter_wished)
        for widget in (self.actions_button, self.columns_button, self.density_button, self._side):
            row.addWidget(widget)
        self._connect()
        self._actions: Sequence[QAction] = ()
        self._tight = bool(feature.review)
        follow_words(self, self._say)

    def _connect(self) -> None:
        self.columns_button.clicked.connect(lambda: self.open_columns(None))
        self.density_button.clicked.connect(self._open_density)
        self.actions_button.clicked.connect(self._open_actions)
        self._side.clicked.connect(self.side_wished)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go of the words on the buttons where a changed view needs the room."""
        self.give_way()

    def give_way(self) -> None:
        """Words on the buttons, or icons alone."""
        tight = bool(self._feature.review) or (not self.mark.isHidden() and self.width() < TIGHT_BELOW)
        if tight != self._tight:
            self._tight = tight
            self._say()

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

    def say_progress(self, words: str) -> None:
        """What is being made anew and how far it is, beside the number of rows; empty once it is done."""
        self.progress.setText(words)
        self.progress.setVisible(bool(words))

    def say_total(self, amounts: Mapping[str, int]) -> None:
        """What the amounts of the shown rows come to, by currency, beside their number; empty: nobody knows."""
        self._amounts = amounts
        self._say()

    def offer_actions(self, actions: Sequence[QAction]) -> None:
        """What can be done to the selection, in a menu."""
        self._actions = actions
        self.actions_button.setVisible(bool(actions))

    def add_switch(self, switch: QWidget) -> None:
        """Place the choice between table and grid before the other buttons."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)  # noqa: S101 - made above
        row.insertWidget(row.indexOf(self.actions_button), switch)

    def offer_sizes(self, fill: Callable[[QMenu], None] | None) -> None:
        """What the button for row heights offers instead while tiles are shown, None for row heights."""
        self._sizes = fill
        self._say()

    def open_columns(self, place: QPoint | None) -> None:
        """The list of columns; a tick shows or hides one, its place in the list is that in the table."""
        chooser = ColumnChooser(self._feature.columns, self._layout, self)
        chooser.changed.connect(self.layout_changed)
        chooser.reset_wished.connect(self.columns_reset)
        chooser.fit_wished.connect(self.fit_wished)
        chooser.open(place or self._below(self.columns_button))

    def _open_density(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._sizes is None:
            self._offer_densities(menu)
        else:
            self._sizes(menu)
        menu.popup(self._below(self.density_button))

    def _offer_densities(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for key, title in (
            ("compact", tr("Table", "Compact")),
            ("regular", tr("Table", "Regular")),
            ("comfortable", tr("Table", "Comfortable")),
        ):
            entry = menu.addAction(title)
            entry.setCheckable(True)
            entry.setChecked(self._layout.density == key)
            entry.triggered.connect(lambda _checked=False, key=key: self.space(key))
            group.addAction(entry)

    def space(self, density: str) -> None:
        """Rows of this view as tall as that density says."""
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
            (self.density_button, tr("Table", "Density") if self._sizes is None else tr("Grid", "Size and order")),
        ):
            # A queue is narrow: its buttons are named where the pointer rests.
            button.setText("" if self._tight else words)
            button.setToolTip(plain_tip(words) if self._tight else "")
            button.setAccessibleName(words)
        if self.filter_button is not None:
            self.filter_button.call(tr("Table", "Filter"))
        self._side.call(tr("Table", "Inspector (I)"))
        if self.pane_button is not None:
            self.pane_button.call(tr("Side", "Days and groups (Shift+I)"))
