"""Buttons of the house: one main action, plain ones, quiet ones, links, icons, and choices side by side."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.kit import icons
from ui.kit.flow import Flow
from ui.kit.fonts import font
from ui.kit.labels import retouch
from ui.kit.theme import color

Kind = Literal["primary", "plain", "quiet", "danger", "link", "icon"]

_ICON_TONES = {"primary": "on_accent", "danger": "failed.text", "link": "accent_text"}
_ICON = QSize(16, 16)


class Button(QPushButton):
    """A button with a verb on it; `kind` decides its look, the style sheet does the rest."""

    def __init__(self, text: str = "", *, kind: Kind = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = ""
        self.setProperty("kind", kind)
        self.setFont(font("body", 600 if kind in {"primary", "link"} else 500))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        # The picture of an icon before words carries the gap to them; style sheets know no such measure.
        self.setIconSize(_ICON if kind == "icon" else QSize(22, 16))
        if icon:
            self.show_icon(icon)

    def show_icon(self, name: str) -> None:
        """Put that icon before the words."""
        if name != self._icon_name:
            self._icon_name = name
            kind = str(self.property("kind"))
            self.setIcon(icons.icon(name, _ICON_TONES.get(kind, "text"), checked="accent_text"))


class IconButton(Button):
    """A square button with an icon alone; its name is tooltip and accessible name, never optional."""

    def __init__(self, icon: str, name: str, *, size: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(kind="icon", icon=icon, parent=parent)
        self.setFixedSize(size, size)
        self.setIconSize(QSize(18, 18) if size >= 28 else _ICON)  # noqa: PLR2004 - small targets get small icons
        self.call(name)

    def call(self, name: str) -> None:
        """Give the button another name, as after a change of language."""
        self.setToolTip(name)
        self.setAccessibleName(name)


class Tabs(QWidget):
    """Round choices with a count each, such as `Active 2`, of which one is on."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row: QLayout = Flow(self)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, RoundTab] = {}
        self._group.buttonClicked.connect(self._tell)

    def add(self, key: str, text: str) -> None:
        """Append one choice; the first one added is on."""
        tab = RoundTab(text)
        tab.setObjectName(key)
        tab.setChecked(not self._tabs)
        self._tabs[key] = tab
        self._group.addButton(tab)
        self._row.addWidget(tab)

    def rename(self, key: str, text: str) -> None:
        """Give a choice another text, as after a change of language."""
        self._tabs[key].setText(text)

    def count(self, key: str, number: str) -> None:
        """Show that number beside the words; empty hides it."""
        self._tabs[key].count(number)

    def show_choice(self, key: str) -> None:
        """Mark that one as on without telling anybody; none where it is none of these, as nothing chosen yet."""
        if key in self._tabs:
            self._tabs[key].setChecked(True)
        else:
            self.show_none()

    def show_none(self) -> None:
        """Mark none as on."""
        self._group.setExclusive(False)
        for tab in self._tabs.values():
            tab.setChecked(False)
        self._group.setExclusive(True)

    def choice(self) -> str:
        """The key of the one that is on."""
        button = self._group.checkedButton()
        return button.objectName() if button else ""

    def _tell(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.objectName())


class RoundTab(QAbstractButton):
    """One round choice, painted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._count = ""
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._name()
        self.updateGeometry()

    def count(self, number: str) -> None:
        """Show that number after the words."""
        if number != self._count:
            self._count = number
            self._name()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Words, number and round ends."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        number = self.fontMetrics().horizontalAdvance(self._count) + 6 if self._count else 0
        return QSize(words + number + 26, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the round frame, the words and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = "focus" if self.hasFocus() else "accent" if on else "border"
        painter.setPen(QPen(color(edge), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(color("accent_soft" if on else "surface"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setFont(font("small", 600 if on else 500))
        painter.setPen(color("accent_text" if on else "text"))
        words = self.rect().adjusted(13, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(color("accent_text" if on else "muted"))
        painter.setFont(font("small", 600 if on else 500, tabular=True))
        painter.drawText(self.rect().adjusted(0, 0, -12, 0), _RIGHT, self._count)

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.setFont(font("small", 600))


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def mark(widget: QWidget, *, kind: Kind) -> None:
    """Give a button another look after it was made."""
    retouch(widget, "kind", kind)
