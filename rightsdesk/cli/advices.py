"""Credit advices: generate, list, show, approve, reject, issue."""

from dataclasses import dataclass
from typing import Any

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.session import Session, leave, today
from rightsdesk.desk import (
    AdviceRow,
    ApproveAdvices,
    BulkOrder,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Query,
    RejectAdvices,
)
from rightsdesk.desk.lists import rows_of
from rightsdesk.domain import period as months
from rightsdesk.faults import Unknown

COLUMNS = ("number", "id", "vendor_name", "platform", "period", "state", "gross", "currency", "lines")
chosen = click.argument("named", nargs=-1, metavar="[ADVICE ...]")
every = click.option("--all", "all_of_them", is_flag=True, help="All that are in the right state.")
waiting = click.option("--wait", is_flag=True, help="Carry the batch out before returning.")


@click.group("advices")
def advices() -> None:
    """Credit advices: the documents the publisher issues to vendors."""


@advices.command("generate")
@click.option("--period", required=True, help="The month, as in 2026-10.")
@click.option("--vendor", "vendors", multiple=True, help="A vendor; may be repeated.")
@click.option("--all", "all_of_them", is_flag=True, help="All vendors.")
@click.option("--platform", default=None, help="One platform only.")
@waiting
@click.pass_obj
def generate(
    session: Session, period: str, vendors: tuple[str, ...], platform: str | None, *, all_of_them: bool, wait: bool
) -> None:
    """Draft one credit advice per vendor, platform and currency; generating twice drafts nothing twice."""
    months.month(period)
    if all_of_them == bool(vendors):
        sentence = "Name vendors with --vendor, or take --all of them."
        raise click.UsageError(sentence)
    with session.desk() as desk:
        keys = _vendors(desk, vendors)
        accounts = {key: [platform] for key in keys} if platform else {}
        _run(session, desk, GenerateAdvices(period, accounts), keys, "Generate credit advices", wait=wait)


def _vendors(desk: Desk, named: tuple[str, ...]) -> list[str]:
    reader = desk.reader()
    if not named:
        return reader.keys("vendors", reader.ids(Query("vendors")))
    for vendor in named:
        desk.masters.vendor(vendor)
    return list(named)


@advices.command("list")
@click.option("--where", default="", help="A filter; all credit advices without one.")
@exportable
@click.pass_obj
def list_advices(session: Session, where: str) -> None:
    """List credit advices."""
    with session.desk(writing=False) as desk:
        reader = desk.reader()
        rows = rows_of(reader, "credit_advices", reader.ids(Query("credit_advices", where)))
        session.table((shapes.advice(desk, row) for row in rows), COLUMNS, "No credit advices.")


@advices.command("show")
@click.argument("named")
@click.pass_obj
def show_advice(session: Session, named: str) -> None:
    """Show one credit advice, by number or identifier: findings, who approved it, its lines and history."""
    with session.desk(writing=False) as desk:
        row = rows_named(desk, (named,))[0]
        plain = shapes.advice(desk, row)
        history = [shapes.activity(each) for each in desk.reader().history("credit_advices", row.id)]
        told = {"finding_list": list(row.finding_list), "trail": list(row.trail), "verdicts": row.verdicts}
        lines = [f"{name:12} {value}" for name, value in plain.items() if value not in (None, [])]
        lines += ["", *map(_finding, row.finding_list)] if row.finding_list else []
        lines += ["", *map(_decision, row.trail)] if row.trail else []
        lines += ["", *(f"{each['at']}  {each['actor']:12} {each['title']}" for each in history)]
        session.answer({**plain, **told, "history": history}, lines)


def _finding(found: dict[str, Any]) -> str:
    action = f" Way out: {found['action']}" if found.get("action") else ""
    return f"{found['severity']:8} {found['sentence']}{action} ({found['code']})"


def _decision(made: dict[str, str]) -> str:
    told = f": {made['told']}" if made["told"] else ""
    return f"{made['at']}  {made['what']} by {made['by']}{told}"


@advices.command("approve")
@chosen
@every
@click.option("--where", default="", help="With --all: only those that match this filter, as findings=0.")
@click.option("--offline", is_flag=True, help="Record that it was decided without a connection.")
@waiting
@click.pass_obj
def approve(
    session: Session, named: tuple[str, ...], where: str, *, all_of_them: bool, offline: bool, wait: bool
) -> None:
    """Approve drafts in your name; nobody approves what they generated (setting four_eyes)."""
    choice = Choice(named, f"state:draft,half-approved {where}".strip(), all_of_them=all_of_them)
    ordered(session, ApproveAdvices(offline), choice, "Approve credit advices", wait=wait)


@advices.command("reject")
@chosen
@click.option("--reason", required=True, help="Why.")
@waiting
@click.pass_obj
def reject(session: Session, named: tuple[str, ...], reason: str, *, wait: bool) -> None:
    """Reject drafts; their charges become open again."""
    ordered(session, RejectAdvices(reason), Choice(named), "Reject credit advices", wait=wait)


@advices.command("issue")
@chosen
@every
@click.option("--date", "issued_on", default=None, help="The day of issue, ISO 8601; today without it.")
@waiting
@click.pass_obj
def issue(session: Session, named: tuple[str, ...], issued_on: str | None, *, all_of_them: bool, wait: bool) -> None:
    """Issue approved credit advices: number, frozen content, PDF."""
    order = IssueAdvices(shapes.day(issued_on) if issued_on else today())
    choice = Choice(named, "state:approved", all_of_them=all_of_them)
    ordered(session, order, choice, "Issue credit advices", wait=wait)


@dataclass(frozen=True, slots=True)
class Choice:
    """The credit advices of a command: those named by number or identifier, or all that match `where`."""

    named: tuple[str, ...]
    where: str = ""
    all_of_them: bool = False


def ordered(session: Session, order: BulkOrder, choice: Choice, title: str, *, wait: bool) -> None:
    """Queue an order for the chosen credit advices, and carry it out when asked to wait."""
    if choice.all_of_them == bool(choice.named):
        sentence = "Name credit advices by number or identifier, or take --all of them."
        raise click.UsageError(sentence)
    with session.desk() as desk:
        reader = desk.reader()
        keys = [row.key for row in rows_named(desk, choice.named)]
        keys = keys or reader.keys("credit_advices", reader.ids(Query("credit_advices", choice.where)))
        _run(session, desk, order, keys, title, wait=wait)


def rows_named(desk: Desk, named: tuple[str, ...]) -> list[AdviceRow]:
    """Return the rows of credit advices named by number or identifier; raise `Unknown` for a stranger."""
    reader = desk.reader()
    rows: list[AdviceRow] = []
    for name in named:
        found = list(reader.ids_of("credit_advices", [name]).values())
        found = found or list(reader.ids(Query("credit_advices", f'number:"{name}"')))
        if not found:
            sentence = f"There is no credit advice {name!r}; see: rightsdesk advices list"
            raise Unknown(sentence)
        rows.extend(reader.rows("credit_advices", found))
    return rows


def _run(session: Session, desk: Desk, order: BulkOrder, keys: list[str], title: str, *, wait: bool) -> None:
    ticket = desk.order(order, keys)
    if not wait:
        line = f"Batch {ticket.number}: {ticket.items:,} queued; carry it out with: rightsdesk worker"
        session.answer(shapes.ticket(ticket), [line])
        return
    progress = session.follow(desk, ticket.batch, title)
    desk.settle()
    session.answer(shapes.batch(desk, ticket.batch), shapes.batch_lines(desk, ticket.batch))
    leave(progress)
