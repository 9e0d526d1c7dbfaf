"""The report for the Künstlersozialkasse: what self-employed people were paid in a year, and the levy on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rightsdesk.documents.exports.content import Item
from rightsdesk.documents.tables import Column
from rightsdesk.domain import money, tax
from rightsdesk.domain.vendor import Vendor
from rightsdesk.faults import Invalid

SELF_EMPLOYED, COMPANY = "self_employed", "company"
EURO = "EUR"

COLUMNS = (
    Column("vendor", "Vendor"),
    Column("name", "Name"),
    Column("country", "Country"),
    Column("legal_form", "Legal form"),
    Column("counts", "Counts"),
    Column("documents", "Documents", "integer"),
    Column("base", "Fees without VAT", "money", "currency"),
    Column("rate", "Rate %", "decimal"),
    Column("levy", "Levy", "money", "currency"),
    Column("currency", "Currency"),
)


@dataclass(frozen=True, slots=True)
class Levy:
    """What one vendor was paid in one currency, in minor units."""

    vendor: str
    currency: str
    documents: int
    base: int


def report(year: int, items: Iterable[Item], vendors: dict[str, Vendor]) -> list[dict[str, Any]]:
    """Return a row for each vendor and currency (section 25 KSVG): VAT does not count, companies do not count.

    Where the legal form is not known the row says so and bears no levy: a person decides.
    """
    rate = tax.SOCIAL_LEVY.get(year)
    if rate is None:
        known = ", ".join(map(str, sorted(tax.SOCIAL_LEVY)))
        raise Invalid(f"The rate of the Künstlersozialabgabe of {year} is not known; known are {known}.", code="YEAR")
    return [_row(each, rate, vendors[each.vendor]) for each in _summed(item for item in items if _year(item) == year)]


def _year(item: Item) -> int:
    """Return the year in which the fee counts: that of its payment, else that of the document."""
    return int((item.paid_on or item.snapshot.issued_on)[:4])


def _summed(items: Iterable[Item]) -> list[Levy]:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for item in items:
        shown = item.snapshot
        documents, base = found.get((item.vendor, shown.currency), (0, 0))
        net = -shown.net if shown.type_code == "261" else shown.net
        found[item.vendor, shown.currency] = documents + 1, base + net
    return [Levy(vendor, currency, *sums) for (vendor, currency), sums in sorted(found.items())]


def _row(levy: Levy, rate: str, vendor: Vendor) -> dict[str, Any]:
    form = vendor.profile.get("legal_form", "")
    counts = form == SELF_EMPLOYED
    return {
        "vendor": levy.vendor,
        "name": vendor.profile.get("name", levy.vendor),
        "country": vendor.profile.get("country", ""),
        "legal_form": form,
        "counts": "yes" if counts else "no" if form == COMPANY else "not known: enter the legal form",
        "documents": levy.documents,
        "base": levy.base,
        "rate": rate if counts else "0",
        "levy": max(0, money.share(levy.base, rate)) if counts else 0,
        "currency": levy.currency,
    }
