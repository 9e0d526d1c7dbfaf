"""Identifiers made from what they name, and the names of streams."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import ids, streams
from rightsdesk.domain.ids import UnusableIdentifier

NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)


@given(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4))
def test_the_same_parts_give_the_same_identifier(parts: list[str]) -> None:
    found = uuid.UUID(ids.named(*parts))
    assert found == uuid.UUID(ids.named(*parts))
    assert (found.version, found.variant) == (8, uuid.RFC_4122)


def test_where_one_part_ends_and_the_next_begins_matters() -> None:
    assert ids.named("ab", "c") != ids.named("a", "bc") != ids.named("abc")


@given(NAMES)
def test_ordinary_names_are_taken_as_they_are(name: str) -> None:
    assert ids.checked(name, "vendor") == name


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "a:b", "ä", "V\u2011S1", "V-\u0405" + "1", "-a", ".", "a\n", "x" * 65, "a/b"]
)
def test_a_name_that_could_not_name_a_stream_is_refused(name: str) -> None:
    with pytest.raises(UnusableIdentifier, match=r"vendor"):
        ids.checked(name, "vendor")


@given(NAMES, st.text(min_size=1, max_size=12))
def test_an_images_stream_gives_its_vendor_and_asset_back(vendor: str, asset: str) -> None:
    assert streams.pair(streams.image(vendor, asset)) == (vendor, asset)
    assert streams.category(streams.image(vendor, asset)) == "image"


@given(NAMES, NAMES)
def test_an_accounts_stream_gives_platform_and_vendor_back(platform: str, vendor: str) -> None:
    assert streams.pair(streams.account(platform, vendor)) == (platform, vendor)


def test_every_kind_of_stream_has_its_own_category() -> None:
    found = [
        streams.image("v", "1"), streams.vendor("v"), streams.platform("p"), streams.account("p", "v"),
        streams.advice("a"), streams.numbering("p", 2026), streams.batch("b"), streams.feed("f"),
    ]  # fmt: skip
    assert len({streams.category(each) for each in found}) == len(found)
    assert all(re.fullmatch(r"[a-z]+-.+", each) for each in found)
