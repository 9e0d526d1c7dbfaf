"""Usages, take-downs, findings and charges: where pictures stand, what is wrong with it, what is owed."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from rightsdesk.cli.choosing import selecting, submit
from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.rights_shapes import charge, finding, told, totals, usage
from rightsdesk.cli.session import PARTLY_FAILED, Session, bar
from rightsdesk.desk import (
    DecideUsages,
    Desk,
    EndUsages,
    ExtendUsages,
    PlaceUsages,
    Query,
    ReverseCharges,
    Selection,
    SettleDifferences,
)
from rightsdesk.desk.lists import rows_of
from rightsdesk.domain.rights import MEDIA, ONLINE, POSITIONS
from rightsdesk.readmodel.findings import KINDS
from rightsdesk.vendorsync.usage_import import UsageImportReport

USAGE_COLUMNS = ("image", "title", "platform", "article", "position", "placed_at", "online_until", "state", "task")
FINDING_COLUMNS = ("kind", "state", "image", "platform", "article", "since", "amount", "currency", "evidence")
CHARGE_COLUMNS = ("vendor", "platform", "image", "article", "occurred_on", "amount", "currency", "basis", "state")
TASKS, DUE, STANDING = "has:task", "state:due,overdue", "-state:ended"
NAMED = 20
WHERE = click.option("--where", default="", help="A filter; everything without one.")
LIMIT = click.option("--limit", type=click.IntRange(1), help="At most so many.")


@click.group("usages")
def usages() -> None:
    """Usages: where pictures are placed, and until when they may stay."""


@usages.command("list")
@WHERE
@LIMIT
@exportable
@click.pass_obj
def list_usages(session: Session, where: str, limit: int | None) -> None:
    """List usages, those that must come down first."""
    _list_usages(session, where, limit, "No usage matches." if where else "No usages yet; import or synchronise them.")


@usages.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--platform", default="", help="The platform, where no column of the file names one.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; record nothing.")
@click.pass_context
def import_usages(context: click.Context, /, path: Path, platform: str, *, dry_run: bool) -> None:
    """Take usages over from CSV or NDJSON; the same file again records nothing twice, a bad row stops nothing."""
    session: Session = context.obj
    with session.desk(writing=not dry_run) as desk:
        report = _taken_over(session, desk, path, platform, dry_run=dry_run)
        desk.settle()
    rejected = [each.sentence for each in report.rejected]
    document = {"dry_run": dry_run, "counts": report.counts, "unknown": report.unknown, "rejected": rejected}
    counted = ", ".join(f"{count:,} {kind}" for kind, count in report.counts.items() if count) or "nothing new"
    missing = [f"{image} is not known here: {count:,} usages" for image, count in list(report.unknown.items())[:NAMED]]
    more = [f"... and {len(rejected) - NAMED:,} more rows; --json lists all."] if len(rejected) > NAMED else []
    session.answer(document, [counted, *missing, *rejected[:NAMED], *more])
    context.exit(PARTLY_FAILED if report.rejected or report.unknown else 0)


def _taken_over(session: Session, desk: Desk, path: Path, platform: str, *, dry_run: bool) -> UsageImportReport:
    with bar(quiet=session.as_json) as shown:
        line = shown.add_task("Import usages", total=None)

        def told(done: Counter[str]) -> None:
            shown.update(line, completed=done.total())

        return desk.usages.import_file(path, platform=platform, dry_run=dry_run, progress=told)


@usages.command("report")
@click.argument("feed")
@click.option("--period", required=True, metavar="MONTH", help="The month of use, 2026-10 for example.")
@click.pass_context
def report_usages(context: click.Context, feed: str, period: str) -> None:
    """Tell the vendor behind a feed what was used in a month; told again, nothing counts twice."""
    session: Session = context.obj
    with session.desk() as desk:
        receipt = desk.reports.send(feed, period)
        refused = [{"asset_id": each.usage.asset_id, "reason": each.reason} for each in receipt.refused]
        document = {"batch": receipt.batch_id, "taken": len(receipt.taken), "already": len(receipt.already)}
        lines = [desk.reports.sentence(receipt), *(f"{each['asset_id']}: {each['reason']}" for each in refused)]
        session.answer({**document, "refused": refused}, lines)
    context.exit(PARTLY_FAILED if receipt.refused else 0)


@usages.command("place")
@selecting
@click.option("--platform", required=True, help="On which platform.")
@click.option("--article", required=True, help="In which article: its id or address.")
@click.option("--at", "placed_at", required=True, help="When, ISO 8601.")
@click.option("--medium", default=ONLINE, type=click.Choice(MEDIA), show_default=True)
@click.option("--position", default="inline", type=click.Choice(POSITIONS), show_default=True)
@click.option("--headline", default="", help="The article's headline.")
@click.option("--url", default="", help="The article's address.")
@click.pass_obj
def place(session: Session, /, **given: Any) -> None:
    """Record by hand that images were placed in an article."""
    names = ("platform", "article", "placed_at", "medium", "position", "headline", "url")
    submit(session, PlaceUsages(*(given.pop(name) for name in names)), "Record usages", **given)


@usages.command("end")
@selecting
@click.option("--at", "ended_at", required=True, help="When, ISO 8601.")
@click.option("--reason", default="gone", show_default=True, help="gone, replaced, or mistaken for one that never was.")
@click.pass_obj
def end(session: Session, /, ended_at: str, reason: str, **chosen: Any) -> None:
    """Record by hand that usages ended."""
    submit(session, EndUsages(ended_at, reason), "End usages", **chosen)


@click.group("takedowns")
def takedowns() -> None:
    """Take-downs: usages that must be offline, and what was decided about them."""


@takedowns.command("list")
@WHERE
@LIMIT
@exportable
@click.pass_obj
def list_takedowns(session: Session, where: str, limit: int | None) -> None:
    """List the take-down tasks: open ones and those decided about; they close when the feed shows the usage gone."""
    _list_usages(session, f"{TASKS} {where}".strip(), limit, "Nothing must come down.")


@takedowns.command("decide")
@selecting
@click.option(
    "--decision",
    required=True,
    type=click.Choice(("take-down", "replace", "accept", "undecided")),
    help="What shall happen; accepting the risk needs a reason.",
)
@click.option("--reason", default="", help="Why.")
@click.option("--until", help="Until when the risk is accepted, ISO 8601; for good without it.")
@click.option("--replacement", default="", help="The key of the picture that takes the place.")
@click.pass_obj
def decide(session: Session, /, decision: str, reason: str, until: str | None, replacement: str, **chosen: Any) -> None:
    """Decide about usages that are due within a week or overdue, thousands with one command."""
    word = "" if decision == "undecided" else decision
    submit(session, DecideUsages(word, reason, until, replacement), "Decide take-downs", **_among(DUE, chosen))


@takedowns.command("extend")
@selecting
@click.option("--until", "online_until", required=True, help="Until when they may stay online.")
@click.option("--agreed-price", is_flag=True, help="Owe what the vendors' agreements say for a longer time.")
@click.option("--reason", default="", help="Why.")
@click.pass_obj
def extend(session: Session, /, online_until: str, reason: str, *, agreed_price: bool, **chosen: Any) -> None:
    """Extend the rights of due usages; --dry-run says what that costs."""
    price = "agreed" if agreed_price else None
    submit(session, ExtendUsages(online_until, price, None, reason), "Extend rights", **_among(STANDING, chosen))


def _among(always: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return the chosen rows with a condition that holds for every filter; rows named one by one are meant as named."""
    return chosen if chosen["where"] is None else {**chosen, "where": f"{always} {chosen['where']}".strip()}


def _list_usages(session: Session, where: str, limit: int | None, nothing: str) -> None:
    with session.desk(writing=False) as desk:
        found = desk.reader().ids(Query("usages", where))
        session.table(map(usage, rows_of(desk.reader(), "usages", found[:limit])), USAGE_COLUMNS, nothing)


@click.group("findings")
def findings() -> None:
    """Findings: what does not fit together between rights, usages and money."""


@findings.command("list")
@WHERE
@click.option("--kind", default="", type=click.Choice(("", *KINDS)), help="Findings of one kind.")
@click.option("--all", "everything", is_flag=True, help="Those closed or still to come, too.")
@LIMIT
@exportable
@click.pass_obj
def list_findings(session: Session, where: str, kind: str, limit: int | None, *, everything: bool) -> None:
    """List findings, each with its evidence; a line at the end adds them up."""
    asked = " ".join(part for part in ("" if everything else "state:open", kind and f"kind:{kind}", where) if part)
    with session.desk(writing=False) as desk:
        found = desk.reader().ids(Query("findings", asked))
        rows = map(finding, rows_of(desk.reader(), "findings", found[:limit]))
        session.table(rows, FINDING_COLUMNS, "Nothing found.")
        _sum(session, desk, "findings", asked, len(found))


@findings.command("totals")
@WHERE
@click.pass_obj
def finding_totals(session: Session, where: str) -> None:
    """Count the open findings of each kind and add up what they are worth."""
    with session.desk(writing=False) as desk:
        reader = desk.reader()
        rows = []
        for kind, count in reader.facets(Query("findings", f"state:open {where}"), "kind"):
            chosen = Selection("findings", Query("findings", f"state:open kind:{kind} {where}"))
            rows.append({"kind": kind, "count": count, "totals": totals(reader.summary(chosen).totals)})
        session.table(rows, ("kind", "count", "totals"), "Nothing found.")


@click.group("charges")
def charges() -> None:
    """Charges: every amount owed, with its basis."""


@charges.command("list")
@WHERE
@LIMIT
@exportable
@click.pass_obj
def list_charges(session: Session, where: str, limit: int | None) -> None:
    """List charges; a line at the end adds them up."""
    with session.desk(writing=False) as desk:
        found = desk.reader().ids(Query("charges", where))
        session.table(map(charge, rows_of(desk.reader(), "charges", found[:limit])), CHARGE_COLUMNS, "Nothing is owed.")
        _sum(session, desk, "charges", where, len(found))


@charges.command("reverse")
@selecting
@click.option("--reason", required=True, help="Why this is not owed.")
@click.pass_obj
def reverse(session: Session, /, reason: str, **chosen: Any) -> None:
    """Owe open charges no longer; what stands on a document stays."""
    submit(session, ReverseCharges(reason), "Reverse charges", **chosen)


@charges.command("settle")
@selecting
@click.option("--decision", required=True, type=click.Choice(("ignored", "corrected")), help="What became of it.")
@click.pass_obj
def settle(session: Session, /, decision: str, **chosen: Any) -> None:
    """Take price differences off the list: charges list --where has:difference.

    Issued documents never change: what is corrected is owed at the vendor's new price once its credit advice is
    cancelled (advices cancel), and billed anew by the next one.
    """
    submit(session, SettleDifferences(decision), "Settle price differences", **chosen)


def _sum(session: Session, desk: Desk, table: str, where: str, count: int) -> None:
    if count and not session.as_json:
        sums = desk.reader().summary(Selection(table, Query(table, where))).totals
        click.echo(f"{count:,} in all: {told(sums)}", err=session.export is not None)


COMMANDS = (usages, takedowns, findings, charges)
