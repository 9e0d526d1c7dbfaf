"""Where an image is used: placed, ended, placed again; alarms once for each date; decisions that count for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain.image import (
    DecideTakeDown,
    EndUsage,
    ImageDeleted,
    ImageMetadataConflicted,
    ImageTakeDownOpened,
    ImageUnknown,
    OpenTakeDowns,
    OverrideRestriction,
    PlaceUsage,
    RestoreDecisions,
    RestrictUse,
    WithdrawImage,
    WithdrawRemoteImage,
)
from rightsdesk.domain.image.refusals import NoSuchDecision, ReasonMissing, RiskNotAcceptable, UsageUnknown
from rightsdesk.domain.rights import MISTAKEN, Usage, usage_id
from tests.domain.pictures import BEFORE, Story, known, names

MONDAY, TUESDAY, FRIDAY = (f"2026-10-{day:02d}T10:00:00+00:00" for day in (5, 6, 9))
EARLIER = "2026-10-01T00:00:00+00:00"
DUE = {"u1": FRIDAY}


def placed(*usages: str, platform: str = "tag") -> Story:
    story = known()
    for each in usages or ("u1",):
        story.ask(PlaceUsage(Usage(each, platform, "a1"), MONDAY))
    return story


# ---------------------------------------------------------------- placed and ended


def test_a_usage_has_the_same_identifier_whoever_reports_it() -> None:
    assert usage_id("tag", "a1", "v1:7") == usage_id("tag", "a1", "v1:7", "online")
    others = {usage_id("tag", "a2", "v1:7"), usage_id("reise", "a1", "v1:7"), usage_id("tag", "a1", "v1:7", "print")}
    assert len(others | {usage_id("tag", "a1", "v1:7")}) == 4


def test_placed_twice_it_stands_once() -> None:
    story = placed()
    assert names(story.ask(PlaceUsage(Usage("u1", "tag", "a1"), TUESDAY))) == ["image.metadata-unchanged"]
    assert story.state.usages["u1"].intervals == ((MONDAY, None),)


def test_placed_again_it_has_another_interval_and_keeps_the_first() -> None:
    story = placed()
    story.ask(EndUsage(("u1",), TUESDAY))
    story.ask(PlaceUsage(Usage("u1", "tag", "a1"), FRIDAY))
    assert story.state.usages["u1"].intervals == ((MONDAY, TUESDAY), (FRIDAY, None))


def test_an_older_story_told_later_changes_nothing() -> None:
    story = placed()
    story.ask(EndUsage(("u1",), FRIDAY))
    assert names(story.ask(PlaceUsage(Usage("u1", "tag", "a1"), TUESDAY))) == ["image.metadata-unchanged"]


MOMENTS = st.integers(1, 28).map(lambda day: f"2026-10-{day:02d}T10:00:00+00:00")


@given(st.lists(st.tuples(st.booleans(), MOMENTS), max_size=12))
def test_intervals_are_in_order_and_never_overlap(told: list[tuple[bool, str]]) -> None:
    story = known()
    for comes, at in told:
        story.ask(PlaceUsage(Usage("u1", "tag", "a1"), at) if comes else EndUsage(("u1",), at))
    if "u1" not in story.state.usages:
        return
    spans = story.state.usages["u1"].intervals
    assert all(ends is not None and begins <= ends for begins, ends in spans[:-1])
    assert all(spans[n][1] <= spans[n + 1][0] for n in range(len(spans) - 1))  # type: ignore[operator]


def test_an_end_before_the_beginning_ends_with_it() -> None:
    story = placed()
    story.ask(EndUsage(("u1",), EARLIER))
    assert story.state.usages["u1"].intervals == ((MONDAY, MONDAY),)


def test_a_mistake_that_was_placed_anew_since_is_left_with_both_moments() -> None:
    story = placed()
    (fact,) = story.ask(EndUsage(("u1",), EARLIER, MISTAKEN))
    assert isinstance(fact, ImageMetadataConflicted)
    assert (fact.wanted, fact.found) == ({"u1": EARLIER}, {"u1": MONDAY})


def test_what_happened_is_never_refused_but_for_strangers() -> None:
    story = known()
    story.deliver(2, **BEFORE, status="canceled")
    assert names(story.ask(PlaceUsage(Usage("u1", "tag", "a1"), MONDAY))) == ["image.usage-placed"]
    with pytest.raises(ImageUnknown):
        Story().ask(PlaceUsage(Usage("u1", "tag", "a1"), MONDAY))


# ---------------------------------------------------------------- alarms


def test_a_kill_opens_one_take_down_for_every_live_usage() -> None:
    story = placed("u1", "u2", "u3")
    story.ask(EndUsage(("u2",), TUESDAY))
    opened = story.deliver(2, **BEFORE, status="canceled")[-1]
    assert isinstance(opened, ImageTakeDownOpened)
    assert (opened.because, set(opened.due)) == ("killed", {"u1", "u3"})


def test_an_alarm_goes_out_once_for_a_date_and_again_when_it_moves() -> None:
    story = placed()
    same = "2026-10-09T12:00:00.000+02:00"
    said = [names(story.ask(OpenTakeDowns("ended", {"u1": at}))) for at in (FRIDAY, same, TUESDAY)]
    assert said == [["image.take-down-opened"], ["image.metadata-unchanged"], ["image.take-down-opened"]]


def test_what_is_gone_raises_no_alarm() -> None:
    story = placed()
    story.ask(EndUsage(("u1",), TUESDAY))
    assert names(story.ask(OpenTakeDowns("ended", DUE))) == ["image.metadata-unchanged"]


# ---------------------------------------------------------------- decisions


def test_a_decision_is_kept_until_the_usage_ends() -> None:
    story = placed()
    story.ask(DecideTakeDown("take-down", ("u1",), DUE))
    assert (story.state.decisions, story.state.decided_on) == ({"u1": "take-down"}, DUE)
    story.ask(EndUsage(("u1",), TUESDAY))
    assert (story.state.decisions, story.state.decided_on) == ({}, {})


def test_an_accepted_risk_is_named_dated_and_reasoned() -> None:
    story = placed()
    story.ask(DecideTakeDown("accept", ("u1",), DUE, "archive", FRIDAY))
    (one,) = story.state.overrides.values()
    assert (one.of, one.by, one.reason, one.platform, one.ends_at) == ("no-grant", "kim", "archive", "tag", FRIDAY)


def test_an_accepted_risk_overrides_whatever_stands_in_the_way() -> None:
    story = placed()
    story.ask(RestrictUse("model objects"))
    story.ask(RestrictUse("elsewhere", "reise"))
    story.ask(WithdrawImage("not ours"))
    story.deliver(2, **BEFORE, status="withheld")
    (mine, _) = story.state.restrictions
    story.ask(DecideTakeDown("accept", ("u1",), DUE, "archive"))
    assert {one.of for one in story.state.overrides.values()} == {"no-grant", "withheld", "withdrawn", mine}
    story.ask(DecideTakeDown("take-down", ("u1",), DUE))
    assert story.state.overrides == {}


def test_deciding_otherwise_leaves_overrides_that_accepted_nothing() -> None:
    story = placed()
    story.ask(OverrideRestriction("no-grant", "seen by legal", "tag", "online"))
    story.ask(DecideTakeDown("accept", ("u1",), DUE, "archive"))
    story.ask(DecideTakeDown("replace", ("u1",), DUE))
    assert [one.reason for one in story.state.overrides.values()] == ["seen by legal"]


def test_nobody_accepts_the_risk_of_what_the_vendor_took_back() -> None:
    wish = DecideTakeDown("accept", ("u1",), DUE, "archive")
    killed, deleted = placed(), placed()
    killed.deliver(2, **BEFORE, status="canceled")
    with pytest.raises(RiskNotAcceptable):
        killed.ask(wish)
    deleted.ask(WithdrawRemoteImage("c1"))
    with pytest.raises(ImageDeleted):
        deleted.ask(wish)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (DecideTakeDown("wait", ("u1",)), NoSuchDecision),
        (DecideTakeDown("take-down", ("u9",)), UsageUnknown),
        (DecideTakeDown("accept", ("u1",)), ReasonMissing),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(wish: DecideTakeDown, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        placed().ask(wish)


def test_undone_decisions_count_for_the_date_they_were_made_on() -> None:
    story = placed()
    story.ask(DecideTakeDown("replace", ("u1",), DUE))
    decided = story.ask(DecideTakeDown("take-down", ("u1",), {"u1": TUESDAY}))[-1]
    story.ask(RestoreDecisions(decided.previous, "take-down", due=decided.previous_due))  # type: ignore[attr-defined]
    assert (story.state.decisions, story.state.decided_on) == ({"u1": "replace"}, DUE)


def test_a_decision_made_since_is_not_undone() -> None:
    story = placed()
    story.ask(DecideTakeDown("replace", ("u1",), DUE))
    (fact,) = story.ask(RestoreDecisions({"u1": ""}, "take-down"))
    assert isinstance(fact, ImageMetadataConflicted)
    assert story.state.decisions == {"u1": "replace"}
