"""What was agreed with a vendor, dated: who may use what, what a use costs, how much is included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rightsdesk.domain import money, period, rights
from rightsdesk.domain.messages import Refused

BILLING_MODES = ("on_use", "on_purchase", "flat")
EXTENSION = "extension"
"""The kind of a rate by which a longer time online is paid."""

_LONGEST_PERIOD = 120
_LONGEST_CREDIT = 3650
_PERCENT_OF_QUOTA = (80, 100)


class NotAnAgreement(Refused):
    """The agreement's terms cannot be used as written."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of a rate card: `amount` in minor units for uses of this kind, medium, size and length in days.

    An empty text fits everything, `days` None fits any length; the row that says most wins.
    """

    amount: int
    kind: str = ""
    medium: str = ""
    size: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed with a vendor from a day on (`valid_from`, ISO day, empty = ever since) until a day, half-open.

    `rate` in minor units is the price of a picture that carries none; a row of `rates` that fits goes before the
    picture's own price. `flat` mode owes `flat_fee` for each calendar month and covers `quota` uses for each contract
    period of `quota_months`. Below `minimum_payout` nothing is paid out yet. `version` counts the vendor's agreements.
    """

    billing_mode: str = "on_purchase"
    rate: int | None = None
    currency: str = "EUR"
    vat_rate: str = "7"
    payment_days: int = 30
    valid_from: str = ""
    valid_until: str = ""
    version: int = 0
    rates: tuple[Rate, ...] = ()
    platforms: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    flat_fee: int | None = None
    quota: int | None = None
    quota_months: int = 12
    minimum_payout: int = 0
    ends_online: bool = False


@dataclass(frozen=True, slots=True)
class QuotaMark:
    """So many percent of a contract period's uses were reached at a moment; days are ISO, the period half-open."""

    percent: int
    used: int
    quota: int
    period_from: str
    period_until: str
    at: str

    @property
    def full(self) -> bool:
        """Say whether nothing of the quota is left."""
        return self.percent == FULL


FULL = 100
"""Percent at which a quota is used up."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The agreement in force during a span of seconds since 1970, half-open; None = the vendor has none then."""

    starts: int
    ends: int
    agreement: Agreement | None


BEGINNING, END = -(10**12), 10**12
"""Before and after every moment anybody means, in seconds since 1970."""


def in_force(agreements: Iterable[Agreement], day: str) -> Agreement | None:
    """Return the agreement in force on a day (ISO): of those begun by then the latest; the later made wins a tie."""
    found = None
    for one in agreements:
        begun = one.valid_from <= day and (not one.valid_until or day < one.valid_until)
        if begun and (found is None or one.valid_from >= found.valid_from):
            found = one
    return found


def settling(agreements: Iterable[Agreement], day: str) -> Agreement | None:
    """Return the agreement on which a vendor is paid on a day (ISO): the one in force, else the last one begun."""
    begun = [one for one in agreements if one.valid_from <= day]
    return in_force(begun, day) or max(reversed(begun), key=lambda one: one.valid_from, default=None)


def vat_rate(agreements: Iterable[Agreement], day: str, otherwise: Agreement) -> str:
    """Return the VAT rate agreed for what was supplied on a day (ISO); before the first agreement that of another."""
    return (settling(tuple(agreements), day[:10]) or otherwise).vat_rate


def segments(agreements: tuple[Agreement, ...]) -> tuple[Segment, ...]:
    """Return the spans during which one and the same agreement is in force, covering all of time without gaps."""
    days = sorted({day for one in agreements for day in (one.valid_from, one.valid_until) if day})
    found: list[Segment] = []
    for begins, ends in zip(["", *days], [*days, ""], strict=True):
        agreement = in_force(agreements, begins)
        starts = period.begins(begins) if begins else BEGINNING
        until = period.begins(ends) if ends else END
        if found and found[-1].agreement == agreement:
            found[-1] = Segment(found[-1].starts, until, agreement)
        else:
            found.append(Segment(starts, until, agreement))
    return tuple(found)


def row_for(agreement: Agreement, kind: str, medium: str, size: str, days: int | None) -> Rate | None:
    """Return the row of the rate card that fits a use and says most about it, None when none fits.

    `days` is the planned length of the use, None for a use without a planned end.
    """
    fitting = [row for row in agreement.rates if _fits(row, kind, medium, size, days)]
    return max(fitting, key=_told, default=None)


def _fits(row: Rate, kind: str, medium: str, size: str, days: int | None) -> bool:
    if row.kind == EXTENSION != kind:
        return False
    same = row.kind in {"", kind} and row.medium in {"", medium} and row.size in {"", size}
    return same and (row.days is None or (days is not None and days <= row.days))


def _told(row: Rate) -> tuple[int, int, int]:
    """Rank a row: more named properties first, then the shorter length, then the higher amount."""
    named = bool(row.kind) + bool(row.medium) + bool(row.size) + (row.days is not None)
    return named, -(row.days if row.days is not None else 10**6), row.amount


def contract_period(agreement: Agreement, day: date) -> tuple[date, date]:
    """Return the contract period, half-open, that a day falls into; periods begin with the agreement or the year."""
    begin = date.fromisoformat(agreement.valid_from) if agreement.valid_from else date(day.year, 1, 1)
    months = (day.year - begin.year) * 12 + day.month - begin.month - (day.day < begin.day)
    turn = months // agreement.quota_months
    if period.months_after(begin, (turn + 1) * agreement.quota_months) <= day:
        turn += 1  # begun on the 31st, a period turns on the last day of a shorter month
    return (
        period.months_after(begin, turn * agreement.quota_months),
        period.months_after(begin, (turn + 1) * agreement.quota_months),
    )


def reached(quota: int, before: int, after: int) -> tuple[int, ...]:
    """Return the thresholds (80, 100 percent) that a count of uses has just passed; at 100 the quota is used up."""
    return tuple(mark for mark in _PERCENT_OF_QUOTA if before * 100 < quota * mark <= after * 100)


def checked(terms: Agreement) -> Agreement:
    """Return the terms, or refuse what could not be used, naming it."""
    money.checked_currency(terms.currency)
    for sentence in _faults(terms):
        raise NotAnAgreement(sentence)
    for medium in (*terms.media, *(row.medium for row in terms.rates)):
        rights.checked_medium(medium)
    return terms


def _faults(terms: Agreement) -> Iterable[str]:
    if terms.billing_mode not in BILLING_MODES:
        yield f"There is no billing mode {terms.billing_mode!r}; modes are {', '.join(BILLING_MODES)}."
    for day in (terms.valid_from, terms.valid_until):
        if day and not _is_day(day):
            yield f"{day!r} is no day; write it as 2026-01-31."
    if terms.valid_until and terms.valid_until <= terms.valid_from:
        yield f"The agreement would end on {terms.valid_until}, before it begins on {terms.valid_from}."
    amounts = (terms.rate, terms.flat_fee, terms.minimum_payout, *(row.amount for row in terms.rates))
    if terms.payment_days < 0 or any(amount is not None and amount < 0 for amount in amounts):
        yield "Rates, fees, minimum payout and payment days cannot be negative."
    if terms.payment_days > _LONGEST_CREDIT:
        yield f"Nobody is paid after {terms.payment_days} days; write {_LONGEST_CREDIT} at most."
    if terms.quota is not None and terms.quota < 1:
        yield f"A quota of {terms.quota} uses covers nothing; leave it out or write 1 at least."
    if not 1 <= terms.quota_months <= _LONGEST_PERIOD:
        yield f"A contract period has 1 to {_LONGEST_PERIOD} months, not {terms.quota_months}."
    if any(row.days is not None and row.days < 1 for row in terms.rates):
        yield "A rate for a length needs one day at least."


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
