"""What is odd about a credit advice when it is compared with everything around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from rightsdesk.documents.checking.codes import found
from rightsdesk.documents.checking.head import is_day
from rightsdesk.documents.checking.uses import of_uses
from rightsdesk.domain import money, period, tax, terms
from rightsdesk.domain.advice import Advice, Finding, Line, Snapshot
from rightsdesk.domain.vendor import Vendor
from rightsdesk.ledger.surroundings import Around, Candidate, in_months

UNUSUAL = 25
"""Percent by which an amount may differ from the mean of the last six months before a person should look."""

MONTHS = 6
EXPIRING = timedelta(days=30)
"""So long before its end a certificate is asked for anew."""


@dataclass(frozen=True, slots=True)
class _Case:
    snapshot: Snapshot
    advice: Advice
    vendor: Vendor
    around: Around


def doubts(snapshot: Snapshot, candidate: Candidate, around: Around) -> tuple[Finding, ...]:
    """Return what speaks against issuing a snapshot, or for a person's look at it."""
    case = _Case(snapshot, candidate.advice, candidate.vendor, around)
    every = (_of_vendor, _of_account, _of_terms, _of_tax, _of_certificate, _of_amount)
    found_out = [finding for rule in every for finding in rule(case)]
    return (*found_out, *of_uses(snapshot, around))


def _of_vendor(case: _Case) -> Iterator[Finding]:
    if case.vendor.blocked:
        yield found("vendor-blocked", reason=case.vendor.blocked)
    if case.around.same_address:
        yield found("vendor-twice", vendor=case.around.same_address[0])
    if case.around.gap:
        yield found("number-gap", series=case.around.gap[0], number=case.around.gap[1])


def _of_account(case: _Case) -> Iterator[Finding]:
    last = case.around.last
    if case.vendor.unconfirmed:
        yield found("account-unconfirmed", person=case.vendor.unconfirmed)
    if case.around.same_account:
        yield found("account-shared", vendor=case.around.same_account[0])
    if last is not None and last.iban and last.iban != case.snapshot.iban:
        yield found("account-changed", number=last.number)


def _of_terms(case: _Case) -> Iterator[Finding]:
    agreements, last = case.vendor.agreements, case.snapshot.period_last
    settling = terms.settling(agreements, last)
    if settling is None:
        yield found("agreement-missing")
    elif terms.in_force(agreements, last) is None:
        yield found("agreement-expired", day=settling.valid_until)
    days = [line.occurred_on[:10] for line in case.snapshot.lines if line.occurred_on]
    consent = case.snapshot.consent_on
    if consent and days and min(days) < consent <= case.snapshot.issued_on:
        yield found("consent-younger", day=consent)


def _of_tax(case: _Case) -> Iterator[Finding]:
    """Yield whether the vendor would be taxed otherwise if the advice were drafted now."""
    agreement = terms.settling(case.vendor.agreements, case.snapshot.period_last)
    home = case.snapshot.buyer.country or tax.HOME
    country, scheme = case.vendor.profile.get("country", ""), case.vendor.profile.get("tax_scheme", "")
    category = tax.category(country, home, scheme)

    def moved(line: Line) -> bool:
        if line.category != category:
            return True
        if category != tax.RATED or agreement is None:
            return False
        agreed = terms.vat_rate(case.vendor.agreements, line.occurred_on, agreement)
        return line.vat_rate != tax.rate_of(line.kind, agreed, line.occurred_on)

    charges = tuple(line.charge_id for line in case.snapshot.lines if moved(line))
    if charges:
        yield found("tax-status-changed", charges)


def _of_certificate(case: _Case) -> Iterator[Finding]:
    """Yield what an exemption certificate (section 50c EStG) says to a payment that nothing is withheld from."""
    profile, issued = case.vendor.profile, case.snapshot.issued_on
    home = (case.snapshot.buyer.country or tax.HOME).upper()
    until = profile.get("certificate_until", "")
    if not is_day(until) or not is_day(issued) or profile.get("withholding") == "none":
        return
    if (profile.get("country", "").upper() or home) == home:
        return
    if until < issued:
        yield found("certificate-expired", day=until)
        return
    if date.fromisoformat(until) - date.fromisoformat(issued) <= EXPIRING:
        yield found("certificate-expiring", day=until)
    yield from _of_cap(case)


def _of_cap(case: _Case) -> Iterator[Finding]:
    cap, currency, year = _cap(case), case.snapshot.currency, case.advice.period[:4]
    if cap is None:
        return
    before = sum(one.licences for one in case.around.billed if one.currency == currency and one.period[:4] == year)
    total = before + sum(line.net for line in case.snapshot.lines if line.kind not in tax.SERVICES)
    if total > cap:
        yield found("certificate-exceeded", year=year, total=_money(total, currency), cap=_money(cap, currency))


def _cap(case: _Case) -> int | None:
    try:
        amount = Decimal(case.vendor.profile.get("certificate_cap", ""))
    except InvalidOperation:
        return None
    return int(amount.scaleb(money.exponent(case.snapshot.currency))) if amount.is_finite() else None


def _of_amount(case: _Case) -> Iterator[Finding]:
    """Yield an amount far from the mean of those of the last six months in which the vendor was billed at all."""
    begins = period.month(case.advice.period).first
    months = frozenset(f"{period.months_after(begins, -back):%Y-%m}" for back in range(1, MONTHS + 1))
    nets = in_months(case.around.billed, case.advice.platform, case.advice.currency, months)
    total = sum(nets.values())
    if not nets or total <= 0:
        return
    mean = Decimal(total) / len(nets)
    off = (Decimal(case.snapshot.net) - mean) / mean * 100
    if abs(off) > UNUSUAL:
        currency = case.snapshot.currency
        yield found(
            "amount-unusual",
            net=_money(case.snapshot.net, currency),
            percent=f"{off:+.0f}",
            mean=_money(round(mean), currency),
        )


def _money(minor: int, currency: str) -> str:
    return str(money.Money(minor, currency))
