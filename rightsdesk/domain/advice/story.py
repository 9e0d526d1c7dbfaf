"""The story of a credit advice: drafted, checked, approved, issued, rendered, delivered, exported, paid.

Objection, cancellation, hold and rejection are turns it may take; what is issued never changes.
"""

from dataclasses import dataclass, field, replace

from rightsdesk.domain.advice.content import Finding, Line, Snapshot, sums
from rightsdesk.domain.messages import Event, event

FIXED = frozenset({"issued", "rendered"})
"""States of an advice that has its number."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A credit advice as its stream tells it; `state` is the word shown.

    draft, asked (the vendor, on hold), half-approved, approved, rejected, issued, rendered. What happens to an issued
    one stands beside: delivered, exported (formats), paid, objected, and the number of the document that cancelled it.
    """

    state: str = ""
    vendor: str = ""
    platform: str = ""
    currency: str = ""
    period: str = ""
    run: int = 0
    lines: tuple[Line, ...] = ()
    drafted_by: str = ""
    findings: tuple[Finding, ...] = ()
    approvals: tuple[str, ...] = ()
    approved_by: str = ""
    asked: str = ""
    replaces: str = ""
    replaces_on: str = ""
    snapshot: Snapshot | None = None
    pdf: str = ""
    xml: str = ""
    delivered: str = ""
    exported: frozenset[str] = frozenset()
    paid_on: str = ""
    objected: str = ""
    cancelled_by: str = ""
    exports: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()

    @property
    def gross(self) -> int:
        """Return the gross total in minor units."""
        return self.snapshot.gross if self.snapshot else sums(self.lines)[2]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Return the findings that forbid issuing."""
        return tuple(each for each in self.findings if each.severity == "stop")


@event("advice.drafted")
@dataclass(frozen=True, slots=True)
class AdviceDrafted(Event[Advice]):
    """A credit advice was drafted over charges of one vendor, platform, currency, period and run.

    `replaces` is the number of the cancelled document, of a day (ISO), whose charges are billed again here.
    """

    vendor: str
    platform: str
    currency: str
    period: str
    run: int
    lines: tuple[Line, ...]
    by: str
    replaces: str = ""
    replaces_on: str = ""

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
            replaces=self.replaces,
            replaces_on=self.replaces_on,
        )


@event("advice.checked")
@dataclass(frozen=True, slots=True)
class AdviceChecked(Event[Advice]):
    """The checks before a number is drawn were made; these are all their findings."""

    findings: tuple[Finding, ...]

    def evolve(self, state: Advice) -> Advice:
        """Replace the findings."""
        return replace(state, findings=self.findings)


@event("advice.check-ended", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceCheckEnded(Event[Advice]):
    """The check that was asked for has been made; what it found stands before this."""


@event("advice.approved", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceApproved(Event[Advice]):
    """A person approved the draft; not `final` when a second person must.

    `deputy_for` names whose turn it was, `offline` says that it was decided without a connection.
    """

    by: str
    final: bool = True
    deputy_for: str = ""
    offline: bool = False

    def evolve(self, state: Advice) -> Advice:
        """Keep who approved."""
        given = (*state.approvals, self.by)
        return replace(
            state, state="approved" if self.final else "half-approved", approvals=given, approved_by=", ".join(given)
        )


@event("advice.approval-taken-back", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceApprovalTakenBack(Event[Advice]):
    """The approvals were taken back before a number was drawn; the draft must be approved anew."""

    by: str

    def evolve(self, state: Advice) -> Advice:
        """Make it a draft again."""
        return replace(state, state="draft", approvals=(), approved_by="")


@event("advice.vendor-asked", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceVendorAsked(Event[Advice]):
    """The vendor was asked something; the draft is on hold."""

    by: str
    question: str

    def evolve(self, state: Advice) -> Advice:
        """Put the draft on hold; what was approved must be approved anew."""
        return replace(state, state="asked", asked=self.question, approvals=(), approved_by="")


@event("advice.taken-off-hold", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceTakenOffHold(Event[Advice]):
    """The vendor answered, or the question is settled otherwise."""

    by: str
    answer: str

    def evolve(self, state: Advice) -> Advice:
        """Make it a draft again."""
        return replace(state, state="draft", asked="")


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
    """The credit advice got its number; the snapshot is all that its document will ever show.

    A cancellation begins its story with this fact.
    """

    snapshot: Snapshot

    def evolve(self, state: Advice) -> Advice:
        """Freeze the advice."""
        frozen = self.snapshot
        state = replace(state, state="issued", snapshot=frozen)
        if state.vendor:
            return state
        vendor = frozen.supplier.reference
        return replace(
            state, vendor=vendor, platform=frozen.platform, currency=frozen.currency, period=frozen.period_first[:7]
        )


@event("advice.rendered", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceRendered(Event[Advice]):
    """The documents lie on disk under their SHA-256 (hex); sizes in bytes.

    `verdicts` says what each rule set said: name and version of the rules -> passed, or what they warn of.
    """

    sha256: str
    size: int
    writer: str
    xml_sha256: str = ""
    xml_size: int = 0
    verdicts: dict[str, str] = field(default_factory=dict)

    def evolve(self, state: Advice) -> Advice:
        """Remember the documents."""
        return replace(state, state="rendered", pdf=self.sha256, xml=self.xml_sha256)


@event("advice.delivered", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceDelivered(Event[Advice]):
    """The document with this SHA-256 (hex) was handed over: by `mail` or as an `eml` file, to an address, at a moment.

    `message_id` is the message's own (RFC 5322).
    """

    channel: str
    address: str
    sha256: str
    at: str
    message_id: str = ""

    def evolve(self, state: Advice) -> Advice:
        """Keep when it was delivered first."""
        return replace(state, delivered=state.delivered or self.at, messages=state.messages | {self.message_id})


@event("advice.exported", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceExported(Event[Advice]):
    """The advice stands in an export of a format; `again` marks a duplicate that was asked for."""

    format: str
    export: str
    again: bool = False

    def evolve(self, state: Advice) -> Advice:
        """Remember the format and the export."""
        return replace(state, exported=state.exported | {self.format}, exports=state.exports | {self.export})


@event("advice.paid", outcome="done")
@dataclass(frozen=True, slots=True)
class AdvicePaid(Event[Advice]):
    """The amount was paid on a day (ISO)."""

    by: str
    on: str

    def evolve(self, state: Advice) -> Advice:
        """Keep the day."""
        return replace(state, paid_on=self.on)


@event("advice.objected", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceObjected(Event[Advice]):
    """The vendor objected on a day (ISO); the document is no invoice any more (section 14 (2) sentence 6 UStG)."""

    by: str
    on: str
    reason: str

    def evolve(self, state: Advice) -> Advice:
        """Stop payment."""
        return replace(state, objected=self.on)


@event("advice.objection-withdrawn", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceObjectionWithdrawn(Event[Advice]):
    """The vendor withdrew the objection."""

    by: str
    reason: str

    def evolve(self, state: Advice) -> Advice:
        """Let it be paid again."""
        return replace(state, objected="")


@event("advice.cancelled", outcome="done")
@dataclass(frozen=True, slots=True)
class AdviceCancelled(Event[Advice]):
    """Another document, of this identifier and number, cancels the advice; its charges become open again."""

    by: str
    reason: str
    cancellation: str
    number: str

    def evolve(self, state: Advice) -> Advice:
        """Remember the cancelling document."""
        return replace(state, cancelled_by=self.number)


@event("advice.unchanged", outcome="unchanged")
@dataclass(frozen=True, slots=True)
class AdviceUnchanged(Event[Advice]):
    """It was so already."""


@event("advice.decision-conflicted", outcome="conflicted")
@dataclass(frozen=True, slots=True)
class AdviceDecisionConflicted(Event[Advice]):
    """The advice changed after the person had looked at it; the decision was not applied and must be made again."""

    by: str
    reason: str


@event("advice.work-failed", outcome="failed")
@dataclass(frozen=True, slots=True)
class AdviceWorkFailed(Event[Advice]):
    """Approving, issuing or rendering failed; `code` groups, `reason` is the sentence shown."""

    code: str
    reason: str
