import gzip
import tracemalloc

import pytest

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.unpack import BadPacking, Unpacker


def unpacked(body: bytes, encoding: str = "gzip", limit: int = 1_000_000, piece: int = 7) -> bytes:
    unpacker = Unpacker(encoding, limit, "vendor.example")
    for at in range(0, len(body), piece):
        unpacker.feed(body[at : at + piece])
    return unpacker.finish()


@pytest.mark.parametrize("piece", [1, 7, 100_000])
def test_a_packed_body_comes_out_as_it_went_in(piece: int) -> None:
    text = bytes(range(256)) * 1000
    assert unpacked(gzip.compress(text), piece=piece) == text
    assert unpacked(gzip.compress(text) + gzip.compress(b"more"), piece=piece) == text + b"more"
    assert unpacked(b"plain", "") == b"plain"


def test_a_bomb_is_stopped_at_the_limit_without_filling_memory() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000)
    tracemalloc.start()
    with pytest.raises(Damaged) as caught:
        unpacked(bomb, limit=4_000_000, piece=65_536)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.code == "VND-SIZE"
    assert peak < 10_000_000


@pytest.mark.parametrize(
    "body", [b"no gzip at all", gzip.compress(b"x" * 10_000, mtime=0)[:-9]], ids=["prose", "cut short"]
)
def test_what_is_not_whole_gzip_is_refused(body: bytes) -> None:
    with pytest.raises(BadPacking):
        unpacked(body)


def test_a_packing_nobody_asked_for_is_refused() -> None:
    with pytest.raises(BadPacking):
        Unpacker("br", 10, "vendor.example")
