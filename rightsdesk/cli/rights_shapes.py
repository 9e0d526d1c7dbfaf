"""The shapes of rights, usages, findings and charges as JSON; their field names are a promise to scripts."""

from collections.abc import Mapping
from dataclasses import asdict

from rightsdesk.cli.shapes import Shape, amount
from rightsdesk.desk import ChargeRow, FindingRow, Judged, UsageRow
from rightsdesk.domain import money


def verdict(found: Judged) -> Shape:
    """Return a verdict as `rights check --json` promises it."""
    return {
        "key": found.key,
        "platform": found.platform,
        "medium": found.medium,
        "at": found.at,
        "verdict": found.word,
        "online": found.online,
        "reasons": [ground.code for ground in found.grounds],
        "grounds": [asdict(ground) for ground in found.grounds],
        "cost": found.cost,
        "price": amount(found.price, found.currency),
        "currency": found.currency,
        "grant": found.grant or None,
        "origin": found.origin or None,
        "next_change": found.next_change,
        "online_until": found.online_until,
    }


def usage(row: UsageRow) -> Shape:
    """Return a usage as `usages list --json` promises it."""
    plain = (
        *("key", "usage", "image", "vendor", "asset_id", "title", "platform", "article", "headline", "url", "medium"),
        *("kind", "size", "position", "section", "editor", "credit", "source", "first_at", "placed_at", "ended_at"),
        *("online_until", "planned_until", "state", "task", "because", "basis", "licensed", "turns", "decision"),
        *("decided_by", "decided_at", "decided_for", "accepted_until", "alerted", "replacement", "evidence"),
    )
    return {
        **{name: getattr(row, name) for name in plain},
        "amount": amount(row.amount, row.currency),
        "currency": row.currency,
    }


def finding(row: FindingRow) -> Shape:
    """Return a finding as `findings list --json` promises it; `told_at` is the position of its evidence in the log."""
    plain = (
        *("key", "kind", "state", "image", "vendor", "vendor_name", "title", "platform", "article", "headline", "url"),
        *("since", "until", "usage", "charge", "evidence", "told_at"),
    )
    return {
        **{name: getattr(row, name) for name in plain},
        "amount": amount(row.amount, row.currency),
        "currency": row.currency,
    }


def charge(row: ChargeRow) -> Shape:
    """Return a charge as `charges list --json` promises it."""
    plain = (
        *("key", "vendor", "vendor_name", "platform", "image", "title", "usage", "article", "occurred_on", "basis"),
        *("rate_version", "late", "state", "advice", "reason", "told_at"),
    )
    return {
        **{name: getattr(row, name) for name in plain},
        "amount": amount(row.amount, row.currency),
        "currency": row.currency,
        "difference": amount(row.difference, row.difference_currency or row.currency),
        "difference_currency": row.difference_currency,
    }


def totals(sums: Mapping[str, int]) -> dict[str, str]:
    """Return sums by currency as decimal strings."""
    return {currency: money.as_decimal(minor, currency) for currency, minor in sorted(sums.items())}


def told(sums: Mapping[str, int]) -> str:
    """Return sums for people, as in 12.50 EUR, 3.00 CHF."""
    return ", ".join(f"{amount} {currency}" for currency, amount in totals(sums).items()) or "nothing"
