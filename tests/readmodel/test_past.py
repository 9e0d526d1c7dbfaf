"""The time machine shows the tables as they stood, and nothing of what came later."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rightsdesk.domain import image
from rightsdesk.eventlog.memory import MemoryEventLog
from rightsdesk.faults import Invalid, Unavailable
from rightsdesk.readmodel import Query, Reader
from rightsdesk.readmodel.past import MOST, Past
from rightsdesk.readmodel.upto import UpTo
from tests.readmodel.told import Told

FIRST, SECOND, LAST = date(2026, 9, 21), date(2026, 9, 23), date(2026, 10, 30)


class _Clock:
    at = 0

    def __call__(self) -> int:
        self.at += 1
        return self.at


_CLOCK = _Clock()


def _on(day: date) -> None:
    _CLOCK.at = round(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp() * 1_000_000)


@pytest.fixture
def story() -> Told:
    told = Told(MemoryEventLog(clock=_CLOCK))
    _on(FIRST)
    stream = told.image("1", title="First title")
    told.image("2")
    _on(SECOND)
    told.happened(stream, image.ImageMetadataUpdated({"title": "Second title"}))
    told.image("3")
    return told


@pytest.fixture
def past(story: Told, tmp_path: Path) -> Past:
    return Past(tmp_path / "past", story.log, now=lambda: LAST)


def _look(past: Past, day: date) -> Reader:
    moment = past.moment(day)
    past.prepare(moment.position)
    return past.reader(moment)


def test_a_past_day_shows_rows_and_values_of_then(past: Past) -> None:
    reader = _look(past, FIRST)
    assert [row.title for row in reader.all("images")] == ["First title", "Sunset at the harbour"]
    assert reader.count(Query("images", "first")) == 1
    assert [line.what for line in reader.history("images", 1)] == ["image.observed"]
    reader.close()


def test_the_day_of_a_change_shows_the_change(past: Past) -> None:
    reader = _look(past, SECOND)
    assert next(row.title for row in reader.all("images")) == "Second title"
    assert reader.count(Query("images")) == 3
    reader.close()


def test_a_day_without_events_is_as_the_last_before(past: Past) -> None:
    assert past.moment(date(2026, 9, 22)).position == past.moment(FIRST).position


def test_filters_of_the_past_count_from_the_day_looked_at(past: Past) -> None:
    for day, found in ((date(2026, 9, 21), 0), (date(2026, 10, 29), 1)):
        reader = _look(past, day)
        assert bool(reader.count(Query("images", "licence_end<=+70d"))) == bool(found)
        reader.close()


def test_days_before_the_first_event_and_after_today_are_refused(past: Past) -> None:
    with pytest.raises(Invalid, match=r"there was nothing yet. The first event is of 2026-09-21"):
        past.moment(date(2026, 9, 20))
    with pytest.raises(Invalid, match="lies ahead"):
        past.moment(date(2026, 10, 31))


def test_a_later_day_begins_at_the_nearest_earlier_copy(past: Past) -> None:
    first, second = past.moment(FIRST), past.moment(SECOND)
    past.prepare(first.position)
    told: list[tuple[int, int]] = []
    past.prepare(second.position, lambda done, all_: told.append((done, all_)))
    assert told[-1] == (second.position, second.position)
    assert past.is_ready(first)
    assert past.is_ready(second)


def test_leaving_the_work_half_way_leaves_no_copy(past: Past, tmp_path: Path) -> None:
    def stop(_done: int, _all: int) -> None:
        raise Unavailable("Stopped.")

    moment = past.moment(FIRST)
    with pytest.raises(Unavailable):
        past.prepare(moment.position, stop)
    assert not past.is_ready(moment)
    assert list((tmp_path / "past").iterdir()) == []


def test_only_the_copies_looked_at_last_are_kept(past: Past, story: Told, tmp_path: Path) -> None:
    for _ in range(MOST + 3):
        story.image("4")
    for position in range(1, MOST + 4):
        past.prepare(position)
    assert len(list((tmp_path / "past").iterdir())) == MOST


def test_the_past_takes_no_events(past: Past, story: Told) -> None:
    cut = UpTo(story.log, 2)
    with pytest.raises(Invalid, match="only looked at"):
        cut.transaction()
    assert cut.head().position == 2
    assert cut.read(2, 10) == []
    assert cut.streams("image") == ["image-alpenpix:1", "image-alpenpix:2"]
