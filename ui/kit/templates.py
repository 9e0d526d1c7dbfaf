"""Commands kept under a name, so that they can be given again: which rows, which kind, which values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.kit.actions import action
from ui.kit.memory import Memory
from ui.kit.repeat import Again, Command
from ui.kit.words import tr

KEY = "batches.templates"


def saved(memory: Memory) -> dict[str, Command]:
    """The templates by name; what cannot be read is left out."""
    found = memory.get(KEY, {})
    entries = found.items() if isinstance(found, dict) else ()
    return {str(name): Command(**one) for name, one in entries if set(one) == {"place", "where", "kind", "wish"}}


def keep(memory: Memory, name: str, command: Command) -> None:
    """Keep a command under a name, in the place of another of the same name."""
    memory.put(KEY, {**{one: asdict(kept) for one, kept in saved(memory).items()}, name: asdict(command)})


def forget(memory: Memory, name: str) -> None:
    """Keep it no more."""
    memory.put(KEY, {one: asdict(kept) for one, kept in saved(memory).items() if one != name})


def offer(window: QWidget, memory: Memory, go: Callable[..., None]) -> None:
    """Let the palette of a window find the templates there are."""
    for name, command in saved(memory).items():
        title = tr("Template", "Run template: {name}", name=name)
        action(window, title, partial(Again, window, go, command), icon="play", name=f"template.{name}")
