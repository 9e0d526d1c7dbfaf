"""The story of a credit advice: drafted, approved, issued with number and frozen snapshot, rendered."""

from dataclasses import dataclass, field, replace

from rightsdesk.domain import money
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, command, event


@dataclass(frozen=True, slots=True)
class Line:
    """One position: the charge it settles, what was delivered, its net amount in minor units and its VAT rate."""

    charge_id: str
    image: str
    title: str
    occurred_on: str
    net: int
    vat_rate: str


@dataclass(frozen=True, slots=True)
class VatGroup:
    """The tax of one rate, computed once on the summed base (EN 16931 BG-23, BR-CO-17)."""

    rate: str
    base: int
    tax: int


@dataclass(frozen=True, slots=True)
class Party:
    """Name, address and identifiers of the vendor or the publisher as they stood at issue."""

    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    vat_id: str = ""
    tax_no: str = ""
    email: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the document shows, frozen at issue; nothing else may be read to render it."""

    number: str
    issued_on: str
    due_on: str
    period_first: str
    period_last: str
    currency: str
    supplier: Party
    buyer: Party
    iban: str
    bic: str
    consent_on: str
    lines: tuple[Line, ...]
    groups: tuple[VatGroup, ...]
    net: int
    tax: int
    gross: int
    platform: str
    platform_name: str
    colour: str = ""
    language: str = "de"
    template: str = "credit-advice-1"


@dataclass(frozen=True, slots=True)
class Advice:
    """A credit advice as its stream tells it; state is the word shown."""

    state: str = ""
    vendor: str = ""
    platform: str = ""
    currency: str = ""
    period: str = ""
    run: int = 0
    lines: tuple[Line, ...] = ()
    drafted_by: str = ""
    approved_by: str = ""
    snapshot: Snapshot | None = None
    pdf: str = ""


class AdviceUnknown(Refused):
    """There is no credit advice with this identifier."""


class NotADraft(Refused):
    """Only a draft can be approved or rejected."""


class NotApproved(Refused):
    """Only an approved credit advice can be issued; approve it first."""


class AlreadyIssued(Refused):
    """The credit advice has been issued; issued documents never change."""


@event("advice.drafted")
@dataclass(frozen=True, slots=True)
class AdviceDrafted(Event[Advice]):
    """A credit advice was drafted over charges of one vendor, platform, currency, period and run."""

    vendor: str
    platform: str
    currency: str
    period: str
    run: int
    lines: tuple[Line, ...]
    by: str

    def evolve(self, state: Advice) -> Advice:
        """Begin the advice's story."""
        return replace(
            state,
            state="draft",
            vendor=self.vendor,
            platform=self.platform,
            currency=self.currency,
            period=self.period,
            run=self.run,
            lines=self.lines,
            drafted_by=self.by,
        )


@event("advice.approved", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceApproved(Event[Advice]):
    """A person approved the draft."""

    by: str

    def evolve(self, state: Advice) -> Advice:
        """Keep who approved."""
        return replace(state, state="approved", approved_by=self.by)


@event("advice.rejected", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceRejected(Event[Advice]):
    """A person rejected the draft with a reason; its charges become open again."""

    by: str
    reason: str

    def evolve(self, state: Advice) -> Advice:
        """End the draft."""
        return replace(state, state="rejected")


@event("advice.issued")
@dataclass(frozen=True, slots=True)
class AdviceIssued(Event[Advice]):
    """The credit advice got its number; the snapshot is all that its document will ever show."""

    snapshot: Snapshot

    def evolve(self, state: Advice) -> Advice:
        """Freeze the advice."""
        return replace(state, state="issued", snapshot=self.snapshot)


@event("advice.rendered", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceRendered(Event[Advice]):
    """The document lies on disk under its SHA-256 (hex); `size` in bytes."""

    sha256: str
    size: int
    writer: str

    def evolve(self, state: Advice) -> Advice:
        """Remember the document."""
        return replace(state, state="rendered", pdf=self.sha256)


@event("advice.unchanged", outcome="unchanged")
@dataclass(frozen=True, slots=True)
class AdviceUnchanged(Event[Advice]):
    """It was so already."""


@event("advice.work-failed", outcome="failed")
@dataclass(frozen=True, slots=True)
class AdviceWorkFailed(Event[Advice]):
    """Approving, issuing or rendering failed; `code` groups, `reason` is the sentence shown."""

    code: str
    reason: str


class _AdviceWish(Command[Advice]):
    __slots__ = ()

    def failed(self, code: str, reason: str) -> Event[Advice]:
        """Return the fact that this advice could not be served."""
        return AdviceWorkFailed(code, reason)


@command("advice.approval-requested", kind="approve-advices")
@dataclass(frozen=True, slots=True)
class ApproveAdvice(_AdviceWish):
    """Approve a draft in the actor's name."""

    def decide(self, state: Advice, cx: Circumstance) -> tuple[Event[Advice], ...]:
        """Answer with the approval; approved or issued ones stay as they are."""
        if not state.state:
            raise AdviceUnknown
        if state.state in {"approved", "issued", "rendered"}:
            return (AdviceUnchanged(),)
        if state.state != "draft":
            raise NotADraft
        return (AdviceApproved(cx.actor),)


@command("advice.rejection-requested", kind="reject-advices")
@dataclass(frozen=True, slots=True)
class RejectAdvice(_AdviceWish):
    """Reject a draft or an approved advice with a reason."""

    reason: str

    def decide(self, state: Advice, cx: Circumstance) -> tuple[Event[Advice], ...]:
        """Answer with the rejection; what is issued never changes."""
        if not state.state:
            raise AdviceUnknown
        if state.state in {"issued", "rendered"}:
            raise AlreadyIssued
        if state.state == "rejected":
            return (AdviceUnchanged(),)
        return (AdviceRejected(cx.actor, self.reason),)


@command("advice.issue-requested", kind="issue-advices")
@dataclass(frozen=True, slots=True)
class IssueAdvice(_AdviceWish):
    """Issue an approved advice: draw the number, freeze the snapshot, render the document.

    `snapshot` is laid in by who carries the wish out; the stored intent never holds one.
    """

    issued_on: str
    snapshot: Snapshot | None = field(default=None)

    def decide(self, state: Advice, cx: Circumstance) -> tuple[Event[Advice], ...]:
        """Answer with the issue, once; an issued advice keeps its number and is only rendered again."""
        if not state.state:
            raise AdviceUnknown
        if state.snapshot is not None:
            return ()
        if state.state != "approved" or self.snapshot is None:
            raise NotApproved
        return (AdviceIssued(self.snapshot),)


def vat_groups(lines: tuple[Line, ...]) -> tuple[VatGroup, ...]:
    """Return base and tax of each rate, lowest rate first; tax is rounded once per group."""
    bases: dict[str, int] = {}
    for line in lines:
        bases[line.vat_rate] = bases.get(line.vat_rate, 0) + line.net
    rates = sorted(bases, key=lambda rate: tuple(map(int, rate.split("."))))
    return tuple(VatGroup(rate, bases[rate], money.share(bases[rate], rate)) for rate in rates)


def sums(lines: tuple[Line, ...]) -> tuple[int, int, int]:
    """Return net, tax and gross in minor units (EN 16931 BT-109, BT-110, BT-112)."""
    groups = vat_groups(lines)
    net, tax = sum(group.base for group in groups), sum(group.tax for group in groups)
    return net, tax, net + tax
