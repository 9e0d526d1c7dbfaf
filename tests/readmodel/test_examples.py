"""Examples show what an order would make of the first rows that it changes."""

from typing import Any

from rightsdesk.desk import BuyImages, UpdateImages
from rightsdesk.domain import image
from rightsdesk.domain.image import TextEdit
from rightsdesk.readmodel import Example, Query, Reader, ReadModel, Selection
from tests.readmodel.told import Told

ALL = Selection("images", Query("images"))
APPEND = {"caption": TextEdit("append", "(Archive)")}


def _told(reader: Reader, selection: Selection, order: Any, limit: int = 5) -> list[tuple[Any, ...]]:
    return [(each.key, each.field, each.before, each.after) for each in reader.examples(selection, order, limit)]


def test_only_rows_that_change_are_shown_before_and_after(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", caption="Boats (Archive)")
    told.happened(told.image("2"), image.ImageKilled())
    told.image("3", caption=None)
    corrected = told.image("4")
    told.happened(corrected, image.ImageMetadataUpdated({"caption": "Ships"}))
    model.catch_up_fully()
    assert _told(reader, ALL, UpdateImages({}, APPEND)) == [
        ("alpenpix:3", "caption", None, "(Archive)"),
        ("alpenpix:4", "caption", "Ships", "Ships (Archive)"),
    ]


def test_each_field_has_examples_of_its_own_and_no_more_than_asked(
    told: Told, model: ReadModel, reader: Reader
) -> None:
    for number in range(4):
        told.image(str(number))
    told.image("9", title="Mine")
    model.catch_up_fully()
    order = UpdateImages.from_texts({"title": "Mine", "price": "49.00 CHF"}, APPEND)
    found = reader.examples(ALL, order, 2)
    assert [(each.key, each.field) for each in found] == [
        ("alpenpix:0", "price"), ("alpenpix:1", "price"), ("alpenpix:0", "title"), ("alpenpix:1", "title"),
        ("alpenpix:0", "caption"), ("alpenpix:1", "caption"),
    ]  # fmt: skip
    assert [each.field for each in reader.examples(ALL, order, 1, {"title"})] == ["title"]
    assert found[0] == Example("alpenpix:0", "price", "12.50 EUR", "49.00 CHF")


def test_examples_come_in_the_order_and_bounds_of_the_selection(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", title="B")
    told.image("2", title="A")
    told.image("3", title="C")
    model.catch_up_fully()
    _, second, third = reader.ids(Query("images"))
    ordered = Selection("images", Query("images", order="title"), minus=frozenset({third}))
    assert [each.key for each in reader.examples(ordered, UpdateImages({}, APPEND))] == ["alpenpix:2", "alpenpix:1"]
    picked = Selection("images", Query("images", "title:C"), plus=frozenset({second}))
    assert [each.key for each in reader.examples(picked, UpdateImages({}, APPEND))] == ["alpenpix:2", "alpenpix:3"]


def test_orders_that_change_no_field_have_no_examples(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    model.catch_up_fully()
    assert _told(reader, ALL, BuyImages("mag", "2026-10-01")) == []
    assert _told(reader, ALL, UpdateImages({}, {"caption": TextEdit("remove", "nowhere")})) == []
