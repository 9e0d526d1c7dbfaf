"""Workspace references: a small readable file that names a workspace folder, to be double-clicked or sent around."""

import os
import tomllib
from pathlib import Path

import tomli_w

from rightsdesk.faults import Invalid, Unusable

ENDING = ".rightsdesk"
VERSION = 1
LARGEST = 64 * 1024
"""Bytes of a reference; a larger file is something else with that ending."""
_HEAD = "# A reference to a RightsDesk workspace. It holds no data; opening it opens the folder named below.\n"


def write(file: Path, folder: Path, name: str) -> Path:
    """Write a reference to that folder; raise `Unusable` rather than take the place of another file."""
    file = file if file.suffix == ENDING else file.with_name(f"{file.name}{ENDING}")
    file = Path(os.path.abspath(file))  # noqa: PTH100 - links stay what they are, only the present folder is added
    named = _beside(file, folder.resolve())
    document = {"rightsdesk": {"version": VERSION, "name": name, "workspace": named}}
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(_HEAD + tomli_w.dumps(document))
    except FileExistsError as error:
        raise Unusable(f"There is a file {file} already; nothing was changed.", code="FILE-EXISTS") from error
    except OSError as error:
        sentence = f"{file} cannot be written: {error.strerror}. Name a place you may write to."
        raise Unusable(sentence, code="READ-ONLY") from error
    return file


def read(file: Path) -> Path:
    """Return the folder a reference names; raise `Invalid` (REFERENCE) for what is no reference."""
    try:
        size = file.stat().st_size
        text = file.read_text(encoding="utf-8") if size <= LARGEST else ""
        found = tomllib.loads(text).get("rightsdesk")
    except OSError as error:
        sentence = f"{file} cannot be read: {error.strerror}. Nothing was opened."
        raise Unusable(sentence, code="FILE") from error
    except ValueError:
        found = None
    folder = found.get("workspace") if isinstance(found, dict) else None
    if not (isinstance(folder, str) and folder and folder.isprintable()):
        sentence = f"{file} is not a workspace reference. Make one with: rightsdesk workspace link FILE"
        raise Invalid(sentence, code="REFERENCE")
    if isinstance(found, dict) and found.get("version") != VERSION:
        sentence = f"{file} was written by a newer RightsDesk. Update, or open its folder {folder} by hand."
        raise Invalid(sentence, code="REFERENCE")
    return (file.parent / Path(folder).expanduser()).resolve()


def _beside(file: Path, folder: Path) -> str:
    """Return the folder as seen from the file where both lie together, so that they can be moved together."""
    return folder.relative_to(file.parent).as_posix() if folder.is_relative_to(file.parent) else str(folder)
