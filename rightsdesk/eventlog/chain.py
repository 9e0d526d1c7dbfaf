"""The hash chain: each event is sealed together with all before it, so that no stored byte changes unnoticed."""

from hashlib import sha256

Row = tuple[int, int, int, str, str, int, int, str, str | None, str | None, bytes, bytes]
"""An event as stored: position, stream id, version, event id, name, schema version, recorded_at (microseconds),
actor, correlation id, causation id, data (JSON), meta (JSON or empty)."""

GENESIS = bytes(32)
"""The hash before the first event."""

SEPARATOR = "\x1f"
"""Stands between the sealed words and in none of them, so that no two events read alike."""


def seal(before: bytes, stream: str, row: Row) -> bytes:
    """Return the hash (SHA-256, 32 bytes) of an event and all before it."""
    position, _, version, event_id, name, schema_version, at, actor, correlation, causation, data, meta = row
    words = (
        f"{position}\x1f{stream}\x1f{version}\x1f{at}\x1f{event_id}\x1f{name}\x1f{schema_version}\x1f{actor}\x1f"
        f"{correlation}\x1f{causation}\x1f{len(data)}\x1f"
    )
    return sha256(before + words.encode() + data + meta).digest()
