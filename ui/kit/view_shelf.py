"""The saved views of all places: those that were shipped, and those that people named in this workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from rightsdesk.desk import NamedView, Shelved
from ui.kit import show
from ui.kit.declare import Feature, SavedView

OWN_ICON = "bookmark"


class Store(Protocol):
    """Where named views are kept; the desk has one."""

    def all(self) -> Shelved:
        """All that could be read, and what could not."""

    def keep(self, view: NamedView) -> NamedView:
        """Write a view; without a key it gets one."""

    def forget(self, key: str) -> None:
        """Take a view away."""

    def give(self, view: NamedView, target: Path) -> None:
        """Write a view into a file of its own."""

    def bring(self, source: Path) -> NamedView:
        """Take a view in from a file."""


class Passing:
    """A store that forgets everything with the window."""

    def __init__(self) -> None:
        self._kept: dict[str, NamedView] = {}

    def all(self) -> Shelved:
        """What was kept since the window was opened."""
        return Shelved(tuple(sorted(self._kept.values(), key=lambda one: (one.rank, one.name))))

    def keep(self, view: NamedView) -> NamedView:
        """Keep it."""
        kept = replace(view, key=view.key or f"view-{len(self._kept) + 1}")
        self._kept[kept.key] = kept
        return kept

    def forget(self, key: str) -> None:
        """Drop it."""
        self._kept.pop(key, None)

    def give(self, view: NamedView, target: Path) -> None:
        """Write it."""
        target.write_bytes(view.told())

    def bring(self, source: Path) -> NamedView:
        """Nothing can be brought here."""
        return self.keep(NamedView("", "", source.stem))


class Shelf(QObject):
    """Answers the views of a place; every change is told, so that all who list them list them anew."""

    changed = Signal()
    touched = Signal(str, str, bool)
    """Place, view, and whether what is shown differs from what was saved."""

    def __init__(self, store: Store | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store = store or Passing()
        self.counts: dict[tuple[str, str], int] = {}
        """Rows of each view that were counted last, by place and view."""
        self._own: dict[str, NamedView] = {}
        self.troubles: Sequence[str] = ()
        """What is wrong with files that could not be read."""
        self._read()

    def of(self, feature: Feature) -> tuple[SavedView, ...]:
        """The shipped views of a place, then those that people named."""
        return (*feature.views, *map(_saved, self.own(feature)))

    def own(self, feature: Feature) -> list[NamedView]:
        """The named views of a place, in their order."""
        return [one for one in self._own.values() if one.place == feature.key]

    def named(self, key: str) -> NamedView | None:
        """The named view of that key."""
        return self._own.get(key)

    def counted(self, feature: Feature) -> dict[str, str]:
        """The counts of a place's views, as they are shown."""
        return {key: show.number(count) for (place, key), count in self.counts.items() if place == feature.key}

    def keep(self, feature: Feature, name: str, kept: Mapping[str, Any], key: str = "") -> NamedView:
        """Keep a view under a name, as the last one of its place or where the one of that key stood."""
        known = self._own.get(key)
        rank = known.rank if known else max((one.rank for one in self.own(feature)), default=0) + 1
        return self.put(NamedView(key, feature.key, name, rank, dict(kept)))

    def put(self, view: NamedView) -> NamedView:
        """Keep a view as it is, for example one that was deleted a moment ago."""
        kept = self._store.keep(view)
        self._read()
        self.changed.emit()
        return kept

    def rename(self, key: str, name: str) -> None:
        """Give it another name."""
        if key in self._own:
            self.put(replace(self._own[key], name=name))

    def forget(self, key: str) -> NamedView | None:
        """Take it away; it is answered so that it can be put back."""
        gone = self._own.get(key)
        if gone is not None:
            self._store.forget(key)
            self._read()
            self.changed.emit()
        return gone

    def move(self, feature: Feature, key: str, step: int) -> bool:
        """Put it one place up or down among the named ones; whether there was room."""
        own = self.own(feature)
        place = next((number for number, one in enumerate(own) if one.key == key), -1)
        if place < 0 or not 0 <= place + step < len(own):
            return False
        own.insert(place + step, own.pop(place))
        for rank, one in enumerate(own, 1):
            if one.rank != rank:
                self._store.keep(replace(one, rank=rank))
        self._read()
        self.changed.emit()
        return True

    def give(self, key: str, target: Path) -> None:
        """Write a view into a file that can be handed to others."""
        if key in self._own:
            self._store.give(self._own[key], target)

    def bring(self, source: Path) -> NamedView:
        """Take a handed view in."""
        brought = self._store.bring(source)
        self._read()
        self.changed.emit()
        return brought

    def taken(self, feature: Feature, name: str, but: str = "") -> bool:
        """Whether another view of the place has that name."""
        wanted = " ".join(name.split()).casefold()
        return any(str(one.title).casefold() == wanted for one in self.of(feature) if one.key != but)

    def _read(self) -> None:
        shelved = self._store.all()
        self._own = {one.key: one for one in shelved.views}
        self.troubles = (*self.troubles, *shelved.troubles)


def _saved(view: NamedView) -> SavedView:
    kept = view.kept
    return SavedView(
        view.key,
        view.name,
        OWN_ICON,
        str(kept.get("where") or ""),
        str(kept.get("order") or ""),
        descending=bool(kept.get("descending")),
    )
