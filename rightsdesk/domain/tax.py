"""Value added tax and its neighbours: category and rate of a line, what is withheld, decided by dated tables.

Rates change by day: what was supplied before a change is billed at the rate of its day (section 27 (1) UStG).
"""

from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from rightsdesk.domain import money

HOME = "DE"
"""Where a publisher is that does not say so."""

STANDARD, REDUCED = "standard", "reduced"
RATES: Final = {
    STANDARD: (("2007-01-01", "19"), ("2020-07-01", "16"), ("2021-01-01", "19")),
    REDUCED: (("1983-07-01", "7"), ("2020-07-01", "5"), ("2021-01-01", "7")),
}
"""Rate in percent from a day (ISO) on (section 12 (1) and (2), section 28 (1) and (2) UStG)."""

SERVICES: Final = frozenset({"commission", "expenses", "print", "retouch", "shoot"})
"""Kinds of use that are no licence of a copyright: the reduced rate of section 12 (2) no. 7 c UStG is not for them."""

RATED, EXEMPT, REVERSED, OUTSIDE = "S", "E", "AE", "O"
"""VAT categories (EN 16931 BT-118, UNTDID 5305): taxed, exempt, reverse charge, not subject to tax."""

SMALL_BUSINESS, NOT_TAXABLE = "small_business", "outside_scope"
SCHEMES: Final = ("", SMALL_BUSINESS, NOT_TAXABLE)
"""What a vendor's `tax_scheme` may be; empty = taxed as where it is established says."""

REASONS: Final = {
    EXEMPT: ("", "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG"),
    REVERSED: ("VATEX-EU-AE", "Steuerschuldnerschaft des Leistungsempfängers"),
    OUTSIDE: ("VATEX-EU-O", "Nicht steuerbar"),
}
"""Code and text of why no tax is shown (EN 16931 BT-121, BT-120; section 14a (5) UStG, section 34a UStDV)."""

WITHHELD, SOLIDARITY = "15", "5.5"
"""Percent of licence fees withheld from non-residents, and the surcharge on that tax (section 50a (2) EStG, SolzG)."""

SOCIAL_LEVY: Final = {2023: "5.0", 2024: "5.0", 2025: "5.0", 2026: "4.9"}
"""Percent of the Künstlersozialabgabe by year (section 26 KSVG); the publisher's cost, never the vendor's."""


class Withheld(NamedTuple):
    """Income tax and solidarity surcharge kept back from a payment, in minor units."""

    tax: int = 0
    surcharge: int = 0


def rate_on(supply: str, day: str) -> str | None:
    """Return the rate of a class of supplies on a day (ISO) in percent, None before its table begins."""
    return next((rate for since, rate in reversed(RATES[supply]) if since <= day), None)


def class_of(kind: str, agreed: str, day: str) -> str | None:
    """Return the class of a supply: by its kind of use, else by the rate agreed, as it is today or was on that day.

    None for an agreed rate that is in no table.
    """
    if kind in SERVICES:
        return STANDARD
    for supply, table in RATES.items():
        if any(_same(agreed, rate) for rate in (table[-1][1], rate_on(supply, day))):
            return supply
    return None


def rate_of(kind: str, agreed: str, day: str) -> str:
    """Return the rate of a line in percent; an agreed rate that is in no table stays as it is, for checks to find."""
    supply = class_of(kind, agreed, day)
    return (rate_on(supply, day) if supply else None) or agreed


def is_rate(rate: str, day: str) -> bool:
    """Say whether a rate is in force on a day (ISO)."""
    return any(_same(rate, rate_on(supply, day)) for supply in RATES)


def category(supplier: str, buyer: str, scheme: str) -> str:
    """Return the VAT category of what a supplier of one country (ISO 3166) supplies to a buyer of another.

    A country left blank is the buyer's own; small letters say the same as capitals.
    """
    supplier, buyer = supplier.strip().upper(), buyer.strip().upper()
    if scheme == NOT_TAXABLE:
        return OUTSIDE
    if supplier and buyer and supplier != buyer:
        return REVERSED
    return EXEMPT if scheme == SMALL_BUSINESS else RATED


def withheld(licences: int) -> Withheld:
    """Return what is kept back of net licence fees in minor units; parts of a cent of the surcharge are dropped."""
    tax = money.share(licences, WITHHELD)
    return Withheld(tax, money.floor_share(tax, SOLIDARITY))


def _same(one: str, other: str | None) -> bool:
    try:
        return other is not None and Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
