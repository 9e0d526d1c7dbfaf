"""The turns of a credit advice: approvals and who may give them, hold, objection, payment, cancellation."""

from dataclasses import replace

import pytest

from rightsdesk.domain import advice as story
from rightsdesk.domain.advice import Advice, Line, Party, Snapshot, sums, vat_groups
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, fold
from tests.domain.pictures import NOW

LINES = (Line("c1", "v1:1", "Harbour", "2026-10-05", 10_000, "7"), Line("c2", "v1:2", "Port", "2026-10-06", 99, "19"))
DRAFT = fold(Advice(), [story.AdviceDrafted("v1", "tag", "EUR", "2026-10", 1, LINES, "kim")])
CHECKED = story.AdviceChecked((story.Finding("HIGH", "warning", "More than usual."),))
STOPPED = story.AdviceChecked((story.Finding("IBAN", "stop", "The IBAN is wrong."),))


def _snapshot(number: str = "TAG-2026-00001") -> Snapshot:
    net, tax, gross = sums(LINES)
    party = Party("One")
    days = ("2026-11-01", "2026-12-01", "2026-10-01", "2026-10-31")
    return Snapshot(
        number, *days, "EUR", party, party, "", "", "", LINES, vat_groups(LINES), net, tax, gross, "tag", "Tagwerk"
    )


def _ask(state: Advice, *wishes: Command[Advice], by: str = "lee", since: tuple[Event[Advice], ...] = ()) -> Advice:
    for wish in wishes:
        state = fold(state, wish.decide(state, Circumstance(NOW, by, since)))
    return state


def _answers(state: Advice, wish: Command[Advice], by: str = "lee", since: tuple[Event[Advice], ...] = ()) -> list[str]:
    return [fact.stored_name for fact in wish.decide(state, Circumstance(NOW, by, since))]


APPROVE, ISSUE = story.ApproveAdvice(), story.IssueAdvice("2026-11-01", _snapshot())
APPROVED = _ask(DRAFT, APPROVE)
HALF = _ask(DRAFT, story.ApproveAdvice(threshold=0))
ASKED = _ask(DRAFT, story.AskVendor("Which rate?"))
REJECTED = _ask(DRAFT, story.RejectAdvice("Wrong month"))
ISSUED = _ask(APPROVED, ISSUE)
OBJECTED = _ask(ISSUED, story.RecordObjection("2026-11-09", "Wrong rate"))
PAID = _ask(ISSUED, story.RecordPayment("2026-12-01"))
CANCELLED = fold(ISSUED, [story.AdviceCancelled("lee", "Wrong rate", "a-2", "TAG-2026-00002")])
CANCELLING = fold(Advice(), [story.AdviceIssued(replace(_snapshot("TAG-2026-00002"), cancels="TAG-2026-00001"))])
CANCEL = story.CancelAdvice("2026-11-30", "Wrong rate")
OBJECT = story.RecordObjection("2026-11-09", "Wrong rate")
PAY = story.RecordPayment("2026-12-01")


@pytest.mark.parametrize(
    ("state", "wish", "by", "refusal"),
    [
        (DRAFT, APPROVE, "kim", story.FourEyes),
        (HALF, story.ApproveAdvice(threshold=0), "lee", story.SecondApproval),
        (HALF, story.ApproveAdvice(threshold=0), "kim", story.FourEyes),
        (DRAFT, story.ApproveAdvice(approvers=("abel",)), "lee", story.NotAnApprover),
        (DRAFT, story.ApproveAdvice(approvers=("abel",), deputy_for="weber"), "lee", story.NotAnApprover),
        (ASKED, APPROVE, "lee", story.VendorAsked),
        (REJECTED, APPROVE, "lee", story.NotADraft),
        (fold(DRAFT, [STOPPED]), APPROVE, "lee", story.Stopped),
        (fold(APPROVED, [STOPPED]), ISSUE, "lee", story.Stopped),
        (HALF, ISSUE, "lee", story.NotApproved),
        (ASKED, ISSUE, "lee", story.NotApproved),
        (ISSUED, story.TakeBackApproval(), "lee", story.AlreadyIssued),
        (ISSUED, story.AskVendor("Why?"), "lee", story.AlreadyIssued),
        (ISSUED, story.TakeOffHold(), "lee", story.AlreadyIssued),
        (ISSUED, story.CheckAdvice(), "lee", story.AlreadyIssued),
        (REJECTED, story.AskVendor("Why?"), "lee", story.NotADraft),
        (DRAFT, story.AskVendor(" "), "lee", story.ReasonNeeded),
        (DRAFT, OBJECT, "lee", story.NotIssued),
        (CANCELLED, OBJECT, "lee", story.AlreadyCancelled),
        (ISSUED, story.RecordObjection("2026-11-09", ""), "lee", story.ReasonNeeded),
        (OBJECTED, PAY, "lee", story.Objected),
        (DRAFT, PAY, "lee", story.NotIssued),
        (CANCELLED, PAY, "lee", story.AlreadyCancelled),
        (OBJECTED, story.WithdrawObjection(""), "lee", story.ReasonNeeded),
        (APPROVED, CANCEL, "lee", story.NotIssued),
        (ISSUED, story.CancelAdvice("2026-11-30", ""), "lee", story.ReasonNeeded),
        (ISSUED, story.CancelAdvice("2026-11-30", "x", "380"), "lee", story.NoSuchKind),
        (ISSUED, story.CancelAdvice("2026-10-31", "x"), "lee", story.CancelledBeforeIssue),
        (CANCELLING, CANCEL, "lee", story.IsCancellation),
    ],
    ids=lambda each: each.__name__ if isinstance(each, type) else each.kind if isinstance(each, Command) else None,
)
def test_what_the_state_forbids_is_refused(
    state: Advice, wish: Command[Advice], by: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as refused:
        _ask(state, wish, by=by)
    assert refused.value.sentence


@pytest.mark.parametrize(
    ("state", "wish"),
    [
        (DRAFT, story.TakeBackApproval()),
        (ASKED, story.AskVendor("Which rate?")),
        (DRAFT, story.TakeOffHold("7 %")),
        (DRAFT, story.CheckAdvice()),
        (fold(DRAFT, [CHECKED]), story.CheckAdvice((CHECKED,))),
        (REJECTED, story.RejectAdvice("Again")),
        (OBJECTED, OBJECT),
        (ISSUED, story.WithdrawObjection("By phone")),
        (PAID, PAY),
        (CANCELLED, CANCEL),
        (ISSUED, story.ApproveAdvice(threshold=0)),
    ],
)
def test_what_is_so_already_changes_nothing(state: Advice, wish: Command[Advice]) -> None:
    assert _answers(state, wish) == ["advice.unchanged"]


def test_a_second_person_makes_the_approval_final() -> None:
    after = _ask(HALF, story.ApproveAdvice(threshold=0), by="abel")
    assert (HALF.state, after.state, after.approved_by) == ("half-approved", "approved", "lee, abel")


@pytest.mark.parametrize(("threshold", "state"), [(10_818, "half-approved"), (10_819, "approved"), (None, "approved")])
def test_the_threshold_is_met_by_the_gross_total(threshold: int | None, state: str) -> None:
    assert DRAFT.gross == 10_818
    assert _ask(DRAFT, story.ApproveAdvice(threshold=threshold)).state == state


@pytest.mark.parametrize(("currency", "state"), [("JPY", "half-approved"), ("KWD", "approved"), ("EUR", "approved")])
def test_the_threshold_means_units_of_every_currency(currency: str, state: str) -> None:
    draft = replace(DRAFT, currency=currency)
    assert _ask(draft, story.ApproveAdvice(threshold=1_000_000)).state == state


def test_a_deputy_approves_for_an_approver_and_says_so() -> None:
    wish = story.ApproveAdvice(approvers=("abel",), deputy_for="abel", offline=True)
    (fact,) = wish.decide(DRAFT, Circumstance(NOW, "lee"))
    assert fact == story.AdviceApproved("lee", deputy_for="abel", offline=True)


@pytest.mark.parametrize("fact", [CHECKED, story.AdviceVendorAsked("abel", "Why?")])
@pytest.mark.parametrize("wish", [APPROVE, story.RejectAdvice("Wrong")])
def test_a_decision_on_another_version_is_a_conflict(wish: Command[Advice], fact: Event[Advice]) -> None:
    assert _answers(DRAFT, wish, since=(fact,)) == ["advice.decision-conflicted"]


def test_an_approval_by_another_makes_it_no_other_version() -> None:
    since = (story.AdviceApproved("lee", final=False),)
    assert _answers(HALF, story.ApproveAdvice(threshold=0), by="abel", since=since) == ["advice.approved"]


@pytest.mark.parametrize("state", [HALF, APPROVED])
def test_what_nobody_saw_who_approved_takes_the_approvals_back(state: Advice) -> None:
    after = _ask(state, story.CheckAdvice((CHECKED,)))
    assert (after.state, after.approvals, after.findings) == ("draft", (), CHECKED.findings)


def test_what_was_seen_or_is_mended_leaves_the_approvals() -> None:
    seen = _ask(fold(DRAFT, [CHECKED]), APPROVE)
    other = story.AdviceChecked((story.Finding("HIGH", "warning", "More than usual by 30 %."),))
    assert _answers(seen, story.CheckAdvice((other,))) == ["advice.checked", "advice.check-ended"]
    assert _answers(seen, story.CheckAdvice((story.AdviceChecked(()),))) == ["advice.checked", "advice.check-ended"]


def test_asking_the_vendor_takes_all_approvals_away() -> None:
    after = _ask(APPROVED, story.AskVendor("Which rate?"), story.TakeOffHold("7 %"))
    assert (after.state, after.approvals, after.asked) == ("draft", (), "")


def test_an_objection_stops_payment_until_it_is_withdrawn() -> None:
    after = _ask(OBJECTED, story.WithdrawObjection("By phone"), PAY)
    assert (after.objected, after.paid_on) == ("", "2026-12-01")


def test_an_objected_or_paid_advice_can_still_be_cancelled() -> None:
    assert _answers(OBJECTED, CANCEL) == _answers(PAID, CANCEL) == []


def test_an_approval_is_taken_back_unless_somebody_approved_after_it() -> None:
    second = _ask(HALF, story.ApproveAdvice(threshold=0), by="abel")
    assert _answers(second, story.TakeBackApproval("lee")) == ["advice.decision-conflicted"]
    assert _answers(second, story.TakeBackApproval("abel")) == ["advice.approval-taken-back"]
    assert _ask(second, story.TakeBackApproval()).approvals == ()
