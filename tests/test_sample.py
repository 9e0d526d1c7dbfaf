"""The sample workspace: the same for the same seed, told step by step, ready for the first credit advices."""

from collections import defaultdict
from pathlib import Path

from rightsdesk import bootstrap, sample
from rightsdesk.desk import Query


def test_the_sample_is_told_and_is_ready_for_credit_advices(tmp_path: Path) -> None:
    heard: dict[str, list[tuple[int, int]]] = defaultdict(list)
    plan = sample.Plan(30, 3)
    sample.create_sample(tmp_path / "w", lambda step, done, total: heard[step].append((done, total)), plan)
    assert list(heard) == ["vendors", "arrive", "buy", "publish"]
    assert all(done <= total for step, steps in heard.items() for done, total in steps if step != "publish")
    assert heard["arrive"][-1] == (30, 30)
    desk = bootstrap.open_desk(tmp_path / "w")
    try:
        assert desk.status().sample is True
        assert desk.reader().count(Query("images")) == 30
        assert desk.reader().count(Query("usages")) > 0
        assert {row.vendor for row in desk.reader().all("usages")} <= {row.key for row in desk.reader().all("vendors")}
        assert sum(row.open_charges for row in desk.reader().all("vendors")) > 0
        assert [each.platform_id for each in desk.masters.platforms()] == [each[0] for each in sample.PLATFORMS]
    finally:
        desk.close()


def test_the_sample_can_be_synchronised_again_after_a_restart(tmp_path: Path) -> None:
    """The embedded hub is started anew, with the same pictures."""
    sample.create_sample(tmp_path / "w", plan=sample.Plan(20, 2))
    desk = bootstrap.open_desk(tmp_path / "w")
    try:
        before = desk.log.head().position
        desk.feeds.pull(sample.FEED)
        assert desk.log.head().position == before
    finally:
        desk.close()
