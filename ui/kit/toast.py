"""Short messages over the window for things just done: what changed, with undo; the mouse on them stops the clock."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.kit import icons, show
from ui.kit.announcer import Announcer
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import label
from ui.kit.motion import slide
from ui.kit.theme import color
from ui.kit.tokens import STATE_ICONS
from ui.kit.words import tr

SECONDS = 10
MOST = 3
FOOT = 30
RISE = 16
"""So many pixels a message rises as it comes."""
KEPT = 12
"""So many of the last messages can be read again behind the bell."""
Way = tuple[str, Callable[[], object]]
"""What is offered in a message: the verb and what it does."""


class StateIcon(QWidget):
    """The icon of a state as decoration beside its words."""

    def __init__(self, state: str, size: int = 18, icon: str = "") -> None:
        super().__init__()
        self._state = state
        self.icon = icon or STATE_ICONS[state]
        self.setFixedSize(size, size)

    def show_state(self, state: str, icon: str = "") -> None:
        """Show another state."""
        self._state, self.icon = state, icon or STATE_ICONS[state]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        icons.paint(QPainter(self), self.icon, f"{self._state}.text", self.rect())


class Toast(QFrame):
    """One message; it leaves by itself, by its cross, or when one of its ways was taken."""

    left = Signal()
    released = Signal()
    """It goes away while it has the keyboard."""

    def __init__(self, parent: QWidget, state: str, words: str, ways: Sequence[Way], seconds: float) -> None:
        super().__init__(parent)
        self.setProperty("role", "float")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(color("shadow"))
        self.setGraphicsEffect(shadow)
        self._fill(state, words, ways)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.leave)
        self._timer.start()

    def leave(self) -> None:
        """Go away now."""
        self._timer.stop()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.released.emit()
        self.hide()
        self.left.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape sends it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while somebody reads."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Start the time again from the beginning."""
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait as well while the keyboard is here."""
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return super().eventFilter(watched, event)

    @property
    def waits(self) -> bool:
        """Whether the clock stands still because somebody is here."""
        return not self._timer.isActive()

    def _fill(self, state: str, words: str, ways: Sequence[Way]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 8)
        row.setSpacing(10)
        row.addWidget(StateIcon(state))
        row.addWidget(label(words, weight=500))
        for verb, run in ways:
            button = Button(verb, kind="link")
            button.clicked.connect(lambda _checked=False, run=run: self._take(run))
            button.installEventFilter(self)
            row.addWidget(button)
        close = IconButton("x", tr("Frame", "Close"), size=24)
        close.clicked.connect(self.leave)
        close.installEventFilter(self)
        row.addWidget(close)

    def _take(self, run: Callable[[], object]) -> None:
        self.leave()
        run()


class Toasts(QWidget):
    """Where messages appear: at the lower middle of the window, the newest lowest, three at most."""

    went_wrong = Signal(str)
    """A message about a failure was shown; it must not be gone after ten seconds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.announcer = Announcer(parent)
        self._foot = FOOT
        self.said: deque[str] = deque(maxlen=KEPT)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 12)
        self._column.setSpacing(8)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self._before: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self,
        words: str,
        ways: Sequence[Way] = (),
        *,
        state: str = "ok",
        seconds: float = SECONDS,
        aloud: bool = True,
    ) -> Toast:
        """Show a message; `ways` are verbs such as undo and show with what they do; `aloud`: those who listen hear it.

        What went wrong is kept behind the bell, too.
        """
        self.said.append(f"{show.clock(datetime.now().astimezone())}  {words}")
        while len(self.shown()) >= MOST:
            self.shown()[0].leave()
        toast = Toast(self, state, words, ways, seconds)
        toast.left.connect(partial(self._dismiss, toast))
        toast.released.connect(self._give_back)
        self._column.addWidget(toast)
        toast.show()
        self._arrange()
        place = self.pos()
        slide(self, place.y() + RISE, place.y(), lambda y: self.move(place.x(), y))
        if aloud:
            self.announcer.say(words)
            if state == "failed":
                self.went_wrong.emit(words)
        return toast

    def lift(self, height: int) -> None:
        """Stay above something of that height at the foot of the window, such as the batch drawer."""
        self._foot = FOOT + height
        self._arrange()

    def shown(self) -> list[Toast]:
        """The messages on screen, oldest first."""
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [toast for toast in widgets if isinstance(toast, Toast)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place while the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    @property
    def entrance(self) -> QWidget:
        """Where F6 comes in: at the newest message, which is what was just done."""
        return next(reversed(self.shown()), self)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and old is not None and not self.isAncestorOf(old):
            self._before = old

    def _give_back(self) -> None:
        """The keyboard returns to where it was before it came here."""
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self, toast: Toast) -> None:
        self._column.removeWidget(toast)
        self._arrange()

    def _arrange(self) -> None:
        wanted = self.sizeHint()
        width = min(wanted.width(), self._over.width())
        bottom = self._over.height() - self._foot
        self.setGeometry(QRect((self._over.width() - width) // 2, bottom - wanted.height(), width, wanted.height()))
        self.setVisible(bool(self.shown()))
        self.raise_()
