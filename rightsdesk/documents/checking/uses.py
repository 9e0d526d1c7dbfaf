"""Whether lines and the charges they settle agree, and whether the pictures were used as they are billed."""

from collections.abc import Callable, Iterator

from rightsdesk.documents.checking.codes import found
from rightsdesk.domain import money, period
from rightsdesk.domain.account import Charge
from rightsdesk.domain.advice import Finding, Snapshot
from rightsdesk.domain.image import Image
from rightsdesk.ledger.surroundings import Around, use_of


def of_uses(snapshot: Snapshot, around: Around) -> Iterator[Finding]:
    """Yield what does not fit between lines, charges, other documents and the pictures' own stories."""
    charges = {
        line.charge_id: around.account.charges[line.charge_id]
        for line in snapshot.lines
        if line.charge_id in around.account.charges and line.charge_id not in around.account.reversed
    }
    unknown = tuple(line.charge_id for line in snapshot.lines if line.charge_id not in charges)
    if unknown:
        yield found("charge-unknown", unknown)
    else:
        yield from _sum(snapshot, charges)
    yield from _twice(snapshot, charges, around)
    known = [(charge, around.images[charge.image]) for charge in charges.values() if charge.image in around.images]
    yield from _of_images([(charge, image) for charge, image in known if image.known])


def _sum(snapshot: Snapshot, charges: dict[str, Charge]) -> Iterator[Finding]:
    lines, owed = sum(line.net for line in snapshot.lines), sum(charge.amount or 0 for charge in charges.values())
    if lines != owed:
        currency = snapshot.currency
        both = str(money.Money(lines, currency)), str(money.Money(owed, currency))
        yield found("charges-differ", found=both[0], right=both[1])


def _twice(snapshot: Snapshot, charges: dict[str, Charge], around: Around) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for line in snapshot.lines:
        charge = charges.get(line.charge_id)
        use = use_of(line.image, line.article, line.kind, charge.usage_id if charge else "")
        if use in around.uses:
            yield found("paid-twice", (line.charge_id,), advice=around.uses[use])
        elif use and use in seen:
            yield found("paid-twice-here", (seen[use], line.charge_id))
        seen[use] = line.charge_id


def _of_images(known: list[tuple[Charge, Image]]) -> Iterator[Finding]:
    tests: tuple[tuple[str, Callable[[Charge, Image], bool]], ...] = (
        ("usage-unknown", lambda charge, image: bool(charge.usage_id) and charge.usage_id not in image.usages),
        ("price-differs", _is_priced_otherwise),
    )
    for code, is_odd in tests:
        odd = tuple(charge.charge_id for charge, image in known if is_odd(charge, image))
        if odd:
            yield found(code, odd)
    ended = {charge.charge_id: _ended_before(charge, image) for charge, image in known}
    odd = tuple(charge_id for charge_id, day in ended.items() if day)
    if odd:
        yield found("rights-ended", odd, day=ended[odd[0]])


def _is_priced_otherwise(charge: Charge, image: Image) -> bool:
    """Say whether a charge at the picture's own price is not what the picture costs on that day."""
    if charge.basis != "item" or not charge.occurred_on:
        return False
    point = image.price_at(charge.occurred_on)
    return point.price is not None and (point.price, point.currency or "EUR") != (charge.amount, charge.currency)


def _ended_before(charge: Charge, image: Image) -> str:
    """Return the day (ISO) on which all rights to a picture had ended before its use, empty where they had not."""
    if not charge.usage_id or not charge.occurred_on:
        return ""
    untils = [image.effective("use_until"), *(grant.use_until for grant in image.grants.values())]
    if any(until is None for until in untils):
        return ""
    last = max((period.day_of(str(until)) for until in untils), default="")
    return last if last < charge.occurred_on[:10] else ""
