"""Links from mails and tickets: strict about what they are, exact about what they find."""

import pytest

from rightsdesk import links
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import filters


@pytest.mark.parametrize(
    ("text", "place", "where"),
    [
        ("rightsdesk://image/4182377", "images", "asset_id:4182377"),
        ("rightsdesk://image/alpenpix:100001", "images", "key:alpenpix:100001"),
        ("rightsdesk:image/4182377", "images", "asset_id:4182377"),
        ("RightsDesk://BATCH/2480/", "batches", "number:2480"),
        ("rightsdesk://credit-advice/TAG-2026-00418", "credit_advices", "number:TAG-2026-00418"),
        ("rightsdesk://vendor/alpenpix", "vendors", "key:alpenpix"),
        ("rightsdesk://image/none", "images", 'asset_id:"none"'),
    ],
)
def test_a_link_leads_to_its_place_and_one_row(text: str, place: str, where: str) -> None:
    found = links.parsed(text)
    assert (found.place, found.where) == (place, where)


@pytest.mark.parametrize(
    "text",
    [
        "rightsdesk:",
        "rightsdesk://image/",
        "rightsdesk://image/1?x=2",
        "rightsdesk://image/1#a",
        "rightsdesk://image/a b",
        "rightsdesk://image/%zz",
        "rightsdesk://image/%ff",
        "rightsdesk://image/%0a",
        "rightsdesk://batch/0",
        "rightsdesk://batch/-1",
        "rightsdesk://batch/12 or 13",
        "rightsdesk://vendor/../../etc",
        "rightsdesk://vendor/a%22b",
        "rightsdesk://window/1",
        "rightsdesk://open/everything",
        "https://example.org/image/1",
        "rightsdesk://image/" + "9" * 500,
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        links.parsed(text)
    assert refused.value.code == "LINK"
    assert "Nothing was opened" in refused.value.sentence
    assert refused.value.sentence.isprintable()


@pytest.mark.parametrize("name", ['a"b', "a\\b", "x,y", "none", "*", "-x", "price>=1", "Straße 7", "a b"])
def test_whatever_an_image_is_called_only_itself_is_found(name: str) -> None:
    link = links.parsed(links.to("image", name).text)
    assert link.name == name
    (term,) = filters.parse(link.where)
    assert (term.field, [value.text for value in term.values]) == ("asset_id", [name])
    assert not any(value.is_any or value.is_none for value in term.values)


def test_entries_of_the_systems_menu_lead_to_a_view() -> None:
    found = links.parsed("rightsdesk://open/review")
    assert (found.place, found.view, found.where) == ("credit_advices", "review", "")
