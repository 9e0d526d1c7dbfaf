"""Labels that never interpret what they show: text of vendors is plain text, always."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from ui.kit.fonts import font


def label(
    text: str = "", *, size: str = "body", weight: int = 400, tone: str = "", tabular: bool = False, wrap: bool = False
) -> QLabel:
    """A plain-text label from the type scale; `tone` is muted, faint, accent or the name of a state."""
    made = QLabel(text)
    _dress(made, size, weight, tone, tabular=tabular)
    made.setWordWrap(wrap)
    return made


def elided(text: str = "", *, size: str = "body", weight: int = 400, tone: str = "") -> "ElidedLabel":
    """A label of one line that shortens with an ellipsis and shows the whole as its tooltip."""
    made = ElidedLabel(text)
    _dress(made, size, weight, tone, tabular=False)
    return made


def plain_tip(text: str) -> str:
    """A tooltip that shows the text literally: Qt reads markup in tooltips that look like it."""
    return f"<span>{escape(text)}</span>" if text else ""


def tone_of(widget: QWidget, tone: str) -> None:
    """Give a label another tone after it was made."""
    retouch(widget, "tone", tone)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout; what stood in it is gone from sight at once and answers to no name any more."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setObjectName("")
            widget.hide()
            widget.deleteLater()


def retouch(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and let the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def line(*, upright: bool = False) -> QFrame:
    """A hairline, one device pixel strong."""
    made = QFrame()
    made.setProperty("role", "line")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def frame(role: str) -> QFrame:
    """A ground for other widgets; `role` is one of the frames of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


class ElidedLabel(QLabel):
    """A label that gives way when there is little room."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis and a letter or two."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)


def _dress(made: QLabel, size: str, weight: int, tone: str, *, tabular: bool) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, weight, tabular=tabular))
    if tone:
        made.setProperty("tone", tone)
