"""What a person types or pastes names images, whatever stands between the identifiers."""

import pytest

from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Query, Reader, ReadModel
from rightsdesk.readmodel.lookup import MOST
from tests.readmodel.told import Told


@pytest.fixture
def three(told: Told, model: ReadModel) -> None:
    for asset in ("100001", "100002", "AP 2026/17"):
        told.image(asset, title="Sunset")
    model.catch_up_fully()


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("between", [" ", "\n", ", ", ";", "\t", " | ", '"\n"'])
def test_a_list_is_understood_whatever_separates_its_entries(reader: Reader, between: str) -> None:
    named = reader.named_images(between.join(("100001", "alpenpix:100002", "stranger", "100001")))
    assert reader.keys("images", named.ids) == ["alpenpix:100001", "alpenpix:100002"]
    assert (named.unknown, named.given) == (("stranger",), 3)


@pytest.mark.usefixtures("three")
def test_identifiers_with_blanks_and_links_are_found_too(reader: Reader) -> None:
    named = reader.named_images("AP 2026/17\nrightsdesk://image/100001\nhttps://agency.example/items/100002")
    assert len(named.ids) == 3
    assert named.unknown == ()


@pytest.mark.usefixtures("three")
def test_nothing_but_blanks_names_nothing(reader: Reader) -> None:
    named = reader.named_images(" ,;\n\t ")
    assert (named.ids, named.unknown, named.given) == ((), (), 0)


@pytest.mark.usefixtures("three")
def test_a_hundred_thousand_entries_are_read_and_one_more_is_refused(reader: Reader) -> None:
    numbers = [str(100_001 + step) for step in range(MOST)]
    assert len(reader.named_images(" ".join(numbers)).ids) == 2
    with pytest.raises(Invalid, match="100,000 are allowed"):
        reader.named_images(" ".join([*numbers, "1"]))


@pytest.mark.usefixtures("three")
def test_only_the_first_rows_are_read_for_a_short_list(reader: Reader) -> None:
    assert [row.asset_id for row in reader.first(Query("images", "sunset"), 2)] == ["100001", "100002"]
