"""What can be asked of a credit advice."""

from dataclasses import dataclass, field
from decimal import Decimal

from rightsdesk.domain import money
from rightsdesk.domain.advice.content import SELF_BILLED, SELF_BILLED_CREDIT, Snapshot
from rightsdesk.domain.advice.refusals import (
    AdviceUnknown,
    AlreadyCancelled,
    AlreadyIssued,
    CancelledBeforeIssue,
    FourEyes,
    IsCancellation,
    NoSuchKind,
    NotADraft,
    NotAnApprover,
    NotApproved,
    NotIssued,
    Objected,
    ReasonNeeded,
    SecondApproval,
    Stopped,
    VendorAsked,
)
from rightsdesk.domain.advice.story import (
    FIXED,
    Advice,
    AdviceApprovalTakenBack,
    AdviceApproved,
    AdviceChecked,
    AdviceCheckEnded,
    AdviceDecisionConflicted,
    AdviceDrafted,
    AdviceIssued,
    AdviceObjected,
    AdviceObjectionWithdrawn,
    AdvicePaid,
    AdviceRejected,
    AdviceTakenOffHold,
    AdviceUnchanged,
    AdviceVendorAsked,
    AdviceWorkFailed,
)
from rightsdesk.domain.messages import Circumstance, Command, Event, command

Facts = tuple[Event[Advice], ...]


class _AdviceWish(Command[Advice]):
    __slots__ = ()

    def failed(self, code: str, reason: str) -> Event[Advice]:
        """Return the fact that this advice could not be served."""
        return AdviceWorkFailed(code, reason)


@command("advice.approval-requested", kind="approve-advices")
@dataclass(frozen=True, slots=True)
class ApproveAdvice(_AdviceWish):
    """Approve a draft in the actor's name, under the rules that held when it was asked.

    `four_eyes`: not whoever generated it. From `threshold` gross on, in hundredths of the currency's unit, two persons
    must approve; None = one always suffices. `approvers`: who may, empty = everybody; `deputy_for`: whose turn it was.
    """

    four_eyes: bool = True
    threshold: int | None = None
    approvers: tuple[str, ...] = ()
    deputy_for: str = ""
    offline: bool = False

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the approval; approved or issued ones stay as they are."""
        _known(state)
        if state.state == "approved" or state.state in FIXED:
            return (AdviceUnchanged(),)
        # Delivered anew, by whomever, an approval that was taken back must not stand again in that person's name.
        conflict = _conflict(cx, AdviceApprovalTakenBack)
        if conflict:
            return conflict
        if state.state == "asked":
            raise VendorAsked
        if state.state not in {"draft", "half-approved"}:
            raise NotADraft
        self._may(state, cx.actor)
        enough = 2 if self.threshold is not None and _hundredths(state) >= self.threshold else 1
        final = len(state.approvals) + 1 >= enough
        return (AdviceApproved(cx.actor, final, self.deputy_for, self.offline),)

    def _may(self, state: Advice, actor: str) -> None:
        if self.four_eyes and actor == state.drafted_by:
            raise FourEyes
        if actor in state.approvals:
            raise SecondApproval
        if self.approvers and actor not in self.approvers and self.deputy_for not in self.approvers:
            raise NotAnApprover
        if state.stops:
            sentence = f"{state.stops[0].sentence} Put it right, then check the credit advice again."
            raise Stopped(sentence)


@command("advice.approval-return-requested", kind="take-back-approvals")
@dataclass(frozen=True, slots=True)
class TakeBackApproval(_AdviceWish):
    """Make an approved advice a draft again, while it has no number.

    `of` is whose approval shall be taken back; where somebody else approved after that, nothing is.
    """

    of: str = ""

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the taking back."""
        _unissued(state)
        if state.state not in {"approved", "half-approved"}:
            return (AdviceUnchanged(),)
        if self.of and state.approvals[-1] != self.of:
            told = f"{state.approvals[-1]} has approved it since; look at it and decide again."
            return (AdviceDecisionConflicted(cx.actor, told),)
        return (AdviceApprovalTakenBack(cx.actor),)


@command("advice.rejection-requested", kind="reject-advices")
@dataclass(frozen=True, slots=True)
class RejectAdvice(_AdviceWish):
    """Reject a draft or an approved advice with a reason."""

    reason: str

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the rejection; what is issued never changes."""
        _unissued(state)
        if state.state == "rejected":
            return (AdviceUnchanged(),)
        return _conflict(cx) or (AdviceRejected(cx.actor, self.reason),)


@command("advice.question-requested", kind="ask-vendors")
@dataclass(frozen=True, slots=True)
class AskVendor(_AdviceWish):
    """Put a draft on hold until the vendor has answered a question."""

    question: str

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the hold; what is issued never changes."""
        _unissued(state)
        _reasoned(self.question)
        if state.state == "rejected":
            raise NotADraft
        if state.state == "asked" and state.asked == self.question:
            return (AdviceUnchanged(),)
        return (AdviceVendorAsked(cx.actor, self.question),)


@command("advice.hold-end-requested", kind="end-holds")
@dataclass(frozen=True, slots=True)
class TakeOffHold(_AdviceWish):
    """Go on with a draft that waited for its vendor; `answer` says what came of it."""

    answer: str = ""

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the end of the hold."""
        _unissued(state)
        return (AdviceTakenOffHold(cx.actor, self.answer),) if state.state == "asked" else (AdviceUnchanged(),)


@command("advice.check-requested", kind="check-advices")
@dataclass(frozen=True, slots=True)
class CheckAdvice(_AdviceWish):
    """Check a draft again; the findings are laid in by who carries the wish out.

    Of what is found now and was not when it was approved nobody has decided: the approvals are taken back.
    """

    facts: tuple[AdviceChecked, ...] = field(default=())

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the findings where they differ from those known."""
        _unissued(state)
        known = {each.code for each in state.findings}
        news = tuple(each for each in self.facts if each.findings != state.findings)
        if state.approvals and any(found.code not in known for each in news for found in each.findings):
            return (*news, AdviceApprovalTakenBack(cx.actor))
        return (*news, AdviceCheckEnded()) if news else (AdviceUnchanged(),)


@command("advice.issue-requested", kind="issue-advices")
@dataclass(frozen=True, slots=True)
class IssueAdvice(_AdviceWish):
    """Issue an approved advice: draw the number, freeze the snapshot, render the document.

    `snapshot` is laid in by who carries the wish out; the stored intent never holds one.
    """

    issued_on: str
    snapshot: Snapshot | None = field(default=None)

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the issue, once; an issued advice keeps its number and is only rendered again."""
        _known(state)
        if state.snapshot is not None:
            return ()
        if state.state != "approved" or self.snapshot is None:
            raise NotApproved
        if state.stops:
            raise Stopped(state.stops[0].sentence)
        return (AdviceIssued(self.snapshot),)


@command("advice.objection-requested", kind="record-objections")
@dataclass(frozen=True, slots=True)
class RecordObjection(_AdviceWish):
    """Record that the vendor objects, on a day (ISO), with the reason given; payment stops."""

    on: str
    reason: str

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the objection."""
        _valid(state)
        _reasoned(self.reason)
        return (AdviceUnchanged(),) if state.objected else (AdviceObjected(cx.actor, self.on, self.reason),)


@command("advice.objection-withdrawal-requested", kind="withdraw-objections")
@dataclass(frozen=True, slots=True)
class WithdrawObjection(_AdviceWish):
    """Record that the vendor objects no longer."""

    reason: str

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the withdrawal."""
        _issued(state)
        _reasoned(self.reason)
        return (AdviceObjectionWithdrawn(cx.actor, self.reason),) if state.objected else (AdviceUnchanged(),)


@command("advice.cancellation-requested", kind="cancel-advices")
@dataclass(frozen=True, slots=True)
class CancelAdvice(_AdviceWish):
    """Cancel an issued advice by a document of its own, for a reason; its charges become open again.

    `issued_on` (ISO) is the day of the cancelling document, `type_code` its kind: 389 with negative quantities,
    or 261.
    """

    issued_on: str
    reason: str
    type_code: str = "389"

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with nothing but refusals: the cancelling document is made by who carries the wish out."""
        _issued(state)
        _reasoned(self.reason)
        if self.type_code not in {SELF_BILLED, SELF_BILLED_CREDIT}:
            raise NoSuchKind
        if state.snapshot is not None and state.snapshot.cancels:
            raise IsCancellation
        if state.snapshot is not None and self.issued_on < state.snapshot.issued_on:
            raise CancelledBeforeIssue
        return (AdviceUnchanged(),) if state.cancelled_by else ()


@command("advice.payment-requested", kind="record-payments")
@dataclass(frozen=True, slots=True)
class RecordPayment(_AdviceWish):
    """Record that the amount was paid on a day (ISO)."""

    on: str

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the payment; nothing is paid while the vendor objects."""
        _valid(state)
        if state.objected:
            raise Objected
        return (AdviceUnchanged(),) if state.paid_on else (AdvicePaid(cx.actor, self.on),)


def _hundredths(state: Advice) -> Decimal:
    return abs(Decimal(money.as_decimal(state.gross, state.currency))) * 100


def _known(state: Advice) -> None:
    if not state.state:
        raise AdviceUnknown


def _unissued(state: Advice) -> None:
    _known(state)
    if state.state in FIXED:
        raise AlreadyIssued


def _issued(state: Advice) -> None:
    _known(state)
    if state.state not in FIXED:
        raise NotIssued


def _valid(state: Advice) -> None:
    _issued(state)
    if state.cancelled_by:
        raise AlreadyCancelled


def _reasoned(text: str) -> None:
    if not text.strip():
        raise ReasonNeeded


def _conflict(cx: Circumstance, *more: type[Event[Advice]]) -> Facts:
    """Return the conflict when the advice is another one than the person saw; others' approvals make it no other."""
    if not any(isinstance(fact, (AdviceDrafted, AdviceChecked, AdviceVendorAsked, *more)) for fact in cx.since):
        return ()
    return (AdviceDecisionConflicted(cx.actor, "It changed after it was decided on; look at it and decide again."),)
