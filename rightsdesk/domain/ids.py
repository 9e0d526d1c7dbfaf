"""Identifiers derived from what they name, so that asking twice gives the same one."""

import hashlib
import re

from rightsdesk.domain.messages import Refused

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class UnusableIdentifier(Refused):
    """The identifier may hold letters, digits, dot, dash and underscore only, 64 at most."""


def named(*parts: str) -> str:
    """Return a UUID (RFC 9562, version 8) made from the parts: same parts, same identifier."""
    text = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""The two highest bits of the ninth byte are 10 (RFC 9562, section 4.1)."""


def checked(identifier: str, what: str) -> str:
    """Return the identifier of a vendor, platform or feed, or refuse one that could not name a stream."""
    if not _SAFE.fullmatch(identifier):
        sentence = f"{what} {identifier!r}: use letters, digits, dot, dash and underscore, 64 at most."
        raise UnusableIdentifier(sentence)
    return identifier
