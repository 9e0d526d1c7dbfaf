"""Faults of a document's head: its type, number, dates, period and currency."""

from collections.abc import Iterator
from datetime import date

from rightsdesk import registers
from rightsdesk.documents.checking.circumstances import Circumstances
from rightsdesk.documents.checking.codes import found
from rightsdesk.domain import money
from rightsdesk.domain.advice import Finding, Snapshot
from rightsdesk.domain.advice.content import SELF_BILLED, SELF_BILLED_CREDIT

_MOST_DECIMALS = 2
"""Decimals that an amount of an invoice may have (EN 16931 BR-DEC-09 to BR-DEC-23)."""


def of_head(snapshot: Snapshot, cx: Circumstances) -> Iterator[Finding]:
    """Yield what is wrong with everything above the lines."""
    yield from _type(snapshot)
    if cx.final and not snapshot.number.strip():
        yield found("number-missing")
    if snapshot.cancels and not is_day(snapshot.preceding_on):
        yield found("preceding-date-missing", number=snapshot.cancels)
    yield from _issue(snapshot.issued_on, cx)
    yield from _due(snapshot)
    yield from _period(snapshot)
    if not registers.is_currency(snapshot.currency):
        yield found("currency-unknown", currency=snapshot.currency)
    elif money.exponent(snapshot.currency) > _MOST_DECIMALS:
        yield found("currency-decimals", currency=snapshot.currency)
    if snapshot.tax_currency not in {"", snapshot.currency}:
        yield found("tax-currency", currency=snapshot.tax_currency)


def is_day(text: str) -> bool:
    """Say whether a text is a day such as 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _type(snapshot: Snapshot) -> Iterator[Finding]:
    if snapshot.type_code not in {SELF_BILLED, SELF_BILLED_CREDIT}:
        yield found("type-wrong", type=snapshot.type_code)
    elif snapshot.type_code == SELF_BILLED_CREDIT and not snapshot.cancels:
        yield found("type-261-alone")


def _issue(day: str, cx: Circumstances) -> Iterator[Finding]:
    if not day:
        yield found("issue-date-missing")
    elif not is_day(day):
        yield found("issue-date-wrong", day=day)
    elif cx.today and day > cx.today:
        yield found("issue-date-future", day=day)
    elif day <= cx.closed_until:
        yield found("issue-date-closed", day=day)


def _due(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot.due_on:
        yield found("due-date-missing")
    elif not is_day(snapshot.due_on):
        yield found("due-date-wrong", day=snapshot.due_on)
    elif is_day(snapshot.issued_on) and snapshot.due_on < snapshot.issued_on:
        yield found("due-date-early", day=snapshot.due_on)


def _period(snapshot: Snapshot) -> Iterator[Finding]:
    first, last = snapshot.period_first, snapshot.period_last
    if not first and not last:
        yield found("period-missing")
    elif not is_day(first) or not is_day(last):
        yield found("period-wrong", first=first, last=last)
    elif last < first:
        yield found("period-reversed", first=first, last=last)
    else:
        outside = {line.occurred_on[:10] for line in snapshot.lines if line.occurred_on} - {""}
        odd = sorted(day for day in outside if not first <= day <= last)
        if odd:
            charges = tuple(line.charge_id for line in snapshot.lines if line.occurred_on[:10] in odd)
            yield found("line-outside-period", charges, day=odd[0])
