"""The ledger of one run: every account and vendor is read once, what was decided is remembered from page to page.

It hands out the writes that go into the transaction of the images' own facts. Where that transaction fails, `forget`
must be called: then everything is read again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rightsdesk.domain import accrual, ids, rights, streams, terms
from rightsdesk.domain.account import (
    Account,
    AccountAdviceDrafted,
    AccountAdviceReleased,
    Charge,
    ChargeAccrued,
    ChargeReversed,
)
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import Event, fold
from rightsdesk.domain.terms import Agreement, QuotaMark
from rightsdesk.domain.vendor import Vendor, VendorQuotaReached, VendorUsesCounted
from rightsdesk.eventlog.log import EventLog, Recorded, Write

Decode = Callable[[Recorded], Any]


@dataclass(slots=True)
class _Account:
    """What charging must know of an account: its charges and their days, which are open or mistakes, what is billed."""

    version: int = 0
    known: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    reversed: set[str] = field(default_factory=set)
    mistaken: set[str] = field(default_factory=set)
    standing: Account = field(default_factory=Account)
    facts: list[Event[Account]] = field(default_factory=list)

    def present(self, charge_id: str) -> str:
        """Return the identifier under which something is owed: what was reversed as a mistake gets another one."""
        while charge_id in self.mistaken:
            charge_id = ids.named(charge_id, "again")
        return charge_id

    def take(self, fact: object) -> None:
        """Move on by one fact; whatever changes no charge is passed over."""
        if isinstance(fact, ChargeAccrued):
            self.known[fact.charge.charge_id] = fact.charge.occurred_on
            self.open.add(fact.charge.charge_id)
        elif isinstance(fact, ChargeReversed):
            self.open.discard(fact.charge_id)
            self.reversed.add(fact.charge_id)
            if fact.reason == rights.MISTAKEN:
                self.mistaken.add(fact.charge_id)
        elif isinstance(fact, AccountAdviceDrafted):
            self.open.difference_update(*fact.drafts.values())
            until = max(self.standing.billed_until, fact.period)
            self.standing = replace(self.standing, billed_until=until)
        elif isinstance(fact, AccountAdviceReleased):
            self.open.update(charge.charge_id for charge in fact.charges)


@dataclass(slots=True)
class _Vendor:
    """A vendor with the uses that were counted since its story was last written."""

    state: Vendor
    version: int
    counted: dict[tuple[str, str], int] = field(default_factory=dict)
    marks: list[VendorQuotaReached] = field(default_factory=list)

    def count(self, agreement: Agreement, at: str, span: tuple[str, str]) -> bool:
        """Count a use in a contract period against the quota; say whether the quota was used up before it."""
        if agreement.quota is None:
            return False
        begins, ends = span
        before = self.state.uses.get(begins, 0) + self.counted.get((begins, ends), 0)
        self.counted[begins, ends] = self.counted.get((begins, ends), 0) + 1
        for percent in terms.reached(agreement.quota, before, before + 1):
            mark = QuotaMark(percent, before + 1, agreement.quota, begins, ends, at)
            self.marks.append(VendorQuotaReached(mark))
        return before >= agreement.quota

    def facts(self) -> tuple[Event[Vendor], ...]:
        """Return what was counted, the marks behind it."""
        return (*(VendorUsesCounted(*span, uses) for span, uses in self.counted.items()), *self.marks)


class Ledger:
    """Decides what is owed, by the rules of `domain.accrual`; belongs to one thread."""

    def __init__(self, log: EventLog, decode: Decode) -> None:
        """Know nothing yet."""
        self._log = log
        self._decode = decode
        self._accounts: dict[str, _Account] = {}
        self._vendors: dict[str, _Vendor] = {}
        self._platforms: dict[str, set[str]] = {}
        self._spans: dict[tuple[str, int, str], tuple[str, str]] = {}

    def look_up(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Read the accounts and vendors of these pairs of platform and vendor that are not known yet, all at once."""
        wanted: set[str] = set()
        for platform, vendor in pairs:
            wanted.update((streams.account(platform, vendor), streams.vendor(vendor)))
        new = wanted - self._accounts.keys() - self._vendors.keys()
        if not new:
            return
        for name, history in self._log.read_streams(new).items():
            self._read(name, history)

    def _read(self, name: str, history: Sequence[Recorded]) -> None:
        version = history[-1].version if history else 0
        facts = map(self._decode, history)
        if streams.category(name) == "vendor":
            self._vendors[name] = _Vendor(fold(Vendor(), facts), version)
            return
        account = self._accounts[name] = _Account(version)
        for fact in facts:
            account.take(fact)

    def _account(self, platform: str, vendor: str) -> _Account:
        own = streams.account(platform, vendor)
        if own not in self._accounts:
            self.look_up([(platform, vendor)])
        return self._accounts[own]

    def _vendor(self, vendor_id: str) -> _Vendor:
        own = streams.vendor(vendor_id)
        if own not in self._vendors:
            self._read(own, self._log.read_streams([own])[own])
        return self._vendors[own]

    def agreement(self, vendor_id: str, day: str) -> Agreement | None:
        """Return the agreement in force with a vendor on a day (ISO)."""
        return terms.in_force(self._vendor(vendor_id).state.agreements, day)

    # ------------------------------------------------------------------ what is owed

    def used(self, image: Image, placed: accrual.Placed, *, again: bool = False) -> None:
        """Charge a placement of an image that stands as `image`; `again`: the same usage stood there before."""
        platform, vendor, day = placed.usage.platform, image.vendor, placed.day
        account = self._account(platform, vendor)
        if account.present(accrual.charge_id(placed.usage.usage_id)) in account.known:
            return
        if accrual.covering(image.grants.values(), placed) is not None:
            return
        agreement = self.agreement(vendor, day)
        if agreement is not None and agreement.billing_mode == "flat":
            if again:
                return
            spent = self._vendor(vendor).count(agreement, placed.at, self._span(agreement, day))
        else:
            spent = False
        charge = accrual.charge(placed, agreement, own_price(image, placed.at), spent=spent)
        if charge is not None:
            self._owe(account, charge)

    def _span(self, agreement: Agreement, day: str) -> tuple[str, str]:
        asked = (agreement.valid_from, agreement.quota_months, day)
        if asked not in self._spans:
            begins, ends = terms.contract_period(agreement, date.fromisoformat(day))
            self._spans[asked] = (begins.isoformat(), ends.isoformat())
        return self._spans[asked]

    def owe(self, platform: str, vendor: str, charge: Charge) -> bool:
        """Accrue a charge, once, late where its month is billed already; say whether it is new."""
        return self._owe(self._account(platform, vendor), charge)

    def _owe(self, account: _Account, charge: Charge) -> bool:
        charge_id = account.present(charge.charge_id)
        if charge_id in account.known:
            return False
        late = account.standing.is_late(charge.occurred_on)
        if late or charge_id != charge.charge_id:
            charge = replace(charge, charge_id=charge_id, late=late)
        self._tell(account, ChargeAccrued(charge))
        return True

    def accounts_of(self, vendor: str) -> tuple[str, ...]:
        """Return the platforms that have an account with a vendor, in order of their names."""
        if not self._platforms:
            for platform, owed in map(streams.pair, self._log.streams("account")):
                self._platforms.setdefault(owed, set()).add(platform)
        return tuple(sorted(self._platforms.get(vendor, ())))

    def holder(self, vendor: str, charge_id: str) -> str | None:
        """Return the platform whose account with a vendor holds a charge."""
        platforms = self.accounts_of(vendor)
        self.look_up((platform, vendor) for platform in platforms)
        return next((each for each in platforms if charge_id in self._account(each, vendor).known), None)

    def owed_for(self, platform: str, vendor: str, charge_id: str) -> str | None:
        """Return the day (ISO) for which a charge is owed, None where nothing is."""
        account = self._account(platform, vendor)
        return account.known.get(account.present(charge_id))

    def is_billed(self, platform: str, vendor: str, charge_id: str) -> bool:
        """Say whether a charge stands on a document."""
        account = self._account(platform, vendor)
        charge_id = account.present(charge_id)
        return charge_id in account.known and charge_id not in account.open and charge_id not in account.reversed

    def take_back(self, platform: str, vendor: str, charge_id: str) -> None:
        """Reverse an open charge that was a mistake; a charge that is not open stays as it is."""
        account = self._account(platform, vendor)
        charge_id = account.present(charge_id)
        if charge_id in account.open:
            self._tell(account, ChargeReversed(charge_id, rights.MISTAKEN))

    @staticmethod
    def _tell(account: _Account, fact: Event[Account]) -> None:
        account.take(fact)
        account.facts.append(fact)

    # ------------------------------------------------------------------ what is written

    def writes(self) -> list[Write]:
        """Return what was decided since the last call, with the version each stream must have."""
        found: list[Write] = []
        for name, account in self._accounts.items():
            if account.facts:
                found.append(Write(name, tuple(account.facts), account.version))
                account.version += len(account.facts)
                account.facts = []
        for name, vendor in self._vendors.items():
            facts = vendor.facts()
            if facts:
                found.append(Write(name, facts, vendor.version))
                self._vendors[name] = _Vendor(fold(vendor.state, facts), vendor.version + len(facts))
        return found

    def forget(self) -> None:
        """Forget everything: somebody else was faster, or nothing was written after all."""
        self._accounts.clear()
        self._vendors.clear()
        self._platforms.clear()


def own_price(image: Image, at: str) -> accrual.Price:
    """Return the price the picture itself had at a moment; without a currency it is none."""
    point = image.price_at(at)
    if point.price is None or point.currency is None:
        return accrual.Price(None, point.currency or "EUR", point.origin or "item")
    return accrual.Price(point.price, point.currency, point.origin or "item")
