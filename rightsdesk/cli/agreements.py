"""Agreements: what was agreed with a vendor, from which day on, and how much of a quota is taken."""

from pathlib import Path
from typing import Any

import click

from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.session import PARTLY_FAILED, Session
from rightsdesk.cli.shapes import Shape, amount
from rightsdesk.desk import Desk
from rightsdesk.desk.agreements import DatedAgreement, QuotaUse
from rightsdesk.domain.terms import Agreement

COLUMNS = ("vendor", "version", "in_force_from", "in_force_until", "billing_mode", "rate", "currency", "quota", "used")


@click.group("agreements")
def agreements() -> None:
    """Agreements: billing mode, rate card, quota and minimum payout, each from a day on."""


@agreements.command("list")
@click.option("--vendor", "vendors", multiple=True, help="Only of these vendors; all without one.")
@exportable
@click.pass_obj
def list_agreements(session: Session, vendors: tuple[str, ...]) -> None:
    """List all agreements in the order in which they were made, with the use of their quotas."""
    with session.desk(writing=False) as desk:
        named = vendors or tuple(row.key for row in desk.reader().all("vendors"))
        rows = [_shape(desk, vendor, each) for vendor in named for each in desk.agreements.list(vendor)]
        session.table(rows, COLUMNS, "No agreements yet; take some over: rightsdesk agreements import FILE")


@agreements.command("show")
@click.argument("vendor")
@click.pass_obj
def show_agreement(session: Session, vendor: str) -> None:
    """Show the agreements of one vendor with their rate cards."""
    with session.desk(writing=False) as desk:
        rows = [_shape(desk, vendor, each) for each in desk.agreements.list(vendor)]
        lines = [line for row in rows for line in _lines(row)]
        session.answer(rows, lines or [f"There is no agreement with {vendor} yet."])


@agreements.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_context
def import_agreements(context: click.Context, path: Path) -> None:
    """Take agreements over from CSV (a row for each row of a rate card) or JSON; a bad one never stops the others."""
    session: Session = context.obj
    with session.desk() as desk:
        done = desk.agreements.import_file(path)
        desk.settle()
        document = {"imported": done.vendors, "rejected": list(done.rejected)}
        said = f"{done.vendors:,} agreements taken over, {len(done.rejected):,} rejected."
        session.answer(document, [said, *done.rejected])
    context.exit(PARTLY_FAILED if done.rejected else 0)


def _shape(desk: Desk, vendor: str, dated: DatedAgreement) -> Shape:
    terms = dated.agreement
    plain = ("billing_mode", "currency", "vat_rate", "payment_days", "quota", "quota_months", "ends_online", "version")
    use = [_quota(desk, each) for each in dated.quotas]
    return {
        "vendor": vendor,
        "in_force_from": dated.in_force_from,
        "in_force_until": dated.in_force_until or None,
        **{name: getattr(terms, name) for name in plain},
        **{name: amount(getattr(terms, name), terms.currency) for name in ("rate", "flat_fee", "minimum_payout")},
        **{name: list(getattr(terms, name)) for name in ("platforms", "media", "territory")},
        "rates": [_rate(terms, number) for number in range(len(terms.rates))],
        "quotas": use,
        "used": use[-1]["used"] if use else None,
    }


def _rate(terms: Agreement, number: int) -> Shape:
    row = terms.rates[number]
    told = {name: getattr(row, name) or None for name in ("kind", "medium", "size", "days")}
    return {"amount": amount(row.amount, terms.currency), **told}


def _quota(desk: Desk, use: QuotaUse) -> Shape:
    """Return a quota's use; `forecast` is what the period would come to at the pace so far."""
    return {
        "period_from": use.period_from,
        "period_until": use.period_until,
        "used": use.used,
        "quota": use.quota,
        "forecast": desk.agreements.forecast(use),
        "reached": [{"percent": mark.percent, "at": mark.at} for mark in use.marks],
    }


def _lines(row: dict[str, Any]) -> list[str]:
    span = f"{row['in_force_from'] or 'ever since'} to {row['in_force_until'] or 'further notice'}"
    told = {name: value for name, value in row.items() if name not in _TOLD_APART and value not in (None, [], "")}
    lines = [f"Agreement {row['version']}: {span}", *(f"  {name:16} {value}" for name, value in told.items())]
    lines += [f"  rate             {_told(rate)}" for rate in row["rates"]]
    return lines + [f"  quota            {_told(use)}" for use in row["quotas"]]


_TOLD_APART = frozenset({"vendor", "version", "in_force_from", "in_force_until", "rates", "quotas", "used"})


def _told(parts: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in parts.items() if value not in (None, [], ""))


COMMANDS = (agreements,)
