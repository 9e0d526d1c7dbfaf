"""Whether the last starts ended well: after two falls in a row the window starts in safe mode."""

import json
from contextlib import suppress
from pathlib import Path

SAFE_AFTER = 2
"""Falls in a row after which nothing is restored and nothing is fetched by itself."""


class Starts:
    """One small file beside what the window remembers; where it cannot be written, every start counts as the first."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.falls, self._running = _read(file)

    def begin(self) -> bool:
        """Note that the window is open; whether it must be safe mode."""
        if self._running:
            self.falls += 1
        self._running = True
        self._write()
        return self.falls >= SAFE_AFTER

    def fell(self) -> None:
        """The program is started anew because of a defect; this counts as a fall though the end is orderly."""
        self._running = True
        self._write()

    def end(self) -> None:
        """The window was closed in order: whatever was before is forgotten."""
        self.falls, self._running = 0, False
        self._write()

    def _write(self) -> None:
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps({"falls": self.falls, "running": self._running}), encoding="utf-8")


def _read(file: Path) -> tuple[int, bool]:
    try:
        found = json.loads(file.read_bytes())
        return int(found["falls"]), bool(found["running"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, False
