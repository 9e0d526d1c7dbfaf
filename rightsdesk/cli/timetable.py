"""The timetable: what runs by itself and when, and run now what is due."""

from datetime import datetime
from typing import Any

import click

from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.session import PARTLY_FAILED, Session
from rightsdesk.cli.shapes import batch_row
from rightsdesk.desk import Desk
from rightsdesk.desk.nightly import Nightly
from rightsdesk.desk.timetable import Entry, Round
from rightsdesk.domain.timetable import TimetableRan
from rightsdesk.faults import Unknown

COLUMNS = ("job", "rule", "next_run", "last_run", "result", "sentence")


@click.group("timetable")
def timetable() -> None:
    """The timetable: syncs, checks, drafts and backups that run by themselves."""


@timetable.command("list")
@exportable
@click.pass_obj
def list_jobs(session: Session) -> None:
    """List jobs with their next and their last run."""
    with session.desk(writing=False) as desk:
        shape = _entry if session.as_json or session.export else _for_people
        session.table([shape(each) for each in desk.timetable.entries()], COLUMNS, "Nothing runs by itself.")


@timetable.command("run")
@click.argument("job", required=False)
@click.pass_context
def run(context: click.Context, job: str | None) -> None:
    """Run what is due, or the named JOB now; a job that fails never stops the others."""
    session: Session = context.obj
    with session.desk() as desk:
        done = desk.timetable.run(job) if job else desk.timetable.run_due()
        desk.settle()
        document = {"ran": [_run(each) for each in done.ran], "put_off": done.put_off}
        session.answer(document, _lines(desk, done))
    well = [each for each in done.ran if each.result != "failed"]
    context.exit(0 if not done.troubles else PARTLY_FAILED if well else 1)


@timetable.command("repeat")
@click.argument("batch")
@click.option("--at", default="02:00", show_default=True, help="The time of the clocks of the workspace's zone.")
@click.option("--name", default="", help="Its name; the title of the batch without it.")
@click.pass_obj
def repeat(session: Session, batch: str, at: str, name: str) -> None:
    """Give the command of a BATCH again every night, for the rows that its filter finds then."""
    with session.desk() as desk:
        row = batch_row(desk, desk.batch(batch))
        where = row.query or f"batch:{row.number}"
        title = name or f"{row.title} ({row.number})".replace(":", " ")[:80]
        planned = Nightly(title, at, "images", where, row.kind, row.wish or {})
        desk.timetable.give_nightly(planned)
        session.answer({"name": title, "at": at, "where": where}, [f"{title}: every night at {at}."])


@timetable.command("forget")
@click.argument("name")
@click.pass_obj
def forget(session: Session, name: str) -> None:
    """Give a command of the night no more."""
    with session.desk() as desk:
        if not desk.timetable.forget_nightly(name):
            raise Unknown(f"No command {name!r} is given every night; see: rightsdesk timetable list")
        session.answer({"name": name}, [f"{name} is given no more."])


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "job": entry.job,
        "rule": entry.rule,
        "next_run": _iso(entry.next_run),
        "waiting": entry.waiting,
        "last_run": _iso(entry.last_run),
        **{name: getattr(entry.last, name, None) or None for name in _RUN},
    }


_RUN = ("due_at", "result", "sentence", "batch", "file", "sha256")


def _run(ran: TimetableRan) -> dict[str, Any]:
    return {"job": ran.job, "started_at": ran.started_at, **{name: getattr(ran, name) or None for name in _RUN}}


def _for_people(entry: Entry) -> dict[str, Any]:
    coming = "now" if entry.waiting else _minute(entry.next_run)
    return {**_entry(entry), "next_run": coming, "last_run": _minute(entry.last_run)}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _minute(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%d %H:%M}" if at else None


def _lines(desk: Desk, done: Round) -> list[str]:
    lines = [f"{each.job}: {each.sentence}{_queued(desk, each)}" for each in done.ran]
    lines += [f"{job}: {sentence} It stays due." for job, sentence in done.put_off.items()]
    return lines or ["Nothing is due."]


def _queued(desk: Desk, ran: TimetableRan) -> str:
    if not ran.batch:
        return ""
    return f" Batch {desk.progress(ran.batch).number} is queued; carry it out with: rightsdesk worker"


COMMANDS = (timetable,)
