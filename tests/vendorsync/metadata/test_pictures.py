"""What an editor finds in a picture that came with IPTC, XMP and PLUS in it."""

import io
import json
from typing import Any

import pytest
from PIL import Image

from rightsdesk.vendorsync.metadata import fields_from, named_asset, named_vendor, read
from rightsdesk.vendorsync.metadata.model import Metadata
from tests.vendorsync.metadata.making import (
    PICTURES,
    XMP,
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

EXPECTED: dict[str, Any] = json.loads((PICTURES / "expected.json").read_text(encoding="utf-8"))
UTF8 = dataset(1, 90, b"\x1b%G")


def picture(name: str) -> Metadata:
    with (PICTURES / name).open("rb") as file:
        return read(file)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_sample_picture_says_what_was_written_into_it(name: str) -> None:
    said = picture(name)
    fields = fields_from(said)
    wanted = EXPECTED[name]["expect"]
    shown = {
        "title": said.text("title"),
        "byline": list(said.properties.get("creatorNames", ())),
        "copyright": fields.get("copyright_notice"),
        "supplier_image_id": said.text("imageSupplierImageId"),
        "job_id": said.text("jobid"),
        "region": said.text("plus:RegionConstraints"),
    }
    for each, value in wanted.items():
        assert shown.get(each, fields.get(each)) == value, each
    assert said.differences == ()


@pytest.mark.parametrize(("name", "asset"), [(each, f"DAS-00000{each[1]}") for each in EXPECTED if each[1] != "5"])
def test_the_asset_id_is_the_suppliers_and_else_the_job_id(name: str, asset: str) -> None:
    assert named_asset(picture(name)) == asset


def test_a_headline_counts_before_a_title_that_is_an_asset_id() -> None:
    said = with_xmp(packet(headline("Harbour"), '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">536991815</rdf:li>'
                           "</rdf:Alt></dc:title>"))  # fmt: skip
    assert fields_from(read_bytes(said))["title"] == "Harbour"
    assert named_asset(read_bytes(said)) == "536991815"


def test_a_title_in_words_is_no_asset_id() -> None:
    assert named_asset(read_bytes(with_xmp(packet("<dc:title>Harbour at dawn</dc:title>")))) is None


def test_a_dash_in_place_of_a_job_id_is_none() -> None:
    said = packet("<photoshop:TransmissionReference>-</photoshop:TransmissionReference>", "<dc:title>42-7</dc:title>")
    assert named_asset(read_bytes(with_xmp(said))) == "42-7"


def test_names_are_read_whatever_letters_an_agency_uses() -> None:
    said = packet("<plus:ImageSupplierImageId>DV1</plus:ImageSupplierImageId>", "<dc:Rights>AFP</dc:Rights>")
    assert read_bytes(with_xmp(said)).properties == {"imageSupplierImageId": "DV1", "copyrightNotice": "AFP"}


@pytest.mark.parametrize("head", [XMP, b"XMP\0://ns.adobe.com/xap/1.0/\0", b"\0" * 18 + b"ns.adobe.com/xap/1.0/\0"])
def test_a_packet_is_found_behind_an_agencys_own_header(head: bytes) -> None:
    said = read_bytes(jpeg(segment(0xE1, head + packet(headline("Harbour")).encode())))
    assert said.text("headline") == "Harbour"


def test_several_packets_are_merged_and_the_first_counts() -> None:
    said = read_bytes(with_xmp(packet(headline("One")), packet(headline("Two"), "<dc:title>Both</dc:title>")))
    assert (said.text("headline"), said.text("title")) == ("One", "Both")
    assert any("headline differently" in note for note in said.notes)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_an_extended_packet_is_joined_by_offset_in_any_order(order: tuple[int, ...]) -> None:
    guid, whole = b"A" * 32, packet(headline("Long")).encode()
    cuts = (0, 100, 300, len(whole))
    parts = [extension(guid, len(whole), cuts[i], whole[cuts[i] : cuts[i + 1]]) for i in order]
    main = packet(f"<xmpNote:HasExtendedXMP>{guid.decode().lower()}</xmpNote:HasExtendedXMP>")
    said = read_bytes(jpeg(parts[0], segment(0xE1, XMP + main.encode()), *parts[1:]))
    assert said.properties == {"headline": "Long"}


def test_an_extended_packet_of_which_parts_are_missing_is_noted() -> None:
    main = packet(f"<xmpNote:HasExtendedXMP>{'A' * 32}</xmpNote:HasExtendedXMP>", headline("Short"))
    said = read_bytes(jpeg(segment(0xE1, XMP + main.encode()), extension(b"A" * 32, 500, 100, b"<rest>")))
    assert said.text("headline") == "Short"
    assert any("extended XMP packet are missing" in note for note in said.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_packet_is_read_in_whatever_encoding_it_came(encoding: str) -> None:
    told = packet(headline("Größe")).replace("\ufeff", "")
    assert read_bytes(with_xmp(told.encode(encoding))).text("headline") == "Größe"


def test_a_text_in_several_languages_shows_the_default_and_keeps_the_others() -> None:
    told = packet(
        '<dc:description><rdf:Alt><rdf:li xml:lang="en">Harbour</rdf:li><rdf:li xml:lang="x-default">Hafen</rdf:li>'
        "</rdf:Alt></dc:description>"
    )
    said = read_bytes(with_xmp(told)).properties
    assert (said["description"], said["description@en"]) == ("Hafen", "Harbour")


def test_xmp_counts_before_iim_and_the_difference_is_shown() -> None:
    iim = segment(0xED, resources(dataset(2, 105, b"Old") + dataset(2, 110, b"AFP")))
    said = read_bytes(jpeg(iim, segment(0xE1, XMP + packet(headline("New")).encode())))
    assert (said.text("headline"), said.text("creditLine")) == ("New", "AFP")
    (difference,) = said.differences
    assert (difference.name, difference.xmp, difference.iim) == ("headline", "New", "Old")
    assert any("XMP says “New”, IIM says “Old”" in note for note in fields_from(said)["notes"])  # type: ignore[attr-defined]


def test_a_text_that_iim_had_to_cut_is_no_difference() -> None:
    byline = "Maximiliane Freifrau von und zu Hohenstein"
    iim = segment(0xED, resources(dataset(2, 80, byline[:32].encode())))
    xmp = packet(f"<dc:creator><rdf:Seq><rdf:li>{byline}</rdf:li></rdf:Seq></dc:creator>")
    assert read_bytes(jpeg(iim, segment(0xE1, XMP + xmp.encode()))).differences == ()


def test_the_same_moment_written_in_both_ways_is_no_difference() -> None:
    iim = segment(0xED, resources(dataset(2, 55, b"20260115") + dataset(2, 60, b"180000+0100")))
    xmp = packet("<photoshop:DateCreated>2026-01-15T18:00:00+01:00</photoshop:DateCreated>")
    assert read_bytes(jpeg(iim, segment(0xE1, XMP + xmp.encode()))).differences == ()


@pytest.mark.parametrize(
    ("declared", "value", "note"),
    [
        (b"", "Größe".encode(), ""),
        (b"", "Größe".encode("cp1252"), ""),
        (UTF8, "Größe".encode(), ""),
        (UTF8, "Größe".encode("cp1252"), "declared as UTF-8"),
        (dataset(1, 90, b"\x1b.A"), "Größe".encode(), "another character set"),
        (dataset(1, 90, b"\x1b.A"), "Größe".encode("cp1252"), ""),
    ],
)
def test_umlauts_are_read_and_a_wrong_declaration_is_noted(declared: bytes, value: bytes, note: str) -> None:
    said = read_bytes(with_iim(declared, dataset(2, 105, value)))
    assert said.text("headline") == "Größe"
    assert bool(note) == bool(said.notes)
    assert all(note in each for each in said.notes)


def test_an_iim_value_longer_than_its_two_bytes_of_length_is_read() -> None:
    long = bytes([0x1C, 2, 120, 0x80, 0x04]) + (40_000).to_bytes(4, "big") + b"x" * 40_000
    assert read_bytes(with_iim(long)).text("description") == "x" * 40_000


def test_an_iim_block_over_several_segments_is_joined() -> None:
    whole = resources(dataset(2, 105, b"Harbour") + dataset(2, 110, b"AFP"))
    head = b"Photoshop 3.0\0"
    said = read_bytes(jpeg(segment(0xED, whole[:30]), segment(0xED, head + whole[30:])))
    assert said.text("creditLine") == "AFP"


@pytest.mark.parametrize("kind", ["PNG", "PNG packed", "WebP", "TIFF little", "TIFF big", "JPEG"])
def test_each_container_gives_its_packet(kind: str) -> None:
    told = packet(headline("Hafen")).encode()
    content = {
        "PNG": png(told),
        "PNG packed": png(told, packed=True),
        "WebP": webp(told),
        "TIFF little": tiff("<", (700, 1, told), (33723, 7, dataset(2, 110, b"AFP"))),
        "TIFF big": tiff(">", (700, 1, told), (34377, 7, resources(dataset(2, 110, b"AFP"))[14:])),
        "JPEG": with_xmp(told),
    }[kind]
    assert read_bytes(content).text("headline") == "Hafen"
    assert not kind.startswith("TIFF") or read_bytes(content).text("creditLine") == "AFP"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "JPEG"])
def test_what_another_program_wrote_is_read(kind: str) -> None:
    told, made = packet(headline("Hafen")).encode(), io.BytesIO()
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        texts = PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", told.decode())
        Image.new("RGB", (8, 8)).save(made, kind, pnginfo=texts)
    elif kind == "TIFF":
        Image.new("RGB", (8, 8)).save(made, kind, tiffinfo={700: told})
    else:
        Image.new("RGB", (8, 8)).save(made, kind, xmp=told)
    assert read_bytes(made.getvalue()).text("headline") == "Hafen"


def test_constraints_stand_among_the_terms_of_use() -> None:
    told = packet(
        "<xmpRights:UsageTerms>Editorial only</xmpRights:UsageTerms>",
        "<plus:OtherConstraints>No archives</plus:OtherConstraints>",
        "<plus:MediaConstraints>Online only</plus:MediaConstraints>",
    )
    assert fields_from(read_bytes(with_xmp(told)))["usage_terms"] == "Editorial only\nNo archives\nOnline only"


@pytest.mark.parametrize(
    ("region", "territory", "kept"),
    [
        ("DE, AT", ["DE", "AT"], None),
        ("DEU AUT", ["DE", "AT"], None),
        ("Germany only", None, "Germany only"),
        ("NOT IN DE", None, "NOT IN DE"),
        ("XX, DE", None, "XX, DE"),
        ("de, at", None, "de, at"),
    ],
)
def test_only_plain_country_codes_become_a_territory(region: str, territory: object, kept: object) -> None:
    told = packet(f"<plus:RegionConstraints>{region}</plus:RegionConstraints>")
    fields = fields_from(read_bytes(with_xmp(told)))
    assert (fields.get("territory"), fields.get("territory_text")) == (territory, kept)


def test_a_vendor_is_named_by_the_plus_supplier_id() -> None:
    told = packet(
        "<plus:ImageSupplier><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:ImageSupplierID>PLUS ID/Süd &amp; Co"
        "</plus:ImageSupplierID></rdf:li></rdf:Seq></plus:ImageSupplier>"
    )
    assert named_vendor(read_bytes(with_xmp(told))) == "PLUS-ID-Sud-Co"


def test_a_text_beyond_all_measure_is_cut_and_noted() -> None:
    fields = fields_from(read_bytes(with_xmp(packet(headline("x" * 10_001)))))
    assert fields["headline"] == "x" * 10_000
    assert "headline has 10,001 characters" in str(fields["notes"])
