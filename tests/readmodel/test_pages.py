"""Readers give ids in order, rows by id, and exact counts of what is selected."""

import random
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.faults import Invalid, Unknown, Unusable
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection, asking, open_read_model, pages
from tests.readmodel.told import Told

COUNT = 300


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadModel]:
    told, chance = Told(), random.Random(7)
    for number in range(COUNT):
        told.image(
            str(number),
            vendor=f"v{chance.randrange(4)}",
            title=chance.choice(["Sunset", "dawn", "Noon", None]),
            price=chance.choice([None, 0, 100, 250, 1000]),
            licence_end=chance.choice([None, "2026-12-31T23:59:59+01:00", "2027-06-30T23:59:59+02:00"]),
        )
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    model.catch_up_fully()
    yield model
    model.close()


@pytest.fixture
def asked(filled: ReadModel) -> Iterator[Reader]:
    reader = filled.reader()
    yield reader
    reader.close()


@pytest.mark.parametrize("few", [0, 10_000])
@pytest.mark.parametrize("where", ["", "price>=1", "vendor:v1,v2"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", ["title", "price", "vendor", "online_until", "changed_at", "id"])
def test_ids_come_in_the_order_of_a_plain_sort(
    asked: Reader, monkeypatch: pytest.MonkeyPatch, order: str, descending: bool, where: str, few: int
) -> None:
    monkeypatch.setattr(pages, "_FEW", few)
    found = asked.ids(Query("images", where, order, descending))
    rows = asked.rows("images", found)
    assert [row.id for row in rows] == list(found)

    def place(row: object) -> tuple[bool, object, int]:
        value = getattr(row, order)
        known = value.lower() if order == "title" and value is not None else value
        return value is not None, known if known is not None else 0, row.id  # type: ignore[attr-defined]

    assert list(found) == [row.id for row in sorted(rows, key=place, reverse=descending)]
    assert len(found) == asked.count(Query("images", where))


def test_rows_come_in_the_order_asked_for(asked: Reader) -> None:
    ids = [5, 999_999, 3, 3, 8]
    assert [row.id for row in asked.rows("images", ids)] == [5, 3, 3, 8]
    assert asked.rows("images", []) == []


def test_keys_and_ids_lead_to_each_other(asked: Reader) -> None:
    ids = list(asked.ids(Query("images")))[:20]
    keys = asked.keys("images", ids)
    assert list(asked.ids_of("images", [*keys, "v1:stranger", "nonsense"]).items()) == list(zip(keys, ids, strict=True))


@given(
    plus=st.frozensets(st.integers(1, COUNT + 5), max_size=6),
    minus=st.frozensets(st.integers(1, COUNT + 5), max_size=6),
    where=st.sampled_from(["", "price>=1", "vendor:v1", "vendor:v1 -vendor:v1"]),
    with_query=st.booleans(),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_selection_is_what_has_says_of_each_row(
    asked: Reader, plus: frozenset[int], minus: frozenset[int], where: str, with_query: bool
) -> None:
    query = Query("images", where, "title")
    selection = Selection("images", query if with_query else None, plus=plus, minus=minus)
    matching = frozenset(asked.ids(query))
    expected = {row for row in range(1, COUNT + 1) if selection.has(row, row in matching)}
    found = asked.selected_ids(selection)
    assert set(found) == expected
    assert len(found) == len(expected) == asked.selected_count(selection)


def test_images_that_came_later_are_not_selected(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    model.catch_up_fully()
    selection = Selection("images", Query("images"), reader.position())
    told.image("2")
    told.image("1", version=2, title="Changed since")
    model.catch_up_fully()
    assert len(reader.ids(Query("images"))) == 2
    assert reader.keys("images", reader.selected_ids(selection)) == ["alpenpix:1"]
    assert reader.selected_count(selection) == 1


def test_a_platform_narrows_to_its_images_and_free_ones(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    told.image("2", platforms=["mag"])
    told.image("3", platforms=["daily"])
    model.catch_up_fully()
    found = reader.ids(Query("images", platform="mag"))
    assert reader.keys("images", found) == ["alpenpix:1", "alpenpix:2"]


def test_strangers_are_named(asked: Reader) -> None:
    with pytest.raises(Unknown, match="images, vendors"):
        asked.ids(Query("pictures"))
    with pytest.raises(Invalid, match="cannot be sorted by 'colour'") as caught:
        asked.ids(Query("images", order="colour"))
    assert caught.value.code == "FLT-ORDER"


def test_a_question_that_takes_too_long_is_stopped(asked: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LONGEST_SECONDS", -1.0)
    monkeypatch.setattr(asking, "_STEPS", 1)
    with pytest.raises(Invalid) as caught:
        asked.ids(Query("images", "caption:none"))
    assert caught.value.code == "FLT-SLOW"
    monkeypatch.undo()
    assert asked.count(Query("images")) == COUNT


def test_choices_count_the_matching_rows(asked: Reader) -> None:
    counted = dict(asked.facets(Query("images", "price>=1"), "vendor"))
    assert sum(counted.values()) == asked.count(Query("images", "price>=1"))
    assert counted["v1"] == asked.count(Query("images", "price>=1 vendor:v1"))
    assert dict(asked.facets(Query("images"), "territory")) == {"DE": COUNT, "CH": COUNT}
    with pytest.raises(Invalid):
        asked.facets(Query("images"), "caption")


def test_readers_of_several_threads_do_not_meet(filled: ReadModel) -> None:
    counts: list[int] = []

    def ask() -> None:
        reader = filled.reader()
        counts.extend(reader.count(Query("images", "sunset")) for _ in range(20))
        reader.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 80
    assert len(set(counts)) == 1


def test_a_reader_cannot_write(asked: Reader) -> None:
    with pytest.raises(Unusable, match="cannot be written"):
        asked._asker.all("DELETE FROM images")  # noqa: SLF001 - no public question writes
    assert asked.count(Query("images")) == COUNT
