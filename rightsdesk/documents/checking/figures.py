"""Faults of lines, VAT and totals: everything is computed anew, exactly, to the cent.

The official rules tolerate a whole currency unit per VAT group (BR-CO-17, BR-S-09) and only warn of a line that is not
quantity times price (R120); here a cent is a fault.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from rightsdesk import registers
from rightsdesk.documents.checking.codes import found
from rightsdesk.documents.checking.head import is_day
from rightsdesk.domain import money, tax
from rightsdesk.domain.advice import Finding, Line, Snapshot, VatGroup
from rightsdesk.domain.advice.content import SELF_BILLED

MOST_LINES = 1000
"""More make a paper that nobody reads; what is beyond them belongs on another document."""

_CENT, _DECIMALS_OF_PRICE = Decimal(1), 4
_CATEGORIES = {tax.RATED, tax.EXEMPT, tax.REVERSED, tax.OUTSIDE}
_REASONS = {
    tax.REVERSED: "reverse-charge-reason",
    tax.EXEMPT: "exemption-reason",
    tax.OUTSIDE: "outside-reason",
}
_Kind = tuple[str, Decimal]


def of_figures(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what is wrong with the lines, what with their tax, and, where they can be summed at all, with the sums."""
    if not snapshot.lines:
        yield found("no-lines")
        return
    if len(snapshot.lines) > MOST_LINES:
        yield found("too-many-lines", lines=f"{len(snapshot.lines):,}")
    yield from _lines(snapshot)
    yield from _rates(snapshot)
    if all(type(line.net) is int and _decimal(line.vat_rate) is not None for line in snapshot.lines):
        yield from _groups(snapshot)
        yield from _sums(snapshot)
        yield from _payable(snapshot)


# ---------------------------------------------------------------- lines


def _lines(snapshot: Snapshot) -> Iterator[Finding]:
    negative = bool(snapshot.cancels) and snapshot.type_code == SELF_BILLED
    tests: tuple[tuple[str, Callable[[Line], bool]], ...] = (
        ("line-not-whole", lambda line: type(line.net) is not int),
        ("line-positive", lambda line: negative and line.net > 0),
        ("line-negative", lambda line: not negative and line.net < 0),
        ("line-price-wrong", _has_odd_price),
        ("line-not-product", lambda line: not _is_product(line, snapshot.currency)),
        ("line-day-missing", lambda line: not is_day(line.occurred_on[:10])),
    )
    for code, is_wrong in tests:
        charges = tuple(line.charge_id for line in snapshot.lines if is_wrong(line))
        if charges:
            yield found(code, charges)
    for line in snapshot.lines:
        if line.currency not in {"", snapshot.currency}:
            yield found("line-currency", (line.charge_id,), currency=line.currency)
    twice = tuple(charge for charge, times in Counter(line.charge_id for line in snapshot.lines).items() if times > 1)
    if twice:
        yield found("line-twice", twice)


def _has_odd_price(line: Line) -> bool:
    if not line.price:
        return False
    price = _decimal(line.price)
    return price is None or price < 0 or -int(price.as_tuple().exponent) > _DECIMALS_OF_PRICE


def _is_product(line: Line, currency: str) -> bool:
    """Say whether the net amount is quantity times price, rounded to the cent (BT-131)."""
    price = _decimal(line.price) if line.price else None
    if price is None:
        return line.quantity == 1 or bool(line.price)
    made = (price * line.quantity).scaleb(money.exponent(currency)).quantize(_CENT, ROUND_HALF_UP)
    return abs(made) == abs(line.net)


def _rates(snapshot: Snapshot) -> Iterator[Finding]:
    told: set[tuple[str, ...]] = set()
    for line in snapshot.lines:
        for finding in _rate(line):
            if (finding.code, finding.sentence) not in told:
                told.add((finding.code, finding.sentence))
                yield finding
    categories = {line.category for line in snapshot.lines}
    if tax.OUTSIDE in categories and len(categories) > 1:
        yield found("outside-mixed")
    home, country = snapshot.buyer.country.upper(), snapshot.supplier.country.upper()
    if tax.RATED in categories and home and home != country and registers.is_country(country):
        yield found("taxed-abroad", country=country)


def _rate(line: Line) -> Iterator[Finding]:
    rate, day = _decimal(line.vat_rate), line.occurred_on[:10]
    if line.category not in _CATEGORIES:
        yield found("category-unknown", (line.charge_id,), category=line.category)
    elif line.category != tax.RATED:
        if rate != 0:
            yield found("rate-on-untaxed", (line.charge_id,), category=line.category, rate=line.vat_rate)
    elif is_day(day) and not tax.is_rate(line.vat_rate, day):
        yield found("rate-unknown", (line.charge_id,), rate=line.vat_rate, day=day)


# ---------------------------------------------------------------- tax and sums


def _groups(snapshot: Snapshot) -> Iterator[Finding]:
    bases: dict[_Kind, int] = {}
    for line in snapshot.lines:
        kind = line.category, Decimal(line.vat_rate)
        bases[kind] = bases.get(kind, 0) + line.net
    given = Counter((group.category, _decimal(group.rate)) for group in snapshot.groups)
    for category, rate in bases:
        if (category, rate) not in given:
            yield found("group-missing", rate=str(rate), category=category)
    for (category, known), times in given.items():
        if times > 1:
            yield found("group-twice", rate=str(known), category=category)
    for group in snapshot.groups:
        base = bases.get((group.category, _decimal(group.rate) or Decimal()))
        if base is None:
            yield found("group-extra", rate=group.rate, category=group.category)
        elif given[group.category, _decimal(group.rate)] == 1:
            yield from _group(group, base, snapshot.currency)
        if group.category in _REASONS and not group.reason.strip():
            yield found(_REASONS[group.category])


def _group(group: VatGroup, base: int, currency: str) -> Iterator[Finding]:
    due = int((Decimal(base) * Decimal(group.rate) / 100).quantize(_CENT, ROUND_HALF_UP))
    if group.base != base:
        yield found("group-base-wrong", (), rate=group.rate, **_both(group.base, base, currency))
    if group.tax != due:
        yield found("group-tax-wrong", (), rate=group.rate, **_both(group.tax, due, currency))


def _sums(snapshot: Snapshot) -> Iterator[Finding]:
    net, due = sum(line.net for line in snapshot.lines), sum(group.tax for group in snapshot.groups)
    gross, currency = snapshot.net + snapshot.tax, snapshot.currency
    if snapshot.net != net:
        yield found("net-wrong", (), **_both(snapshot.net, net, currency))
    if snapshot.tax != due:
        yield found("tax-wrong", (), **_both(snapshot.tax, due, currency))
    if snapshot.gross != gross:
        yield found("gross-wrong", (), **_both(snapshot.gross, gross, currency))
    sign = -1 if snapshot.cancels and snapshot.type_code == SELF_BILLED else 1
    if snapshot.gross * sign <= 0:
        yield found("nothing-to-pay", gross=_money(snapshot.gross, currency))


def _payable(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield whether what is kept back (section 50a EStG) can be: of licences only, of non-residents only."""
    resident = snapshot.supplier.country.upper() in {"", snapshot.buyer.country.upper()}
    licences = sum(line.net for line in snapshot.lines if line.kind not in tax.SERVICES)
    full = tax.Withheld() if resident else tax.withheld(licences)
    least, most = sorted((0, full.tax))
    surcharge = money.floor_share(snapshot.withheld, tax.SOLIDARITY)
    if not least <= snapshot.withheld <= most or snapshot.surcharge != surcharge:
        kept = snapshot.withheld + snapshot.surcharge
        yield found("payable-wrong", (), **_both(kept, full.tax + full.surcharge, snapshot.currency))


def _both(given: int, right: int, currency: str) -> dict[str, str]:
    return {"found": _money(given, currency), "right": _money(right, currency)}


def _money(minor: int, currency: str) -> str:
    return str(money.Money(minor, currency))


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
