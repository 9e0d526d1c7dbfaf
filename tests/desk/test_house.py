"""What the people of a workspace set for it holds at once, for whoever opens it next, and nothing else is touched."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Query, Selection, UpdateImages
from rightsdesk.desk.house import House
from rightsdesk.desk.steering import TooLateToUndo
from rightsdesk.settings import Settings, load, save
from tests.journeys import given


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = given.house(tmp_path / "workspace")
    given.written(folder, [given.delivered("a"), given.delivered("b")])
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    yield desk
    desk.close()


def _changed(desk: Desk) -> str:
    """A batch that has ended eight days ago."""
    ids = frozenset(desk.reader().ids(Query("images")))
    order = UpdateImages.from_texts({"usage_terms": "Editorial use only"})
    batch = desk.submit(Selection("images", None, desk.reader().position(), ids), order).batch
    desk.wait(batch)
    desk.settle()
    later = datetime.now(UTC) + timedelta(days=8)
    desk._parts = replace(desk._parts, clock=lambda: later)  # noqa: SLF001 - the parts are what a clock can be put into
    return batch


def _undoable(desk: Desk, batch: str) -> bool:
    reader = desk._present()  # noqa: SLF001 - a reader under the clock of now
    (row,) = reader.rows("batches", list(reader.ids_of("batches", [batch]).values()))
    return bool(row.undoable)


def test_fewer_days_of_undo_hold_at_once_in_the_list_and_for_the_command(desk: Desk) -> None:
    batch = _changed(desk)
    assert _undoable(desk, batch)
    desk.house.keep_undo_days(7)
    assert not _undoable(desk, batch)
    with pytest.raises(TooLateToUndo, match="more than 7 days ago"):
        desk.undo(batch)
    desk.house.keep_undo_days(9)
    assert _undoable(desk, batch)
    assert desk.undo(batch).items == 2


def test_one_setting_is_changed_and_the_others_stay_as_they_are_in_the_file(tmp_path: Path) -> None:
    opened = Settings(name="Magazine")
    save(tmp_path, replace(opened, backups_kept=3))
    house = House(tmp_path, opened)
    house.keep_undo_days(12)
    house.take_role("accountant")
    assert load(tmp_path) == Settings(name="Magazine", backups_kept=3, undo_days=12, role="accountant")


def test_the_limit_for_pictures_is_handed_over_once(tmp_path: Path) -> None:
    house = House(tmp_path, Settings(picture_cache_mb=900))
    assert (house.hand_over_picture_limit(), house.hand_over_picture_limit()) == (900, None)
    assert load(tmp_path).picture_cache_mb == 500
