"""What selected rows have in common is told truly, also when there are too many to compare."""

import pytest

from rightsdesk.domain import image
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection, summary
from tests.readmodel.told import YEAR_END, Told

ALL = Selection("images", Query("images"))


def test_equal_different_and_missing_values_are_told_apart(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", price=100, credit=None)
    told.image("2", price=300, credit="Agency", currency="EUR")
    told.image("3", price=None, currency=None, credit=None)
    model.catch_up_fully()
    found = reader.summary(ALL)
    assert (found.count, found.totals) == (3, {"EUR": 400})
    price = found.fields["price"]
    assert (price.distinct, price.lowest, price.highest, price.only, price.missing) == (3, 100, 300, None, 1)
    title = found.fields["title"]
    assert (title.distinct, title.only, title.missing) == (1, "Sunset at the harbour", 0)
    assert (found.fields["credit"].distinct, found.fields["credit"].only, found.fields["credit"].missing) == (
        2,
        None,
        2,
    )
    assert (found.fields["headline"].distinct, found.fields["headline"].missing) == (0, 3)
    assert found.fields["territory"].only == ("DE", "CH")
    assert found.fields["online_until"].only is not None
    assert all(field.exact for field in found.fields.values())


def test_a_value_not_seen_in_every_row_is_never_the_only_one(
    told: Told, model: ReadModel, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "LOOKED_AT", 2)
    for number, credit in enumerate(["Agency", "Agency", "Agency", "Another"]):
        told.image(str(number), credit=credit, price=100 + number)
    model.catch_up_fully()
    found = reader.summary(ALL)
    credit_field, price = found.fields["credit"], found.fields["price"]
    assert (credit_field.distinct, credit_field.only, credit_field.exact) == (2, None, False)
    assert (price.distinct, price.lowest, price.highest, price.exact) == (2, 100, 103, False)
    assert found.fields["currency"].only == "EUR"
    assert (found.fields["headline"].distinct, found.fields["headline"].missing) == (0, 4)


def test_sums_are_never_added_across_currencies(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor("a", "A")
    told.vendor("b", "B")
    told.charge("c1", 1200, vendor="a")
    told.charge("c2", 300, vendor="b", currency="CHF")
    model.catch_up_fully()
    found = reader.summary(Selection("vendors", Query("vendors")))
    assert found.totals == {"CHF": 300, "EUR": 1200}
    assert found.fields["readiness"].only == "ready"


def test_corrections_count_as_what_is_shown(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    stream = told.image("2", byline="Somebody else")
    told.happened(stream, image.ImageMetadataUpdated({"byline": "Anna Weber", "use_until": YEAR_END}))
    model.catch_up_fully()
    assert reader.summary(ALL).fields["byline"].only == "Anna Weber"


def test_nothing_selected_has_no_values(reader: Reader) -> None:
    found = reader.summary(Selection("images"))
    assert (found.count, found.totals) == (0, {})
    assert found.fields["title"].distinct == 0
