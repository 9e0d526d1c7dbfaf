"""The workspace: one folder with everything in it, open for writing in one process at a time."""

import contextlib
import getpass
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from rightsdesk.faults import Unusable

EVENTS, READ, LOCK, HOLDER = "events.db", "read.db", "lock", "lock.json"
FOLDERS = ("documents", "raw", "cache", "logs")


def default_folder() -> Path:
    """Return the folder used when none is named: RIGHTSDESK_HOME, else the user's data folder."""
    named = os.environ.get("RIGHTSDESK_HOME")
    return Path(named) if named else user_data_path("rightsdesk", appauthor=False) / "workspace"


def user() -> str:
    """Return the operating system's name of the person, who is the actor in a local workspace."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def exists(folder: Path) -> bool:
    """Say whether a workspace lies in the folder."""
    return (folder / EVENTS).exists()


def check(folder: Path) -> None:
    """Raise `Unusable` unless a workspace lies in the folder; each case has its own sentence."""
    if exists(folder):
        return
    if folder.is_file():
        sentence = f"{folder} is a file, not a workspace folder. Name the folder that holds {EVENTS}."
        raise Unusable(sentence, code="NOT-A-WORKSPACE")
    if folder.is_dir() and any(folder.iterdir()):
        sentence = f"{folder} is not a workspace: it holds other files but no {EVENTS}. Name another folder."
        raise Unusable(sentence, code="NOT-A-WORKSPACE")
    sentence = f"There is no workspace in {folder}. Create one with: rightsdesk --workspace {folder} init"
    raise Unusable(sentence, code="NO-WORKSPACE")


def check_free(folder: Path) -> None:
    """Raise `Unusable` where a new workspace cannot lie because the folder holds anything."""
    if exists(folder):
        sentence = f"There is a workspace in {folder} already; nothing was changed."
        raise Unusable(sentence, code="WORKSPACE-EXISTS")
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        sentence = f"{folder} holds other files; choose an empty or new folder for the workspace."
        raise Unusable(sentence, code="NOT-A-WORKSPACE")


def prepare(folder: Path) -> None:
    """Make the folders of a new workspace; refuse a folder that holds anything else."""
    check_free(folder)
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"The folder {folder} cannot be made: {error.strerror}. Choose a place you may write to."
        raise Unusable(sentence, code="READ-ONLY") from error


class Lock:
    """The right of one process to write to a workspace; it ends with the process, however that ends."""

    def __init__(self, folder: Path) -> None:
        """Take nothing yet."""
        self._folder = folder
        self._lock = FileLock(folder / LOCK, thread_local=False)

    def take(self) -> None:
        """Take the lock, or raise `Unusable` naming who holds it and since when."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise Unusable(self._taken(), code="DB-IN-USE") from error
        except OSError as error:
            sentence = f"The workspace {self._folder} cannot be written: {error.strerror}. Open a place you own."
            raise Unusable(sentence, code="READ-ONLY") from error
        self._sign()

    def _sign(self) -> None:
        holder = {
            "pid": os.getpid(),
            "user": user(),
            "machine": platform.node(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        # Who is in the way is told where possible; a full disk must not keep anybody out.
        with contextlib.suppress(OSError):
            (self._folder / HOLDER).write_text(json.dumps(holder), encoding="utf-8")

    def _taken(self) -> str:
        try:
            holder = json.loads((self._folder / HOLDER).read_text(encoding="utf-8"))
            who = f"{holder['user']} on {holder['machine']} (process {holder['pid']}, since {holder['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            who = "another process"
        return f"The workspace {self._folder} is in use by {who}. Close it there, then try again."

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                (self._folder / HOLDER).unlink(missing_ok=True)
            self._lock.release()
