"""Opaque cursors: what they hold is the hub's affair, a client only hands them back."""

import base64
import binascii
from http import HTTPStatus

from rightsdesk.hub.wire import Refusal


def seal(kind: str, place: str, position: int) -> str:
    """A cursor of one kind (`s` snapshot, `c` changes) over a place and a position within it."""
    return base64.urlsafe_b64encode(f"{kind}:{place}:{position}".encode()).decode().rstrip("=")


def unseal(kind: str, cursor: str, wanted: str | None = None) -> tuple[str, int]:
    """Place and position of a cursor of this kind (and place), refused with 400 when it was not issued for it."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found, place, position = base64.urlsafe_b64decode(padded).decode().split(":")
        at = int(position)
    except (ValueError, binascii.Error):
        found, place, at = "", "", -1
    if found != kind or at < 0 or wanted not in {None, place}:
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_cursor", "This cursor was not issued for this address.")
    return place, at


def rewound(kind: str, cursor: str) -> str:
    """The cursor at the start of the same place, used to lead a client in a circle."""
    place, _ = unseal(kind, cursor)
    return seal(kind, place, 0)


def expired(what: str) -> Refusal:
    """The refusal for a cursor whose place is gone; the way out is a full load."""
    return Refusal(HTTPStatus.GONE, "cursor_expired", f"The {what} behind this cursor is gone; load everything again.")
