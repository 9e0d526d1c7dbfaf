"""The program among others: references to workspaces, links, and entries in the system's menus."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from rightsdesk import desktop_entry, links, reference, settings, workspace
from rightsdesk.cli.session import Session

OPENED = (reference.ENDING, ".rdevents", ".csv", ".xlsx", ".json")
"""Endings of files that may stand where a command stands: the window is opened with them."""
_PREFIX = click.option("--prefix", type=click.Path(path_type=Path), help="As /usr/local; your own folder without it.")


@click.group("workspace")
def workspaces() -> None:
    """The workspace as a file and as links."""


@workspaces.command("link")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def link(session: Session, file: Path) -> None:
    """Write a small file that opens this workspace when it is double-clicked."""
    workspace.check(session.folder)
    made = reference.write(file, session.folder, settings.load(session.folder).name)
    lines = [f"{made} opens {session.folder.resolve()}."]
    session.answer({"file": str(made), "workspace": str(session.folder.resolve())}, lines)


@workspaces.command("address")
@click.argument("kind", type=click.Choice(sorted(links.KINDS)))
@click.argument("name")
@click.pass_obj
def address(session: Session, kind: str, name: str) -> None:
    """Print the link to an image, batch, credit advice or vendor, for mails and tickets."""
    made = links.to(kind, name)
    session.answer({"link": made.text, "kind": made.kind, "name": made.name}, [made.text])


@click.command("open", hidden=True)
@click.argument("words", nargs=-1, type=str)
@click.pass_obj
def open_words(session: Session, words: tuple[str, ...]) -> None:
    """Open the window with links, references and files; a window that is open already takes them."""
    from rightsdesk.cli import operation

    operation.open_window(session, words)


@click.group("desktop")
def desktop() -> None:
    """The entry in the menus of a Linux desktop, with file type, links and icons."""


@desktop.command("install")
@_PREFIX
@click.option("--program", default="", help="What the entry starts; this program without it.")
@click.pass_obj
def install(session: Session, prefix: Path | None, program: str) -> None:
    """Put entry, file type and icons in place."""
    done = desktop_entry.install(prefix, program)
    session.answer(
        {"installed": [str(each) for each in done]}, [f"{len(done)} files below {desktop_entry.share(prefix)}."]
    )


@desktop.command("remove")
@_PREFIX
@click.pass_obj
def remove(session: Session, prefix: Path | None) -> None:
    """Take them away again."""
    gone = desktop_entry.remove(prefix)
    lines = [
        f"{len(gone)} files removed below {desktop_entry.share(prefix)}." if gone else "Nothing was installed there."
    ]
    session.answer({"removed": [str(each) for each in gone]}, lines)


def with_open(given: Sequence[str]) -> list[str]:
    """Return the arguments with the command `open` where a link or file stands in a command's place."""
    at = 0
    while at < len(given) and given[at].startswith("-"):
        at += 2 if given[at] == "--workspace" else 1
    if at >= len(given) or not _is_opened(given[at]):
        return list(given)
    return [*given[:at], "open", "--", *map(_as_path, given[at:])]


def _is_opened(word: str) -> bool:
    return links.is_link(word) or word.lower().startswith("file:") or word.lower().endswith(OPENED)


def _as_path(word: str) -> str:
    """Return the path of a file's address, as a desktop hands it over; all else as it is."""
    return unquote(urlsplit(word).path) if word.lower().startswith("file:") else word


COMMANDS = (workspaces, open_words, desktop)
