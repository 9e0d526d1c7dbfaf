"""The only three things that move: drawer, inspector and messages, for 120 ms, and only where people like that."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal, get_args

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, Qt, QVariantAnimation, Signal
from PySide6.QtWidgets import QApplication

Liking = Literal["system", "reduced", "full"]
LIKINGS: tuple[Liking, ...] = get_args(Liking)
SPAN_MS = 120


class Motion(QObject):
    """Whether things move."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._liking: Liking = "system"

    @property
    def liking(self) -> Liking:
        """What the person chose."""
        return self._liking

    def choose(self, liking: str) -> None:
        """Move from now on as chosen; unknown words mean as the system does."""
        self._liking = liking if liking in LIKINGS else "system"
        self.changed.emit(self._liking)

    @property
    def moves(self) -> bool:
        """Whether anything may slide now: as chosen, else as the desktop does with its own windows."""
        if self._liking == "system":
            return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        return self._liking == "full"


@cache
def motion() -> Motion:
    """The one of this program."""
    return Motion()


def slide(owner: QObject, before: int, after: int, step: Callable[[int], None]) -> None:
    """Bring a measure from one value to another, at once where nothing moves; a later call takes over."""
    for running in owner.findChildren(_Slide, options=Qt.FindChildOption.FindDirectChildrenOnly):
        running.stop()
    if before == after or not motion().moves:
        step(after)
        return
    _Slide(owner, before, after, step).start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)


class _Slide(QVariantAnimation):
    def __init__(self, owner: QObject, before: int, after: int, step: Callable[[int], None]) -> None:
        super().__init__(owner)
        self.setDuration(SPAN_MS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setStartValue(before)
        self.setEndValue(after)
        self.valueChanged.connect(lambda value: step(int(value)))
