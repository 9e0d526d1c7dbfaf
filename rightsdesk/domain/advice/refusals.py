"""Why something asked of a credit advice is refused; the first line of each is the sentence shown."""

from rightsdesk.domain.messages import Refused


class AdviceUnknown(Refused):
    """There is no credit advice with this identifier."""


class NotADraft(Refused):
    """Only a draft can be approved or rejected."""


class NotApproved(Refused):
    """Only an approved credit advice can be issued; approve it first."""


class NotIssued(Refused):
    """Only an issued credit advice can be cancelled, objected to, delivered or paid."""


class AlreadyIssued(Refused):
    """The credit advice has been issued; issued documents never change. Cancel it by a document of its own."""


class AlreadyCancelled(Refused):
    """The credit advice has been cancelled."""


class IsCancellation(Refused):
    """This document cancels another one and stays; generate and issue a new credit advice instead."""


class CancelledBeforeIssue(Refused):
    """A credit advice cannot be cancelled on a day before it was issued."""


class CancelledAhead(Refused):
    """A credit advice cannot be cancelled on a day that is still to come."""


class PeriodClosed(Refused):
    """A credit advice cannot be cancelled on a day of a closed period; take a later one."""


class NoSuchKind(Refused):
    """A cancelling document is of kind 389 (negative quantities) or 261 (credit note for Peppol)."""


class FourEyes(Refused):
    """You generated this credit advice; another person must approve it, as the setting four_eyes asks."""


class SecondApproval(Refused):
    """You gave the first approval; the second one must come from another person."""


class NotAnApprover(Refused):
    """You are not among those who approve; see the setting approvers."""


class VendorAsked(Refused):
    """The vendor has been asked about this credit advice; take it off hold first."""


class Stopped(Refused):
    """A check stops this credit advice."""


class Objected(Refused):
    """The vendor has objected; nothing is paid or exported until the objection is withdrawn."""


class ReasonNeeded(Refused):
    """A reason is needed; say why."""


class AlreadyExported(Refused):
    """The credit advice stands in an export of this format already; export it again only as a marked duplicate."""


class AlreadyDelivered(Refused):
    """The credit advice was delivered already; deliver it again only if that is meant."""


class NotRendered(Refused):
    """The credit advice has no document yet; issue it again to have it made."""


class OutsidePeriod(Refused):
    """The credit advice is not of the month of this file."""


class NotInEuro(Refused):
    """Only credit advices in euros go into this file; settle other currencies by hand."""


class AccountMissing(Refused):
    """The credit advice names no bank account of the vendor; cancel it and issue it anew with one."""


class NothingToTransfer(Refused):
    """Nothing is left to transfer to this vendor; credit notes stay until other credit advices exceed them."""


class NeverPaid(Refused):
    """What this document cancels was never paid; the two settle each other and nothing is transferred."""


class NoAddress(Refused):
    """The vendor has no e-mail address; enter it first."""


class AlreadyPaid(Refused):
    """The credit advice has been paid."""
