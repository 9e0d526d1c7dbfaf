"""What holds for every verdict, whatever the rights: asked at every second at which anything may change."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rightsdesk.domain import verdict
from rightsdesk.domain.rights import Override
from rightsdesk.domain.terms import BEGINNING, END
from rightsdesk.domain.verdict import COSTS, FINAL, Barrier, Carrier, Position, Verdict, Waiver
from tests.domain.test_verdict import WORDS, override

SECOND = st.integers(0, 12)
PLATFORM, MEDIUM = st.sampled_from(["", "tag", "reise"]), st.sampled_from(["", "online", "print"])
ASKED = st.tuples(st.sampled_from(["tag", "reise", "new"]), st.sampled_from(["online", "print"]))
STARTS, ENDS = st.just(BEGINNING) | SECOND, st.just(END) | SECOND
CODES = ("killed", "withheld", "embargo", "restricted", "withdrawn")
GROUNDS = (*CODES, "no-grant", "ended", "not-begun", "territory", "platform")
CARRIER = st.builds(
    Carrier,
    grant_id=st.sampled_from(["a", "b", "c"]),
    origin=st.just("purchase"),
    starts=STARTS,
    use_ends=ENDS,
    online_ends=ENDS,
    platforms=st.sampled_from([(), (), ("tag",), ("tag", "reise")]),
    media=st.sampled_from([(), (), ("online",)]),
    countries=st.sampled_from([None, None, frozenset({"DE"}), frozenset({"GB"})]),
    cost=st.sampled_from(COSTS),
    doubts=st.sampled_from([(), (), ("price-unknown",)]),
    offer=st.booleans(),
)
BARRIER = st.builds(Barrier, st.sampled_from(CODES), STARTS, ENDS, PLATFORM, MEDIUM, st.sampled_from(["", "r1", "r2"]))
WAIVER = st.builds(
    lambda of, platform, medium, starts, ends: Waiver(override(of, platform=platform, medium=medium), starts, ends),
    st.sampled_from((*GROUNDS, "r1")),
    PLATFORM,
    MEDIUM,
    STARTS,
    ENDS,
)
PLACE = st.builds(
    Position,
    st.lists(CARRIER, max_size=4).map(tuple),
    st.lists(BARRIER, max_size=3).map(tuple),
    st.lists(WAIVER, max_size=3).map(tuple),
    st.sampled_from([(), (), ("needs-person",)]),
    st.just({"tag": frozenset({"DE"}), "reise": frozenset({"DE", "AT"})}),
)
CLOCK = st.sampled_from(["use", "online"])
MOMENTS = range(-1, 14)
"""Every second at which anything of a random position may change, and one on either side."""


def width(place: Position, where: tuple[str, str], at: int, clock: verdict.Clock = "use") -> int:
    return WORDS.index(verdict.word_at(place, *where, at, clock))


@given(PLACE, ASKED, CLOCK)
def test_the_spans_say_what_the_verdict_says_at_every_second(
    place: Position, where: tuple[str, str], clock: verdict.Clock
) -> None:
    spans = verdict.spans(place, *where, clock)
    for at in (*MOMENTS, BEGINNING, END - 1):
        words = [word for starts, ends, word in spans if starts <= at < ends]
        assert words == [word for word in [verdict.word_at(place, *where, at, clock)] if word != "denied"]


@given(PLACE, ASKED)
def test_spans_are_in_order_and_never_touch_with_the_same_word(place: Position, where: tuple[str, str]) -> None:
    spans = verdict.spans(place, *where)
    for earlier, later in pairwise(spans):
        assert earlier[1] < later[0] or (earlier[1] == later[0] and earlier[2] != later[2])


@given(PLACE, BARRIER, ASKED, CLOCK)
def test_another_restriction_never_widens(
    place: Position, barrier: Barrier, where: tuple[str, str], clock: verdict.Clock
) -> None:
    more = replace(place, barriers=(*place.barriers, barrier))
    assert all(width(more, where, at, clock) <= width(place, where, at, clock) for at in MOMENTS)


@given(PLACE, CARRIER, ASKED, CLOCK)
def test_another_grant_never_narrows(
    place: Position, carrier: Carrier, where: tuple[str, str], clock: verdict.Clock
) -> None:
    more = replace(place, carriers=(*place.carriers, carrier))
    assert all(width(more, where, at, clock) >= width(place, where, at, clock) for at in MOMENTS)


@given(PLACE, ASKED, SECOND)
def test_the_next_change_is_the_first_second_that_differs(place: Position, where: tuple[str, str], at: int) -> None:
    def told(second: int) -> Verdict:
        return verdict.verdict_at(place, *where, second)

    differing = (second for second in range(at + 1, 14) if told(second) != told(at))
    assert verdict.verdict(place, *where, at).next_change == next(differing, None)


@given(PLACE, ASKED, SECOND)
def test_what_comes_down_is_never_allowed_again(place: Position, where: tuple[str, str], at: int) -> None:
    until = verdict.comes_down(place, *where)
    if until is not None:
        assert verdict.word_at(place, *where, max(until, at), "online") == "denied" or max(until, at) < until
        assert until == BEGINNING or verdict.word_at(place, *where, until - 1, "online") != "denied"


def _meets(one: Barrier | Override, where: tuple[str, str]) -> bool:
    return one.platform in {"", where[0]} and one.medium in {"", where[1]}


@given(PLACE, ASKED, CLOCK)
def test_where_something_forbids_and_nobody_lifted_it_the_answer_is_denied(
    place: Position, where: tuple[str, str], clock: verdict.Clock
) -> None:
    for at in MOMENTS:
        lifted = {
            each.override.of for each in place.waivers if each.starts <= at < each.ends and _meets(each.override, where)
        }
        for barrier in place.barriers:
            stands = barrier.starts <= at < barrier.ends and _meets(barrier, where)
            if stands and (barrier.code in FINAL or lifted.isdisjoint({barrier.code, barrier.subject})):
                assert verdict.word_at(place, *where, at, clock) == "denied"


def test_a_planted_allow_that_beats_deny_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    original: Callable[..., Any] = vars(verdict)["_judged"]

    def allowing(*asked: object) -> Any:
        word, *rest = original(*asked)
        return ("allowed" if rest[-1] is not None else word, *rest)

    monkeypatch.setattr(verdict, "_judged", allowing)
    quickly = settings(phases=(Phase.generate,))
    with pytest.raises(AssertionError):
        quickly(test_where_something_forbids_and_nobody_lifted_it_the_answer_is_denied)()
