"""Where the keys of a window act: everywhere, or in one of its views; what clashes with what follows from that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.kit.actions import KEY_ID, all_actions
from ui.kit.declare import Text
from ui.kit.keybook import KEPT_BY_LISTS, portable
from ui.kit.words import phrase

EVERYWHERE, LISTS = "", "*"
GROUPS: Mapping[str, Text] = {
    EVERYWHERE: phrase("Keys", "Everywhere in the window"),
    LISTS: phrase("Keys", "In every list"),
}
_OF_LISTS = ("Table.", "Review.", "Side.", "Export.")
FIXED = (
    ("Space", phrase("Keys", "Mark the row")),
    ("Shift+Up", phrase("Keys", "Mark a range")),
    ("Return", phrase("Keys", "Open the row or begin to edit")),
    ("Tab", phrase("Keys", "Next field or button")),
    ("Shift+Tab", phrase("Keys", "Previous field or button")),
)
"""Keys of lists and fields that stay as they are."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """One thing that keys do, however many views have an action for it."""

    key_id: str
    title: str
    keys: tuple[str, ...]
    places: frozenset[str]
    """The views in which it acts; none: everywhere."""

    @property
    def group(self) -> str:
        """Under which heading it stands: everywhere, in every list, or in the one view."""
        if not self.places:
            return EVERYWHERE
        return LISTS if self.key_id.startswith(_OF_LISTS) else min(self.places)


def keyed(window: QWidget, places: Iterable[str]) -> list[Keyed]:
    """Everything in a window that keys can do, by heading and name; ``places`` are the keys of the views."""
    known, found = frozenset(places), dict[str, Keyed]()
    for made in all_actions(window):
        key_id = str(made.property(KEY_ID) or "")
        place = made.objectName().partition(".")[0]
        where = frozenset({place}) if place in known else frozenset()
        before = found.get(key_id)
        joined = where | (before.places if before else frozenset())
        if key_id:
            found[key_id] = Keyed(key_id, made.text(), _keys(made), joined)
    return sorted(found.values(), key=lambda one: (one.group != EVERYWHERE, one.group != LISTS, one.group))


def clash(all_keyed: Iterable[Keyed], about: Keyed, keys: str) -> Keyed | str | None:
    """What has these keys where ``about`` acts, `fixed` for those of lists and fields, None if they are free."""
    wanted = portable(keys)
    if wanted in KEPT_BY_LISTS:
        return "fixed"
    for other in all_keyed:
        together = not other.places or not about.places or bool(other.places & about.places)
        if other.key_id != about.key_id and wanted in other.keys and together:
            return other
    return None


def _keys(made: QAction) -> tuple[str, ...]:
    return tuple(keys.toString(QKeySequence.SequenceFormat.PortableText) for keys in made.shortcuts())
