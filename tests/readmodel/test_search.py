"""Words are found once the search has caught up, and no longer when the text has changed."""

import threading

import pytest

from rightsdesk.domain import image
from rightsdesk.readmodel import Query, Reader, ReadModel, search
from tests.readmodel.told import Told


def _found(reader: Reader, where: str) -> list[str]:
    return reader.keys("images", reader.ids(Query("images", where)))


def test_a_changed_text_is_found_by_its_new_words_only(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1", title="Sunset")
    model.catch_up_fully()
    assert _found(reader, "sunset") == ["alpenpix:1"]
    told.happened(stream, image.ImageMetadataUpdated({"title": "Moonrise"}))
    model.catch_up_fully()
    assert _found(reader, "moonrise") == ["alpenpix:1"]
    assert _found(reader, "sunset") == []
    told.happened(stream, image.ImageMetadataUpdated({"title": None}))
    model.catch_up_fully()
    assert _found(reader, "sunset") == ["alpenpix:1"]


def test_tables_do_not_wait_for_the_search(told: Told, model: ReadModel, reader: Reader) -> None:
    for number in range(10):
        told.image(str(number), title="Sunset")
    step = model.catch_up(5)
    assert step.behind >= 5
    assert _found(reader, "sunset") == []
    assert reader.count(Query("images")) == 5
    model.catch_up(5)
    assert model.status().unsearched == 5
    assert reader.count(Query("images")) == 10
    model.catch_up_fully()
    assert len(_found(reader, "sunset")) == 10


def test_a_new_price_is_no_work_for_the_search(told: Told, model: ReadModel) -> None:
    stream = told.image("1")
    model.catch_up_fully()
    told.happened(stream, image.ImageMetadataUpdated({"price": 1}))
    told.image("2")
    assert model.catch_up(1).behind == 1


def test_asset_ids_are_found_by_their_parts(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("AP-2026-00017")
    told.image("AP-2026-00018")
    model.catch_up_fully()
    assert _found(reader, "AP-2026-00017") == ["alpenpix:AP-2026-00017"]
    assert len(_found(reader, "ap-2026")) == 2


def test_how_far_the_tables_are_is_told_while_words_are_taken_in(
    told: Told, model: ReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.image("1")
    heard: list[int] = []

    def slow(*_asked: object) -> int:
        asking = threading.Thread(target=lambda: heard.append(model.status().position))
        asking.start()
        asking.join(10)
        return 0

    monkeypatch.setattr(search, "catch_up", slow)
    model.catch_up()
    assert heard == [told.log.head().position]
