"""Placements and removals of pictures become facts of their images, and what is owed for them, page by page."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rightsdesk.domain import accrual, period, streams
from rightsdesk.domain.image import EndUsage, Image, ImageUsageEnded, ImageUsagePlaced, PlaceUsage
from rightsdesk.domain.messages import Circumstance, Event, fold
from rightsdesk.domain.rights import Placement, Removal
from rightsdesk.eventlog.log import EventLog, Recorded, Write
from rightsdesk.ledger import Ledger

MOST_KEPT = 30_000
"""So many images are remembered from page to page; one takes about two kilobytes."""

Entry = Placement | Removal
_TELLING = (ImageUsagePlaced, ImageUsageEnded)


@dataclass(slots=True)
class Taken:
    """What one page came to: the writes of its transaction, counts by kind, and strangers with how often they came."""

    writes: list[Write] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Standing:
    """An image as this run knows it, and the version its stream had when it was last written."""

    image: Image
    version: int
    facts: list[Event[Image]] = field(default_factory=list)


class Placing:
    """Takes usages over for one run; where a page's transaction fails, `forget` must be called."""

    def __init__(self, log: EventLog, decode: Callable[[Recorded], Any]) -> None:
        """Know nothing yet."""
        self._log = log
        self._decode = decode
        self._ledger = Ledger(log, decode)
        self._images: dict[str, _Standing] = {}

    def take(self, entries: Iterable[Entry], cx: Circumstance) -> Taken:
        """Decide about a page in its order; nothing is written here."""
        page = list(entries)
        self._read({each.image for each in page})
        taken = Taken()
        placed: list[tuple[Image, accrual.Placed, bool]] = []
        moved: dict[str, _Standing] = {}
        for entry in page:
            standing = self._images[entry.image]
            if not standing.image.vendor:
                taken.unknown[entry.image] += 1
                continue
            facts = _wish(entry).decide(standing.image, cx)
            if not isinstance(facts[0], _TELLING):
                taken.counts["unchanged"] += 1
                continue
            if type(entry) is Placement:
                taken.counts["placed"] += 1
                again = entry.usage.usage_id in standing.image.usages
                placed.append((standing.image, _placed(standing.image, entry), again))
            else:
                taken.counts["ended"] += len(facts)
            for fact in facts:
                fact.enter(standing.image.usages)  # type: ignore[attr-defined]
            standing.facts += facts
            moved[entry.image] = standing
        taken.writes = [*_writes(moved), *self._owed(placed, taken.counts)]
        return taken

    def known(self, keys: set[str]) -> set[str]:
        """Return those of some images that a vendor ever delivered."""
        self._read(keys)
        return {key for key in keys if self._images[key].image.vendor}

    def _read(self, keys: set[str]) -> None:
        """Read the images that are not known yet, all at once; the oldest known give way to them."""
        new = keys - self._images.keys()
        for key in list(self._images)[: max(0, len(self._images) + len(new) - MOST_KEPT)]:
            if key not in keys:
                del self._images[key]
        if not new:
            return
        names = {streams.image_of(key): key for key in new}
        decode = self._decode
        for name, history in self._log.read_streams(names).items():
            version = history[-1].version if history else 0
            self._images[names[name]] = _Standing(fold(Image(), map(decode, history)), version)

    def _owed(self, placed: Sequence[tuple[Image, accrual.Placed, bool]], counts: Counter[str]) -> list[Write]:
        self._ledger.look_up((each.usage.platform, image.vendor) for image, each, _ in placed)
        for image, each, again in placed:
            self._ledger.used(image, each, again=again)
        writes = self._ledger.writes()
        counts["charges"] += sum(len(each.events) for each in writes if streams.category(each.stream) == "account")
        return writes

    def forget(self) -> None:
        """Forget everything: somebody else was faster, or nothing was written after all."""
        self._images.clear()
        self._ledger.forget()


def by_moment(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries of many articles in the order of their moments."""
    return sorted(entries, key=lambda entry: period.seconds(entry.at))


def _wish(entry: Entry) -> PlaceUsage | EndUsage:
    if isinstance(entry, Placement):
        return PlaceUsage(entry.usage, entry.at, entry.evidence)
    return EndUsage((entry.usage_id,), entry.at, entry.reason, entry.replaced_by, entry.evidence, entry.began)


def _placed(image: Image, entry: Placement) -> accrual.Placed:
    return accrual.Placed(entry.image, str(image.effective("title") or image.asset_id), entry.usage, entry.at)


def _writes(moved: dict[str, _Standing]) -> list[Write]:
    found = []
    for key, standing in moved.items():
        found.append(Write(streams.image_of(key), tuple(standing.facts), standing.version))
        standing.version += len(standing.facts)
        standing.facts = []
    return found
