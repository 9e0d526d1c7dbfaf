"""Prices that a vendor changed after a document was made: the document stays, the difference is listed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rightsdesk.domain import streams
from rightsdesk.domain.account import Account, DetectPriceDifferences
from rightsdesk.domain.image import ImagePriceChanged
from rightsdesk.domain.messages import Circumstance, Event, fold
from rightsdesk.eventlog.log import EventLog, Recorded, Write

Moved = tuple[str, ImagePriceChanged]
"""The stream of an image, and how its price changed."""


@dataclass(frozen=True, slots=True)
class PriceDifferences:
    """Finds billed charges of a time for which their vendor now names another price."""

    log: EventLog
    decode: Callable[[Recorded], Any]

    def writes(self, changes: Mapping[str, Iterable[object]], cx: Circumstance) -> list[Write]:
        """Return what follows from new facts of images (stream -> facts); nothing is read where no price changed."""
        moved = [(own, fact) for own, facts in changes.items() for fact in facts if isinstance(fact, ImagePriceChanged)]
        if not moved:
            return []
        accounts = self._by_vendor()
        names = {name for own, _ in moved for name in accounts[streams.pair(own)[0]]}
        read = self.log.read_streams(names) if names else {}
        return [write for history in read.values() for write in self._of(history, moved, cx)]

    def _by_vendor(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.log.streams("account"):
            found[streams.pair(name)[1]].append(name)
        return found

    def _of(self, history: Sequence[Recorded], moved: Sequence[Moved], cx: Circumstance) -> Iterator[Write]:
        account = fold(Account(), map(self.decode, history))
        if not any(account.billed.values()):
            return
        name = history[-1].stream
        found: list[Event[Account]] = []
        billed = {charge.image for charge in account.charges.values() if account.billed.get(charge.charge_id)}
        for own, fact in moved:
            if streams.identifier(own) in billed:
                wish = DetectPriceDifferences(streams.identifier(own), fact.price, fact.currency, fact.valid_from)
                new = wish.decide(account, cx)
                account = fold(account, new)
                found += new
        if found:
            yield Write(name, tuple(found), history[-1].version)
