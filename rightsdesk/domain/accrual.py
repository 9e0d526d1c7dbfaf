"""What a use of a picture costs: decided once, from the agreement in force on its day and the price of that day.

Billed on use: a person's price, else the row of the rate card that fits, else the vendor's price of the moment, else
the agreement's rate. Billed on purchase: nothing. Flat: nothing while the quota lasts. What a bought or otherwise
obtained right covers owes nothing more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rightsdesk.domain import ids, period, terms
from rightsdesk.domain.account import Charge
from rightsdesk.domain.rights import Grant, Usage
from rightsdesk.domain.terms import END, Agreement


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in minor units (None = unknown) with its currency and where it came from."""

    amount: int | None
    currency: str
    basis: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A use to be priced: the picture's key and title, its usage, and the moment of placement (ISO 8601)."""

    image: str
    title: str
    usage: Usage
    at: str

    @property
    def day(self) -> str:
        """Return the day of use in the publisher's zone, ISO 8601."""
        return period.day_of(self.at)

    @property
    def days(self) -> int | None:
        """Return the planned length in days, begun days count; None for a use without a planned end."""
        if self.usage.planned_until is None:
            return None
        planned = period.seconds(self.usage.planned_until) - period.seconds(self.at)
        return max(1, -(-planned // 86_400))


def covering(grants: Iterable[Grant], placed: Placed) -> Grant | None:
    """Return a right that was obtained for this platform and medium and held at the moment of placement."""
    at = period.seconds(placed.at)
    for grant in grants:
        meets = grant.platform in {"", placed.usage.platform} and grant.medium in {"", placed.usage.medium}
        begun = not grant.starts_at or period.seconds(grant.starts_at) <= at
        if meets and begun and at < (END if grant.use_until is None else period.seconds(grant.use_until)):
            return grant
    return None


def charge(placed: Placed, agreement: Agreement | None, own: Price, *, spent: bool) -> Charge | None:
    """Return what is owed for an uncovered use under the agreement in force on its day; None when nothing is.

    `own` is the picture's price of that moment (basis item or manual); `spent` says that a flat quota is used up.
    """
    if agreement is None or agreement.billing_mode == "on_purchase":
        return None
    if agreement.billing_mode == "flat" and not spent:
        return None
    price = priced(placed, agreement, own)
    return Charge(
        charge_id=charge_id(placed.usage.usage_id),
        image=placed.image,
        title=placed.title,
        amount=price.amount,
        currency=price.currency,
        occurred_on=placed.day,
        basis=price.basis,
        usage_id=placed.usage.usage_id,
        article=placed.usage.article,
        rate_version=agreement.version,
        kind=placed.usage.kind,
    )


@lru_cache(maxsize=1024)
def charge_id(usage_id: str) -> str:
    """Return the identifier of the charge for a usage: however often it is reported, it is owed once."""
    return ids.named("usage-charge", usage_id)


def priced(placed: Placed, agreement: Agreement, own: Price) -> Price:
    """Return the price of a use by the order of this module's first paragraph; flat agreements know no item price."""
    usage = placed.usage
    if own.basis == "manual" and own.amount is not None:
        return own
    row = terms.row_for(agreement, usage.kind, usage.medium, usage.size, placed.days)
    if row is not None:
        return Price(row.amount, agreement.currency, "card")
    if own.amount is not None and agreement.billing_mode == "on_use":
        return own
    if agreement.rate is not None:
        return Price(agreement.rate, agreement.currency, "agreement")
    return Price(None, agreement.currency, "unknown")


def extension_price(agreement: Agreement | None, own: Price) -> Price:
    """Return what a longer time online costs: the card's row for it, else the picture's price, else the rate."""
    row = terms.row_for(agreement, terms.EXTENSION, "", "", None) if agreement else None
    if row is not None and agreement is not None:
        return Price(row.amount, agreement.currency, "card")
    if own.amount is not None:
        return own
    if agreement is not None and agreement.rate is not None:
        return Price(agreement.rate, agreement.currency, "agreement")
    return Price(None, own.currency, "unknown")


@dataclass(frozen=True, slots=True)
class Extended:
    """A longer time online to be paid: the picture's key and title, the grant that lasts longer, until when, since."""

    image: str
    title: str
    grant_id: str
    until: str | None
    day: str


def extension(extended: Extended, price: Price, agreement: Agreement | None) -> Charge:
    """Return what is owed for a longer time; the same grant until the same moment is owed once."""
    return Charge(
        charge_id=extension_id(extended.grant_id, extended.until),
        image=extended.image,
        title=extended.title,
        amount=price.amount,
        currency=price.currency,
        occurred_on=extended.day,
        basis=price.basis,
        grant_id=extended.grant_id,
        rate_version=agreement.version if agreement else 0,
    )


def extension_id(grant_id: str, until: str | None) -> str:
    """Return the identifier of the charge for letting a grant last until a moment, None = for ever."""
    return ids.named("extension-charge", grant_id, until or "")


def flat_fee(platform: str, vendor: str, month: period.Month, agreement: Agreement | None) -> Charge | None:
    """Return the fee that a flat agreement owes for a calendar month, on the first of the platforms it names."""
    if agreement is None or agreement.billing_mode != "flat" or agreement.flat_fee is None:
        return None
    if agreement.platforms and platform != agreement.platforms[0]:
        return None
    return Charge(
        charge_id=ids.named("flat-fee", vendor, platform if agreement.platforms else "", str(month)),
        image="",
        title=f"Flat fee {month}",
        amount=agreement.flat_fee,
        currency=agreement.currency,
        occurred_on=month.last.isoformat(),
        basis="flat",
        rate_version=agreement.version,
    )
