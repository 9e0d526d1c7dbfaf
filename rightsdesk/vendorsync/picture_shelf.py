"""Vendors' pictures kept on disk up to a limit: what was looked at longest ago goes first."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from rightsdesk.faults import Unavailable

LEFT = 0.9
"""Share of the limit that is left after making room, so that not each picture makes room anew."""
_TOUCHED_EVERY = 3600.0
_SPREAD = 2


class PictureShelf:
    """Files named by what they show, in one folder; safe to use from several threads, harmless to delete."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`limit` in bytes."""
        self._folder, self._limit = folder, limit
        self._guard = threading.Lock()
        self._size: int | None = None

    def limit_to(self, limit: int) -> None:
        """Keep within so many bytes from now on."""
        with self._guard:
            self._limit = limit
            self._size = self._counted()
            if self._size > limit:
                self._size = self._make_room(self._folder)

    def find(self, *named: object) -> Path | None:
        """Return where the picture lies and note that it was looked at, None when it is not here."""
        path = self._place(named)
        try:
            looked_at = path.stat().st_mtime
        except OSError:
            return None
        if time.time() - looked_at > _TOUCHED_EVERY:
            with suppress(OSError):
                os.utime(path)
        return path

    def keep(self, content: bytes, *named: object) -> Path:
        """Keep a picture, making room where needed; raise `Unavailable` when the disk does not take it."""
        path = self._place(named)
        beside = path.with_name(f"{path.name}.{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content)
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            sentence = f"A picture cannot be kept in {self._folder} ({error.strerror}). Free some space on that disk."
            raise Unavailable(sentence, code="PICTURE-SHELF") from error
        with self._guard:
            self._size = self._counted() if self._size is None else self._size + len(content)
            if self._size > self._limit:
                self._size = self._make_room(path)
        return path

    def drop(self, path: Path) -> None:
        """Forget a picture that turned out to be none; what lies elsewhere is not ours to delete."""
        if path.is_relative_to(self._folder):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _place(self, named: tuple[object, ...]) -> Path:
        name = hashlib.sha256("\n".join(map(str, named)).encode()).hexdigest()
        return self._folder / name[:_SPREAD] / name

    def _counted(self) -> int:
        return sum(size for _, size, _ in self._all())

    def _make_room(self, newest: Path) -> int:
        """Delete what was looked at longest ago; the picture that was just kept stays."""
        found = sorted(self._all())
        size = sum(each for _, each, _ in found)
        for _, each, name in found:
            if size <= self._limit * LEFT:
                break
            if name != str(newest):
                with suppress(OSError):
                    os.unlink(name)  # noqa: PTH108 - names by the ten thousand
                size -= each
        return size

    def _all(self) -> list[tuple[float, int, str]]:
        found = []
        for folder in self._folder.glob("?" * _SPREAD):
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    with suppress(OSError):
                        told = entry.stat()
                        found.append((told.st_mtime, told.st_size, entry.path))
        return found
