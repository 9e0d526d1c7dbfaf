"""What stands around a credit advice: the vendor's accounts and earlier documents, other vendors, the pictures.

Streams only grow, so what was read once is kept by its version: a batch over a thousand vendors reads each story once.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rightsdesk.domain import streams, tax
from rightsdesk.domain.account import Account, AccountAdviceDrafted
from rightsdesk.domain.advice import Advice, Snapshot
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import fold
from rightsdesk.domain.numbering import NumberDrawn
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Recorded

Decode = Callable[[Recorded], Any]

_LOOKED_BACK = 3
"""So many earlier documents of a vendor are looked at to find the last one that was issued."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A credit advice to be checked; `account` as it will stand, where it is not written yet, `snapshot` if made."""

    advice_id: str
    advice: Advice
    vendor: Vendor
    platform: Platform
    account: Account | None = None
    snapshot: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class Billed:
    """An earlier credit advice as the account tells it: net and the licence fees in it, in minor units."""

    advice_id: str
    platform: str
    currency: str
    period: str
    net: int
    licences: int


@dataclass(frozen=True, slots=True)
class Around:
    """What the checks compare a credit advice with.

    `same_account` and `same_address` name other vendors, `uses` -> the other advice that bills the same use of a
    picture, `gap` is (series, number) where a number is missing.
    """

    account: Account = field(default_factory=Account)
    billed: tuple[Billed, ...] = ()
    uses: Mapping[str, str] = field(default_factory=dict)
    last: Snapshot | None = None
    images: Mapping[str, Image] = field(default_factory=dict)
    same_account: tuple[str, ...] = ()
    same_address: tuple[str, ...] = ()
    gap: tuple[str, str] | None = None


@dataclass(slots=True)
class _Booked:
    account: Account
    periods: dict[str, tuple[str, str]]


class Surroundings:
    """Reads what stands around many credit advices at once; threads take turns, a preview beside a batch."""

    def __init__(self, log: EventLog, decode: Decode) -> None:
        """Know nothing yet."""
        self._log = log
        self._decode = decode
        self._turn = threading.Lock()
        self._versions: dict[str, int] = {}
        self._vendors = _Vendors()
        self._accounts: dict[str, _Booked] = {}
        self._issued: dict[str, Snapshot] = {}
        self._gaps: dict[str, tuple[str, str] | None] = {}

    def of(self, candidates: Sequence[Candidate]) -> list[Around]:
        """Return what stands around each candidate."""
        with self._turn:
            return self._all_around(candidates)

    def _all_around(self, candidates: Sequence[Candidate]) -> list[Around]:
        names = self._accounts_of({each.advice.vendor for each in candidates})
        self._refresh(self._log.streams("vendor"), self._take_vendor)
        self._refresh([name for own in names.values() for name in own], self._take_account)
        self._refresh({_series(each) for each in candidates} - {""}, self._take_series)
        booked = [self._booked(each, names[each.advice.vendor]) for each in candidates]
        billed = [_billed(each, found) for each, found in zip(candidates, booked, strict=True)]
        self._look_back(billed)
        images = self._images(candidates)
        return [
            self._around(each, found, past, images)
            for each, found, past in zip(candidates, booked, billed, strict=True)
        ]

    def _around(
        self, each: Candidate, booked: dict[str, _Booked], billed: tuple[Billed, ...], images: dict[str, Image]
    ) -> Around:
        own = booked.get(each.advice.platform)
        same_account, same_address = self._vendors.like(each.vendor)
        return Around(
            account=each.account or (own.account if own else Account()),
            billed=billed,
            uses=_uses(each, booked),
            last=next((self._issued[one.advice_id] for one in billed if one.advice_id in self._issued), None),
            images=images,
            same_account=same_account,
            same_address=same_address,
            gap=self._gaps.get(_series(each)),
        )

    # ------------------------------------------------------------------ reading

    def _refresh(self, names: Iterable[str], take: Callable[[str, Sequence[Recorded]], None]) -> None:
        """Read the streams that moved since they were read last."""
        heads = self._log.versions(names)
        moved = [name for name, version in heads.items() if self._versions.get(name) != version]
        for name, history in (self._log.read_streams(moved) if moved else {}).items():
            take(name, history)
            self._versions[name] = history[-1].version if history else 0

    def _take_vendor(self, name: str, history: Sequence[Recorded]) -> None:
        self._vendors.take(streams.identifier(name), fold(Vendor(), map(self._decode, history)))

    def _take_account(self, name: str, history: Sequence[Recorded]) -> None:
        facts = [self._decode(each) for each in history]
        periods = {
            advice: (fact.period, fact.currencies[advice])
            for fact in facts
            if isinstance(fact, AccountAdviceDrafted)
            for advice in fact.drafts
        }
        self._accounts[name] = _Booked(fold(Account(), facts), periods)

    def _take_series(self, name: str, history: Sequence[Recorded]) -> None:
        drawn = [fact for fact in map(self._decode, history) if isinstance(fact, NumberDrawn)]
        gaps = (fact.number for place, fact in enumerate(drawn, 1) if fact.ordinal != place)
        number = next(gaps, "")
        self._gaps[name] = (streams.identifier(name), number) if number else None

    def _accounts_of(self, vendors: set[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._log.streams("account"):
            vendor = streams.pair(name)[1]
            if vendor in vendors:
                found[vendor].append(name)
        return found

    def _booked(self, each: Candidate, names: Iterable[str]) -> dict[str, _Booked]:
        return {
            streams.pair(name)[0]: self._accounts[name] for name in names if streams.pair(name)[1] == each.advice.vendor
        }

    def _look_back(self, billed: Iterable[tuple[Billed, ...]]) -> None:
        """Read the last documents of each vendor, newest first; a snapshot that was issued never changes."""
        wanted = {streams.advice(one.advice_id) for own in billed for one in own[:_LOOKED_BACK]}
        wanted -= {streams.advice(known) for known in self._issued}
        for name, history in (self._log.read_streams(wanted) if wanted else {}).items():
            advice = fold(Advice(), map(self._decode, history))
            if advice.snapshot is not None:
                self._issued[streams.identifier(name)] = advice.snapshot

    def _images(self, candidates: Sequence[Candidate]) -> dict[str, Image]:
        keys = {line.image for each in candidates for line in each.advice.lines if line.image}
        read = self._log.read_streams({streams.image_of(key) for key in keys}) if keys else {}
        return {key: fold(Image(), map(self._decode, read[streams.image_of(key)])) for key in keys}


class _Vendors:
    """All vendors by bank account and by name and address."""

    def __init__(self) -> None:
        self._known: dict[str, Vendor] = {}
        self._by: dict[tuple[str, ...], set[str]] = defaultdict(set)

    def take(self, vendor_id: str, vendor: Vendor) -> None:
        """Keep a vendor as it stands now."""
        for key in _keys(self._known.get(vendor_id)):
            self._by[key].discard(vendor_id)
        self._known[vendor_id] = vendor
        for key in _keys(vendor):
            self._by[key].add(vendor_id)

    def like(self, vendor: Vendor) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of other vendors with the same bank account, and of those with the same name and address."""
        shared: dict[str, set[str]] = {"account": set(), "address": set()}
        for key in _keys(vendor):
            shared[key[0]] |= self._by[key] - {vendor.vendor_id}
        return self._named(shared["account"]), self._named(shared["address"])

    def _named(self, vendors: set[str]) -> tuple[str, ...]:
        return tuple(sorted(self._known[each].profile.get("name") or each for each in vendors))


def _keys(vendor: Vendor | None) -> list[tuple[str, ...]]:
    if vendor is None:
        return []
    told = vendor.profile
    address = tuple("".join(told.get(name, "").split()).casefold() for name in ("name", "street", "postcode", "city"))
    keys: list[tuple[str, ...]] = [("account", vendor.iban)] if vendor.iban else []
    return [*keys, ("address", *address)] if all(address) else keys


def _series(each: Candidate) -> str:
    day = each.snapshot.issued_on if each.snapshot else ""
    return streams.numbering(each.advice.platform, int(day[:4])) if day[:4].isdecimal() else ""


def _billed(each: Candidate, booked: Mapping[str, _Booked]) -> tuple[Billed, ...]:
    """Return the other credit advices of the vendor that hold charges, newest first."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for platform, own in booked.items():
        for charge_id, advice_id in own.account.billed.items():
            charge = own.account.charges.get(charge_id)
            if advice_id and advice_id != each.advice_id and charge is not None:
                amounts = sums[platform, advice_id]
                amounts[0] += charge.amount or 0
                amounts[1] += 0 if charge.kind in tax.SERVICES else charge.amount or 0
    found = []
    for (platform, advice_id), (net, licences) in sums.items():
        period, currency = booked[platform].periods.get(advice_id, ("", ""))
        found.append(Billed(advice_id, platform, currency, period, net, licences))
    return tuple(sorted(found, key=lambda one: (one.period, one.advice_id), reverse=True))


def _uses(each: Candidate, booked: Mapping[str, _Booked]) -> dict[str, str]:
    """Return use -> the other advice that bills it, over all accounts of the vendor."""
    found: dict[str, str] = {}
    for own in booked.values():
        for charge_id, advice_id in own.account.billed.items():
            charge = own.account.charges.get(charge_id)
            if advice_id and advice_id != each.advice_id and charge is not None:
                use = use_of(charge.image, charge.article, charge.kind, charge.usage_id)
                if use:
                    found[use] = advice_id
    return found


def use_of(image: str, article: str, kind: str, usage_id: str) -> str:
    """Return what makes a use of a picture the same one: its usage, else picture, article and kind; empty for none."""
    if usage_id:
        return usage_id
    return f"{image} {article} {kind}" if image and article else ""


def in_months(billed: Iterable[Billed], platform: str, currency: str, months: frozenset[str]) -> dict[str, int]:
    """Return the net billed on one platform in one currency by month, of these months (2026-10)."""
    found: dict[str, int] = {}
    for one in billed:
        if (one.platform, one.currency) == (platform, currency) and one.period in months:
            found[one.period] = found.get(one.period, 0) + one.net
    return found
