"""Letting rights last longer, what that costs, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.task import Decode, Ended, Performed, Task, decided
from rightsdesk.domain import accrual, period, streams
from rightsdesk.domain.account import AlreadyBilled, Charge
from rightsdesk.domain.accrual import Extended, Price
from rightsdesk.domain.image import (
    ExtendGrant,
    Image,
    ImageGrantExtended,
    ImageGrantShortened,
    ImageUseGranted,
    RestoreGrants,
)
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.terms import Agreement
from rightsdesk.eventlog.log import EventLog
from rightsdesk.ledger import Ledger, own_price

Longer = ImageGrantExtended | ImageGrantShortened | ImageUseGranted


class PlatformUnclear(Refused):
    """Nobody knows which platform pays for the longer time; name one."""


@dataclass(frozen=True, slots=True)
class _Priced:
    """A wish for one platform with what it costs, None where nothing is owed, and the agreement that says so."""

    wish: ExtendGrant
    price: Price | None
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Extending:
    """Carries out `ExtendGrant`: longer grants and what is owed for them in one transaction."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Extend each image on each platform meant; a longer time is owed once."""
        ledger = Ledger(self.log, self.decode)
        return Performed(tuple(_extended(task, ledger) for task in tasks), tuple(ledger.writes()))


def _extended(task: Task, ledger: Ledger) -> Ended:
    wish = task.command
    if not isinstance(wish, ExtendGrant):
        return decided(task)
    try:
        decided_on = wish.decide(task.state, task.cx)
        if not any(isinstance(fact, Longer) for fact in decided_on):
            return task.ended(decided_on)
        facts, owed = _parts(task, wish, ledger)
    except Refused as refusal:
        return task.refused(refusal)
    for platform, charge in owed:
        ledger.owe(platform, task.state.vendor, charge)
    return task.ended(facts)


def _parts(task: Task, wish: ExtendGrant, ledger: Ledger) -> tuple[tuple[Event[Image], ...], list[tuple[str, Charge]]]:
    image: Image = task.state
    facts: tuple[Event[Image], ...] = ()
    owed = []
    for part in wish.parts(image):
        priced = _priced(part, task, ledger)
        new = tuple(fact for fact in priced.wish.longer(image, task.cx) if isinstance(fact, Longer))
        if new and priced.price is not None:
            owed.append((_payer(part, image, new[0], priced.agreement), _charge(task, new[0], priced)))
        image = fold(image, new)
        facts = (*facts, *new)
    return facts, owed


def _priced(wish: ExtendGrant, task: Task, ledger: Ledger) -> _Priced:
    agreement = ledger.agreement(task.state.vendor, _day(task))
    if wish.price is not None:
        currency = wish.currency or (agreement.currency if agreement else "EUR")
        return _Priced(replace(wish, currency=currency), Price(wish.price, currency, "manual"), agreement)
    if not wish.agreed:
        return _Priced(wish, None, agreement)
    price = accrual.extension_price(agreement, own_price(task.state, task.cx.at.isoformat()))
    return _Priced(replace(wish, price=price.amount, currency=price.currency), price, agreement)


def _charge(task: Task, fact: Longer, priced: _Priced) -> Charge:
    image: Image = task.state
    title = str(image.effective("title") or image.asset_id)
    key = streams.identifier(task.lease.stream)
    extended = Extended(key, title, fact.grant_id, fact.online_until, _day(task))
    return accrual.extension(extended, priced.price or Price(None, "EUR", "unknown"), priced.agreement)


def _day(task: Task) -> str:
    return period.local_day(task.cx.at).isoformat()


def _payer(wish: ExtendGrant, image: Image, fact: Longer, agreement: Agreement | None) -> str:
    """Return the platform that pays: the one meant, the grant's own, the one it stands on, or the agreement's first."""
    grant = image.grants.get(fact.grant_id)
    standing = sorted(placed.usage.platform for placed in image.live.values())
    for platform in (
        wish.platform,
        grant.platform if grant else "",
        *standing,
        *(agreement.platforms if agreement else ()),
    ):
        if platform:
            return platform
    raise PlatformUnclear


@dataclass(frozen=True, slots=True)
class TakingBack:
    """Carries out `RestoreGrants`: what a longer time would have cost is owed no longer, unless a document says so."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Restore each image's grants; refuse where the longer time is billed already."""
        ledger = Ledger(self.log, self.decode)
        return Performed(tuple(_restored(task, ledger) for task in tasks), tuple(ledger.writes()))


def _restored(task: Task, ledger: Ledger) -> Ended:
    ended = decided(task)
    wish = task.command
    moved = any(isinstance(fact, Longer) for fact in ended.writes[0].events)
    if not isinstance(wish, RestoreGrants) or not moved:
        return ended
    vendor = task.state.vendor
    charges = [accrual.extension_id(key, clocks.get("online_until")) for key, clocks in wish.written.items()]
    found = [(platform, each) for each in charges if (platform := ledger.holder(vendor, each)) is not None]
    if any(ledger.is_billed(platform, vendor, each) for platform, each in found):
        return task.refused(AlreadyBilled())
    for platform, each in found:
        ledger.take_back(platform, vendor, each)
    return ended
