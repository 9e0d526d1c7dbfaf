"""Whoever exchanges tables for a rebuilt copy, or brings them back, stands in the activity with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Query
from rightsdesk.domain.upkeep import TablesSwapped, Upkeep
from tests.journeys import given


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = given.house(tmp_path / "workspace")
    given.written(folder, [given.delivered("a"), given.delivered("b")])
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True, actor="kim"))
    yield desk
    desk.close()


def _newest(desk: Desk) -> Any:
    desk.settle()
    reader = desk.reader()
    return reader.rows("activity", reader.ids(Query("activity", "what:tables.*", "id", descending=True))[:1])[0]


def test_a_swap_stands_in_the_activity_with_what_it_was_about(desk: Desk) -> None:
    before = len(desk.reader().ids(Query("images")))
    trial = desk.trials.run(["images"])
    desk.trials.swap_in(trial)
    row = _newest(desk)
    assert (row.actor, row.what, row.title) == ("kim", "tables.swapped", "Rebuilt tables swapped in")
    told = (row.detail["tables"], row.detail["since"], row.detail["position"], row.detail["differing"])
    assert told == (list(trial.projections), 1, trial.position, 0)
    assert len(desk.reader().ids(Query("images"))) == before


def test_bringing_tables_back_stands_there_too(desk: Desk) -> None:
    desk.trials.swap_in(desk.trials.run(["images"]))
    desk.trials.put_back(desk.trials.replaced()[0])
    assert _newest(desk).title == "Replaced tables put back"
    desk.read_model.rebuild()
    assert _newest(desk).title == "Replaced tables put back"


def test_the_upkeep_counts_what_was_exchanged() -> None:
    swapped = TablesSwapped(("images",), 1, 10, 2)
    assert swapped.evolve(swapped.evolve(Upkeep())).exchanges == 2
