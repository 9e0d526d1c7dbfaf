"""What orders about rights and usages would do to the selected rows, and what they would cost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rightsdesk.domain import accrual, terms
from rightsdesk.domain.accrual import Price
from rightsdesk.domain.image.refusals import ImageDeleted, RiskNotAcceptable
from rightsdesk.domain.money import Money
from rightsdesk.domain.money import totals as summed
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.rights import agreements_of
from rightsdesk.readmodel.telling import ImpactLine, locked, said
from rightsdesk.readmodel.usages.questions import DUE

Wish = Mapping[str, Any]
_LOCKED = "images.locked IN ('unconfirmed', 'killed', 'deleted')"


def extend_images(asker: Asker, where: Condition, wish: Wish) -> list[ImpactLine]:
    """Tell how many images last longer by a date, and what that costs."""
    until = moments.seconds(wish.get("online_until"))
    longer = "images.online_until IS NOT NULL" + ("" if until is None else " AND images.online_until < ?")
    bound = () if until is None else (until,)
    found = asker.all(
        f"SELECT CASE WHEN {_LOCKED} THEN locked WHEN {longer} THEN 'will-change' ELSE 'already' END, count(*)"
        f" FROM images{where[0]} GROUP BY 1",
        (*bound, *where[1]),
    )
    counted = dict(found)
    changed = f"FROM images{_and(where)} NOT ({_LOCKED}) AND {longer}"
    return [*_longer(counted), *_costs(asker, changed, (*where[1], *bound), wish), *locked(counted)]


def extend_usages(asker: Asker, where: Condition, wish: Wish) -> list[ImpactLine]:
    """Tell how many usages may stay longer by a date, and what that costs: each picture once on each platform.

    Where one bought right serves several platforms it is less.
    """
    until = moments.seconds(wish.get("online_until"))
    longer = "usages.online_until IS NOT NULL" + ("" if until is None else " AND usages.online_until < ?")
    bound = () if until is None else (until,)
    found = asker.all(
        "SELECT CASE WHEN usages.ended_at IS NOT NULL THEN 'ended'"
        f" WHEN i.locked IN ('unconfirmed', 'killed', 'deleted') THEN i.locked WHEN {longer} THEN 'will-change'"
        f" ELSE 'already' END, count(*) FROM usages JOIN images i ON i.id = usages.image{where[0]} GROUP BY 1",
        (*bound, *where[1]),
    )
    counted = dict(found)
    changed = (
        f"FROM images JOIN (SELECT DISTINCT usages.image, usages.platform FROM usages"
        f"{_and(where)} usages.ended_at IS NULL AND {longer}) meant ON meant.image = images.id WHERE NOT ({_LOCKED})"
    )
    return [*_longer(counted), *_costs(asker, changed, (*where[1], *bound), wish), *_over(counted), *locked(counted)]


def _and(where: Condition) -> str:
    return f"{where[0]} AND" if where[0] else " WHERE"


def _longer(counted: Mapping[str, int]) -> list[ImpactLine]:
    return [
        ImpactLine("will-change", counted.get("will-change", 0)),
        ImpactLine("already", counted.get("already", 0), "These last as long already."),
    ]


def _over(counted: Mapping[str, int]) -> list[ImpactLine]:
    return [ImpactLine("already", counted.get("ended", 0), "These are offline already.")]


def _costs(asker: Asker, changed: str, bound: tuple[Any, ...], wish: Wish) -> list[ImpactLine]:
    """Sum what the longer time costs, vendor by vendor by the agreement in force today."""
    asked = wish.get("price")
    if asked is None:
        return []
    groups = asker.all(
        "SELECT images.vendor, images.price, images.currency, count(*), (SELECT t.agreements FROM vendor_terms t"
        f" WHERE t.vendor = images.vendor) {changed} GROUP BY 1, 2, 3",
        bound,
    )
    count, unknown, owed = 0, 0, list[Money]()
    for _, price, currency, number, agreements in groups:
        own = Price(price, currency or "EUR", "item")
        if isinstance(asked, int):
            own = Price(asked, str(wish.get("currency") or "EUR"), "manual")
        else:
            own = accrual.extension_price(_in_force(agreements, asker.day()), own)
        count += number
        unknown += number if own.amount is None else 0
        owed += [] if own.amount is None else [Money(own.amount * number, own.currency)]
    return [
        ImpactLine("costs", count - unknown, totals=tuple(sorted(summed(owed).items()))),
        ImpactLine("held", unknown, "The price of a longer time is unknown here."),
    ]


def _in_force(agreements: str | None, day: date) -> terms.Agreement | None:
    return terms.in_force(agreements_of(agreements or "[]"), day.isoformat())


def decide(asker: Asker, where: Condition, wish: Wish) -> list[ImpactLine]:
    """Tell how many due usages would be decided about; a recalled picture's risk is nobody's to accept."""
    accepting = int(wish.get("decision") == "accept")
    found = asker.all(
        "SELECT CASE WHEN usages.ended_at IS NOT NULL THEN 'ended'"
        " WHEN ? AND i.locked IN ('killed', 'unconfirmed') THEN 'killed' WHEN ? AND i.locked = 'deleted' THEN 'deleted'"
        f" WHEN usages.decision = ? AND NOT ? AND usages.decided_on = {DUE} THEN 'already'"
        " ELSE 'will-change' END, count(*)"
        f" FROM usages JOIN images i ON i.id = usages.image{where[0]} GROUP BY 1",
        (accepting, accepting, wish.get("decision"), accepting, *where[1]),
    )
    counted = dict(found)
    return [
        ImpactLine("will-change", counted.get("will-change", 0)),
        ImpactLine("already", counted.get("already", 0), "These are decided so already."),
        *_over(counted),
        ImpactLine("locked", counted.get("killed", 0), said(RiskNotAcceptable)),
        ImpactLine("locked", counted.get("deleted", 0), said(ImageDeleted)),
    ]


def end_usages(asker: Asker, where: Condition, _wish: Wish) -> list[ImpactLine]:
    """Tell how many live usages would be recorded as ended."""
    counted = dict(asker.all(f"SELECT usages.ended_at IS NULL, count(*) FROM usages{where[0]} GROUP BY 1", where[1]))
    return [ImpactLine("will-change", counted.get(1, 0)), *_over({"ended": counted.get(0, 0)})]


def reverse_charges(asker: Asker, where: Condition, _wish: Wish) -> list[ImpactLine]:
    """Tell how many open charges would be reversed, and how much is no longer owed."""
    counted = dict(asker.all(f"SELECT charges.state, count(*) FROM charges{where[0]} GROUP BY 1", where[1]))
    open_ones = f"{_and(where)} charges.state = 'open'"
    sums = asker.all(f"SELECT charges.currency, sum(charges.amount) FROM charges{open_ones} GROUP BY 1", where[1])
    freed = tuple(sorted((currency, total) for currency, total in sums if total is not None))
    return [
        ImpactLine("will-change", counted.get("open", 0), totals=freed),
        ImpactLine("already", counted.get("reversed", 0), "These are reversed already."),
        ImpactLine("locked", counted.get("billed", 0), "These stand on credit advices."),
    ]


def on_images(asker: Asker, where: Condition, _wish: Wish) -> list[ImpactLine]:
    """Tell how many images would get a grant, a restriction or an override."""
    found = asker.all(
        f"SELECT CASE WHEN {_LOCKED} THEN locked ELSE 'will-change' END, count(*) FROM images{where[0]} GROUP BY 1",
        where[1],
    )
    counted = dict(found)
    return [ImpactLine("will-change", counted.get("will-change", 0)), *locked(counted)]


KINDS = {
    "images extend-grants": extend_images,
    "usages extend-grants": extend_usages,
    "decide-take-downs": decide,
    "end-usages": end_usages,
    "reverse-charges": reverse_charges,
    "grant-use": on_images,
    "override-restrictions": on_images,
}
