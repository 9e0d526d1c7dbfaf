"""Credit advices: draft, approved, issued with a number that never changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import money
from rightsdesk.domain.advice import (
    Advice,
    AdviceDrafted,
    AdviceIssued,
    AdviceRendered,
    AdviceUnchanged,
    AdviceUnknown,
    AlreadyIssued,
    ApproveAdvice,
    IssueAdvice,
    Line,
    NotADraft,
    NotApproved,
    Party,
    RejectAdvice,
    Snapshot,
    sums,
    vat_groups,
)
from rightsdesk.domain.messages import Circumstance, Command, Event, fold
from rightsdesk.domain.numbering import Series, draw
from tests.domain.pictures import NOW

LINES = (Line("c1", "v1:1", "Harbour", "2026-10-05", 10_000, "7"), Line("c2", "v1:2", "Port", "2026-10-06", 99, "19"))
DRAFTED = AdviceDrafted("v1", "tag", "EUR", "2026-10", 1, LINES, "kim")


def _snapshot(number: str = "TAG-2026-00001") -> Snapshot:
    net, tax, gross = sums(LINES)
    party = Party("One")
    days = ("2026-11-01", "2026-12-01", "2026-10-01", "2026-10-31")
    return Snapshot(
        number, *days, "EUR", party, party, "", "", "", LINES, vat_groups(LINES), net, tax, gross, "tag", "Tagwerk"
    )


def _ask(state: Advice, wish: Command[Advice], actor: str = "lee") -> tuple[tuple[Event[Advice], ...], Advice]:
    facts = wish.decide(state, Circumstance(NOW, actor))
    return facts, fold(state, facts)


DRAFT = fold(Advice(), [DRAFTED])
APPROVED = _ask(DRAFT, ApproveAdvice())[1]
ISSUED = _ask(APPROVED, IssueAdvice("2026-11-01", _snapshot()))[1]


def test_a_draft_is_approved_in_the_actors_name() -> None:
    assert (APPROVED.state, APPROVED.approved_by, APPROVED.drafted_by) == ("approved", "lee", "kim")


def test_approving_again_changes_nothing() -> None:
    for state in (APPROVED, ISSUED):
        assert _ask(state, ApproveAdvice())[0] == (AdviceUnchanged(),)


def test_issuing_freezes_the_snapshot_and_a_second_issue_is_silent() -> None:
    assert (ISSUED.state, ISSUED.snapshot) == ("issued", _snapshot())
    assert _ask(ISSUED, IssueAdvice("2027-01-01", _snapshot("TAG-2027-00001")))[0] == ()


@pytest.mark.parametrize("state", [DRAFT, _ask(DRAFT, RejectAdvice("Wrong"))[1]])
def test_only_an_approved_advice_is_issued(state: Advice) -> None:
    with pytest.raises(NotApproved):
        _ask(state, IssueAdvice("2026-11-01", _snapshot()))


@pytest.mark.parametrize("state", [ISSUED, fold(ISSUED, [AdviceRendered("00", 1, "w")])])
def test_an_issued_advice_is_never_rejected(state: Advice) -> None:
    with pytest.raises(AlreadyIssued):
        _ask(state, RejectAdvice("Too late"))


def test_a_rejected_advice_cannot_be_approved_any_more() -> None:
    with pytest.raises(NotADraft):
        _ask(_ask(DRAFT, RejectAdvice("Wrong"))[1], ApproveAdvice())


@pytest.mark.parametrize("wish", [ApproveAdvice(), RejectAdvice("x"), IssueAdvice("2026-11-01", _snapshot())])
def test_a_stranger_is_unknown(wish: Command[Advice]) -> None:
    with pytest.raises(AdviceUnknown):
        _ask(Advice(), wish)


def test_the_stored_wish_to_issue_holds_no_snapshot() -> None:
    assert IssueAdvice("2026-11-01").snapshot is None
    with pytest.raises(NotApproved):
        _ask(APPROVED, IssueAdvice("2026-11-01"))


MADE = st.builds(
    Line, st.uuids().map(str), st.just("v:1"), st.just("T"), st.just("2026-10-05"), st.integers(0, 10**7),
    st.sampled_from(["0", "7", "7.7", "19"]),
)  # fmt: skip


@given(st.lists(MADE, max_size=30).map(tuple))
def test_net_and_tax_make_gross_and_tax_is_rounded_once_a_rate(lines: tuple[Line, ...]) -> None:
    groups = vat_groups(lines)
    net, tax, gross = sums(lines)
    assert net == sum(line.net for line in lines) == sum(group.base for group in groups)
    assert gross == net + tax
    assert len({group.rate for group in groups}) == len(groups)
    assert all(group.tax == money.share(group.base, group.rate) for group in groups)


@given(st.lists(MADE, min_size=2, max_size=10))
def test_the_order_of_lines_changes_no_sum(lines: list[Line]) -> None:
    other = list(reversed(lines))
    assert sums(tuple(lines)) == sums(tuple(other))
    assert vat_groups(tuple(lines)) == vat_groups(tuple(other))


@given(st.integers(1, 200))
def test_numbers_follow_each_other_without_a_gap(count: int) -> None:
    state = Series()
    drawn = []
    for nth in range(count):
        fact = draw(state, "tag", 2026, f"a{nth}")
        state = fact.evolve(state)
        drawn.append(fact.number)
    assert drawn == [f"TAG-2026-{nth:05d}" for nth in range(1, count + 1)]


def test_an_issue_names_the_snapshot_it_froze() -> None:
    facts, _ = _ask(APPROVED, IssueAdvice("2026-11-01", _snapshot()))
    assert facts == (AdviceIssued(_snapshot()),)
