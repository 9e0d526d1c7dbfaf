"""Images: import pictures and tables from files."""

from pathlib import Path
from typing import Any

import click

from rightsdesk.cli.pairs import SHAPE, pairs
from rightsdesk.cli.session import PARTLY_FAILED, Session, bar
from rightsdesk.desk import Desk, Handing, ImportReport

SHOWN = 50


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--vendor", default="", help="Whose pictures these are; else the files or their folder say it.")
@click.option("--option", "options", multiple=True, metavar=SHAPE, help="How tables are written: decimal=, ...")
@click.option("--dry-run", is_flag=True, help="Say what would happen; record nothing.")
@click.pass_context
def import_images(
    context: click.Context, /, paths: tuple[Path, ...], vendor: str, options: tuple[str, ...], *, dry_run: bool
) -> None:
    """Take over pictures (JPEG, PNG, TIFF, WebP) and tables (CSV, XLSX) from files and folders."""
    session: Session = context.obj
    handing = Handing(paths, vendor, pairs(options, option="--option"), dry_run)
    with session.desk(writing=not dry_run) as desk:
        report = _take(session, desk, handing)
        desk.settle()
        session.answer(_document(report, dry_run=dry_run), _lines(report, dry_run=dry_run))
    context.exit(0 if not report.not_taken else PARTLY_FAILED if report.taken else 1)


def _take(session: Session, desk: Desk, handing: Handing) -> ImportReport:
    with bar(quiet=session.as_json) as shown:
        line = shown.add_task("Import files", total=None)
        return desk.imports.take(handing, lambda done, total: shown.update(line, completed=done, total=total))


def _document(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    counted = {kind: report.counts.get(kind, 0) for kind in ("new", "changed", "ignored", "conflicts")}
    return {
        "dry_run": dry_run,
        "files": report.files,
        **counted,
        "passed_over": report.passed_over,
        "not_taken": [{"code": each.code, "reason": each.reason} for each in report.not_taken],
    }


def _lines(report: ImportReport, *, dry_run: bool) -> list[str]:
    counts = report.counts
    kinds = ", ".join(f"{counts[kind]:,} {kind}" for kind in ("new", "changed", "conflicts") if counts.get(kind))
    known = f", {counts['ignored']:,} known already" if counts.get("ignored") else ""
    head = f"{report.files:,} files read: {kinds or 'nothing new'}{known}."
    if report.passed_over:
        head += f" {report.passed_over:,} other files were passed over."
    lines = [f"Nothing recorded (--dry-run). {head}" if dry_run else head]
    if report.not_taken:
        lines.append(f"{len(report.not_taken):,} not taken:")
        lines += [f"{each.reason} ({each.code})" for each in report.not_taken[:SHOWN]]
    if len(report.not_taken) > SHOWN:
        lines.append(f"... and {len(report.not_taken) - SHOWN:,} more; --json lists all.")
    return lines
