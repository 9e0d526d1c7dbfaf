"""What a row says of a rating and of being chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.kit.contents import Stored, attribute
from ui.kit.declare import Content, Line, Text

FULL = "★"


def stars(name: str, rejected: Text) -> Content:
    """As many stars as were given; the words where the rating is below nothing, which means rejected."""

    def content(row: Any) -> Line | str:
        rating = _rating(row, name)
        return Line(str(rejected), "failed", "circle-x") if rating < 0 else Line(FULL * rating, "warning")

    return Stored(content, name, "integer")


def truth(name: str) -> Callable[[Any], bool]:
    """Whether the attribute says yes."""
    return lambda row: bool(attribute(row, name))


def below(name: str) -> Callable[[Any], bool]:
    """Whether the number is below nothing."""
    return lambda row: _rating(row, name) < 0


def chosen(name: str, words: Text, icon: str) -> Content:
    """The words where the attribute says yes, nothing elsewhere."""
    return lambda row: Line(str(words), "ok", icon) if attribute(row, name) else ""


def _rating(row: Any, name: str) -> int:
    return int(str(attribute(row, name) or 0))
