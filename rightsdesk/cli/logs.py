"""The log and the read model: verify, export, statistics, rebuild."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from rightsdesk import event_archive
from rightsdesk.cli.session import Session
from rightsdesk.desk import Desk
from rightsdesk.faults import Unknown, Unusable

PAGE = 5000


@click.group("log")
def log() -> None:
    """The event log: the source of truth."""


@log.command("verify")
@click.pass_context
def verify(context: click.Context) -> None:
    """Recompute the hash chain and name every position at which something is wrong."""
    session: Session = context.obj
    with session.desk(writing=False) as desk:
        found = desk.log.verify()
        problems = [{"position": each.position, "what": each.what} for each in found.problems]
        document = {
            "ok": found.sound,
            "events": found.events,
            "head": {"position": found.head.position, "hash": found.head.digest.hex(), "epoch": found.head.epoch},
            "problems": problems,
        }
        verdict = "sound" if found.sound else f"{len(problems):,} problems"
        lines = [f"{found.events:,} events, head {found.head.digest.hex()[:16]}: {verdict}."]
        session.answer(document, lines + [f"  event {each['position']:,}: {each['what']}" for each in problems])
    context.exit(0 if found.sound else 1)


@log.command("stats")
@click.pass_obj
def stats(session: Session) -> None:
    """Count events and streams."""
    with session.desk(writing=False) as desk:
        found = desk.log.stats()
        session.answer(found, [f"{name:12} {value}" for name, value in found.items()])


@log.command("show")
@click.argument("stream")
@click.pass_obj
def show(session: Session, stream: str) -> None:
    """Show the events of one stream, image-alpenpix:100001 for example."""
    with session.desk(writing=False) as desk:
        history = desk.log.read_streams([stream])[stream]
        if not history:
            sentence = f"There is no stream {stream!r}; see: rightsdesk log stats"
            raise Unknown(sentence)
        rows = [_shape(each) for each in history]
        session.table(rows, ("position", "version", "recorded_at", "actor", "name", "data"), "")


@log.command("export")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
@click.pass_obj
def export(session: Session, out: Path | None) -> None:
    """Write all events as JSON Lines; a file that ends in .rdevents is closed with its check sum."""
    with session.desk(writing=False) as desk:
        if out is None:
            for line in _lines(desk):
                sys.stdout.write(line)
            return
        try:
            with out.open("x", encoding="utf-8") as file:
                archived = out.suffix.lower() == event_archive.ENDING
                file.writelines(event_archive.closed(_lines(desk)) if archived else _lines(desk))
        except OSError as error:
            sentence = f"{out} cannot be written: {error.strerror}. Nothing existing was overwritten."
            raise Unusable(sentence, code="EXP-PATH") from error
        position = desk.log.head().position
        session.answer({"events": position, "file": str(out)}, [f"{position:,} events written to {out}."])


@log.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def check(session: Session, file: Path) -> None:
    """Say whether an archive of events (.rdevents) is whole and unchanged."""
    found = event_archive.check(file)
    lines = [
        f"{found.events:,} events, {found.first:,} to {found.last:,}, SHA-256 {found.sha256}: whole and unchanged."
    ]
    session.answer({"ok": True, "events": found.events, "last": found.last, "sha256": found.sha256}, lines)


def _lines(desk: Desk) -> Iterator[str]:
    after = 0
    while page := desk.log.read(after, PAGE):
        yield from (json.dumps(_shape(each), ensure_ascii=False) + "\n" for each in page)
        after = page[-1].position


def _shape(recorded: Any) -> dict[str, Any]:
    shape: dict[str, Any] = recorded._asdict()
    shape["data"] = json.loads(recorded.data)
    return shape


@click.group("read-model")
def read_model() -> None:
    """The read model: disposable tables projected from the log."""


@read_model.command("rebuild")
@click.option(
    "--compare", is_flag=True, help="Rebuild beside the present tables and count differing rows; swap nothing."
)
@click.pass_context
def rebuild(context: click.Context, *, compare: bool) -> None:
    """Rebuild all tables from the log; the old ones stay readable until the swap."""
    session: Session = context.obj
    with session.desk(writing=not compare) as desk:
        if compare:
            found = desk.read_model.compare()
            differing = {table: len(rows) for table, rows in found.differences.items()}
            total = sum(differing.values())
            document = {"differing": total, "tables": differing, "rows": found.differences}
            session.answer(
                document, [f"{total:,} differing rows.", *(f"  {n:,} in {t}" for t, n in differing.items() if n)]
            )
            context.exit(0 if not total else 1)
        events = desk.read_model.rebuild()
        session.answer({"events": events}, [f"Read model rebuilt from {events:,} events."])


COMMANDS = (log, read_model)
