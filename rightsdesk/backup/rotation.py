"""The backups that make themselves: how they are called, and how many are kept."""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from rightsdesk.backup.archive import of_the_disk

FOLDER = "backups"
_PATTERN = "backup-????????-??????Z.zip"


def planned_name(at: datetime) -> str:
    """Return the name of the backup that is due at a moment, in UTC; names sort by time."""
    return f"backup-{at.astimezone(UTC):%Y%m%d-%H%M%S}Z.zip"


def folder_in(workspace: Path) -> Path:
    """Return the folder for backups of a workspace, made when it is missing."""
    folder = workspace / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise of_the_disk(error, folder, "No backup was made; the workspace is untouched.") from error
    return folder


def keep_newest(folder: Path, count: int) -> list[str]:
    """Delete all but the newest backups, and what broken-off ones left; files of other names are not ours."""
    for rest in folder.glob(f".{_PATTERN}-*"):
        shutil.rmtree(rest, ignore_errors=True)
    surplus = sorted(folder.glob(_PATTERN), reverse=True)[count:]
    for path in surplus:
        with suppress(OSError):  # one that somebody is reading goes next time
            path.unlink()
    return [path.name for path in surplus]
