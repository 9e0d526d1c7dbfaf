"""One window program for each workspace: who comes second hands over what it was started with and leaves."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "window.lock"
LONGEST_CALL = 64 * 1024
"""Bytes of one call; whoever sends more is not this program."""
MOST_WORDS = 1_000
ANSWER_MS = 15_000
ANSWER = b"taken\n"


class Presence(QObject):
    """The right to show a workspace; hears whoever is started on the same one later."""

    called = Signal(object)
    """The words of a later start: links and files."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = folder.resolve()
        self._lock = QLockFile(str(folder / LOCK))
        # A lock never grows stale by age; one whose process is gone from this computer is taken over by Qt.
        self._lock.setStaleLockTime(0)
        self._name = address(folder)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Whether this program may show the workspace; where no lock can be written, nobody is kept out."""
        if self._lock.tryLock(0):
            self._listen()
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(self, words: Sequence[str]) -> bool:
        """Give the words to the program that shows the workspace; whether it took them."""
        line = QLocalSocket()
        line.connectToServer(self._name)
        if not line.waitForConnected(ANSWER_MS):
            return False
        line.write(json.dumps({"words": list(words)}).encode() + b"\n")
        line.flush()
        while line.bytesAvailable() < len(ANSWER) and line.waitForReadyRead(ANSWER_MS):
            continue
        taken = line.readAll().data() == ANSWER
        line.abort()
        return taken

    def elsewhere(self) -> str:
        """The computer on which the workspace is open, empty when it is this one."""
        # PySide leaves out whether there is anything to tell: (process, computer, program), nothing without a lock.
        _process, machine, _program = self._lock.getLockInfo() or (0, "", "")
        return "" if machine == QSysInfo.machineHostName() else machine

    def take_over(self) -> bool:
        """Take the place of a program of this computer that is gone or hangs; whether that could be done.

        To be called by who holds the workspace itself already.
        """
        self._lock.removeStaleLockFile()
        Path(self._lock.fileName()).unlink(missing_ok=True)
        return self.take()

    def release(self) -> None:
        """Let others show the workspace."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _listen(self) -> None:
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Who holds the lock is alone, so a socket found here was left by a program that fell.
        QLocalServer.removeServer(self._name)
        if server.listen(self._name):
            server.newConnection.connect(self._answer)
            self._server = server

    @Slot()
    def _answer(self) -> None:
        while self._server is not None and (line := self._server.nextPendingConnection()) is not None:
            _Line(line, self)


class _Line(QObject):
    """One call from outside: read up to its end, taken or dropped."""

    def __init__(self, socket: QLocalSocket, presence: Presence) -> None:
        super().__init__(socket)
        self._socket, self._presence, self._heard = socket, presence, b""
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        self._read()

    @Slot()
    def _read(self) -> None:
        self._heard += self._socket.read(LONGEST_CALL + 1 - len(self._heard)).data()
        if len(self._heard) > LONGEST_CALL:
            self._socket.abort()
        elif self._heard.endswith(b"\n"):
            words = _words(self._heard)
            if words is None:
                self._socket.abort()
                return
            self._socket.write(ANSWER)
            self._socket.flush()
            self._presence.called.emit(words)


def address(folder: Path) -> str:
    """The name of the socket of a workspace: this person's alone, and short enough for every system."""
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:24]
    if not hasattr(os, "getuid"):
        return f"rightsdesk-{digest}"
    return str(_own_folder() / f"rightsdesk-{digest}")


def _own_folder() -> Path:
    """A folder nobody else can put a socket into."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    for place in (Path(named) if named else None, Path(tempfile.gettempdir()) / f"rightsdesk-{os.getuid()}"):
        if place is not None and _is_ours(place):
            return place
    return Path(tempfile.mkdtemp(prefix="rightsdesk-"))


def _is_ours(place: Path) -> bool:
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        found = place.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _words(heard: bytes) -> list[str] | None:
    try:
        found = json.loads(heard)
    except ValueError:
        return None
    words = found.get("words") if isinstance(found, dict) else None
    if not isinstance(words, list) or len(words) > MOST_WORDS or not all(isinstance(word, str) for word in words):
        return None
    return words
