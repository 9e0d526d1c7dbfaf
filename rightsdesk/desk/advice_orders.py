"""What may be ordered for many credit advices at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar

from rightsdesk.desk.orders import ReasonMissing, Targets
from rightsdesk.domain import streams
from rightsdesk.domain.advice import (
    ApproveAdvice,
    AskVendor,
    CancelAdvice,
    CheckAdvice,
    IssueAdvice,
    RecordObjection,
    RecordPayment,
    RejectAdvice,
    TakeBackApproval,
    TakeOffHold,
    WithdrawObjection,
)
from rightsdesk.domain.messages import Command, Refused


class NotADay(Refused):
    """A day is written as 2026-10-31."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Who must approve: the house's settings, and for whom the person stands in today.

    From `threshold` gross on (hundredths of the currency's unit) two persons must; None = one always suffices.
    `actor` is whoever approves, where that is known before it is ordered.
    """

    four_eyes: bool = True
    threshold: int | None = None
    approvers: tuple[str, ...] = ()
    deputy_for: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class ApproveAdvices:
    """Approve drafts in the actor's name.

    `offline`: decided without a connection. The desk lays in the `policy`; it is kept with each wish.
    """

    offline: bool = False
    policy: Policy | None = None
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = ApproveAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return whether it was decided offline, where it was."""
        return {"offline": True} if self.offline else {}

    def rules(self) -> dict[str, Any]:
        """Return by whom and under which rules it would be decided, where that is known."""
        return asdict(self.policy) if self.policy else {}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one approval for each advice."""
        rules = self.policy or Policy()
        wish = ApproveAdvice(rules.four_eyes, rules.threshold, rules.approvers, rules.deputy_for, self.offline)
        return _each(keys, wish)


@dataclass(frozen=True, slots=True)
class TakeBackApprovals:
    """Make approved advices drafts again, while they have no number."""

    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = TakeBackApproval.kind

    def wish(self) -> dict[str, Any]:
        """Return nothing more."""
        return {}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one taking back for each advice."""
        return _each(keys, TakeBackApproval())


@dataclass(frozen=True, slots=True)
class RejectAdvices:
    """Reject drafts with a reason; their charges become open again."""

    reason: str
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = RejectAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one rejection for each advice; a reason is needed."""
        return _each(keys, RejectAdvice(_reasoned(self.reason)))


@dataclass(frozen=True, slots=True)
class AskVendors:
    """Put drafts on hold until their vendors have answered a question."""

    question: str
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = AskVendor.kind

    def wish(self) -> dict[str, Any]:
        """Return the question."""
        return {"question": self.question}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one hold for each advice; there must be a question."""
        return _each(keys, AskVendor(_reasoned(self.question)))


@dataclass(frozen=True, slots=True)
class EndHolds:
    """Go on with drafts that waited for their vendors; `answer` says what came of it."""

    answer: str = ""
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = TakeOffHold.kind

    def wish(self) -> dict[str, Any]:
        """Return the answer."""
        return {"answer": self.answer}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one end of the hold for each advice."""
        return _each(keys, TakeOffHold(self.answer))


@dataclass(frozen=True, slots=True)
class CheckAdvices:
    """Check drafts again."""

    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = CheckAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return nothing more."""
        return {}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one check for each advice."""
        return _each(keys, CheckAdvice())


@dataclass(frozen=True, slots=True)
class IssueAdvices:
    """Issue approved advices on a day (ISO 8601): number, frozen snapshot, document."""

    issued_on: str
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = IssueAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return the day."""
        return {"issued_on": self.issued_on}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one issue for each advice."""
        return _each(keys, IssueAdvice(_day(self.issued_on)))


@dataclass(frozen=True, slots=True)
class CancelAdvices:
    """Cancel issued advices by documents of their own, of a day (ISO 8601); their charges become open again.

    `type_code` is 389, negative quantities, or 261, a credit note.
    """

    reason: str
    issued_on: str
    type_code: str = "389"
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = CancelAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return reason, day and kind of document."""
        return {"reason": self.reason, "issued_on": self.issued_on, "type_code": self.type_code}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one cancellation for each advice; a reason is needed."""
        return _each(keys, CancelAdvice(_day(self.issued_on), _reasoned(self.reason), self.type_code))


@dataclass(frozen=True, slots=True)
class RecordObjections:
    """Record that vendors object, on a day (ISO 8601), with their reason; payment stops."""

    reason: str
    on: str
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = RecordObjection.kind

    def wish(self) -> dict[str, Any]:
        """Return reason and day."""
        return {"reason": self.reason, "on": self.on}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one objection for each advice; a reason is needed."""
        return _each(keys, RecordObjection(_day(self.on), _reasoned(self.reason)))


@dataclass(frozen=True, slots=True)
class WithdrawObjections:
    """Record that vendors object no longer, and why."""

    reason: str
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = WithdrawObjection.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one withdrawal for each advice; a reason is needed."""
        return _each(keys, WithdrawObjection(_reasoned(self.reason)))


@dataclass(frozen=True, slots=True)
class RecordPayments:
    """Record that issued advices were paid on a day (ISO 8601)."""

    on: str
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = RecordPayment.kind

    def wish(self) -> dict[str, Any]:
        """Return the day."""
        return {"on": self.on}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one payment for each advice."""
        return _each(keys, RecordPayment(_day(self.on)))


def _each(keys: Sequence[str], wish: Command[Any]) -> Targets:
    return [(streams.advice(key), wish) for key in keys]


def _reasoned(text: str) -> str:
    if not text.strip():
        raise ReasonMissing
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        sentence = f"{text!r} is no day; write it as 2026-10-31."
        raise NotADay(sentence) from error
