"""Edits of texts on the command line: FIELD=TEXT to add or take away, FIELD=OLD=>NEW to replace within."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from rightsdesk.cli.pairs import pair
from rightsdesk.desk import TextEdit
from rightsdesk.domain.image import FieldNamedTwice

F = TypeVar("F", bound=Callable[..., Any])
ADDING = ("append", "prepend", "remove")


def editing(function: F) -> F:
    """Add the options that edit the text which each image has."""
    options = (
        _many("append", "FIELD=TEXT", "Put a text behind the one that is there."),
        _many("prepend", "FIELD=TEXT", "Put a text before the one that is there."),
        _many("remove", "FIELD=TEXT", "Take all occurrences of a text away."),
        _many("replace", "FIELD=OLD=>NEW", "Put NEW in the place of all occurrences of OLD."),
        click.option("--whole-words", is_flag=True, help="For --remove and --replace: find whole words only."),
        click.option("--ignore-case", is_flag=True, help="For --remove and --replace: find capital and small letters."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _many(name: str, shape: str, words: str) -> Callable[[F], F]:
    return click.option(f"--{name}", multiple=True, metavar=shape, help=words)


def edits(asked: dict[str, Any]) -> dict[str, TextEdit]:
    """Take what `editing` asked for out of the options and return the edit of each field."""
    whole, ignore = asked.pop("whole_words"), asked.pop("ignore_case")
    found: dict[str, TextEdit] = {}
    for field, edit in _read(asked, whole=whole, ignore=ignore):
        if field in found:
            raise FieldNamedTwice(f"{field} is to be edited twice; give the second edit as a command of its own.")
        found[field] = edit
    return found


def _read(asked: dict[str, Any], *, whole: bool, ignore: bool) -> Iterator[tuple[str, TextEdit]]:
    for mode in ADDING:
        for text in asked.pop(mode):
            field, added = pair(text, "FIELD=TEXT", f"--{mode}")
            searched = mode == "remove"
            yield field, TextEdit(mode, added, "", whole and searched, ignore and searched)  # type: ignore[arg-type] # a mode
    for text in asked.pop("replace"):
        field, both = pair(text, "FIELD=OLD=>NEW", "--replace")
        old, arrow, new = both.partition("=>")
        if not arrow:
            raise click.UsageError(f"--replace {text!r}: write it as FIELD=OLD=>NEW.")
        yield field, TextEdit("find-replace", new, old, whole, ignore)
