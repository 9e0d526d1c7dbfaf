"""The hub's pictures: the newest state of each, the state a snapshot shows, and earlier versions."""

from collections.abc import Iterator, Sequence

from rightsdesk.hub.item import Item, short_name


class Collection:
    """Items by uri in the order of arrival; `generation` grows with every change of what a snapshot shows."""

    def __init__(self) -> None:
        """Nothing is here yet."""
        self.generation = 0
        self._newest: dict[str, Item] = {}
        self._by_short: dict[str, str] = {}
        self._earlier: dict[tuple[str, int], Item] = {}
        self._shown: Sequence[Item] | None = None

    def __len__(self) -> int:
        return len(self._newest)

    def put(self, item: Item) -> None:
        """Make this the newest state of its uri, keeping the version before."""
        before = self._newest.get(item.uri)
        if before is not None and before.version != item.version:
            self._earlier[item.uri, before.version] = before
        self._newest[item.uri] = item
        self._by_short.setdefault(short_name(item.uri), item.uri)
        if self._shown is None:
            self.generation += 1

    def find(self, key: str) -> Item | None:
        """The newest state of a full uri or of `vendor/id`, a tombstone included."""
        found = self._newest.get(key)
        if found is None:
            found = self._newest.get(self._by_short.get(key, ""))
        return found

    def earlier(self, uri: str, version: int) -> Item | None:
        """An earlier state of an item, None when the hub never had it."""
        return self._earlier.get((uri, version))

    def __iter__(self) -> Iterator[Item]:
        """The newest state of every item that was not deleted."""
        return (item for item in self._newest.values() if not item.gone)

    def everything(self) -> Iterator[Item]:
        """The newest state of every item, tombstones included."""
        return iter(self._newest.values())

    def show(self, items: Sequence[Item] | None) -> None:
        """Let snapshots show this fixed list from now on; None lets them follow the newest state."""
        self._shown = items
        self.generation += 1

    @property
    def is_fixed(self) -> bool:
        """Whether snapshots show a fixed list instead of the newest state."""
        return self._shown is not None

    def shown(self) -> Sequence[Item]:
        """What a snapshot taken now contains."""
        return self._shown if self._shown is not None else tuple(self)
