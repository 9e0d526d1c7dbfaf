"""What adding and removing platforms would change is told as the rules then decide."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.domain import image, messages, streams
from rightsdesk.domain.image import Image, ListEdit, NoSuchField, UpdateMetadata
from rightsdesk.domain.messages import Circumstance, Refused
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection, open_read_model
from tests.readmodel.test_images import DELIVERY, HAPPENED
from tests.readmodel.test_impact import Order
from tests.readmodel.told import Told

ALL = Selection("images", Query("images"))
NOW = Circumstance(datetime(2026, 11, 1, tzinfo=UTC), "anna")
WORDS = st.lists(st.sampled_from(("mag", "daily", "weekly")), max_size=2, unique=True)
EDITS = st.builds(
    lambda add, remove: ListEdit(tuple(add), tuple(word for word in remove if word not in add)), WORDS, WORDS
)


def _decided(story: Image, edit: ListEdit) -> str:
    try:
        fact, *_ = UpdateMetadata({}, lists={"platforms": edit}).decide(story, NOW)
    except Refused:
        return "locked"
    return "already" if isinstance(fact, image.ImageMetadataUnchanged) else "will-change"


@given(
    stories=st.lists(st.tuples(DELIVERY, st.lists(HAPPENED, max_size=5)), min_size=1, max_size=5),
    edits=st.lists(EDITS.filter(lambda edit: edit.add or edit.remove), min_size=1, max_size=4),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lines_of_added_and_removed_platforms_agree_with_the_rules(
    tmp_path_factory: pytest.TempPathFactory, stories: list[tuple[Any, list[Any]]], edits: list[ListEdit]
) -> None:
    told, images = Told(), []
    for number, (first, rest) in enumerate(stories):
        told.happened(streams.image("alpenpix", str(number)), first, *rest)
        images.append(messages.fold(Image(), (first, *rest)))
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    model.catch_up_fully()
    reader = model.reader()
    for edit in edits:
        expected = Counter(_decided(story, edit) for story in images)
        found = Counter[str]()
        for line in reader.impact(ALL, Order("update-metadata", {"changes": {}, "lists": {"platforms": edit.told()}})):
            found[line.key] += line.count
        assert found == expected
    reader.close()
    model.close()


def test_a_selection_tells_how_many_rows_each_platform_has(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", platforms=["tag", "reise"])
    told.image("2", platforms=["tag"])
    told.image("3")
    model.catch_up_fully()
    platforms = reader.summary(ALL).fields["platforms"]
    assert platforms.words == {"tag": 2, "reise": 1}


def test_a_field_that_is_no_list_is_refused_by_name(reader: Reader) -> None:
    with pytest.raises(NoSuchField, match="'title' is no list"):
        reader.impact(ALL, Order("update-metadata", {"lists": {"title": {"add": ["x"]}}}))
