"""The middle of the window: the open view, the inspector beside or over it, the batch drawer below both."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit import tokens
from ui.kit.memory import Memory
from ui.kit.motion import slide
from ui.kit.theme import color

SIDE = "window.side"
SHIFT = 28
"""From so many pixels at the right the inspector slides to its place."""


class Stage(QWidget):
    """Places its three parts by hand, since the inspector must be able to lie over the view."""

    side_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.views = QStackedWidget(self)
        self._sides: dict[QWidget, QWidget] = {}
        self._drawer: QWidget | None = None
        self._drawer_height = 0
        self._wanted = True
        self._overlay = False
        self._wide = True
        """Whether the inspector is wanted where there is room for it."""
        self.views.currentChanged.connect(self.arrange)

    def add_view(self, view: QWidget, side: QWidget | None = None) -> None:
        """One more view, with the inspector that belongs to it if it has one."""
        self.views.addWidget(view)
        if side is not None:
            side.setParent(self)
            self._sides[view] = side
        self.arrange()

    def set_drawer(self, drawer: QWidget) -> None:
        """The drawer at the foot; nothing is seen of it before it asks for height."""
        self._drawer = drawer
        drawer.setParent(self)
        self.arrange()

    def set_drawer_height(self, height: int) -> None:
        """204 open, 40 as a strip, 0 when nothing ran today."""
        slide(self.views, self._drawer_height, height, self._give_drawer)

    def _give_drawer(self, height: int) -> None:
        self._drawer_height = height
        self.arrange()

    def overlay_side(self, *, on: bool) -> None:
        """Let the inspector lie over the view, for narrow windows; it starts out hidden then."""
        if on != self._overlay:
            self._overlay = on
            self.show_side(on=not on and self._wide)

    def show_side(self, *, on: bool) -> None:
        """Show or hide the inspector of all views."""
        self._wanted = on
        if not self._overlay:
            self._wide = on
        self.arrange()
        side = self.side
        if on and side is not None:
            place = side.pos()
            slide(side, place.x() + SHIFT, place.x(), lambda x: side.move(x, place.y()))
        self.side_changed.emit(on)

    def toggle_side(self) -> None:
        """The other way round."""
        self.show_side(on=not self._wanted)

    def follow(self, memory: Memory) -> None:
        """Show the inspector as it was left, and remember what becomes of it."""
        self._wide = bool(memory.get(SIDE, True))
        if not self._overlay:
            self.show_side(on=self._wide)
        self.side_changed.connect(lambda _on: memory.put(SIDE, self._wide))

    @property
    def flips(self) -> bool:
        """Whether the open view's inspector takes the place of its document instead of standing beside it."""
        return self._flip_from() > 0

    def _flip_from(self) -> int:
        side, narrow = self.side, self.window().width() < tokens.FLIP_BELOW
        return int(side.property("flip") or 0) if side is not None and narrow else 0

    @property
    def side(self) -> QWidget | None:
        """The inspector of the open view."""
        view = self.views.currentWidget()
        return self._sides.get(view) if view is not None else None

    @property
    def side_shown(self) -> bool:
        """Whether inspectors are to be seen."""
        return self._wanted

    @property
    def drawer(self) -> QWidget | None:
        """The drawer, if the window has one."""
        return self._drawer

    @property
    def drawer_height(self) -> int:
        """How much the drawer was given."""
        return self._drawer_height

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of all views; the stage itself wears no style sheet."""
        QPainter(self).fillRect(event.rect(), color("surface"))

    def minimumSizeHint(self) -> QSize:
        """What the smallest window leaves for the stage."""
        width, height = tokens.SMALLEST_WINDOW
        return QSize(width - tokens.NAVIGATION, height - tokens.TITLE_BAR - tokens.STATUS_BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        self.arrange()

    def arrange(self) -> None:
        """Give each part its rectangle."""
        height = self.height() - self._drawer_height
        if self._drawer is not None:
            self._drawer.setGeometry(0, height, self.width(), self._drawer_height)
            self._drawer.setVisible(self._drawer_height > 0)
        current = self.side
        shown = current is not None and self._wanted
        share = float(current.property("share") or 0) if current is not None else 0.0
        width = max(tokens.INSPECTOR, round(self.width() * share)) if shown else 0
        flip = self._flip_from()
        if flip and shown:
            width = self.width() - flip
        over = self._overlay or flip
        self.views.setGeometry(QRect(0, 0, self.width() - (0 if over else width), height))
        for side in self._sides.values():
            side.setVisible(side is current and shown)
        if current is not None and shown:
            current.setGeometry(self.width() - width, 0, width, height)
            current.raise_()
