"""Which keys do what: the usual ones of every action, and what a person put in their place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from ui.kit.memory import Memory

CHOSEN, LETTERS = "keys.chosen", "keys.letters"
KEPT_BY_LISTS = frozenset(
    {
        *("Space", "Return", "Enter", "Tab", "Backtab", "Shift+Tab", "Backspace", "Del"),
        *("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown"),
        *("Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "Shift+Space"),
        *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Home", "Ctrl+End"),
    }
)
"""What moves in lists and edits in fields; no action may take these away."""


class KeyBook(QObject):
    """The one list of keys; actions ask it when they are made and when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._memory: Memory | None = None
        self._usual: dict[str, tuple[str, ...]] = {}
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._letters = True

    def remember(self, memory: Memory) -> None:
        """Put the kept keys in force, and keep every later change there."""
        self._memory = memory
        self._chosen = dict(_restored(memory.get(CHOSEN, {})))
        self._letters = memory.get(LETTERS, True) is not False
        self.changed.emit()

    def keys(self, action: str, usual: Iterable[str]) -> tuple[str, ...]:
        """The keys of an action now, the first of which is shown; ``usual`` are those it comes with."""
        self._usual[action] = tuple(map(portable, usual))
        return self._chosen.get(action, self._usual[action])

    def usual(self, action: str) -> tuple[str, ...]:
        """The keys an action comes with."""
        return self._usual.get(action, ())

    def is_changed(self, action: str) -> bool:
        """Whether a person gave it other keys."""
        return action in self._chosen

    def any_changed(self) -> bool:
        """Whether any action has other keys than its usual ones."""
        return bool(self._chosen)

    def choose(self, action: str, keys: Iterable[str]) -> None:
        """Give an action these keys and no others; none at all is possible, too."""
        chosen = tuple(map(portable, keys))
        if chosen == self.usual(action):
            self._chosen.pop(action, None)
        else:
            self._chosen[action] = chosen
        self._keep()

    def reset(self, action: str = "") -> None:
        """Back to the usual keys of one action, or of all."""
        if action:
            self._chosen.pop(action, None)
        else:
            self._chosen.clear()
        self._keep()

    def instead(self, usual: str) -> str:
        """The keys that now do what these usually do, for hints; the same ones where nothing was changed."""
        wanted = portable(usual)
        moved = [name for name in self._chosen if wanted in self._usual.get(name, ())]
        return (self._chosen[moved[0]] or ("",))[0] if len(moved) == 1 else usual

    @property
    def letters(self) -> bool:
        """Whether single letters act at all."""
        return self._letters

    def use_letters(self, *, on: bool) -> None:
        """Let single letters act in lists and documents, or nowhere."""
        self._letters = on
        self._keep()

    def _keep(self) -> None:
        if self._memory is not None:
            self._memory.put(CHOSEN, {name: list(keys) for name, keys in self._chosen.items()})
            self._memory.put(LETTERS, self._letters)
        self.changed.emit()


@cache
def keybook() -> KeyBook:
    """The one book of this program."""
    return KeyBook()


def portable(keys: str) -> str:
    """A key sequence as it is written down, whatever the language and however it was spelt."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def _restored(kept: Any) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name, keys in kept.items() if isinstance(kept, dict) else ():
        if isinstance(name, str) and isinstance(keys, list):
            yield name, tuple(str(key) for key in keys)
