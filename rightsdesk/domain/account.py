"""The story of an account: what one platform owes one vendor, charge by charge, until it is billed."""

from dataclasses import dataclass, field, replace

from rightsdesk.domain import ids
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, command, event


@dataclass(frozen=True, slots=True)
class Charge:
    """One amount owed for one purchase or usage; `amount` in minor units, None while the price is unknown."""

    charge_id: str
    image: str
    title: str
    amount: int | None
    currency: str
    occurred_on: str
    basis: str
    grant_id: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its stream tells it: all charges, the open and the billed ones, drafts per period and currency."""

    charges: dict[str, Charge] = field(default_factory=dict)
    open: dict[str, Charge] = field(default_factory=dict)
    billed: dict[str, str] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)


class NothingToPay(Refused):
    """There is nothing to pay for this period."""


class PriceUnknown(Refused):
    """The price of every open charge is unknown; enter the prices or agree on a rate."""


@event("account.charge-accrued")
@dataclass(frozen=True, slots=True)
class ChargeAccrued(Event[Account]):
    """An amount became owed; its basis is frozen."""

    charge: Charge

    def evolve(self, state: Account) -> Account:
        """Open the charge."""
        mine = {self.charge.charge_id: self.charge}
        return replace(state, charges={**state.charges, **mine}, open={**state.open, **mine})


@event("account.charge-reversed")
@dataclass(frozen=True, slots=True)
class ChargeReversed(Event[Account]):
    """An open charge is not owed after all."""

    charge_id: str
    reason: str

    def evolve(self, state: Account) -> Account:
        """Close the charge unbilled, and remember that it existed."""
        kept = {key: charge for key, charge in state.open.items() if key != self.charge_id}
        return replace(state, open=kept, billed={**state.billed, self.charge_id: ""})


@event("account.advice-drafted", outcome="done")
@dataclass(frozen=True, slots=True)
class AccountAdviceDrafted(Event[Account]):
    """Open charges were put on drafted credit advices: advice id -> charge ids."""

    period: str
    drafts: dict[str, tuple[str, ...]]
    currencies: dict[str, str]
    left_open: int = 0

    def evolve(self, state: Account) -> Account:
        """Move the charges from open to billed and count the run of each currency."""
        billed = {charge: advice for advice, charges in self.drafts.items() for charge in charges}
        runs = dict(state.runs)
        for currency in self.currencies.values():
            runs[f"{self.period} {currency}"] = runs.get(f"{self.period} {currency}", 0) + 1
        kept = {key: charge for key, charge in state.open.items() if key not in billed}
        return replace(state, open=kept, billed={**state.billed, **billed}, runs=runs)


@event("account.advice-released")
@dataclass(frozen=True, slots=True)
class AccountAdviceReleased(Event[Account]):
    """A rejected draft gave its charges back; they are open again."""

    advice_id: str
    charges: tuple[Charge, ...]

    def evolve(self, state: Account) -> Account:
        """Open the charges again."""
        freed = {charge.charge_id: charge for charge in self.charges}
        billed = {key: advice for key, advice in state.billed.items() if key not in freed}
        return replace(state, open={**state.open, **freed}, billed=billed)


@event("account.advice-unchanged", outcome="unchanged")
@dataclass(frozen=True, slots=True)
class AccountAdviceUnchanged(Event[Account]):
    """Nothing was drafted because nothing is to pay."""

    code: str
    reason: str


@event("account.advice-held", outcome="failed")
@dataclass(frozen=True, slots=True)
class AccountAdviceHeld(Event[Account]):
    """No credit advice could be drafted; `code` groups, `reason` is the sentence shown."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccrueCharge(Command[Account]):
    """Owe an amount; the same charge id accrues once, whether open, billed or reversed by now."""

    charge: Charge

    def decide(self, state: Account, cx: Circumstance) -> tuple[Event[Account], ...]:
        """Answer with the charge, once."""
        known = self.charge.charge_id in state.open or self.charge.charge_id in state.billed
        return () if known else (ChargeAccrued(self.charge),)


@command("account.advice-requested", kind="generate-advices")
@dataclass(frozen=True, slots=True)
class RequestCreditAdvice(Command[Account]):
    """Draft one credit advice per currency over all open charges up to the last day of the period (ISO days)."""

    platform: str
    vendor: str
    period: str
    last_day: str

    def decide(self, state: Account, cx: Circumstance) -> tuple[Event[Account], ...]:
        """Answer with the drafts; charges without a price stay open."""
        due = [charge for charge in state.open.values() if charge.occurred_on <= self.last_day]
        if not due:
            raise NothingToPay
        priced = [charge for charge in due if charge.amount is not None]
        if not priced:
            raise PriceUnknown
        return (self._drafted(state, priced, len(due) - len(priced)),)

    def _drafted(self, state: Account, priced: list[Charge], left_open: int) -> AccountAdviceDrafted:
        drafts: dict[str, tuple[str, ...]] = {}
        currencies: dict[str, str] = {}
        for currency in sorted({charge.currency for charge in priced}):
            run = state.runs.get(f"{self.period} {currency}", 0) + 1
            advice = ids.named("advice", self.vendor, self.platform, currency, self.period, str(run))
            drafts[advice] = tuple(sorted(c.charge_id for c in priced if c.currency == currency))
            currencies[advice] = currency
        return AccountAdviceDrafted(self.period, drafts, currencies, left_open)

    def failed(self, code: str, reason: str) -> Event[Account]:
        """Return the hold; nothing to pay is no failure."""
        if code == "NothingToPay":
            return AccountAdviceUnchanged(code, reason)
        return AccountAdviceHeld(code, reason)
