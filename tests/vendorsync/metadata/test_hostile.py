"""Files that were made to do harm: a sentence each, never a crash, never more than a bounded piece of memory."""

import io
import random
import tracemalloc

import pytest

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.metadata import fields_from, read
from rightsdesk.vendorsync.record import Broken
from tests.vendorsync.metadata.making import (
    PICTURES,
    XMP,
    chunk,
    dataset,
    extension,
    headline,
    jpeg,
    packet,
    png,
    read_bytes,
    resources,
    segment,
    tiff,
    webp,
    with_iim,
    with_xmp,
)

BOUND = 48 * 1024 * 1024
FULL = (PICTURES / "01-full-xmp-iim-plus.jpg").read_bytes()
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
DTD = '<!DOCTYPE x SYSTEM "http://vendor.example/x.dtd"><x/>'

HOSTILE = {
    "nothing at all": b"",
    "a text": b"Dear editor",
    "a GIF": b"GIF89a" + b"\0" * 40,
    "a JPEG that ends after its first mark": b"\xff\xd8",
    "a JPEG without segments": b"\xff\xd8" + b"\0" * 100,
    "a segment longer than the file": b"\xff\xd8\xff\xe1\xff\xff" + XMP,
    "a segment shorter than its own length": b"\xff\xd8\xff\xe1\0\1" + b"x" * 10,
    "fill bytes without end": b"\xff\xd8" + b"\xff" * 100_000,
    "segments without end": b"\xff\xd8" + b"\xff\xe0\0\2" * 50_000,
    "entities that multiply": with_xmp(LAUGHS),
    "an entity from outside": with_xmp(OUTSIDE),
    "a document type from outside": with_xmp(DTD),
    "elements nested without end": with_xmp("<a>" * 20_000),
    "descriptions nested a hundred deep": with_xmp(packet("<dc:a>" * 100 + "</dc:a>" * 100)),
    "values without end": webp(("<x>" + "<y/>" * 60_000 + "</x>").encode()),
    "XML that breaks off": with_xmp(packet(headline("x"))[:200]),
    "an IIM value longer than its block": with_iim(bytes([0x1C, 2, 105, 0x7F, 0xFF]) + b"x"),
    "an IIM value of four gigabytes": with_iim(bytes([0x1C, 2, 105, 0x80, 4]) + b"\xff" * 4),
    "IIM datasets without end": with_iim(dataset(2, 25, b"") * 9_000),
    "a resource longer than its segment": jpeg(
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + b"\x7f\xff\xff\xff" + b"x")
    ),
    "a PNG chunk of two gigabytes": b"\x89PNG\r\n\x1a\n" + b"\x7f\xff\xff\xffiTXt" + b"x" * 100,
    "a PNG without an end": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13),
    "a PNG text that unpacks to a gigabyte": png(b"\0" * (64 << 20), packed=True),
    "a PNG text that is not packed as it says": png(b"x", packed=True).replace(b"\x78\xda", b"\0\0"),
    "a WebP chunk of four gigabytes": b"RIFF\xff\xff\xff\xffWEBPXMP \xff\xff\xff\xff" + b"x" * 100,
    "a TIFF whose directory lies outside": b"II*\0\xff\xff\xff\x7f",
    "a TIFF tag of four gigabytes": tiff("<", (700, 1, b"x" * 8)).replace(b"\x08\0\0\0\x1a", b"\xff\xff\xff\xff\x1a"),
    "a TIFF whose tags all claim the whole file": tiff("<", *[(700, 1, b"x" * (1 << 20))] * 20),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(kind: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Damaged) as refusal:
            read(io.BytesIO(HOSTILE[kind]))
        assert tracemalloc.get_traced_memory()[1] < BOUND
    finally:
        tracemalloc.stop()
    assert refusal.value.sentence.endswith(".")
    assert refusal.value.sentence.startswith(("It ", "Its ", "One of its "))


def outcome(content: bytes) -> object:
    """The fields, or the sentence of the refusal; anything else is raised."""
    try:
        return fields_from(read_bytes(content))
    except (Damaged, Broken) as refusal:
        return str(refusal)


@pytest.mark.parametrize("at", range(0, len(FULL), 97))
def test_a_picture_cut_short_anywhere_is_read_or_refused(at: int) -> None:
    assert outcome(FULL[:at])


@pytest.mark.parametrize("seed", range(40))
def test_a_picture_with_spoilt_bytes_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    told = packet(headline("x")).encode()
    for content in (
        FULL,
        png(told),
        webp(told),
        tiff("<", (700, 1, told), (34377, 7, resources(b"\x1c\2i\0\1x")[14:])),
    ):
        spoilt = bytearray(content)
        for _ in range(chance.randrange(1, 20)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        assert outcome(bytes(spoilt))


def test_a_tiff_that_points_back_to_itself_is_read_once() -> None:
    assert read_bytes(tiff("<", (700, 1, packet(headline("Loop")).encode()))).text("headline") == "Loop"


def test_an_extended_packet_that_claims_gigabytes_costs_nothing() -> None:
    main = packet(f"<xmpNote:HasExtendedXMP>{'A' * 32}</xmpNote:HasExtendedXMP>")
    said = read_bytes(jpeg(segment(0xE1, XMP + main.encode()), extension(b"A" * 32, 0xFFFFFFFF, 0, b"<x/>")))
    assert any("missing" in note for note in said.notes)


def test_more_metadata_than_any_picture_needs_is_refused() -> None:
    with pytest.raises(Damaged, match="16 MB"):
        read_bytes(jpeg(*[extension(b"A" * 32, 1, 0, b"x" * 60_000)] * 300))


def test_a_large_picture_is_not_read_beyond_its_metadata() -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            self.taken += len(found)
            return found

    head = with_xmp(packet(headline("Harbour")))
    file = Counting(head[:-6] + segment(0xE2, b"\0" * 65_000) * 50 + head[-6:] + b"\0" * 10_000_000)
    assert read(file).text("headline") == "Harbour"
    assert file.taken < 10_000


def test_characters_that_no_xml_may_hold_are_left_out() -> None:
    assert read_bytes(with_xmp(packet(headline("Har\x00bour\x0b")))).text("headline") == "Harbour"
