"""Events are applied once each, by one projector, and a bad one stops its own projection alone."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from rightsdesk.domain import image
from rightsdesk.eventlog.log import Recorded
from rightsdesk.eventlog.memory import MemoryEventLog
from rightsdesk.faults import Conflict
from rightsdesk.readmodel import Query, Reader, ReadModel, checkpoints, open_read_model
from rightsdesk.readmodel.database import connect
from rightsdesk.readmodel.projection import Fact, Worktop
from rightsdesk.readmodel.tables import PROJECTIONS
from tests.readmodel.told import Told


def test_changed_rows_are_named_table_by_table(told: Told, model: ReadModel) -> None:
    told.vendor()
    first = model.catch_up()
    assert first.rows["vendors"] == frozenset({1})
    told.image("1")
    told.image("2")
    changed = model.catch_up()
    assert changed.rows == {"images": frozenset({2, 3}), "vendors": frozenset({1})}
    assert changed.position == 6
    assert model.catch_up_fully() == 6
    assert model.catch_up().rows == {}


def test_catching_up_goes_in_steps_and_says_what_is_left(told: Told, model: ReadModel) -> None:
    for number in range(10):
        told.image(str(number))
    assert model.catch_up(4).behind == 6 + 4  # events, and images whose words are not searchable yet
    assert model.catch_up(4).behind == 2 + 8
    assert (model.status().behind, model.status().unsearched) == (2, 8)
    model.catch_up_fully()
    assert (model.status().behind, model.status().unsearched) == (0, 0)


def test_two_projectors_at_one_file_apply_each_event_once(told: Told, path: Path) -> None:
    told.vendor()
    models = [open_read_model(path, told.log) for _ in range(3)]
    for number in range(200):
        told.image(str(number))

    def work(model: ReadModel) -> None:
        while model.catch_up(7).behind:
            continue

    threads = [threading.Thread(target=work, args=(model,)) for model in models]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reader = models[0].reader()
    assert reader.all("vendors")[0].images == 200
    assert models[0].compare().identical
    reader.close()
    for model in models:
        model.close()


def test_a_second_projector_that_saw_an_older_position_loses(model: ReadModel, path: Path) -> None:
    connection = connect(path)
    with pytest.raises(Conflict, match="Another projector"):
        checkpoints.move(connection, "images", 5, 9)
    connection.close()


class Picky:
    """A reaction that stumbles over one picture until told otherwise."""

    def __init__(self) -> None:
        self.bad = "3"

    def __call__(self, top: Worktop, event: Recorded, fact: Fact) -> None:
        if event.stream.endswith(f":{self.bad}"):
            raise KeyError("colour")


@pytest.fixture
def picky() -> Picky:
    return Picky()


@pytest.fixture
def stopped(told: Told, path: Path, picky: Picky) -> ReadModel:
    images = PROJECTIONS[0]
    original = images.reactions["image.observed"]

    def react(top: Worktop, event: Recorded, fact: Fact) -> None:
        picky(top, event, fact)
        original(top, event, fact)

    broken = replace(images, reactions={**images.reactions, "image.observed": react})
    model = open_read_model(path, told.log, projections=(broken, *PROJECTIONS[1:]))
    told.vendor()
    for number in range(6):
        told.image(str(number))
    model.catch_up_fully()
    return model


def test_a_bad_event_stops_its_own_projection_alone(stopped: ReadModel) -> None:
    reader = stopped.reader()
    assert reader.count(Query("images")) == 3
    assert reader.all("vendors")[0].images == 6
    standing = stopped.status()
    assert list(standing.stopped) == ["images"]
    assert standing.stopped["images"].startswith("Event 8: image.observed could not be shown: KeyError")
    assert standing.behind == 0
    reader.close()
    stopped.close()


def test_skipping_is_asked_for_and_counted(stopped: ReadModel) -> None:
    assert stopped.skip("images")
    assert not stopped.skip("images")
    stopped.catch_up_fully()
    reader = stopped.reader()
    assert reader.count(Query("images")) == 5
    assert stopped.status().skipped == 1
    assert not stopped.status().stopped
    reader.close()
    stopped.close()


def test_a_stopped_projection_tries_again_when_asked(stopped: ReadModel, picky: Picky) -> None:
    stopped.try_again("images")
    stopped.catch_up_fully()
    assert "images" in stopped.status().stopped
    picky.bad = "none"
    stopped.try_again("images")
    stopped.catch_up_fully()
    reader = stopped.reader()
    assert reader.count(Query("images")) == 6
    assert stopped.compare().identical
    reader.close()
    stopped.close()


class Garbled(MemoryEventLog):
    """A log in which the content of one event cannot be read."""

    def read(self, after: int, limit: int) -> list[Recorded]:
        return [event._replace(data=b"{") if event.position == 6 else event for event in super().read(after, limit)]


def test_unreadable_content_stops_only_who_needs_it(path: Path) -> None:
    told = Told(Garbled())
    told.vendor()
    for number in range(4):
        told.image(str(number))
    told.happened("image-alpenpix:0", image.ImageKilled())
    model = open_read_model(path, told.log)
    model.catch_up_fully()
    assert set(model.status().stopped) == {"images", "vendors"}
    reader = model.reader()
    assert reader.count(Query("activity", "what:image.killed")) == 1
    assert reader.count(Query("images")) == 1
    reader.close()
    model.close()


def test_a_step_that_fails_leaves_nothing_behind(
    told: Told, model: ReadModel, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.image("1")

    def fail(*_: object) -> None:
        raise Conflict("The disk went away.")

    monkeypatch.setattr(checkpoints, "move", fail)
    with pytest.raises(Conflict):
        model.catch_up()
    assert reader.count(Query("images")) == 0
    monkeypatch.undo()
    model.catch_up()
    assert reader.count(Query("images")) == 1
