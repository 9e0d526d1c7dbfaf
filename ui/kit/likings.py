"""Further things one person likes on this computer, each a small value with a name, told when it changes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.kit.memory import Memory

SIZE, SYSTEM_MESSAGES, TASK_BAR = "size", "messages.system", "messages.taskbar"
NEWS_READ = "news.read"
CACHE_MB = "offline.cache_mb"
USUAL: dict[str, str | int] = {
    SIZE: "100",
    SYSTEM_MESSAGES: "important",
    TASK_BAR: "on",
    CACHE_MB: 500,
    NEWS_READ: "",
}
"""What holds as long as nobody chose otherwise."""
SIZES = ("90", "100", "110", "125", "150")


class Likings(QObject):
    """Values by name; the memory is that of the program, not of a workspace."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._memory: Memory | None = None

    def remember(self, memory: Memory) -> None:
        """Read and keep everything there from now on."""
        self._memory = memory
        for name in USUAL:
            self.changed.emit(name)

    def text(self, name: str) -> str:
        """A value as text."""
        return str(self._value(name))

    def number(self, name: str) -> int:
        """A value as a whole number; what is damaged counts as the usual one."""
        value = self._value(name)
        return value if isinstance(value, int) else int(USUAL[name])

    def put(self, name: str, value: str | int) -> None:
        """Like this from now on."""
        if self._memory is not None and self._value(name) != value:
            if value == USUAL[name]:
                self._memory.drop(name)
            else:
                self._memory.put(name, value)
            self.changed.emit(name)

    def is_kept(self, name: str) -> bool:
        """Whether somebody chose a value other than the usual one."""
        return bool(self._value(name) != USUAL[name])

    def hand_over(self, name: str) -> Any:
        """What an older program kept under that name, once; None where there is nothing."""
        found = None if self._memory is None else self._memory.get(name)
        if self._memory is not None and found is not None:
            self._memory.drop(name)
        return found

    def _value(self, name: str) -> Any:
        usual = USUAL[name]
        kept = usual if self._memory is None else self._memory.get(name, usual)
        return kept if type(kept) is type(usual) else usual


@cache
def likings() -> Likings:
    """The one set of them in this program."""
    return Likings()


def kept_size(file: Path) -> str:
    """How large the window was liked last, read before the program has a window: a factor such as 1.25, or nothing."""
    try:
        size = str(json.loads(file.read_bytes())["kept"].get(SIZE, ""))
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return ""
    return str(int(size) / 100) if size in SIZES and size != USUAL[SIZE] else ""
