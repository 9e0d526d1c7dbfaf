"""What is told before credit advices are generated is what the batch then does, whatever the world looks like."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.desk.orders import GenerateAdvices
from rightsdesk.domain import period as periods
from rightsdesk.domain import streams, terms
from rightsdesk.domain.account import (
    AccountAdviceDrafted,
    AccountAdviceHeld,
    AccountAdviceUnchanged,
    Charge,
    ChargeAccrued,
)
from rightsdesk.domain.advice import AdviceDrafted, RejectAdvice
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorBlocked,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.readmodel import ImpactLine, Query, Selection, open_read_model
from tests.kit.house import House

PLATFORMS = ("mag", "tag")
IBAN = "DE89370400440532013000"
DAYS = ("2026-09-30", "2026-10-05", "2026-10-31", "2026-11-01")
AGREEMENT = st.builds(
    Agreement,
    billing_mode=st.sampled_from(("on_use", "flat")),
    flat_fee=st.sampled_from((None, 900)),
    valid_from=st.sampled_from(("", "2026-01-01", "2026-12-01")),
    valid_until=st.sampled_from(("", "2026-10-15")),
    minimum_payout=st.sampled_from((0, 0, 500, 2_000)),
    platforms=st.sampled_from(((), ("tag",), ("mag", "tag"))),
)
CHARGE = st.tuples(
    st.sampled_from(PLATFORMS),
    st.sampled_from((None, 1, 400, 1_700)),
    st.sampled_from(("EUR", "CHF")),
    st.sampled_from(DAYS),
)


@dataclass(frozen=True)
class Life:
    """A vendor's master data and what became owed to it, before the months are billed."""

    agreements: tuple[Agreement, ...] = (Agreement(),)
    consent: bool = True
    iban: bool = True
    blocked: str = ""
    charges: tuple[tuple[str, int | None, str, str], ...] = ()


LIFE = st.builds(
    Life,
    agreements=st.lists(AGREEMENT, max_size=2).map(tuple),
    consent=st.sampled_from((True, True, True, False)),
    iban=st.sampled_from((True, True, True, False)),
    blocked=st.sampled_from(("", "", "", "dispute")),
    charges=st.lists(CHARGE, max_size=5).map(tuple),
)


@dataclass
class World(House):
    """A house whose vendors are told in lives, and whose accounts the desk would ask."""

    lives: dict[str, Life] = field(default_factory=dict)

    def begin(self, lives: list[Life]) -> None:
        for number, life in enumerate(lives):
            name = f"v{number}"
            self.lives[name] = life
            agreed = [VendorAgreementChanged(each) for each in life.agreements]
            facts: list[Any] = [VendorRegistered(name, {"name": name}), *agreed]
            facts += [VendorSelfBillingAgreed("2026-01-01")] * life.consent
            facts += [VendorBankAccountChanged(IBAN)] * life.iban
            facts += [VendorBlocked(life.blocked)] * bool(life.blocked)
            self.given(streams.vendor(name), *facts)
            for at, (platform, amount, currency, day) in enumerate(life.charges):
                charge = Charge(f"{name}-{at}", f"{name}:{at}", "t", amount, currency, day, "item")
                self.given(streams.account(platform, name), ChargeAccrued(charge))

    def bill(self, period: str) -> list[Any]:
        """Generate as the desk does and return how each item ended."""
        accounts: dict[str, list[str]] = defaultdict(list)
        for platform, vendor in map(streams.pair, self.log.streams("account")):
            accounts[vendor].append(platform)
        for vendor, platform in self._fees(period).items():
            accounts[vendor] += [platform] * (platform not in accounts[vendor])
        targets = GenerateAdvices(period, accounts, fallback="tag").targets(list(self.lives))
        before = {stream: len(self.facts(stream)) for stream, _ in targets}
        self.tell(*targets)
        ended = (AccountAdviceDrafted, AccountAdviceHeld, AccountAdviceUnchanged)
        return [each for name, at in before.items() for each in self.facts(name)[at:] if isinstance(each, ended)]

    def _fees(self, period: str) -> dict[str, str]:
        last = periods.month(period).last.isoformat()
        found = {}
        for name in self.lives:
            agreement = terms.in_force(self.vendor_state(name).agreements, last)
            if agreement is not None and agreement.flat_fee is not None and agreement.platforms:
                found[name] = agreement.platforms[0]
        return found


@given(
    lives=st.lists(LIFE, min_size=1, max_size=5),
    months=st.lists(st.sampled_from(("2026-09", "2026-10", "2026-11")), min_size=1, max_size=3),
    rejecting=st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lines_of_generating_are_what_the_batch_then_does(
    tmp_path_factory: pytest.TempPathFactory, lives: list[Life], months: list[str], *, rejecting: bool
) -> None:
    world = World()
    world.begin(lives)
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", world.log)
    reader = model.reader()
    try:
        for month in months:
            model.catch_up_fully()
            told = reader.impact(Selection("vendors", Query("vendors")), GenerateAdvices(month))
            known = set(world.log.streams("advice"))
            ended = world.bill(month)
            drafted = [world.facts(name)[0] for name in set(world.log.streams("advice")) - known]
            _agree(told, ended, drafted)
            if rejecting and drafted:
                first = min(world.log.streams("advice"))
                world.tell((first, RejectAdvice("wrong")))
    finally:
        reader.close()
        model.close()


def _agree(told: tuple[ImpactLine, ...], ended: list[Any], drafted: list[AdviceDrafted]) -> None:
    counted = {(line.key, line.reason): line for line in told}
    assert len(counted) == len(told)
    by_key = Counter({key: sum(line.count for line in told if line.key == key) for key, _ in counted})
    codes = Counter(getattr(each, "code", "") for each in ended)
    assert by_key["will-change"] == len(drafted)
    assert by_key["nothing"] + by_key["generated"] == codes["NothingToPay"]
    assert by_key["carried"] == codes["BelowMinimum"]
    held = Counter(each.reason.partition(":")[0].rstrip(".") for each in ended if isinstance(each, AccountAdviceHeld))
    assert held == {line.reason.rstrip("."): line.count for line in told if line.key == "held"}
    owed: Counter[str] = Counter()
    for draft in drafted:
        owed[draft.currency] += sum(line.net for line in draft.lines)
    totals = next((line.totals for line in told if line.key == "costs"), ())
    assert dict(totals) == dict(owed)


def test_an_account_billed_for_this_month_is_told_apart_from_one_with_nothing(tmp_path_factory: Any) -> None:
    world = World()
    world.begin([Life(charges=(("tag", 400, "EUR", "2026-10-05"),)), Life()])
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", world.log)
    world.bill("2026-10")
    model.catch_up_fully()
    reader = model.reader()
    told = reader.impact(Selection("vendors", Query("vendors")), GenerateAdvices("2026-10"))
    assert {line.key: line.count for line in told} == {"generated": 1, "nothing": 1}
    reader.close()
    model.close()
