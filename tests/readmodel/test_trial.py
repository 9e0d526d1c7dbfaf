"""A trial rebuild finds what is damaged, shows both sides, swaps the copy in and can bring the old one back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rightsdesk.domain import image
from rightsdesk.faults import Invalid, Unavailable
from rightsdesk.readmodel import Query, Reader, ReadModel
from rightsdesk.readmodel.database import connect
from rightsdesk.readmodel.past import Past
from rightsdesk.readmodel.trial import Trials
from tests.readmodel.told import Told

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


class _Now:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> _Now:
    return _Now()


@pytest.fixture
def trials(told: Told, model: ReadModel, tmp_path: Path, now: _Now) -> Trials:
    stories = [told.image(str(number)) for number in range(12)]
    told.happened(stories[3], image.ImageMetadataUpdated({"title": "Changed"}))
    model.catch_up_fully()
    return Trials(tmp_path / "trial", model, told.log, Past(tmp_path / "past", told.log), now)


def _damage(path: Path, sql: str = "UPDATE images SET price = 1 WHERE asset_id = '5'") -> None:
    connection = connect(path)
    connection.execute(sql)
    connection.close()


def _priced(path: Path) -> int:
    connection = connect(path)
    (found,) = connection.execute("SELECT count(*) FROM images WHERE price = 1250").fetchone()
    connection.close()
    return int(found)


def test_sound_tables_are_found_identical(trials: Trials) -> None:
    found = trials.run()
    assert found.differing == 0
    assert found.rows >= 12
    assert found.events == 13


def test_a_damaged_row_is_found_and_shown_side_by_side(trials: Trials, path: Path) -> None:
    _damage(path)
    found = trials.run(["images"])
    assert found.counts["images"] == found.differing == 1
    (row,) = found.examples
    assert (row.table, row.name) == ("images", "alpenpix:5")
    assert row.kept is not None
    assert row.rebuilt is not None
    assert (row.kept["price"], row.rebuilt["price"]) == (1, 1250)


def test_a_lost_row_and_an_invented_one_are_both_found(trials: Trials, path: Path) -> None:
    _damage(path, "DELETE FROM images WHERE asset_id = '5'")
    _damage(path, "UPDATE images SET id = 999 WHERE asset_id = '7'")
    found = trials.run(["images"])
    assert found.differing == 3
    assert {(row.kept is None, row.rebuilt is None) for row in found.examples} == {(True, False), (False, True)}


def test_swapping_the_copy_in_mends_the_row(trials: Trials, path: Path, told: Told) -> None:
    _damage(path)
    found = trials.run(["images"])
    told.image("later")
    assert _priced(path) == 11
    trials.swap_in(found)
    assert _priced(path) == 13
    assert trials.run().differing == 0


def test_replaced_tables_come_back_with_what_happened_since(
    trials: Trials, path: Path, reader: Reader, told: Told, model: ReadModel
) -> None:
    _damage(path)
    replaced = trials.swap_in(trials.run(["images"]))
    told.image("later")
    model.catch_up_fully()
    assert trials.replaced() == [replaced]
    trials.put_back(replaced)
    assert _priced(path) == 12
    assert reader.count(Query("images")) == 13
    assert reader.count(Query("images", "sunset")) == 12


def test_replaced_tables_are_let_go_after_a_day(trials: Trials, now: _Now) -> None:
    trials.swap_in(trials.run(["images"]))
    now.at += timedelta(hours=25)
    assert trials.replaced() == []


def test_a_replay_from_an_event_reads_only_from_there(trials: Trials, path: Path) -> None:
    _damage(path)
    found = trials.run(["images"], since=13)
    assert (found.events, found.since, found.differing) == (1, 13, 1)


def test_an_event_that_is_not_there_is_named(trials: Trials) -> None:
    with pytest.raises(Invalid, match="There is no event 99; the last one is 13"):
        trials.run(since=99)


def test_a_stopped_trial_changes_nothing_and_leaves_no_copy(trials: Trials, tmp_path: Path, reader: Reader) -> None:
    def stop(_done: int, _all: int) -> None:
        raise Unavailable("Stopped.")

    with pytest.raises(Unavailable):
        trials.run(progress=stop)
    assert list((tmp_path / "trial").iterdir()) == []
    assert reader.count(Query("images")) == 12


def test_a_copy_thrown_away_cannot_be_swapped_in(trials: Trials) -> None:
    found = trials.run()
    trials.forget(found)
    with pytest.raises(Invalid, match="Compare again"):
        trials.swap_in(found)
