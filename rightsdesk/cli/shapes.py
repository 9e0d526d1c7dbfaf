"""The shapes of JSON documents; their field names are a promise to scripts."""

from datetime import date
from typing import Any

from rightsdesk.desk import ActivityRow, AdviceRow, BatchRow, Desk, Example, ImageRow, Ticket, VendorRow
from rightsdesk.domain import money
from rightsdesk.faults import Invalid

Shape = dict[str, Any]


def amount(minor: int | None, currency: str | None) -> str | None:
    """Return minor units as a decimal string, None while unknown."""
    return None if minor is None or not currency else money.as_decimal(minor, currency)


def image(row: ImageRow) -> Shape:
    """Return an image as `images list --json` promises it."""
    plain = ("key", "vendor", "asset_id", "uri", "version", "title", "caption", "byline", "credit")
    dates = ("licence_start", "licence_end", "use_until", "online_until")
    return {
        **{name: getattr(row, name) for name in plain},
        "price": amount(row.price, row.currency),
        "currency": row.currency,
        "price_origin": row.price_origin,
        **{name: getattr(row, name) for name in dates},
        "territory": list(row.territory),
        "platforms": list(row.platforms),
        "state": row.state,
        "sync": row.sync,
        "vendor_name": row.vendor_name,
        "usage_terms": row.usage_terms,
        "copyright_notice": row.copyright_notice,
        "newer": list(row.newer),
        "failure": row.failure,
        "rating": row.rating,
        "picked": row.picked,
    }


def vendor(row: VendorRow) -> Shape:
    """Return a vendor as `vendors list --json` promises it."""
    plain = ("name", "city", "country", "vat_id", "tax_no", "iban", "bic", "email", "billing_mode", "currency")
    more = ("vat_rate", "payment_days", "consent_on", "readiness", "images", "open_charges", "last_advice")
    return {
        "id": row.key,
        **{name: getattr(row, name) for name in (*plain, *more)},
        "rate": amount(row.rate, row.currency),
        "open": {currency: money.as_decimal(minor, currency) for currency, minor in row.open_amount.items()},
    }


def advice(desk: Desk, row: AdviceRow) -> Shape:
    """Return a credit advice as `advices list --json` promises it; `pdf` and `xml` are paths or null."""
    return {
        "id": row.key,
        "number": row.number,
        "vendor": row.vendor,
        "vendor_name": row.vendor_name,
        "platform": row.platform,
        "currency": row.currency,
        "period": row.period,
        "state": row.state,
        **{name: amount(getattr(row, name), row.currency) for name in ("net", "tax", "gross")},
        "lines": row.lines,
        "findings": row.findings,
        **{kind: _path(desk, sha256, kind) for kind, sha256 in (("pdf", row.pdf), ("xml", row.xml))},
        "stops": row.stops,
        **{name: amount(getattr(row, name), row.currency) for name in ("withheld", "payable")},
        **{name: getattr(row, name) for name in ("run", "drafted_by", "issued_on")},
        **{name: list(getattr(row, name)) for name in ("approvals", "exported")},
        **{name: getattr(row, name) or None for name in _TURNS},
    }


_TURNS = (
    *("asked", "conflict", "failure", "replaces", "cancels", "cancelled_by"),
    *("objected", "delivered_at", "paid_on", "mean"),
)
"""What may happen to a credit advice beside its state."""


def _path(desk: Desk, sha256: str | None, kind: str) -> str | None:
    path = desk.document(sha256 or "", kind)
    return str(path) if path else None


def batch(desk: Desk, identifier: str) -> Shape:
    """Return a batch as `batches show --json` promises it; rate in items a second."""
    row = batch_row(desk, identifier)
    live = desk.progress(identifier)
    return {
        "id": row.key,
        "number": row.number,
        "kind": row.kind,
        "title": row.title,
        "state": row.state,
        "actor": row.actor,
        "total": row.total,
        "done": row.done,
        "unchanged": row.unchanged,
        "failed": row.failed,
        "conflicted": row.conflicted,
        "remaining": live.remaining,
        "rate": live.rate,
        "seconds_left": live.seconds_left,
        "waiting": desk.waiting(identifier) or None,
        "reasons": {code: count for code, _, count in row.reasons},
        "sentences": {code: sentence for code, sentence, _ in row.reasons},
    }


def batch_row(desk: Desk, identifier: str) -> BatchRow:
    """Return the row of a batch named by identifier."""
    found = desk.reader().ids_of("batches", [identifier])
    row: BatchRow = desk.reader().rows("batches", list(found.values()))[0]
    return row


def batch_lines(desk: Desk, identifier: str) -> list[str]:
    """Return what people want to know of a batch."""
    row = batch_row(desk, identifier)
    lines = [
        f"Batch {row.number}: {row.title} - {row.state}",
        f"  {row.done:,} done, {row.unchanged:,} unchanged, {row.failed:,} failed, {row.conflicted:,} in conflict,",
        f"  {row.remaining:,} remaining of {row.total:,}",
    ]
    waiting = desk.waiting(identifier)
    if waiting:
        lines.append(f"  waiting: {waiting} They stay queued; carry on with: rightsdesk worker")
    return lines + [f"  {count:>7,} x {sentence} ({code})" for code, sentence, count in row.reasons]


def ticket(given: Ticket) -> Shape:
    """Return the receipt of a batch."""
    return {"id": given.batch, "number": given.number, "total": given.items, "repeated": given.repeated}


def activity(row: ActivityRow) -> Shape:
    """Return one line of the history."""
    names = ("at", "actor", "what", "title", "subject", "batch", "count", "first", "last")
    return {**{name: getattr(row, name) for name in names}, "detail": dict(row.detail)}


def impact(line: Any) -> Shape:
    """Return one line of what an order would do."""
    sums = {currency: money.as_decimal(minor, currency) for currency, minor in line.totals}
    return {"key": line.key, "count": line.count, "reason": line.reason, **({"totals": sums} if sums else {})}


def example(found: Example) -> Shape:
    """Return one value before and after an order that was only rehearsed."""
    return {"key": found.key, "field": found.field, "before": found.before, "after": found.after}


def day(text: str) -> str:
    """Return a day as ISO 8601, or raise `Invalid` for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        sentence = f"{text!r} is no day; write it as 2026-10-31."
        raise Invalid(sentence, code="DATE") from error
