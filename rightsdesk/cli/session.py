"""What every command shares: the workspace named, how to print, and what an error becomes."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from rightsdesk import bootstrap, workspace
from rightsdesk.cli.exporting import Export
from rightsdesk.desk import Desk
from rightsdesk.desk import Progress as BatchProgress
from rightsdesk.faults import Unusable

PARTLY_FAILED = 3
PATIENCE = 10.0
"""Seconds that --wait stays when nothing moves, because a vendor is down for example."""
PIPED_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Session:
    """The workspace folder of this call, whether one JSON document is wanted, and where a list goes if not here."""

    folder: Path
    as_json: bool
    export: Export | None = None
    as_of: date | None = None
    """The day at whose end the tables are looked at; None for now."""

    @contextmanager
    def desk(self, *, writing: bool = True) -> Iterator[Desk]:
        """Open the workspace with a read model that is up to date; only writing takes the lock."""
        if writing and self.as_of is not None:
            raise click.UsageError("--as-of only looks; leave it out to change anything.")
        desk = bootstrap.open_desk(self.folder, bootstrap.Opening(writing=writing))
        try:
            if not writing and bootstrap.frozen(self.folder):
                why = "is read-only or its disk is full"
                click.echo(f"{self.folder} {why}: it is shown as it is, nothing can be changed now.", err=True)
            _settle(desk, writing=writing)
            if self.as_of is not None:
                self._look_back(desk, self.as_of)
            yield desk
        finally:
            desk.close()

    def _look_back(self, desk: Desk, day: date) -> None:
        with bar(quiet=self.as_json) as shown:
            line = shown.add_task(f"State of {day}", total=None)
            desk.look_back(day, lambda done, total: shown.update(line, completed=done, total=total))

    def answer(self, document: object, lines: Sequence[str] = ()) -> None:
        """Print the JSON document, or the lines meant for people."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
        else:
            for line in lines:
                click.echo(line)

    def table(self, rows: Iterable[Mapping[str, Any]], columns: Sequence[str], nothing: str) -> None:
        """Print rows as JSON, or as a table for people with a sentence when there are none; or write them to a file."""
        if self.export is not None:
            self._write(self.export, rows, columns)
            return
        rows = list(rows)
        if self.as_json:
            self.answer(rows)
        elif not rows:
            click.echo(nothing)
        else:
            _print_table(rows, columns)

    def _write(self, export: Export, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
        with bar(quiet=self.as_json) as shown:
            line = shown.add_task("Write the list", total=None)
            command = click.get_current_context().command_path.split()
            written = export.write(rows, columns, command[-2], lambda count: shown.update(line, completed=count))
        if export.aloud:
            for warning in written.warnings:
                click.echo(warning, err=True)
        else:
            self.answer(*export.answer(written))

    def follow(self, desk: Desk, batch: str, title: str) -> BatchProgress:
        """Carry a batch out with a bar on a terminal, silently when piped."""
        with bar(quiet=self.as_json) as shown:
            line = shown.add_task(title, total=None)

            def told(progress: BatchProgress) -> None:
                shown.update(line, total=progress.total, completed=progress.total - progress.remaining)

            return desk.wait(batch, told, patience=PATIENCE)


def _settle(desk: Desk, *, writing: bool) -> None:
    """Project what is recorded; who only reads is shown what there is even when the disk takes no more."""
    try:
        desk.settle()
    except Unusable as fault:
        if writing:
            raise
        complain(fault, as_json=False)


def bar(*, quiet: bool) -> Progress:
    """Return a progress display on standard error; it shows nothing when piped or quiet."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=quiet or not console.is_terminal,
    )


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in columns))
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def sentence_of(error: Exception) -> dict[str, str]:
    """Return code and sentence of a fault or refusal."""
    return {"code": str(getattr(error, "code", "ERROR")), "sentence": str(getattr(error, "sentence", error))}


def complain(error: Exception, *, as_json: bool) -> None:
    """Print an error: a JSON document when one was asked for, else the sentence on standard error."""
    told = sentence_of(error)
    if as_json:
        click.echo(json.dumps({"error": told}, ensure_ascii=False))
    else:
        click.echo(f"{told['sentence']} ({told['code']})", err=True)


def today() -> str:
    """Return the day in the zone of the computer, ISO 8601."""
    return date.today().isoformat()  # noqa: DTZ011 - the person's own calendar day is meant


def folder_of(named: str | None) -> Path:
    """Return the workspace folder named, else the default one."""
    return Path(named).expanduser() if named else workspace.default_folder()


def leave(progress: BatchProgress) -> None:
    """End the program with the exit code of a batch: 3 when items failed, ended in conflict or still wait."""
    waits = progress.remaining and progress.state != "paused"
    if progress.failed or progress.conflicted or progress.quarantined or waits:
        sys.exit(PARTLY_FAILED)
