"""The program in the system's menus on Linux: entry, file type, description and icons in the folders of XDG."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from rightsdesk import resources
from rightsdesk.faults import Unusable

NAME = "rightsdesk"
ENTRY = f"applications/{NAME}.desktop"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_CATALOGUES = (
    ("update-desktop-database", "applications"),
    ("update-mime-database", "mime"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)
"""What lets a running desktop see new entries at once; where it is missing, the next login does."""
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Placed:
    """One file: the resource it is made from and where it goes below the share folder."""

    source: str
    target: str


def files() -> tuple[Placed, ...]:
    """Return everything that is put in place."""
    icons = [Placed(f"desktop/icons/{NAME}-{n}.png", f"icons/hicolor/{n}x{n}/apps/{NAME}.png") for n in SIZES]
    return (
        Placed(f"desktop/{NAME}.desktop", ENTRY),
        Placed(f"desktop/{NAME}-mime.xml", f"mime/packages/{NAME}.xml"),
        Placed(f"desktop/{NAME}.metainfo.xml", "metainfo/desk.rights.RightsDesk.metainfo.xml"),
        *icons,
        Placed(f"desktop/icons/{NAME}.svg", f"icons/hicolor/scalable/apps/{NAME}.svg"),
    )


def share(prefix: Path | None) -> Path:
    """Return the folder below which files go: `PREFIX/share`, or that of the person who asks."""
    # The folder of the program itself is named, so that XDG_DATA_HOME is honoured on the way.
    return prefix.expanduser().resolve() / "share" if prefix else user_data_path("x", appauthor=False).parent


def install(prefix: Path | None = None, program: str = "") -> list[Path]:
    """Put all files in place and return them; `program` is what the entry starts, this program without it."""
    _check_system()
    folder, started = share(prefix), program or _program()
    done = []
    for placed in files():
        target = folder / placed.target
        content = resources.path(placed.source).read_bytes()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_started(content, started) if placed.target == ENTRY else content)
        except OSError as error:
            sentence = f"{target} cannot be written: {error.strerror}. Name another place with --prefix DIR."
            raise Unusable(sentence, code="READ-ONLY") from error
        done.append(target)
    _catalogue(folder)
    return done


def remove(prefix: Path | None = None) -> list[Path]:
    """Take away what `install` put there and return what was taken; other files are left alone."""
    _check_system()
    folder = share(prefix)
    there = [folder / placed.target for placed in files() if (folder / placed.target).is_file()]
    for target in there:
        try:
            target.unlink()
        except OSError as error:
            raise Unusable(f"{target} cannot be removed: {error.strerror}.", code="READ-ONLY") from error
        for parent in _below(target, folder):
            # A folder somebody else uses stays.
            with suppress(OSError):
                parent.rmdir()
    if there:
        _catalogue(folder)
    return there


def _below(target: Path, folder: Path) -> Iterator[Path]:
    for parent in target.parents:
        if parent == folder:
            return
        yield parent


def _check_system() -> None:
    if sys.platform in {"darwin", "win32"}:
        sentence = "Entries in the menus are made by the installer on this system; nothing was changed."
        raise Unusable(sentence, code="SYSTEM")


def _program() -> str:
    """Return the full path of the program that opens the window, as it runs now."""
    here = Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0]).absolute()
    beside = [here.with_name(NAME), Path(sys.executable).with_name(NAME)]
    found = next((str(each) for each in beside if each.is_file() and os.access(each, os.X_OK)), None)
    return found or shutil.which(NAME) or NAME


def _started(content: bytes, program: str) -> bytes:
    """Return the entry with the path of the program; quoted as the specification of desktop entries asks."""
    lines = content.decode().splitlines()
    start = f"Exec={NAME} "
    changed = [f"Exec={_quoted(program)} {line[len(start) :]}" if line.startswith(start) else line for line in lines]
    return "\n".join([*changed, ""]).encode()


def _quoted(program: str) -> str:
    if all(letter.isalnum() or letter in "/._-+" for letter in program):
        return program
    escaped = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in program)
    # Twice: once as a word of the command, once as a text of the file.
    doubled = escaped.replace("\\", "\\\\").replace("%", "%%")
    return f'"{doubled}"'


def _catalogue(folder: Path) -> None:
    for command, below in _CATALOGUES:
        found = shutil.which(command)
        if found and (folder / below).is_dir():
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run([found, str(folder / below)], capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - the system's own
