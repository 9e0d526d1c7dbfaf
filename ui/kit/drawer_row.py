"""One batch in the drawer: what it is, how far it is, and what can be done about it now."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import icons, show
from ui.kit.batch_deeds import FINISHED, ICONS, VERBS, offered
from ui.kit.buttons import Button
from ui.kit.labels import elided, emptied, label
from ui.kit.segmented_bar import SegmentedBar
from ui.kit.theme import color
from ui.kit.words import tn, told, tr

HEIGHT = 56
BUTTONS_WIDTH = 330
KIND_ICONS = {
    "update": "layers",
    "refresh": "refresh-cw",
    "advice": "receipt-text",
    "grant": "shopping-cart",
}


class BatchIcon(QWidget):
    """A tile with the icon of the kind, or of the trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(32, 32)
        self._look = ("neutral", "layers")

    def say(self, tone: str, icon: str) -> None:
        """Another look."""
        if (tone, icon) != self._look:
            self._look = (tone, icon)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Soft ground and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(0, 0, 32, 32, 6, 6)
        painter.fillPath(path, color(f"{self._look[0]}.ground"))
        icons.paint(painter, self._look[1], f"{self._look[0]}.text", QRect(8, 8, 16, 16))


class DrawerRow(QWidget):
    """Kept for one batch and told again whenever its row changed."""

    deed = Signal(str, object)
    opened = Signal(object)
    """The link to the failures, or to all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.row: Any = None
        self._offered: tuple[str, ...] | None = None
        self.setFixedHeight(HEIGHT)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 4, 16, 4)
        outer.setSpacing(12)
        self._icon = BatchIcon()
        self._title, self._about = elided(weight=600), elided(size="small", tone="muted")
        self.bar = SegmentedBar()
        place = self.bar.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(place)
        self.count = label(size="small", weight=600, tabular=True)
        self._reason = elided(size="small", tone="muted")
        self._left = label(size="small", tone="muted", tabular=True)
        self.failures = Button(kind="link")
        self.failures.setProperty("tone", "failed")
        self.failures.clicked.connect(lambda: self.opened.emit(self.row))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        holder.setMinimumWidth(BUTTONS_WIDTH)
        holder.setLayout(self._buttons)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._icon)
        outer.addLayout(_column(self._title, self._about), 4)
        outer.addLayout(self._middle(), 7)
        outer.addWidget(holder)

    def say(self, row: Any, *, moving: bool = True) -> None:
        """What the batch's row says now; progress shows only once it is ``moving`` long enough to be seen."""
        self.row = row
        finished = row.state in FINISHED
        bad = row.failed + row.conflicted
        self._icon.say(*_look(row, finished=finished))
        self._title.setText(show.told(row.title))
        self._about.setText(about(row))
        self.bar.say(row.key, row.done, row.unchanged, bad, row.total, finished=finished)
        self.count.setText(_progress(row, finished=finished) if moving else tr("Batch", "Running"))
        self.bar.setVisible(moving)
        self.failures.setText(tn("Batch", "%n failed", bad))
        self.failures.setVisible(bad > 0)
        self._reason.setText(told(row.waiting or (row.reasons[0][1] if row.reasons and bad else "")))
        self._left.setText(_left(row))
        self._offer(offered(row), bad)

    def button(self, verb: str) -> Button | None:
        """The button of that verb, if it is offered."""
        return self.findChild(Button, verb)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        QPainter(self).fillRect(QRect(16, self.height() - 1, self.width() - 32, 1), color("border"))

    def _offer(self, verbs: tuple[str, ...], bad: int) -> None:
        if verbs != self._offered:
            self._offered = verbs
            emptied(self._buttons)
            for verb in verbs:
                self._buttons.addWidget(self._made(verb))
        for verb in verbs:
            button = self.button(verb)
            if button is not None:
                words = tn("Batch", "Retry %n", bad) if verb == "retry" else str(VERBS[verb])
                if verb == "cancel" and self.row.state in ("queued", "waiting"):
                    words = tr("Batch", "Withdraw")
                button.setText(words)
                button.setAccessibleName(f"{words}: {self.row.title}")

    def _made(self, verb: str) -> Button:
        button = Button(icon=ICONS[verb])
        button.setObjectName(verb)
        button.clicked.connect(lambda: self.deed.emit(verb, self.row))
        return button

    def _middle(self) -> QVBoxLayout:
        words = QHBoxLayout()
        words.setSpacing(8)
        for widget in (self.count, self.failures):
            words.addWidget(widget)
        words.addWidget(self._reason, 1)
        words.addWidget(self._left)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        middle.addWidget(self.bar)
        middle.addLayout(words)
        return middle


def about(row: Any) -> str:
    """Number, who, and when."""
    parts = [tr("Batch", "Batch {number}", number=str(row.number)), str(row.actor)]
    if row.finished_at:
        parts.append(tr("Batch", "finished {time}", time=show.clock(row.finished_at, seconds=True)))
        started, ended = show.as_datetime(row.queued_at), show.as_datetime(row.finished_at)
        if started and ended:
            parts.append(show.span((ended - started).total_seconds()))
    elif row.state != "queued":
        parts.append(tr("Batch", "started {time}", time=show.clock(row.queued_at, seconds=True)))
    return " · ".join(parts)


def _progress(row: Any, *, finished: bool) -> str:
    worked = row.done + row.unchanged + row.failed + row.conflicted
    said = {
        "queued": tr("Batch", "Queued"),
        "waiting": tr("Batch", "Waiting for connection"),
        "paused": tr("Batch", "Paused at {share}", share=show.share(worked, row.total)),
        "cancelling": tr("Batch", "Cancelling…"),
        "cancelled": tr("Batch", "Cancelled at {share}", share=show.share(worked, row.total)),
        "undone": tr("Batch", "Undone"),
    }.get(row.state)
    if said:
        return said
    if finished:
        return tr("Batch", "{count} done", count=row.done + row.unchanged)
    return show.share(worked, row.total)


def _left(row: Any) -> str:
    if row.state != "running":
        return ""
    return " · ".join(filter(None, (show.rate(row.rate), show.time_left(row.seconds_left))))


def _look(row: Any, *, finished: bool) -> tuple[str, str]:
    if row.failed or row.conflicted:
        return ("failed", "triangle-alert") if finished else ("pending", _icon(row))
    if row.state == "undone":
        return "neutral", "undo-2"
    if finished:
        return "ok", "check"
    return ("neutral" if row.state in ("queued", "paused", "waiting") else "pending"), _icon(row)


def _icon(row: Any) -> str:
    kind = str(row.kind)
    return next((icon for word, icon in KIND_ICONS.items() if word in kind), "layers")


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    for widget in widgets:
        column.addWidget(widget)
    return column
