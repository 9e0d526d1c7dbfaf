"""Table or grid: two icons side by side in the head of a view, of which one is on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.theme import color, follow_theme
from ui.kit.words import follow_words, tr

TABLE, GRID = "", "grid"
_ICONS = {TABLE: "rows-3", GRID: "layout-grid"}
_WIDTH, _HEIGHT, _CORNER = 34, 30, 6
_STEPS = {Qt.Key.Key_Left: TABLE, Qt.Key.Key_Right: GRID}


class ModeSwitch(QWidget):
    """Says which one is wished; whoever shows the rows says which one is on."""

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.halves = {mode: Half(mode) for mode in (TABLE, GRID)}
        for mode, half in self.halves.items():
            self._group.addButton(half)
            row.addWidget(half)
            half.clicked.connect(lambda _checked=False, mode=mode: self.wished.emit(mode))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_words(self, self._say)
        follow_theme(self, self.update)

    def show_mode(self, mode: str) -> None:
        """Mark that one as on without telling anybody."""
        self.halves[mode].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left is the table, right the grid."""
        mode = _STEPS.get(Qt.Key(event.key()))
        if mode is None:
            super().keyPressEvent(event)
        elif not self.halves[mode].isChecked():
            self.halves[mode].setFocus(Qt.FocusReason.TabFocusReason)
            self.wished.emit(mode)

    def _say(self) -> None:
        names = {TABLE: tr("Grid", "Table (L)"), GRID: tr("Grid", "Grid (G)")}
        for mode, half in self.halves.items():
            half.setToolTip(names[mode])
            half.setAccessibleName(names[mode])


class Half(QAbstractButton):
    """One of the two, painted."""

    def __init__(self, mode: str) -> None:
        super().__init__()
        self._mode = mode
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_WIDTH, _HEIGHT)

    def sizeHint(self) -> QSize:
        """As large as it is."""
        return QSize(_WIDTH, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the pair."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Half of a frame with round outer corners, the icon in it."""
        painter, on = QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = -_CORNER if self._mode == GRID else 0
        frame = QRectF(0.5 + reach, 0.5, _WIDTH - 1 + _CORNER, _HEIGHT - 1)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
        if on:
            painter.setPen(QPen(color("border"), 1))
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(QRectF(2.5, 2.5, _WIDTH - 5, _HEIGHT - 5), _CORNER - 2, _CORNER - 2)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(2, 2, _WIDTH - 4, _HEIGHT - 4), _CORNER - 2, _CORNER - 2)
        icons.paint(painter, _ICONS[self._mode], "accent_text" if on else "muted", QRect(0, 7, _WIDTH, 16))
