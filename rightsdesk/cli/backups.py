"""Backups: the workspace saved into one file, and made again from it."""

from pathlib import Path

import click

from rightsdesk import backup
from rightsdesk.cli.session import Session


@click.command("backup")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def back_up(session: Session, target: Path) -> None:
    """Save the workspace into FILE, also while it is in use; the copy is verified before this is done."""
    with session.desk(writing=False) as desk:
        saved = desk.back_up(target)
    document = {
        "file": str(saved.path),
        "position": saved.position,
        "members": saved.members,
        "bytes": saved.size,
        "sha256": saved.sha256,
    }
    lines = [
        f"Saved up to event {saved.position:,} in {saved.path} ({saved.size / 1e6:,.1f} MB, SHA-256 {saved.sha256}).",
        "Keys of feeds are not part of it; keep them elsewhere.",
    ]
    session.answer(document, lines)


@click.command("restore")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def restore(session: Session, source: Path) -> None:
    """Make the workspace anew from FILE in an empty or new folder; every hash and the chain are verified."""
    made = backup.restore(source, session.folder)
    document = {
        "workspace": str(made.folder),
        "position": made.position,
        "members": made.members,
        "made_at": made.made_at,
    }
    lines = [
        f"Restored to {made.folder} as saved on {made.made_at}, verified up to event {made.position:,}.",
        "Enter the keys of feeds again: rightsdesk feeds add NAME URL",
    ]
    session.answer(document, lines)


COMMANDS = (back_up, restore)
