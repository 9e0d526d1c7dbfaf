"""The larger sample: open soon, complete in the end, taken up where it was broken off, removed only as a sample."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import bootstrap, sample, sample_desk
from rightsdesk.desk import Desk, Query
from rightsdesk.domain import streams
from rightsdesk.faults import Invalid
from rightsdesk.sample_desk import growing as story
from rightsdesk.settings import Settings

PLAN = sample.Plan(900, 120, 7, usages=900)
LISTED = {
    "amount-unusual",
    "paid-twice",
    "usage-unknown",
    "price-differs",
    "rights-ended",
    "vendor-vat-id-wrong",
    "agreement-expired",
    "account-changed",
    "number-gap",
    "charges-differ",
    "vendor-street-missing",
}
"""The findings about credit advices that the design of the interface names."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("sample") / "workspace"
    begun = sample_desk.begin(folder, PLAN).desk
    assert sample_desk.unfinished(folder)
    begun.close()
    made = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    growing = sample_desk.Growing.of(made)
    assert growing is not None
    growing.grow(sample_desk.Alone(made))
    yield made
    made.close()


def test_everything_of_the_plan_is_there_in_the_end(desk: Desk) -> None:
    reader = desk.reader()
    counts = {table: reader.count(Query(table)) for table in ("images", "vendors", "usages")}
    assert (counts["images"], counts["vendors"]) == (PLAN.images, PLAN.vendors)
    assert 0.7 * PLAN.usages < counts["usages"] < 1.4 * PLAN.usages
    assert len(desk.masters.platforms()) == 3
    assert not sample_desk.unfinished(desk.folder)
    assert sample_desk.Growing.of(desk) is None


def test_each_kind_of_finding_occurs_at_least_once(desk: Desk) -> None:
    found: set[str] = set()
    for history in desk.log.read_streams(desk.log.streams("advice")).values():
        for recorded in history:
            fact = desk.feeds.parts.decode(recorded)
            found |= {each.code for each in getattr(fact, "findings", ())}
    assert found >= LISTED
    kinds = {row.kind for row in desk.reader().all("findings")}
    assert kinds >= {
        *("used-not-licensed", "overrun", "credit-missing", "embargo-broken"),
        *("never-used", "paid-twice", "price-unknown"),
    }


def test_credit_advices_stand_in_every_state_and_two_people_took_part(desk: Desk) -> None:
    rows = desk.reader().all("credit_advices")
    states = Counter(row.state for row in rows)
    assert {"draft", "approved", "half-approved", "asked", "rejected"} <= set(states)
    assert any(row.number for row in rows)
    assert sample.SECOND in {row.approved_by for row in rows}
    assert desk.policy().four_eyes


def test_the_past_holds_a_batch_that_was_taken_back(desk: Desk) -> None:
    batches = desk.reader().all("batches")
    assert [batch.total for batch in batches if batch.state == "undone"] == [120]
    assert not [batch for batch in batches if batch.state in {"running", "queued"}]


def test_growing_again_records_nothing_more(desk: Desk) -> None:
    before = desk.log.head().position
    sample_desk.Growing(desk, PLAN, ["usages"]).grow(sample_desk.Alone(desk))
    grown = desk.log.head().position
    assert grown - before <= 2 * len(sample.TROUBLED)


def test_the_log_of_a_sample_verifies(desk: Desk) -> None:
    assert desk.log.verify().sound


def test_a_sample_that_was_broken_off_goes_on_where_it_stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "FIRST", 500)
    begun = sample_desk.begin(tmp_path / "w", sample.Plan(1200, 12, 7, usages=30))
    assert begun.desk.reader().count(Query("images")) == 500
    begun.desk.close()

    desk = bootstrap.open_desk(tmp_path / "w", bootstrap.Opening(in_process=True))
    try:
        growing = sample_desk.Growing.of(desk)
        assert growing is not None
        with pytest.raises(sample_desk.Stopped):
            growing.grow(sample_desk.Alone(desk), _stop_at("buy"))
        again = sample_desk.Growing.of(desk)
        assert again is not None
        assert again.done == ["images"]
        assert desk.reader().count(Query("images")) == 1200
        assert len({streams.identifier(name) for name in desk.log.streams("image")}) == 1200
    finally:
        desk.close()


def _stop_at(wanted: str) -> sample.Told:
    def told(step: str, _done: int, _total: int) -> None:
        if step == wanted:
            raise sample_desk.Stopped("Stopped.")

    return told


def test_a_sample_that_fails_to_begin_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(sample_desk.Stopped):
        sample_desk.begin(tmp_path / "w", PLAN, _stop_at("vendors"))
    assert not (tmp_path / "w").exists()


def test_a_sample_can_be_removed_and_real_data_cannot(tmp_path: Path) -> None:
    sample_desk.begin(tmp_path / "sample", sample.Plan(20, 2, 7, usages=20)).desk.close()
    sample_desk.remove(tmp_path / "sample")
    assert not (tmp_path / "sample").exists()

    bootstrap.create_workspace(tmp_path / "mine", Settings())
    with pytest.raises(Invalid, match="holds no sample data"):
        sample_desk.remove(tmp_path / "mine")
    assert (tmp_path / "mine" / "events.db").exists()
