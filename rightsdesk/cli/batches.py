"""Batches: list, show, watch, pause, resume, cancel, retry, redo, undo."""

import json
import time
from dataclasses import asdict
from pathlib import Path

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.session import Session, leave
from rightsdesk.desk import Desk, Query
from rightsdesk.desk.batch_report import cause_line

COLUMNS = ("number", "title", "state", "total", "done", "unchanged", "failed", "conflicted", "remaining")
POLL_SECONDS = 0.5
named = click.argument("named", metavar="BATCH")


@click.group("batches")
def batches() -> None:
    """Batches: one command over many images or vendors."""


@batches.command("list")
@click.option("--where", default="", help="A filter; all batches without one.")
@exportable
@click.pass_obj
def list_batches(session: Session, where: str) -> None:
    """List batches, the newest first."""
    with session.desk(writing=False) as desk:
        reader = desk.reader()
        keys = reader.keys("batches", reader.ids(Query("batches", where)))
        session.table((shapes.batch(desk, key) for key in keys), COLUMNS, "No batches.")


@batches.command("show")
@named
@click.pass_obj
def show_batch(session: Session, named: str) -> None:
    """Show one batch with its reasons, by number or identifier."""
    with session.desk(writing=False) as desk:
        _show(session, desk, named)


def _show(session: Session, desk: Desk, named: str) -> None:
    desk.settle()
    batch = _known(desk, named)
    session.answer(shapes.batch(desk, batch), shapes.batch_lines(desk, batch))


def _known(desk: Desk, named: str) -> str:
    batch = desk.batch(named)
    desk.progress(batch)
    return batch


@batches.command("watch")
@named
@click.pass_obj
def watch(session: Session, named: str) -> None:
    """Print the progress of a batch until it ends; JSON Lines with --json."""
    with session.desk(writing=False) as desk:
        batch = _known(desk, named)
        while True:
            progress = desk.progress(batch)
            if session.as_json:
                click.echo(json.dumps({**asdict(progress), "remaining": progress.remaining}))
            else:
                click.echo(f"{progress.total - progress.remaining:,} / {progress.total:,}  {progress.state}")
            if progress.state in {"finished", "paused"}:
                leave(progress)
                return
            time.sleep(POLL_SECONDS)


@batches.command("pause")
@named
@click.pass_obj
def pause(session: Session, named: str) -> None:
    """Begin no further items."""
    with session.desk() as desk:
        desk.pause(named)
        _show(session, desk, named)


@batches.command("resume")
@named
@click.option("--wait", is_flag=True, help="Carry the batch out before returning.")
@click.pass_obj
def resume(session: Session, named: str, *, wait: bool) -> None:
    """Go on with a paused batch."""
    with session.desk() as desk:
        desk.resume(named)
        _maybe_wait(session, desk, named, wait=wait)


@batches.command("cancel")
@named
@click.pass_obj
def cancel(session: Session, named: str) -> None:
    """Withdraw the items not begun; what is done stays done."""
    with session.desk() as desk:
        desk.cancel(named)
        _show(session, desk, named)


@batches.command("move")
@named
@click.option("--earlier/--later", default=True, help="Before the batch that stands before it, or behind the next one.")
@click.pass_obj
def move(session: Session, named: str, *, earlier: bool) -> None:
    """Change the place of a batch in the queue."""
    with session.desk() as desk:
        (desk.earlier if earlier else desk.later)(named)
        _show(session, desk, named)


@batches.command("retry")
@named
@click.option("--wait", is_flag=True, help="Carry the items out before returning.")
@click.pass_obj
def retry(session: Session, named: str, *, wait: bool) -> None:
    """Put items without success back, in the same run."""
    with session.desk() as desk:
        desk.retry(named)
        _maybe_wait(session, desk, named, wait=wait)


@batches.command("redo")
@named
@click.option("--preview", is_flag=True, help="Say what would happen; deliver nothing.")
@click.option("--why", default="", help="The reason, kept with the batch.")
@click.option("--wait", is_flag=True, help="Carry the items out before returning.")
@click.pass_obj
def redo(session: Session, named: str, why: str, *, preview: bool, wait: bool) -> None:
    """Deliver all stored intents again as another run; no document gets a second number."""
    with session.desk(writing=not preview) as desk:
        if preview:
            found = desk.redo_preview(named)
            lines = [f"{count:>9,}  {outcome}" for outcome, count in found.outcomes.items()]
            session.answer(asdict(found), [f"{found.items:,} items would be delivered again:", *lines])
            return
        desk.redo(named, why)
        _maybe_wait(session, desk, named, wait=wait)


@batches.command("undo")
@named
@click.option("--wait", is_flag=True, help="Carry the compensation out before returning.")
@click.option("--preview", is_flag=True, help="Say what would be restored and who changed what since; change nothing.")
@click.option("--insist", is_flag=True, help="Restore also what somebody changed since.")
@click.pass_obj
def undo(session: Session, named: str, *, wait: bool, preview: bool, insist: bool) -> None:
    """Compensate what a batch changed; what was changed since is left and listed."""
    with session.desk(writing=not preview) as desk:
        if preview:
            found = desk.undo_preview(named)
            lines = [f"{count:,} changed since by {name}." for name, count in found.changed_since.items()]
            session.answer(asdict(found), [f"{found.restored:,} would be restored.", *lines])
            return
        ticket = desk.undo(named, insist=insist)
        _maybe_wait(session, desk, ticket.batch, wait=wait)


@batches.command("report")
@named
@click.option("--out", type=click.Path(path_type=Path), help="A file that ends in .html, .csv or .pdf.")
@click.pass_obj
def report(session: Session, named: str, out: Path | None) -> None:
    """Say what came of a batch, failures grouped by cause first; or write it to a file."""
    with session.desk(writing=False) as desk:
        batch, reader = _known(desk, named), desk.reader()
        if out is None:
            found = desk.batch_reports.report(reader, batch)
        else:
            found = desk.batch_reports.write(reader, batch, out)
        causes = [asdict(cause) for cause in found.causes]
        items = [asdict(item) for item in found.items]
        lines = [cause_line(cause) for cause in found.causes] or ["Nothing failed."]
        lines += [f"Written to {out}."] if out else []
        session.answer({"causes": causes, "items": items, "file": str(out) if out else None}, lines)


def _maybe_wait(session: Session, desk: Desk, named: str, *, wait: bool) -> None:
    batch = desk.batch(named)
    progress = session.follow(desk, batch, f"Batch {named}") if wait else None
    _show(session, desk, batch)
    if progress is not None:
        leave(progress)


COMMANDS = (batches,)
