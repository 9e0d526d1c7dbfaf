"""Options and arguments written as NAME=VALUE, taken apart in this place only."""

from collections.abc import Iterable

import click

SHAPE = "NAME=VALUE"


def pair(text: str, shape: str = SHAPE, option: str = "") -> tuple[str, str]:
    """Return the name and what follows the first equals sign; `shape` and `option` are named where there is none."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"{option} {text!r}: write it as {shape}.".lstrip())
    return name.strip(), value


def pairs(texts: Iterable[str], shape: str = SHAPE, option: str = "") -> dict[str, str]:
    """Return the values by their names; of a name that is written twice the last one is meant."""
    return dict(pair(text, shape, option) for text in texts)
