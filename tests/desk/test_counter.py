"""The desk as the window sees it: orders taken once, exact selections, work moved on from any thread."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.batches.submit import NothingSelected
from rightsdesk.desk import Desk, Query, Selection, UpdateImages
from rightsdesk.desk.orders import SelectionChanged
from rightsdesk.domain.batch import BatchUnknown
from rightsdesk.faults import Invalid
from tests.kit import workspaces
from tests.kit.workspaces import IMAGES

TITLE = UpdateImages({"title": "Mine"})
BATCH = "01a20afa-63e7-7724-9984-91b7a444b579"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.make_bought(tmp_path_factory.mktemp("desk") / "workspace")


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = workspaces.copied(made, tmp_path / "workspace").folder
    desk = bootstrap.open_desk(folder, bootstrap.Opening(actor="kim", in_process=True))
    yield desk
    desk.close()


def _all(desk: Desk, where: str = "") -> Selection:
    return Selection("images", Query("images", where), desk.reader().position())


def test_pressing_the_button_twice_makes_one_batch(desk: Desk) -> None:
    first = desk.submit(_all(desk), TITLE, batch=BATCH)
    again = desk.submit(_all(desk), TITLE, batch=BATCH)
    assert (again.batch, again.number, again.repeated) == (first.batch, first.number, True)
    assert len(desk.active()) == 1


def test_the_same_identifier_for_another_wish_is_refused(desk: Desk) -> None:
    desk.submit(_all(desk), TITLE, batch=BATCH)
    with pytest.raises(Invalid):
        desk.submit(_all(desk), UpdateImages({"title": "Other"}), batch=BATCH)


def test_a_selection_with_exceptions_reaches_exactly_the_others(desk: Desk) -> None:
    keys = desk.reader().ids(Query("images"))
    selection = Selection("images", Query("images"), desk.reader().position(), frozenset(), frozenset(keys[:3]))
    ticket = desk.submit(selection, TITLE)
    assert ticket.items == IMAGES - 3
    desk.wait(ticket.batch)
    untouched = {row.id for row in desk.reader().all("images") if row.title != "Mine"}
    assert untouched == set(keys[:3])


def test_nothing_selected_and_a_changed_count_are_refused(desk: Desk) -> None:
    with pytest.raises(NothingSelected):
        desk.submit(_all(desk, "vendor:nobody"), TITLE)
    with pytest.raises(SelectionChanged, match="59 rows were selected"):
        desk.submit(_all(desk), TITLE, expected=59)
    assert desk.submit(_all(desk), TITLE, expected=IMAGES).items == IMAGES


def test_images_newer_than_the_selection_are_counted_and_not_touched(desk: Desk) -> None:
    reader = desk.reader()
    whole = _all(desk)
    early = next(
        made
        for made in (Selection("images", whole.query, at) for at in range(1, whole.as_of))
        if 0 < reader.selected_count(made) < IMAGES
    )
    newer = reader.newer_ids(early)
    assert len(newer) + reader.selected_count(early) == IMAGES
    ticket = desk.submit(early, TITLE, expected=reader.selected_count(early))
    assert ticket.not_touched == len(newer)
    desk.wait(ticket.batch)
    assert all(row.title != "Mine" for row in reader.rows("images", newer))
    assert desk.reader().all("batches", f"number:{ticket.number}")[0].not_touched == len(newer)
    assert len(reader.newer_ids(whole)) == 0


def test_what_was_changed_since_the_person_looked_ends_in_a_conflict(desk: Desk) -> None:
    seen = _all(desk)
    desk.wait(desk.submit(_all(desk), UpdateImages({"title": "Faster"})).batch)
    progress = desk.wait(desk.submit(seen, TITLE).batch)
    assert (progress.conflicted, progress.done) == (IMAGES, 0)


def test_chunks_are_projected_as_they_are_done(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    desk.settle()
    assert desk.work_once(20)
    changed = desk.catch_up(10_000)
    assert len(changed.rows["images"]) == 20
    assert desk.progress(ticket.batch).remaining == IMAGES - 20


def test_reading_goes_on_in_other_threads_while_work_is_done(desk: Desk) -> None:
    counts: list[int] = []
    faults: list[BaseException] = []
    ended = threading.Event()

    def read() -> None:
        try:
            reader = desk.reader()
            while not ended.is_set():
                counts.append(reader.count(Query("images")))
        except BaseException as error:  # noqa: BLE001 - told to the test
            faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    desk.wait(desk.submit(_all(desk), TITLE).batch)
    ended.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert set(counts) == {IMAGES}


def test_the_status_tells_where_everything_stands(desk: Desk) -> None:
    desk.settle()
    status = desk.status()
    assert (status.behind, status.actor, status.sample, status.stopped) == (0, "kim", True, {})
    assert status.position == desk.log.head().position


def test_a_number_or_an_identifier_names_a_batch(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    assert desk.batch(str(ticket.number)) == ticket.batch
    with pytest.raises(BatchUnknown):
        desk.batch("9999")
    with pytest.raises(BatchUnknown):
        desk.progress("no-such-batch")


def test_a_document_that_is_not_here_is_none(desk: Desk) -> None:
    assert desk.document("") is None
    assert desk.document("ab" * 32) is None


def test_waiting_gives_up_when_nothing_moves_and_the_items_stay(desk: Desk) -> None:
    ticket = desk.submit(_all(desk), TITLE)
    desk.pause(ticket.batch)
    assert desk.wait(ticket.batch).state == "paused"
    desk.resume(ticket.batch)
    queue = desk._parts.queue  # noqa: SLF001 - plays another worker on the same queue
    leased = queue.claim(IMAGES, 60)
    progress = desk.wait(ticket.batch, patience=0.3)
    assert progress.remaining == IMAGES
    queue.give_back(leased, 60, "The vendor is down.")
    assert desk.waiting(ticket.batch) == "The vendor is down."
