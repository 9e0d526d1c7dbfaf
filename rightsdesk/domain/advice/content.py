"""What a credit advice says: positions, tax groups, parties, and the snapshot frozen at issue."""

from dataclasses import dataclass
from typing import Literal

from rightsdesk.domain import money
from rightsdesk.domain.tax import RATED, REASONS

SELF_BILLED, SELF_BILLED_CREDIT = "389", "261"
"""Kind of document (EN 16931 BT-3, UNTDID 1001): a self-billed invoice; its credit note as Peppol knows it."""

Severity = Literal["stop", "warning"]


@dataclass(frozen=True, slots=True)
class Line:
    """One position: the charge it settles, what was delivered, its net amount in minor units and its VAT rate.

    `kind` is the kind of use, `article` where it was used, `category` the VAT category (EN 16931 BT-151). `net` of a
    cancellation is negative. `currency` is only given where it is not the document's. `price` of one unit is a decimal
    text with at most four decimals, empty = the net amount itself.
    """

    charge_id: str
    image: str
    title: str
    occurred_on: str
    net: int
    vat_rate: str
    category: str = RATED
    kind: str = ""
    article: str = ""
    currency: str = ""
    quantity: int = 1
    price: str = ""


@dataclass(frozen=True, slots=True)
class VatGroup:
    """The tax of one category and rate, computed once on the summed base (EN 16931 BG-23, BR-CO-17)."""

    rate: str
    base: int
    tax: int
    category: str = RATED
    reason: str = ""
    code: str = ""


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
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the document shows, frozen at issue; nothing else may be read to render it.

    `cancels` and `replaces` are numbers of earlier documents (EN 16931 BG-3) issued on `preceding_on`; `withheld` and
    `surcharge` are kept back from the payment (section 50a EStG) and are no part of the invoice's totals.
    `agreement` is the contract's number (BT-12), `buyer_reference` BT-10. `tax_currency` (BT-6) is empty: the
    document's own. `profile` names the rules of the data where they are not EN 16931 itself (`xrechnung`);
    `letterhead` and `imprint` are the platform's own lines of head and foot.
    """

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
    type_code: str = SELF_BILLED
    cancels: str = ""
    replaces: str = ""
    preceding_on: str = ""
    agreement: str = ""
    buyer_reference: str = ""
    withheld: int = 0
    surcharge: int = 0
    tax_currency: str = ""
    profile: str = ""
    letterhead: str = ""
    imprint: str = ""

    @property
    def payable(self) -> int:
        """Return what is transferred, in minor units: the gross total less what is withheld."""
        return self.gross - self.withheld - self.surcharge

    @property
    def preceding(self) -> str:
        """Return the number of the document that this one cancels or replaces."""
        return self.cancels or self.replaces


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a permanent `code`, the sentence shown, the one action that helps, the charges it is about.

    `stop` forbids issuing; with a `warning` a person decides.
    """

    code: str
    severity: Severity
    sentence: str
    action: str = ""
    charges: tuple[str, ...] = ()


def vat_groups(lines: tuple[Line, ...]) -> tuple[VatGroup, ...]:
    """Return base and tax of each category and rate, lowest rate first; tax is rounded once per group."""
    bases: dict[tuple[str, str], int] = {}
    for line in lines:
        kind = line.category, line.vat_rate
        bases[kind] = bases.get(kind, 0) + line.net
    return tuple(
        VatGroup(rate, bases[category, rate], money.share(bases[category, rate], rate), category, *_why(category))
        for category, rate in sorted(bases, key=lambda kind: (tuple(map(int, kind[1].split("."))), kind[0]))
    )


def sums(lines: tuple[Line, ...]) -> tuple[int, int, int]:
    """Return net, tax and gross in minor units (EN 16931 BT-109, BT-110, BT-112)."""
    groups = vat_groups(lines)
    net, due = sum(group.base for group in groups), sum(group.tax for group in groups)
    return net, due, net + due


def _why(category: str) -> tuple[str, str]:
    code, reason = REASONS.get(category, ("", ""))
    return reason, code
