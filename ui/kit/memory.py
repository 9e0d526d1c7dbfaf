"""What the window remembers between two starts: one readable file, written a little after each change."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSaveFile, QTimer

VERSION = 1
DELAY_MS = 2000


class Memory(QObject):
    """Values by key, such as widths of columns per view; a damaged or newer file is left alone and not used."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._kept: dict[str, Any] = _read(file)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return self._file.parent

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key."""
        return self._kept.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Keep a value made of plain JSON; it reaches the disk within two seconds."""
        if self._kept.get(key) != value:
            self._kept[key] = value
            self._timer.start()

    def drop(self, key: str) -> None:
        """Forget a value."""
        if self._kept.pop(key, None) is not None:
            self._timer.start()

    @property
    def waiting(self) -> bool:
        """Whether something has not reached the disk yet."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Write now, whole or not at all; a full disk costs the arrangement of the window and nothing else."""
        self._timer.stop()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        out = QSaveFile(str(self._file))
        if out.open(QSaveFile.OpenModeFlag.WriteOnly):
            out.write(json.dumps({"version": VERSION, "kept": self._kept}, indent=1, ensure_ascii=False).encode())
            out.commit()


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or found.get("version") != VERSION or not isinstance(found.get("kept"), dict):
        return {}
    return dict(found["kept"])
