"""Operation: create a workspace, work in the background, check oneself, open the window."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from rightsdesk import bootstrap, selfcheck, workspace
from rightsdesk.cli.session import Session
from rightsdesk.settings import Settings

IDLE_SECONDS = 0.3


@click.command("init")
@click.option("--name", default="RightsDesk", help="The name shown for the workspace.")
@click.pass_obj
def init(session: Session, name: str) -> None:
    """Create an empty workspace."""
    bootstrap.create_workspace(session.folder, Settings(name=name))
    session.answer({"workspace": str(session.folder)}, [f"Workspace created in {session.folder}."])


@click.command("worker")
@click.option("--until-idle", is_flag=True, help="End when nothing is due any more.")
@click.pass_obj
def worker(session: Session, *, until_idle: bool) -> None:
    """Carry out queued batches, and what the timetable says, until interrupted."""
    with session.desk() as desk:
        done = 0
        while True:
            for sentence in desk.timetable.run_due().troubles:
                click.echo(sentence, err=True)
            worked = desk.work_once()
            desk.catch_up()
            done += worked
            if not worked and until_idle and not desk.active():
                break
            if not worked:
                time.sleep(IDLE_SECONDS)
        desk.settle()
        session.answer({"chunks": done}, ["Nothing is due any more."])


@click.command("self-check")
@click.pass_context
def self_check(context: click.Context) -> None:
    """Try every part once: log, read model, hub, feed, document, window; print what works."""
    session: Session = context.obj
    results = selfcheck.run()
    document = {"ok": all(each.ok for each in results), "checks": [each.shape() for each in results]}
    lines = [f"{'ok    ' if each.ok else 'FAILED'}  {each.name}: {each.sentence}" for each in results]
    session.answer(document, lines)
    context.exit(0 if document["ok"] else 1)


def examine_window(folder: Path) -> int:
    """Paint the window without a screen: what the self-check starts in a process of its own."""
    from rightsdesk import __main__ as window

    return window.examine(folder)


def open_window(session: Session, words: Sequence[str] = ()) -> None:
    """Start the window on the workspace with these links and files; without a display say what to do instead."""
    from rightsdesk import __main__ as window

    named = session.folder if session.folder != workspace.default_folder() or workspace.exists(session.folder) else None
    sys.exit(window.start(named, words))


COMMANDS = (init, worker, self_check)
__all__ = ["COMMANDS", "open_window"]
