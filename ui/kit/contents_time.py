"""What rows say of speed and time: how fast, how long still, how long it took."""

from ui.kit import show
from ui.kit.contents import attribute
from ui.kit.declare import Content, Row


def rate(name: str) -> Content:
    """Items a second; nothing while nobody knows."""
    return lambda row: show.rate(_number(row, name))


def time_left(name: str) -> Content:
    """The seconds left in words, with *about*; nothing while nobody knows."""
    return lambda row: show.time_left(_number(row, name))


def took(start: str, end: str) -> Content:
    """How long something that is over took; nothing while it is not."""

    def content(row: Row) -> str:
        began, ended = (show.as_datetime(str(attribute(row, name) or "") or None) for name in (start, end))
        return show.span((ended - began).total_seconds()) if began and ended else ""

    return content


def _number(row: Row, name: str) -> float | None:
    value = attribute(row, name)
    return value if isinstance(value, (int, float)) else None
