"""What was spent with vendors, by month and currency: the charges of a span, whatever became of them since."""

from dataclasses import dataclass
from datetime import date

from rightsdesk.faults import Invalid
from rightsdesk.readmodel.asking import Asker, selected
from rightsdesk.readmodel.query import Selection

TABLE = "vendors"


@dataclass(frozen=True, slots=True)
class Spent:
    """What one vendor was owed for one month (2026-10) in one currency, in minor units.

    `unpriced` charges have no known amount and are in no sum.
    """

    vendor: str
    name: str
    month: str
    currency: str
    amount: int
    unpriced: int = 0


def spending(asker: Asker, selection: Selection, first: date, after: date, platform: str = "") -> tuple[Spent, ...]:
    """Return what was owed to the selected vendors for days of a half-open span, by vendor, month and currency.

    What was reversed is owed no more; what a credit advice bills counts for the day on which it accrued.
    """
    if selection.table != TABLE:
        raise Invalid(f"Money is spent with vendors, not with {selection.table}.", code="FLT-TABLE")
    among, values = _among(asker, selection)
    mine = " AND platform = ?" if platform else ""
    found = asker.all(
        "SELECT s.vendor, coalesce(nullif(v.name, ''), s.vendor), s.month, s.currency, s.amount, s.unpriced FROM ("
        "SELECT vendor, substr(occurred_on, 1, 7) AS month, currency, coalesce(sum(amount), 0) AS amount,"
        " sum(amount IS NULL) AS unpriced FROM charges"
        f" WHERE occurred_on >= ? AND occurred_on < ? AND state <> 'reversed'{mine}{among} GROUP BY 1, 2, 3"
        ") s LEFT JOIN vendors v ON v.key = s.vendor ORDER BY 1, 3, 4",
        (first.isoformat(), after.isoformat(), *([platform] if platform else []), *values),
    )
    return tuple(Spent(*each) for each in found)


def _among(asker: Asker, selection: Selection) -> tuple[str, tuple[object, ...]]:
    if selection.query is not None and not (selection.query.where or selection.minus or selection.plus):
        return "", ()  # all vendors: nothing to look up for each charge
    where, values = selected(selection, asker.day())
    return f" AND vendor IN (SELECT vendors.key FROM vendors{where})", tuple(values)
