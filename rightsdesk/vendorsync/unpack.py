"""Unpacking an answer without ever holding more than the limit."""

from __future__ import annotations

import zlib

from rightsdesk.faults import Damaged

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_PIECE = 256 * 1024


class BadPacking(Damaged):
    """The answer claims to be packed but cannot be unpacked; asking for it plain may help."""

    code = "VND-FORMAT"


class Unpacker:
    """Collects the pieces of one body, unpacking as they come; the limit counts unpacked bytes."""

    def __init__(self, encoding: str, limit: int, host: str) -> None:
        """`encoding` as in the header `Content-Encoding`; only gzip, deflate and identity are spoken."""
        self._encoding = encoding.strip().lower() or "identity"
        self._limit = limit
        self._host = host
        self._pieces: list[bytes] = []
        self._size = 0
        self._packed = self._encoding in {"gzip", "x-gzip", "deflate"}
        if not self._packed and self._encoding != "identity":
            raise BadPacking(f"{host} packed its answer as “{self._encoding[:40]}”, which was not asked for.")
        self._engine = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._fed = False

    def feed(self, chunk: bytes) -> None:
        """Take the next piece off the wire."""
        if not self._packed:
            self._keep(chunk)
            return
        self._fed = self._fed or bool(chunk)
        while chunk:
            if self._engine.eof:
                self._engine = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                self._keep(self._engine.decompress(chunk, _PIECE))
            except zlib.error as error:
                raise BadPacking(f"The answer of {self._host} could not be unpacked ({error}).") from error
            chunk = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail

    def finish(self) -> bytes:
        """The whole body; a packed one that ends early is refused."""
        while self._packed and not self._engine.eof:
            rest = self._engine.decompress(b"", _PIECE)
            if not rest:
                break
            self._keep(rest)
        if self._packed and self._fed and not self._engine.eof:
            raise BadPacking(f"The packed answer of {self._host} ends in the middle.")
        return b"".join(self._pieces)

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            raise Damaged(
                f"The answer of {self._host} is larger than {self._limit / 1_048_576:.3g} MB unpacked; "
                "nothing was imported. Ask the vendor for smaller pages.",
                code="VND-SIZE",
            )
        self._pieces.append(piece)
