"""Documents the trade itself published: IPTC's suite and examples of every version, dpa's samples."""

import json
from pathlib import Path

import pytest

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.decode import lenient
from rightsdesk.vendorsync.feed import reading_for
from rightsdesk.vendorsync.translate import Sorted
from tests.kit.shared import SHARED, needs_shared

FEEDS = SHARED / "data" / "feeds"
NINJS = sorted(path for path in (FEEDS / "ninjs").rglob("*.json") if "schema" not in path.parts)
DPA = sorted((FEEDS / "dpa-digitalwires").glob("*.json"))

pytestmark = needs_shared


def sorted_out(path: Path, profile: str = "generic") -> Sorted:
    return Sorted([lenient(path.read_bytes())], reading_for(profile, "vendor"), doubtful=True)


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("path", NINJS, ids=lambda path: "-".join(path.parts[-3:]))
def test_every_document_gives_a_picture_a_skip_or_a_named_reason(path: Path) -> None:
    if not _is_json(path):
        assert "should_fail" in path.parts
        with pytest.raises(Damaged) as caught:
            sorted_out(path)
        assert caught.value.code == "VND-FORMAT"
        return
    found = sorted_out(path)
    assert len(found.changes) + found.skipped + len(found.rejected) == 1
    document = json.loads(path.read_bytes())
    if document.get("type") == "picture" and "should_fail" not in path.parts:
        image = found.changes[0].image
        assert image is not None
        assert image.uri == document["uri"]
        assert image.raw_format.startswith("ninjs-")


def test_policies_of_the_published_examples_are_understood_as_bans() -> None:
    found = sorted_out(FEEDS / "ninjs" / "examples" / "3.0" / "imageEncodedRights.json")
    assert found.changes[0].image is not None
    assert "price" not in found.changes[0].image.fields


def test_a_dpa_picture_is_read_with_credit_creator_and_caption() -> None:
    found = sorted_out(FEEDS / "dpa-digitalwires" / "image.json", "dpa")
    image = found.changes[0].image
    assert image is not None
    assert image.uri == "urn:newsml:dpa.com:20090101:250129-99-739668"
    assert image.version == 4
    assert image.fields["byline"] == "Steve Helber"
    assert image.fields["credit"] == "Steve Helber/AP/dpa"
    assert str(image.fields["caption"]).startswith("Caroline Kennedy, Tochter")
    assert image.fields["status"] == "usable"


@pytest.mark.parametrize("path", DPA, ids=lambda path: path.name)
def test_every_dpa_entry_is_a_picture_or_skipped(path: Path) -> None:
    found = sorted_out(path, "dpa")
    assert not found.rejected
    assert len(found.changes) + found.skipped == 1


def test_the_demo_feed_sets_aside_exactly_what_its_key_lists() -> None:
    lines = (FEEDS / "demo-hub" / "changes.ndjson").read_bytes().splitlines()
    expected = json.loads((FEEDS / "demo-hub" / "expected.json").read_bytes())
    found = Sorted([lenient(line) for line in lines], reading_for("generic", None), doubtful=True)
    assert {each.change_id for each in found.rejected} == {each["change_id"] for each in expected["quarantined"]}
