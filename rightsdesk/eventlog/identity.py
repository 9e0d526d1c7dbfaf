"""Identifiers on disk: a UUID takes 16 bytes instead of 36 characters; any other text is kept as it is."""

from collections.abc import Iterable
from typing import Any

from rightsdesk.eventlog.log import Recorded

_UUID_BYTES = 16
_UUID_TEXT = 36


def packed(text: str | None) -> bytes:
    """Return an identifier as stored: the bytes of a UUID (RFC 9562), else the text behind one or two zero bytes.

    None becomes no bytes at all.
    """
    if text is None:
        return b""
    if len(text) == _UUID_TEXT:
        try:
            raw = bytes.fromhex(text.replace("-", ""))
        except ValueError:
            raw = b""
        if len(raw) == _UUID_BYTES and unpacked(raw) == text:
            return raw
    plain = text.encode()
    # Nothing but a UUID may be 16 bytes long.
    return plain.rjust(len(plain) + (2 if len(plain) == _UUID_BYTES - 1 else 1), b"\0")


def unpacked(stored: bytes) -> str:
    """Return the text of a stored identifier."""
    if len(stored) == _UUID_BYTES:
        text = stored.hex()
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
    return stored.lstrip(b"\0").decode()


class Texts(dict[bytes, str | None]):
    """Remembers texts of stored identifiers while many events with the same ones are read."""

    def __missing__(self, stored: bytes) -> str | None:
        """Work a text out once."""
        text = self[stored] = unpacked(stored) if stored else None
        return text


def recorded(rows: Iterable[tuple[Any, ...]]) -> list[Recorded]:
    """Return rows of the columns of `Recorded`, identifiers still as stored, as recorded events."""
    found = []
    texts = Texts()
    made = Recorded._make
    for row in rows:
        position, stream_id, stream, version, event_id, name, schema, at, actor, correlation, causation, content = row
        identity = unpacked(event_id)
        correlation, causation = texts[correlation], texts[causation]
        found.append(
            made(
                (
                    position,
                    stream_id,
                    stream,
                    version,
                    identity,
                    name,
                    schema,
                    at,
                    actor,
                    correlation,
                    causation,
                    content,
                )
            )
        )
    return found
