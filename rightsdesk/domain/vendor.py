"""The story of a vendor: who is paid, on what agreement, to which account."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rightsdesk.domain import ids, tax, terms
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, event
from rightsdesk.domain.terms import Agreement, QuotaMark

PROFILE = (
    *("name", "street", "postcode", "city", "country", "vat_id", "tax_no", "email", "contact", "phone", "language"),
    *("tax_scheme", "legal_form", "withholding", "certificate_from", "certificate_until", "certificate_cap"),
)
"""`tax_scheme`: see `tax.SCHEMES`; `legal_form`: self_employed or company (section 24 KSVG); `withholding`: none where
section 50a EStG does not apply; `certificate_*`: an exemption certificate's first and last day (ISO) and yearly cap.
"""
CHOICES = {
    "tax_scheme": tax.SCHEMES,
    "legal_form": ("", "self_employed", "company"),
    "withholding": ("", "none"),
}
"""Fields of the profile that take one of a few words."""

_DAYS = ("certificate_from", "certificate_until")
_CAP = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_PERCENT = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
_LETTER_TO_NUMBER = str.maketrans({chr(65 + n): str(10 + n) for n in range(26)})


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor as its stream tells it."""

    vendor_id: str = ""
    profile: dict[str, str] = field(default_factory=dict)
    agreement: Agreement | None = None
    agreements: tuple[Agreement, ...] = ()
    quotas: tuple[QuotaMark, ...] = ()
    uses: dict[str, int] = field(default_factory=dict)
    consent_on: str | None = None
    iban: str = ""
    bic: str = ""
    blocked: str = ""
    unconfirmed: str = ""


class VendorUnknown(Refused):
    """This vendor is not registered; import or register it first."""


class NoSuchVendorField(Refused):
    """There is no such field of a vendor."""


class NoSuchValue(Refused):
    """A field of a vendor does not take this value."""


class NotAnIban(Refused):
    """The IBAN's check digits do not fit (ISO 13616); nothing was changed."""


class OwnChange(Refused):
    """You changed this bank account; another person must confirm it."""


class AnotherAccount(Refused):
    """This is not the vendor's present bank account; look again."""


class SelfBillingNotAgreed(Refused):
    """The vendor has not agreed to self-billing; record the consent first."""


class BankAccountMissing(Refused):
    """The vendor's bank account is missing; enter the IBAN first."""


class AgreementMissing(Refused):
    """There is no agreement with this vendor; enter billing mode, VAT rate and payment terms first."""


class VendorIsBlocked(Refused):
    """The vendor is blocked for billing."""


@event("vendor.registered")
@dataclass(frozen=True, slots=True)
class VendorRegistered(Event[Vendor]):
    """A vendor was set up."""

    vendor_id: str
    profile: dict[str, str]

    def evolve(self, state: Vendor) -> Vendor:
        """Begin the vendor's story."""
        return replace(state, vendor_id=self.vendor_id, profile=self.profile)


@event("vendor.changed")
@dataclass(frozen=True, slots=True)
class VendorChanged(Event[Vendor]):
    """Name, address or tax identifiers changed."""

    profile: dict[str, str]

    def evolve(self, state: Vendor) -> Vendor:
        """Lay the changed fields over the profile."""
        return replace(state, profile={**state.profile, **self.profile})


@event("vendor.self-billing-agreed")
@dataclass(frozen=True, slots=True)
class VendorSelfBillingAgreed(Event[Vendor]):
    """The vendor agreed that the publisher issues the invoices (UStG section 14 (2) sentence 5)."""

    agreed_on: str
    document: str = ""

    def evolve(self, state: Vendor) -> Vendor:
        """Keep the day of consent."""
        return replace(state, consent_on=self.agreed_on)


@event("vendor.agreement-changed")
@dataclass(frozen=True, slots=True)
class VendorAgreementChanged(Event[Vendor]):
    """Billing mode, rate, VAT rate or payment terms were agreed anew."""

    agreement: Agreement

    def evolve(self, state: Vendor) -> Vendor:
        """Keep the agreement beside those before it; which one is in force is asked of a day."""
        return replace(state, agreement=self.agreement, agreements=(*state.agreements, self.agreement))


@event("vendor.uses-counted")
@dataclass(frozen=True, slots=True)
class VendorUsesCounted(Event[Vendor]):
    """Further uses fell into a contract period (ISO days, half-open) of an agreement with a quota."""

    period_from: str
    period_until: str
    uses: int

    def evolve(self, state: Vendor) -> Vendor:
        """Add them up by period."""
        before = state.uses.get(self.period_from, 0)
        return replace(state, uses={**state.uses, self.period_from: before + self.uses})


@event("vendor.quota-reached")
@dataclass(frozen=True, slots=True)
class VendorQuotaReached(Event[Vendor]):
    """So many percent of the uses that a contract period covers are taken; at 100 a further use needs a person."""

    mark: QuotaMark

    def evolve(self, state: Vendor) -> Vendor:
        """Keep the mark."""
        return replace(state, quotas=(*state.quotas, self.mark))


@event("vendor.bank-account-changed")
@dataclass(frozen=True, slots=True)
class VendorBankAccountChanged(Event[Vendor]):
    """The account to which the vendor is paid changed."""

    iban: str
    bic: str = ""
    by: str = ""

    def evolve(self, state: Vendor) -> Vendor:
        """Replace the bank account; where there was another one, a second person must confirm it."""
        unconfirmed = state.unconfirmed
        if state.iban != self.iban:
            unconfirmed = self.by if state.iban else ""
        return replace(state, iban=self.iban, bic=self.bic, unconfirmed=unconfirmed)


@event("vendor.bank-account-confirmed")
@dataclass(frozen=True, slots=True)
class VendorBankAccountConfirmed(Event[Vendor]):
    """A second person confirmed the changed bank account."""

    iban: str
    by: str

    def evolve(self, state: Vendor) -> Vendor:
        """Let it be paid."""
        return replace(state, unconfirmed="" if state.iban == self.iban else state.unconfirmed)


@event("vendor.blocked", outcome="done")
@dataclass(frozen=True, slots=True)
class VendorBlocked(Event[Vendor]):
    """The vendor must not be billed for the reason given; an empty reason lifts the block.

    `previous` is the reason that stood before.
    """

    reason: str
    previous: str = ""

    def evolve(self, state: Vendor) -> Vendor:
        """Keep or lift the block."""
        return replace(state, blocked=self.reason)


Facts = tuple[Event[Any], ...]


@dataclass(frozen=True, slots=True)
class RegisterVendor(Command[Vendor]):
    """Set up a vendor or change its profile; fields left out stay as they are."""

    vendor_id: str
    profile: dict[str, str]

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the registration, with what changed, or with silence."""
        ids.checked(self.vendor_id, "vendor")
        for name in self.profile:
            if name not in PROFILE:
                sentence = f"A vendor has no field {name!r}; fields are {', '.join(PROFILE)}."
                raise NoSuchVendorField(sentence)
        for sentence in _unusable(self.profile):
            raise NoSuchValue(sentence)
        if not state.vendor_id:
            return (VendorRegistered(self.vendor_id, self.profile),)
        changed = {name: value for name, value in self.profile.items() if state.profile.get(name) != value}
        return (VendorChanged(changed),) if changed else ()


@dataclass(frozen=True, slots=True)
class AgreeSelfBilling(Command[Vendor]):
    """Record the vendor's consent to self-billing, given on a day (ISO 8601)."""

    agreed_on: str
    document: str = ""

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the consent unless it stands already."""
        _registered(state)
        try:
            date.fromisoformat(self.agreed_on)
        except ValueError as error:
            sentence = f"The day of consent {self.agreed_on!r} is no date; write it as 2026-01-31."
            raise terms.NotAnAgreement(sentence) from error
        return () if state.consent_on == self.agreed_on else (VendorSelfBillingAgreed(self.agreed_on, self.document),)


@dataclass(frozen=True, slots=True)
class ChangeAgreement(Command[Vendor]):
    """Agree on billing mode, rates, VAT rate (percent as text) and payment terms (days), from a day on."""

    agreement: Agreement

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the agreement unless it stands already; refuse terms that cannot be used."""
        _registered(state)
        wanted = terms.checked(self.agreement)
        if not _PERCENT.fullmatch(wanted.vat_rate):
            sentence = f"{wanted.vat_rate!r} is no VAT rate; write the percentage, 7 or 19 for example."
            raise terms.NotAnAgreement(sentence)
        newest = state.agreement
        if newest is not None and replace(wanted, version=newest.version) == newest:
            return ()
        return (VendorAgreementChanged(replace(wanted, version=len(state.agreements) + 1)),)


@dataclass(frozen=True, slots=True)
class ChangeBankAccount(Command[Vendor]):
    """Pay the vendor to this account from now on."""

    iban: str
    bic: str = ""

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the change unless it stands already; refuse an IBAN with wrong check digits."""
        _registered(state)
        iban = self.iban.replace(" ", "").upper()
        if not is_iban(iban):
            sentence = f"The IBAN {self.iban!r} has wrong check digits or length; nothing was changed."
            raise NotAnIban(sentence)
        same = (state.iban, state.bic) == (iban, self.bic)
        return () if same else (VendorBankAccountChanged(iban, self.bic, cx.actor),)


@dataclass(frozen=True, slots=True)
class ConfirmBankAccount(Command[Vendor]):
    """Confirm, as another person than the one who changed it, that this changed account is the vendor's."""

    iban: str

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the confirmation; refuse the person who made the change, and another account."""
        _registered(state)
        if self.iban.replace(" ", "").upper() != state.iban:
            raise AnotherAccount
        if not state.unconfirmed:
            return ()
        if state.unconfirmed == cx.actor:
            raise OwnChange
        return (VendorBankAccountConfirmed(state.iban, cx.actor),)


@dataclass(frozen=True, slots=True)
class BlockVendor(Command[Vendor]):
    """Stop billing a vendor for a reason; an empty reason lifts the block."""

    reason: str

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the block unless it stands already."""
        _registered(state)
        return () if state.blocked == self.reason else (VendorBlocked(self.reason, state.blocked),)


def _unusable(profile: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with values that something else is decided by; an empty one is always right."""
    for name, value in profile.items():
        shown = name.replace("_", " ")
        if name in CHOICES and value not in CHOICES[name]:
            words = ", ".join(filter(None, CHOICES[name]))
            yield f"There is no {shown} {value!r}; write {words}, or leave it empty."
        elif value and name in _DAYS and not _is_day(value):
            yield f"The {shown} {value!r} is no day; write it as 2026-01-31."
        elif value and name == "certificate_cap" and not _CAP.fullmatch(value):
            yield f"The {shown} {value!r} is no amount; write it as 50000.00."
        elif value and name == "country" and not _COUNTRY.fullmatch(value):
            yield f"The country {value!r} is no code; write the two letters of ISO 3166, DE for example."
    first, last = (profile.get(name, "") for name in _DAYS)
    if first and last and last < first:
        yield f"The certificate would end on {last}, before it begins on {first}."


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _registered(state: Vendor) -> None:
    if not state.vendor_id:
        raise VendorUnknown


def is_iban(text: str) -> bool:
    """Say whether the text is an IBAN whose check digits fit (ISO 13616, modulus 97)."""
    if not _IBAN.fullmatch(text):
        return False
    return int((text[4:] + text[:4]).translate(_LETTER_TO_NUMBER)) % 97 == 1


def billable(vendor: Vendor, day: str = "") -> Agreement:
    """Return the agreement on which credit advices are made out, or refuse, naming what is missing.

    `day` (ISO) says for which day it is made out: what was earned under an agreement is paid on it after its end, too.
    Without a day the newest agreement counts.
    """
    if not vendor.vendor_id:
        raise VendorUnknown
    if vendor.blocked:
        sentence = f"The vendor is blocked for billing: {vendor.blocked}"
        raise VendorIsBlocked(sentence)
    agreement = terms.settling(vendor.agreements, day) if day else vendor.agreement
    if agreement is None:
        raise AgreementMissing
    if not vendor.consent_on:
        raise SelfBillingNotAgreed
    if not vendor.iban:
        raise BankAccountMissing
    return agreement
