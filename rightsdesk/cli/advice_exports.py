"""Credit advices leave the house: exports as files, delivery by mail, reports by year and quarter."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.session import Session, leave
from rightsdesk.desk import AdviceRow, BulkOrder, DeliverAdvices, Desk, ExportAdvices, Query
from rightsdesk.desk.exports import Made
from rightsdesk.desk.lists import Column, rows_of, write_list
from rightsdesk.domain import money
from rightsdesk.domain import period as months
from rightsdesk.faults import Invalid

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("datev", "sepa", "xlsx", "zip", "gobd")
ISSUED = ("issued", "rendered")

target = click.option("--out", type=click.Path(path_type=Path), required=True, help="The file, or a folder for it.")
forced = click.option("--force", is_flag=True, help="Replace a file that stands there already.")
filtered = click.option("--where", default="", help="A filter; all issued credit advices without one.")


@click.command("export")
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="What the file is for.")
@target
@click.option("--period", default="", help="The month of the documents, as in 2026-10; asked for by datev.")
@filtered
@click.option("--again", is_flag=True, help="Also those exported before, as marked duplicates.")
@forced
@click.pass_obj
def export(session: Session, kind: str, out: Path, period: str, where: str, *, again: bool, force: bool) -> None:
    """Export issued credit advices: postings, transfers, a workbook, documents, or an auditor's copy."""
    if period:
        months.month(period)
    with session.desk() as desk:
        place = desk.exports.place(kind, out, force=force)
        rows = _chosen(desk, where, "" if where else period)
        period = period or (_only_month(rows) if kind == "datev" else "")
        ticket = desk.order(ExportAdvices(kind, again, period), [row.key for row in rows])
        progress = session.follow(desk, ticket.batch, "Export credit advices")
        report, lines = shapes.batch(desk, ticket.batch), shapes.batch_lines(desk, ticket.batch)
        if progress.state == "finished" and progress.done:
            made = desk.exports.write(ticket.batch, place)
            report, lines = {**report, **_told(made)}, [*lines, *_lines(made)]
        session.answer(report, lines)
        leave(progress)


@click.command("export-file")
@click.argument("batch")
@target
@forced
@click.pass_obj
def export_file(session: Session, batch: str, out: Path, *, force: bool) -> None:
    """Write the file of an earlier export again: the same bytes."""
    with session.desk() as desk:
        named = desk.batch(batch)
        made = desk.exports.write(named, desk.exports.place(desk.exports.format_of(named), out, force=force))
        session.answer(_told(made), _lines(made))


@click.command("deliver")
@click.option("--eml", "folder", type=click.Path(path_type=Path), help="Write messages as .eml files into a folder.")
@click.option("--mail", is_flag=True, help="Send messages through the mail server of the settings.")
@filtered
@click.option("--again", is_flag=True, help="Also those delivered before.")
@click.pass_obj
def deliver(session: Session, folder: Path | None, where: str, *, mail: bool, again: bool) -> None:
    """Deliver issued credit advices to their vendors, PDF and XML attached."""
    if mail == (folder is not None):
        sentence = "Say either --mail, or --eml DIR."
        raise click.UsageError(sentence)
    if folder is not None and not folder.is_dir():
        raise Invalid(f"There is no folder {folder}; make it, or name another one.", code="EXP-PATH")
    order = DeliverAdvices("eml", str(folder.resolve()), again) if folder else DeliverAdvices("mail", "", again)
    with session.desk() as desk:
        _carry_out(session, desk, order, [row.key for row in _chosen(desk, where)])


@click.command("mail-password")
@click.option("--password", prompt=True, hide_input=True, help="Asked for where it is not given.")
@click.pass_obj
def mail_password(session: Session, password: str) -> None:
    """Keep the password of the mail server in the key ring."""
    with session.desk() as desk:
        kept = desk.exports.keep_password(password)
    where = "in the key ring" if kept else "in a private file of the workspace, as there is no key ring"
    session.answer({"key_ring": kept}, [f"The password is kept {where}."])


@click.group("reports")
def reports() -> None:
    """Reports for authorities, made of issued credit advices."""


@reports.command("ksk")
@click.option("--year", type=int, required=True, help="The year, as in 2026.")
@target
@forced
@click.pass_obj
def ksk(session: Session, year: int, out: Path, *, force: bool) -> None:
    """Fees of self-employed vendors and the Künstlersozialabgabe on them."""
    with session.desk(writing=False) as desk:
        _report(session, "Künstlersozialabgabe", out, *desk.exports.social_levy(year), force=force)


@reports.command("withholding")
@click.option("--quarter", required=True, help="The quarter, as in 2026-Q3.")
@target
@forced
@click.pass_obj
def withholding(session: Session, quarter: str, out: Path, *, force: bool) -> None:
    """Income tax withheld from vendors abroad (section 50a EStG)."""
    with session.desk(writing=False) as desk:
        _report(session, "Section 50a EStG", out, *desk.exports.withholding(quarter), force=force)


def _chosen(desk: Desk, where: str, month: str = "") -> list[AdviceRow]:
    """Return the credit advices meant: those filtered, else all that have a number, of a month where one is named."""
    reader = desk.reader()
    rows = rows_of(reader, "credit_advices", reader.ids(Query("credit_advices", where, "number")))
    return [row for row in rows if where or (row.number and str(row.issued_on).startswith(month))]


def _only_month(rows: list[AdviceRow]) -> str:
    found = sorted({str(row.issued_on)[:7] for row in rows if row.issued_on})
    if len(found) > 1:
        said = f"The documents are of {', '.join(found)}, and a file holds one month; choose it with --period."
        raise Invalid(said, code="PERIOD")
    return found[0] if found else ""


def _carry_out(session: Session, desk: Desk, order: BulkOrder, keys: list[str]) -> None:
    ticket = desk.order(order, keys)
    progress = session.follow(desk, ticket.batch, "Deliver credit advices")
    session.answer(shapes.batch(desk, ticket.batch), shapes.batch_lines(desk, ticket.batch))
    leave(progress)


def _report(
    session: Session, name: str, out: Path, columns: tuple[Column, ...], rows: list[dict[str, Any]], *, force: bool
) -> None:
    if out.exists() and not force and not out.is_dir():
        raise Invalid(f"{out} exists already; name another file, or say --force to replace it.", code="EXP-EXISTS")
    written = write_list(out, name, columns, rows, lambda _count: None)
    document = {"file": str(out), "rows": written.rows, "warnings": written.warnings}
    session.answer(document, [f"{written.rows:,} rows written to {out}", *written.warnings])


def _told(made: Made) -> dict[str, Any]:
    sums = {currency: money.as_decimal(minor, currency) for currency, minor in made.sums.items()}
    return {
        "file": str(made.path),
        "sha256": made.sha256,
        "size": made.size,
        "advices": made.advices,
        "sums": sums,
        "warnings": made.warnings,
    }


def _lines(made: Made) -> list[str]:
    sums = ", ".join(f"{money.as_decimal(minor, currency)} {currency}" for currency, minor in made.sums.items())
    return [
        f"{made.advices:,} credit advices, {sums}, written to {made.path}",
        f"SHA-256 {made.sha256}",
        *made.warnings,
    ]


ADVICES = (export, export_file, deliver, mail_password)
COMMANDS = (reports,)
