"""What leaves the house: a credit advice put into an export, and handed over to its vendor."""

from dataclasses import dataclass, field

from rightsdesk.domain.advice.content import SELF_BILLED_CREDIT, Snapshot
from rightsdesk.domain.advice.refusals import (
    AccountMissing,
    AdviceUnknown,
    AlreadyCancelled,
    AlreadyDelivered,
    AlreadyExported,
    AlreadyPaid,
    NothingToTransfer,
    NotInEuro,
    NotIssued,
    NotRendered,
    Objected,
    OutsidePeriod,
)
from rightsdesk.domain.advice.story import (
    FIXED,
    Advice,
    AdviceDelivered,
    AdviceExported,
    AdviceUnchanged,
    AdviceWorkFailed,
)
from rightsdesk.domain.messages import Circumstance, Command, Event, command

SEPA, DATEV, XLSX, ZIP, GOBD = FORMATS = ("sepa", "datev", "xlsx", "zip", "gobd")
EURO = "EUR"
MAIL, EML = CHANNELS = ("mail", "eml")

Facts = tuple[Event[Advice], ...]


class _Outgoing(Command[Advice]):
    __slots__ = ()

    def failed(self, code: str, reason: str) -> Event[Advice]:
        """Return the fact that this advice did not leave the house."""
        return AdviceWorkFailed(code, reason)


@command("advice.export-requested", kind="export-advices")
@dataclass(frozen=True, slots=True)
class ExportAdvice(_Outgoing):
    """Put an issued advice into an export; `again` makes a marked duplicate, `period` is the month of the file.

    `partners` are the other advices of the same vendor in the same order: credit notes are netted among them.
    `export` and `transfer`, the sum left for the vendor, are laid in by who carries the wish out.
    """

    format: str
    again: bool = False
    period: str = ""
    partners: tuple[str, ...] = ()
    export: str = field(default="")
    transfer: int | None = field(default=None)

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the export; an auditor's copy may be made as often as one is asked for."""
        _issued(state)
        if self.export and self.export in state.exports:
            return (AdviceUnchanged(),)
        known = self.format in state.exported
        if known and not self.again and self.format != GOBD:
            raise AlreadyExported
        self._fits(state)
        if self.format == SEPA:
            self._payable(state)
        return (AdviceExported(self.format, self.export, known),)

    def _fits(self, state: Advice) -> None:
        # Its cancellation is booked, so what was cancelled after an objection must be, too.
        if state.objected and not state.cancelled_by and self.format != GOBD:
            raise Objected
        if self.format in {ZIP, GOBD} and not state.pdf:
            raise NotRendered
        if self.format == DATEV:
            self._dated(frozen(state))

    def _dated(self, snapshot: Snapshot) -> None:
        month = snapshot.issued_on[:7]
        if self.period and month != self.period:
            sentence = (
                f"The credit advice is dated {snapshot.issued_on}, the file is of {self.period}; "
                f"export it with the period {month}."
            )
            raise OutsidePeriod(sentence)
        if snapshot.currency != EURO:
            raise NotInEuro

    def _payable(self, state: Advice) -> None:
        snapshot = frozen(state)
        if state.cancelled_by:
            raise AlreadyCancelled
        if state.paid_on:
            raise AlreadyPaid
        if snapshot.currency != EURO:
            raise NotInEuro
        if not snapshot.iban:
            raise AccountMissing
        left = owed(snapshot) if self.transfer is None else self.transfer
        if left <= 0 and (self.transfer is not None or not snapshot.cancels):
            raise NothingToTransfer


@command("advice.delivery-requested", kind="deliver-advices")
@dataclass(frozen=True, slots=True)
class DeliverAdvice(_Outgoing):
    """Hand the document over: by `mail`, or as an `eml` file in a folder; `again` repeats what was done.

    `facts` are laid in by who carries the wish out, once the message is on its way.
    """

    channel: str
    folder: str = ""
    again: bool = False
    facts: tuple[AdviceDelivered, ...] = field(default=())

    def decide(self, state: Advice, cx: Circumstance) -> Facts:
        """Answer with the delivery, with nothing while it has not been carried out."""
        _issued(state)
        if any(each.message_id in state.messages for each in self.facts):
            return (AdviceUnchanged(),)
        if state.cancelled_by:
            raise AlreadyCancelled
        if state.objected:
            raise Objected
        if not state.pdf:
            raise NotRendered
        if state.delivered and not self.again:
            raise AlreadyDelivered
        return self.facts


def owed(snapshot: Snapshot) -> int:
    """Return what is to be transferred for a document in minor units; what is to be recovered is negative."""
    return -snapshot.payable if snapshot.type_code == SELF_BILLED_CREDIT else snapshot.payable


def frozen(state: Advice) -> Snapshot:
    """Return the snapshot of an issued advice."""
    if state.snapshot is None:
        raise NotRendered
    return state.snapshot


def _issued(state: Advice) -> None:
    if not state.state:
        raise AdviceUnknown
    if state.state not in FIXED:
        raise NotIssued
