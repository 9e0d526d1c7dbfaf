"""Orders over many images: accepted at once, given their items while they run, whole whatever happens meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.batches import worker
from rightsdesk.desk import Desk, Query, Selection, UpdateImages, counter
from rightsdesk.desk.orders import SelectionChanged
from rightsdesk.domain.image import UpdateMetadata
from tests.kit import workspaces
from tests.kit.workspaces import IMAGES

TITLE = UpdateImages({"title": "Mine"})
AT_ONCE, SPREAD = 7, 11
OPENING = bootstrap.Opening(actor="kim", in_process=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.make_bought(tmp_path_factory.mktemp("desk") / "workspace")


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(counter, "AT_ONCE", AT_ONCE)
    monkeypatch.setattr(worker, "SPREAD", SPREAD)
    return workspaces.copied(made, tmp_path / "workspace").folder


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    desk = bootstrap.open_desk(folder, OPENING)
    yield desk
    desk.close()


def _all(desk: Desk) -> Selection:
    return Selection("images", Query("images"), desk.reader().position())


def _titled(desk: Desk) -> int:
    return sum(row.title == "Mine" for row in desk.reader().all("images"))


def _intents(desk: Desk, batch: str) -> int:
    recorded = desk.log.read_correlated(batch, 0, 10_000)
    return sum(each.name == UpdateMetadata.stored_name for each in recorded)


def test_a_large_order_is_accepted_with_its_first_rows_and_counts_them_all(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE, expected=IMAGES)
    desk.settle()
    assert ticket.items == IMAGES
    assert _intents(desk, ticket.batch) == AT_ONCE
    assert desk.progress(ticket.batch).total == IMAGES
    row = next(each for each in desk.reader().all("batches") if each.key == ticket.batch)
    assert (row.total, row.remaining) == (IMAGES, IMAGES)


def test_every_row_of_a_large_order_is_done_once(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    progress = desk.wait(ticket.batch)
    assert (progress.state, progress.done, progress.remaining) == ("finished", IMAGES, 0)
    assert _intents(desk, ticket.batch) == IMAGES
    assert _titled(desk) == IMAGES


def test_rows_that_a_list_shows_are_ordered_without_looking_for_them_again(desk: Desk) -> None:
    shown = desk.reader().ids(Query("images", order="price"))
    everything = replace(_all(desk), minus=frozenset(shown[3:6]))
    with pytest.raises(SelectionChanged, match="60 rows were selected, 57 are now"):
        desk.submit(everything, TITLE, expected=IMAGES, seen=shown)
    ticket = desk.submit(everything, TITLE, expected=IMAGES - 3, seen=shown)
    assert desk.wait(ticket.batch).done == IMAGES - 3
    left = {row.id for row in desk.reader().all("images") if row.title != "Mine"}
    assert left == everything.minus


def test_a_large_order_goes_on_after_the_program_ended(folder: Path) -> None:
    first = bootstrap.open_desk(folder, OPENING)
    ticket = first.submit(_all(first), TITLE)
    first.work_once(5)
    first.close()
    second = bootstrap.open_desk(folder, OPENING)
    try:
        assert second.progress(ticket.batch).remaining == IMAGES - 5
        assert second.wait(ticket.batch).done == IMAGES
        assert _titled(second) == IMAGES
    finally:
        second.close()


def test_a_cancelled_large_order_keeps_what_is_done_and_can_be_undone(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    desk.work_once(5)
    assert desk.cancel(ticket.batch) == IMAGES - 5
    desk.settle()
    row = next(each for each in desk.reader().all("batches") if each.key == ticket.batch)
    assert (row.state, row.done, row.cancelled, row.remaining) == ("cancelled", 5, IMAGES - 5, 0)
    assert not desk.work_once()
    assert _titled(desk) == 5
    desk.wait(desk.undo(ticket.batch).batch)
    assert _titled(desk) == 0


def test_a_large_order_is_undone_as_one(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    desk.wait(ticket.batch)
    assert desk.wait(desk.undo(ticket.batch).batch).done == IMAGES
    assert _titled(desk) == 0


def test_the_same_large_order_twice_is_one_batch(desk: Desk) -> None:
    batch = desk.submit(_all(desk), TITLE).batch
    again = desk.submit(_all(desk), TITLE, batch=batch)
    assert (again.repeated, again.items) == (True, IMAGES)
    assert desk.wait(batch).done == IMAGES


def test_what_was_changed_by_others_before_its_turn_ends_in_a_conflict(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    desk.pause(ticket.batch)
    last = desk.reader().ids(Query("images"))[-1]
    other = Selection("images", None, desk.reader().position(), frozenset([last]))
    desk.wait(desk.submit(other, UpdateImages({"title": "Faster"})).batch)
    desk.resume(ticket.batch)
    progress = desk.wait(ticket.batch)
    assert (progress.done, progress.conflicted) == (IMAGES - 1, 1)
