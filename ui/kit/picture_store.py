"""The finished pictures of one window, kept up to so many bytes; each is made on a pool, from a file or by painting."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap

from ui.kit.decoding import decoded
from ui.kit.previews import PAINTED, Look, Previews

if TYPE_CHECKING:  # the pool serves others too and knows nothing of this
    from ui.workers.pool import PicturePool

MOST_BYTES = 96 * 1024 * 1024
"""About 400 tiles of medium size at double density, or some thousand pictures of table rows."""
TOGETHER_MS = 25
"""Pictures that come within so long are shown in one painting."""
LARGE_FROM = 300
"""From so many pixels across on the larger rendition is worth its bytes."""

Painter = Callable[[str, int, int, float], QImage]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture as it is to be painted: of which image, how large in device independent pixels, with what corners."""

    key: str
    width: int
    height: int
    ratio: float
    corner: int = 0
    whole: bool = False
    """Within the room rather than filling it."""

    @property
    def large(self) -> bool:
        """Whether the larger rendition is needed."""
        return self.width * self.ratio > LARGE_FROM


@dataclass(frozen=True, slots=True)
class _Ticket:
    """Tells our pictures on the shared pool from those of others."""

    wanted: Wanted
    look: Look


class PictureStore(QObject):
    """Answers at once with what is here, and has the rest made; ``arrived`` says that something came."""

    arrived = Signal()

    def __init__(self, pool: PicturePool, paint: Painter) -> None:
        super().__init__(pool)
        self._pool, self._paint = pool, paint
        self._kept: OrderedDict[Wanted, tuple[QPixmap, Look]] = OrderedDict()
        self._bytes = 0
        self._previews: Previews | None = None
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(TOGETHER_MS)
        self._tell.timeout.connect(self.arrived)
        pool.made.connect(self._keep)

    def follow(self, previews: Previews) -> None:
        """Show vendors' pictures from now on, painted ones only where there are none."""
        self._previews = previews
        previews.changed.connect(self._soon)

    def pixmap(self, wanted: Wanted) -> QPixmap | None:
        """The picture, or None: it comes later, or there is none that can be shown."""
        look = PAINTED if self._previews is None else self._previews.look(wanted.key, large=wanted.large)
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
        if look is None:
            return found[0] if found else None
        if look.kind == "broken":
            return None
        if found is None or found[1] != look:
            self._pool.want(_Ticket(wanted, look), partial(_made, self._paint, wanted, look))
        return found[0] if found else None

    def broken(self, key: str, *, large: bool = False) -> str | None:
        """The type of file of a picture that cannot be shown, None for all others."""
        look = None if self._previews is None else self._previews.look(key, large=large)
        return look.where if look is not None and look.kind == "broken" else None

    def size(self) -> int:
        """Bytes of all pictures kept."""
        return self._bytes

    @Slot(object, object)
    def _keep(self, ticket: object, image: QImage) -> None:
        if not isinstance(ticket, _Ticket):
            return
        if image.isNull():
            if self._previews is not None:
                self._previews.unreadable(ticket.wanted.key, ticket.look.where, large=ticket.wanted.large)
            return
        before = self._kept.pop(ticket.wanted, None)
        self._bytes += _bytes(image.width(), image.height()) - (_bytes_of(before[0]) if before else 0)
        self._kept[ticket.wanted] = (QPixmap.fromImage(image), ticket.look)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._bytes -= _bytes_of(self._kept.popitem(last=False)[1][0])
        self._soon()

    def _soon(self) -> None:
        if not self._tell.isActive():
            self._tell.start()


def store_of(pool: PicturePool, paint: Painter, prepare: Callable[[], None]) -> PictureStore:
    """The one store behind a pool, made when first asked for and after `prepare`."""
    found = pool.findChild(PictureStore)
    if found is not None:
        return found
    prepare()
    return PictureStore(pool, paint)


def rounded(image: QImage, corner: int) -> QImage:
    """The picture cut to round corners once, which a clip would do in each frame; safe on any thread."""
    if not corner or image.isNull():
        return image
    made = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    ratio = image.devicePixelRatio()
    image.setDevicePixelRatio(1.0)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(QRectF(made.rect()), corner * ratio, corner * ratio)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _made(paint: Painter, wanted: Wanted, look: Look) -> QImage:
    if look.kind == "file":
        image = decoded(Path(look.where), wanted.width, wanted.height, wanted.ratio, whole=wanted.whole)
    else:
        image = paint(wanted.key, wanted.width, wanted.height, wanted.ratio)
    return rounded(image, wanted.corner)


def _bytes(width: int, height: int) -> int:
    return width * height * 4


def _bytes_of(pixmap: QPixmap) -> int:
    return _bytes(pixmap.width(), pixmap.height())
