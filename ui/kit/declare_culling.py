"""What a feature says of its rows being looked at one by one, each in full, and judged by single keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a feature holds these, and the words for both stand with it
    from ui.kit.declare import Content, Text

Order = Any
"""A frozen order of the desk that can foresee what becomes of a row: ``order.foreseen(row)`` answers the values."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key: what it is called, what is said once it was pressed, and the order it gives for the row looked at."""

    key: str
    title: Text
    said: Text
    icon: str
    order: Callable[[], Order]
    on: Callable[[Any], bool] = lambda _row: False
    """Whether a row is so already, which the button shows."""


@dataclass(frozen=True, slots=True)
class Culling:
    """Words, picture and keys; ``rate`` makes the order for so many stars, ``rating`` and ``picked`` name attributes.

    A rating below nothing means rejected, as in XMP.
    """

    title: Content
    subtitle: Content
    picture: str
    strokes: Sequence[Stroke]
    rate: Callable[[int], Order]
    rating: str = "rating"
    picked: str = "picked"
