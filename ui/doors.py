"""How workspaces are found, restored, grown and removed; the start of the window asks these and nobody behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.workers.errand import Progress

if TYPE_CHECKING:  # the first page can be painted before the core is loaded
    from rightsdesk.desk import Desk


@dataclass(frozen=True, slots=True)
class Further:
    """Doors that not every start goes through; each may raise a fault with its own sentence."""

    located: Callable[[str], Path]
    """The folder of the workspace that a person named: the folder, its log, or a reference to it."""
    restore: Callable[[Path, Path, Progress], object]
    """A back-up, an empty or new folder, and who hears of the progress."""
    unfinished: Callable[[Path], bool]
    """Whether a sample lies there that still has to grow."""
    grow: Callable[[Desk, Progress], object]
    """Lets the sample of an open desk grow, beside the threads of its window."""
    remove: Callable[[Path], None]
    """Deletes a workspace of sample data, and no other."""


def further() -> Further:
    """The doors of the installed program; the core is loaded when one of them is first gone through."""
    return Further(_located, _restore, _unfinished, _grow, _remove)


def _located(text: str) -> Path:
    from rightsdesk import reference, workspace
    from rightsdesk.faults import Invalid

    if not text:
        raise Invalid("Name the folder of a workspace, or choose a .rightsdesk file.", code="WORKSPACE")
    path = Path(text.removeprefix("file://")).expanduser()
    if path.suffix.lower() == reference.ENDING:
        path = reference.read(path)
    elif path.name == workspace.EVENTS:
        path = path.parent
    path = Path(os.path.abspath(path))  # noqa: PTH100 - links stay what they are
    if not workspace.exists(path):
        _refuse(path)
    return path


def _refuse(path: Path) -> None:
    from rightsdesk.faults import Unusable

    if not path.exists():
        raise Unusable(f"There is no folder {path}. Look whether its drive is connected.", code="NO-WORKSPACE")
    sentence = f"No workspace lies in {path}: a workspace is a folder with a file events.db in it."
    raise Unusable(sentence, code="NOT-A-WORKSPACE")


def _restore(source: Path, folder: Path, told: Progress) -> object:
    from rightsdesk import backup

    return backup.restore(source, folder, lambda done, total: told(done, total, "unpack" if done < total else "verify"))


def _unfinished(folder: Path) -> bool:
    from rightsdesk import sample_desk

    return sample_desk.unfinished(folder)


def _grow(desk: Any, told: Progress) -> object:
    from rightsdesk import sample_desk

    growing = sample_desk.Growing.of(desk)
    if growing is not None:
        hands = sample_desk.Beside(desk, lambda: told(0, 0, ""))
        growing.grow(hands, lambda step, done, total: told(done, total, step))
    return None


def _remove(folder: Path) -> None:
    from rightsdesk import sample_desk

    sample_desk.remove(folder)
