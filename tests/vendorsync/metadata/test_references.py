"""IPTC's reference images against IPTC's own list of properties, and real agencies' files."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rightsdesk.vendorsync.metadata import Metadata, fields_from, named_asset, read
from tests.kit.shared import SHARED, needs_shared
from tests.vendorsync.metadata.making import packet, read_bytes, with_xmp

FEEDS = SHARED / "data/feeds"
REFERENCES = sorted((FEEDS / "images/iptc-reference").glob("*.jpg"))
ALL = sorted((FEEDS / "images").rglob("*.jpg"))
ABSENT = {"contributors", "dataMining", "otherConstraints"}
"""Properties younger than the newest reference image."""

pytestmark = needs_shared


def listed() -> dict[str, dict[str, Any]]:
    told = json.loads((FEEDS / "iptc-techreference/iptc-pmd-techreference_2023.2.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = told["ipmd_top"]
    return found


def said(path: Path) -> Metadata:
    with path.open("rb") as file:
        return read(file)


def stated(path: Path, xmp_id: str) -> bool:
    """Whether the file's bytes hold the element or attribute, by the prefix the references use."""
    return re.search(rf"[<\s]{xmp_id}[\s>=]".encode(), path.read_bytes()) is not None


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from leaves(each)
    else:
        yield str(value)


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_every_property_a_reference_image_carries_is_read(path: Path) -> None:
    carried = {name for name, each in listed().items() if stated(path, each["XMPid"])}
    assert len(carried) >= 54
    assert carried <= set(said(path).properties)


def test_together_the_references_carry_all_but_the_three_newest() -> None:
    names = set(listed())
    assert len(names) == 62
    read_here = set[str]().union(*(said(path).properties for path in REFERENCES)) & names
    assert names - read_here == ABSENT
    assert not any(stated(path, listed()[name]["XMPid"]) for path in REFERENCES for name in ABSENT)


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_no_text_of_a_reference_image_is_lost(path: Path) -> None:
    content = path.read_bytes()
    start, end = content.find(b"<x:xmpmeta"), content.find(b"</x:xmpmeta>")
    written = {
        html.unescape(text).strip()
        for text in re.findall(r">([^<>]+)</", content[start:end].decode("utf-8"))
        if text.strip()
    }
    assert len(written) > 100
    assert written <= set(leaves(dict(said(path).properties)))


def test_all_sixty_two_properties_are_read_where_they_stand() -> None:
    simple = "<{0}>Value of {0}</{0}>"
    whole = packet(*(simple.format(each["XMPid"]) for each in listed().values()))
    found = read_bytes(with_xmp(whole)).properties
    assert {name: f"Value of {each['XMPid']}" for name, each in listed().items()} == dict(found)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_reference_and_agency_file_is_read(path: Path) -> None:
    fields = fields_from(said(path))
    assert fields["needs_person"] == []
    assert json.loads(json.dumps(fields)) == fields


@pytest.mark.parametrize(
    ("name", "asset", "title", "terms"),
    [
        ("grid-corbis", "70266837", "Former Navy Seal On Trial",
         "Not available for license and invoicing to customers located in Finland."),
        ("grid-getty", "DV1945213", "Austria's Matthias Mayer attends the men", None),
    ],
)  # fmt: skip
def test_an_agencys_rights_are_read_where_other_programs_see_nothing(
    name: str, asset: str, title: str, terms: str | None
) -> None:
    found = said(FEEDS / f"images/agency/{name}.jpg")
    fields = fields_from(found)
    assert named_asset(found) == asset
    assert (fields["title"], fields.get("usage_terms")) == (title, terms)
