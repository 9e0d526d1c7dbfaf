"""The hash chain: each event is sealed together with all before it, so that no stored byte changes unnoticed."""

from hashlib import sha256

Blob = bytearray
"""How bytes wait to be written: for `bytes` the driver first looks for an adapter, which takes longer than inserting
the row; and a copy of the right length touches less fresh memory than the buffers that encoding leaves behind."""

Bytes = bytes | bytearray
Row = tuple[int, int, int, Bytes, str, int, int, str, Bytes, Bytes, Bytes, Bytes]
"""An event as stored: position, stream id, version, event id, name, schema version, recorded_at (microseconds),
actor, correlation id, causation id, data (JSON), meta (JSON or empty); identifiers as `identity.packed` makes them."""

GENESIS = bytes(32)
"""The hash before the first event."""

SEPARATOR = "\x1f"
"""Stands between the sealed words and in none of them, so that no two events read alike."""


def seal(before: bytes, stream: str, row: Row) -> bytes:
    """Return the hash (SHA-256, 32 bytes) of an event and all before it."""
    position, _, version, event_id, name, schema_version, at, actor, correlation, causation, data, meta = row
    words = (
        f"{position}\x1f{stream}\x1f{version}\x1f{name}\x1f{schema_version}\x1f{at}\x1f{actor}\x1f"
        f"{len(event_id)} {len(correlation)} {len(causation)} {len(data)}\x1f"
    )
    return sha256(b"".join((before, words.encode(), event_id, correlation, causation, data, meta))).digest()
