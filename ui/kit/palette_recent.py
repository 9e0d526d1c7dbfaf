"""What was taken from the palette last, offered first as long as nothing is typed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from ui.kit.memory import Memory
from ui.kit.palette import Offer, Palette
from ui.kit.words import tr

KEY = "palette.recent"
MOST = 6
PARTS = 5
"""Of an entry: key, title, kind, icon and note."""
GO = "go|"
"""Begins the key of what can be opened again by place and filter: `go|images|key:alpenpix:100001`."""


class Recent:
    """Remembers by key; what no longer exists is left out silently."""

    def __init__(self, palette: Palette, memory: Memory, known: Callable[[], Iterable[Offer]]) -> None:
        """``known``: all offers there are when nothing is typed, so that titles and reasons are today's."""
        self._memory, self._known = memory, known
        self._go: Callable[[str, str], object] = lambda _place, _where: None
        palette.taken.connect(self.remember)

    def opens(self, go: Callable[[str, str], object]) -> None:
        """Open what was found by a search with this: place and filter."""
        self._go = go

    def remember(self, offer: Offer) -> None:
        """Put it first."""
        if not offer.key:
            return
        kept = [entry for entry in self._kept() if entry[0] != offer.key]
        self._memory.put(KEY, [[offer.key, offer.title, offer.kind, offer.icon, offer.note], *kept][:MOST])

    def offers(self, typed: str) -> Iterator[Offer]:
        """The recent ones, newest first, while nothing is typed."""
        entries = [] if typed else self._kept()
        known = {offer.key: offer for offer in self._known()} if entries else {}
        for key, title, _kind, icon, note in entries:
            word = tr("Palette", "Recent")
            if key in known:
                yield replace(known[key], kind=word, rank=0)
            elif key.startswith(GO):
                _, place, where = key.split("|", 2)
                yield Offer(title, word, icon, partial(self._go, place, where), note=note, key=key, rank=0)

    def _kept(self) -> list[list[str]]:
        found = self._memory.get(KEY, [])
        return [entry for entry in found if isinstance(entry, list) and len(entry) == PARTS]
