"""The story of an account: what one platform owes one vendor, charge by charge, until it is billed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rightsdesk.domain import ids, period
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, command, event

SETTLEMENTS = ("ignored", "corrected")


@dataclass(frozen=True, slots=True)
class Charge:
    """One amount owed for one purchase, usage, extension or month; `amount` in minor units, None while unknown.

    `basis` is where the price came from (item, agreement, card, manual, flat, unknown), `rate_version` the version
    of the agreement that applied: both are frozen when the charge accrues. `late`: it happened in a month that had
    been billed by then. `kind` is the kind of use, as rate cards name it.
    """

    charge_id: str
    image: str
    title: str
    amount: int | None
    currency: str
    occurred_on: str
    basis: str
    grant_id: str = ""
    usage_id: str = ""
    article: str = ""
    rate_version: int = 0
    late: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its stream tells it: all charges, the open and the billed ones, drafts per period and currency.

    `cancelled` remembers of a charge the number and the day of the newest cancelled document it stood on, `told` the
    vendor's new price of a charge that differs, `corrections` that price once an accountant decided to take it.
    """

    charges: dict[str, Charge] = field(default_factory=dict)
    open: dict[str, Charge] = field(default_factory=dict)
    billed: dict[str, str] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)
    billed_until: str = ""
    reversed: frozenset[str] = frozenset()
    differences: frozenset[str] = frozenset()
    differing: frozenset[str] = frozenset()
    cancelled: dict[str, tuple[str, str]] = field(default_factory=dict)
    told: dict[str, tuple[int | None, str | None]] = field(default_factory=dict)
    corrections: dict[str, tuple[int | None, str | None]] = field(default_factory=dict)

    def is_late(self, day: str) -> bool:
        """Say whether a day (ISO) lies in a month that has been billed already."""
        return day[:7] <= self.billed_until


class NothingToPay(Refused):
    """There is nothing to pay for this period."""


class BelowMinimum(Refused):
    """What is open stays below the agreed minimum payout; it is carried over."""


class NoSuchSettlement(Refused):
    """A price difference is ignored or corrected."""


class ChargeUnknown(Refused):
    """There is no such charge in this account."""


class AlreadyBilled(Refused):
    """This charge stands on a credit advice; reject or cancel that first."""


class PriceUnknown(Refused):
    """The price of every open charge is unknown; enter the prices or agree on a rate."""


@event("account.charge-accrued")
@dataclass(frozen=True, slots=True)
class ChargeAccrued(Event[Account]):
    """An amount became owed; its basis is frozen."""

    charge: Charge

    def evolve(self, state: Account) -> Account:
        """Open the charge."""
        return self.evolve_all(state, (self,))

    @classmethod
    def evolve_all(cls, state: Account, facts: Sequence[Any]) -> Account:
        """Open all charges at once: an account may hold tens of thousands."""
        new = {fact.charge.charge_id: fact.charge for fact in facts}
        return replace(state, charges={**state.charges, **new}, open={**state.open, **new})


@event("account.charge-reversed", outcome="done")
@dataclass(frozen=True, slots=True)
class ChargeReversed(Event[Account]):
    """An open charge is not owed after all."""

    charge_id: str
    reason: str

    def evolve(self, state: Account) -> Account:
        """Close the charge unbilled, and remember that it existed."""
        return self.evolve_all(state, (self,))

    @classmethod
    def evolve_all(cls, state: Account, facts: Sequence[Any]) -> Account:
        """Close all charges at once: one command may reverse thousands."""
        gone = {fact.charge_id for fact in facts}
        return replace(
            state,
            open={key: charge for key, charge in state.open.items() if key not in gone},
            billed={**state.billed, **dict.fromkeys(gone, "")},
            reversed=state.reversed | gone,
        )


@event("account.price-difference-detected", outcome="done")
@dataclass(frozen=True, slots=True)
class AccountPriceDifferenceDetected(Event[Account]):
    """The vendor's price for a time that is billed already is another one now; the document never changes.

    Amounts in minor units; `valid_from` is the moment from which the vendor says the new price holds.
    """

    charge_id: str
    advice_id: str
    image: str
    billed: int | None
    currency: str
    price: int | None
    price_currency: str | None
    valid_from: str

    def evolve(self, state: Account) -> Account:
        """Remember the difference, so that it is listed once."""
        return self.evolve_all(state, (self,))

    @classmethod
    def evolve_all(cls, state: Account, facts: Sequence[Any]) -> Account:
        """Remember all differences at once: a new price list may make thousands."""
        return replace(
            state,
            differences=state.differences.union(map(_difference, facts)),
            differing=state.differing.union(fact.charge_id for fact in facts),
            told=state.told | {fact.charge_id: (fact.price, fact.price_currency) for fact in facts},
        )


@event("account.price-difference-settled", outcome="done")
@dataclass(frozen=True, slots=True)
class AccountPriceDifferenceSettled(Event[Account]):
    """An accountant decided about a difference: ignored, or corrected by another document.

    Once the document that bills the charge is cancelled or rejected, a corrected charge is owed at the new price.
    """

    charge_id: str
    decision: str
    by: str

    def evolve(self, state: Account) -> Account:
        """Take the charge off the list; a further change of the price puts it there again."""
        state = replace(state, differing=state.differing - {self.charge_id})
        if self.decision != "corrected" or self.charge_id not in state.told:
            return state
        return replace(state, corrections={**state.corrections, self.charge_id: state.told[self.charge_id]})


def _difference(fact: AccountPriceDifferenceDetected) -> str:
    return f"{fact.charge_id} {fact.valid_from} {fact.price} {fact.price_currency}"


@event("account.advice-drafted", outcome="done")
@dataclass(frozen=True, slots=True)
class AccountAdviceDrafted(Event[Account]):
    """Open charges were put on drafted credit advices: advice id -> charge ids."""

    period: str
    drafts: dict[str, tuple[str, ...]]
    currencies: dict[str, str]
    left_open: int = 0

    def evolve(self, state: Account) -> Account:
        """Move the charges from open to billed and count the run of each draft."""
        billed = {charge: advice for advice, charges in self.drafts.items() for charge in charges}
        runs = dict(state.runs)
        for currency in self.currencies.values():
            runs[f"{self.period} {currency}"] = runs.get(f"{self.period} {currency}", 0) + 1
        kept = {key: charge for key, charge in state.open.items() if key not in billed}
        until = max(state.billed_until, self.period)
        return replace(state, open=kept, billed={**state.billed, **billed}, runs=runs, billed_until=until)


@event("account.advice-released")
@dataclass(frozen=True, slots=True)
class AccountAdviceReleased(Event[Account]):
    """A rejected draft or a cancelled document gave its charges back; they are open again.

    `number` and `issued_on` (ISO) name the cancelled document, so that the one that replaces it can refer to it.
    """

    advice_id: str
    charges: tuple[Charge, ...]
    number: str = ""
    issued_on: str = ""

    def evolve(self, state: Account) -> Account:
        """Open the charges again, at the prices told here."""
        freed = {charge.charge_id: charge for charge in self.charges}
        billed = {key: advice for key, advice in state.billed.items() if key not in freed}
        state = replace(state, charges={**state.charges, **freed}, open={**state.open, **freed}, billed=billed)
        if not self.number:
            return state
        return replace(state, cancelled={**state.cancelled, **dict.fromkeys(freed, (self.number, self.issued_on))})


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


@command("account.charge-reversal-requested", kind="reverse-charges")
@dataclass(frozen=True, slots=True)
class ReverseCharge(Command[Account]):
    """Owe open charges no longer, for a reason; what stands on a document is not touched."""

    charges: tuple[str, ...]
    reason: str

    def decide(self, state: Account, cx: Circumstance) -> tuple[Event[Account], ...]:
        """Answer with the reversals; refuse billed charges and strangers."""
        for charge_id in self.charges:
            if charge_id not in state.charges:
                raise ChargeUnknown
            if state.billed.get(charge_id):
                raise AlreadyBilled
        return tuple(ChargeReversed(key, self.reason) for key in self.charges if key in state.open) or (
            AccountAdviceUnchanged("Reversed", "These charges are reversed already."),
        )

    def failed(self, code: str, reason: str) -> Event[Account]:
        """Return the hold."""
        return AccountAdviceHeld(code, reason)


@command("account.difference-settlement-requested", kind="settle-differences")
@dataclass(frozen=True, slots=True)
class SettlePriceDifference(Command[Account]):
    """Take price differences off the list: `ignored`, or `corrected` by another document."""

    charges: tuple[str, ...]
    decision: str

    def decide(self, state: Account, cx: Circumstance) -> tuple[Event[Account], ...]:
        """Answer with the decision about each charge that has an open difference."""
        if self.decision not in SETTLEMENTS:
            sentence = f"A price difference is {' or '.join(SETTLEMENTS)}, not {self.decision!r}."
            raise NoSuchSettlement(sentence)
        mine = [key for key in self.charges if key in state.differing]
        return tuple(AccountPriceDifferenceSettled(key, self.decision, cx.actor) for key in mine) or (
            AccountAdviceUnchanged("Settled", "There is no open price difference here."),
        )

    def failed(self, code: str, reason: str) -> Event[Account]:
        """Return the hold."""
        return AccountAdviceHeld(code, reason)


@dataclass(frozen=True, slots=True)
class DetectPriceDifferences(Command[Account]):
    """Compare what was billed for a picture with the price its vendor now says held from a moment on (ISO 8601)."""

    image: str
    price: int | None
    currency: str | None
    valid_from: str

    def decide(self, state: Account, cx: Circumstance) -> tuple[Event[Account], ...]:
        """Answer with one difference for each billed charge of that time at the vendor's own price."""
        found = (self._difference(state, charge) for charge in state.charges.values() if self._concerns(state, charge))
        return tuple(fact for fact in found if _difference(fact) not in state.differences)

    def _concerns(self, state: Account, charge: Charge) -> bool:
        if charge.image != self.image or charge.basis != "item" or not state.billed.get(charge.charge_id):
            return False
        begun = not self.valid_from or charge.occurred_on >= period.day_of(self.valid_from)
        return begun and (charge.amount, charge.currency) != (self.price, self.currency)

    def _difference(self, state: Account, charge: Charge) -> AccountPriceDifferenceDetected:
        return AccountPriceDifferenceDetected(
            charge_id=charge.charge_id,
            advice_id=state.billed[charge.charge_id],
            image=self.image,
            billed=charge.amount,
            currency=charge.currency,
            price=self.price,
            price_currency=self.currency,
            valid_from=self.valid_from,
        )


@command("account.advice-requested", kind="generate-advices")
@dataclass(frozen=True, slots=True)
class RequestCreditAdvice(Command[Account]):
    """Draft one credit advice per currency over all open charges up to the last day of the period (ISO days).

    What stood on a cancelled document gets a draft of its own, which refers to it.
    Below `minimum_payout` (minor units of `minimum_currency`, empty = whichever) nothing is drafted; the charges are
    carried over.
    """

    platform: str
    vendor: str
    period: str
    last_day: str
    minimum_payout: int = 0
    minimum_currency: str = ""

    def decide(self, state: Account, cx: Circumstance) -> tuple[Event[Account], ...]:
        """Answer with the drafts; charges without a price stay open."""
        due = [charge for charge in state.open.values() if charge.occurred_on <= self.last_day]
        if not due:
            raise NothingToPay
        priced = [charge for charge in due if charge.amount is not None]
        if not priced:
            raise PriceUnknown
        payable = [charge for charge in priced if self._pays_out(priced, charge.currency)]
        if not payable:
            raise BelowMinimum
        return (self._drafted(state, payable, len(due) - len(payable)),)

    def _pays_out(self, priced: list[Charge], currency: str) -> bool:
        owed = sum(charge.amount or 0 for charge in priced if charge.currency == currency)
        return owed >= self.minimum_payout or self.minimum_currency not in {"", currency}

    def _drafted(self, state: Account, priced: list[Charge], left_open: int) -> AccountAdviceDrafted:
        drafts: dict[str, tuple[str, ...]] = {}
        currencies: dict[str, str] = {}
        groups: dict[tuple[str, tuple[str, str]], list[str]] = {}
        for charge in priced:
            groups.setdefault((charge.currency, state.cancelled.get(charge.charge_id, ("", ""))), []).append(
                charge.charge_id
            )
        runs = dict(state.runs)
        for currency, replaced in sorted(groups):
            run = runs[f"{self.period} {currency}"] = runs.get(f"{self.period} {currency}", 0) + 1
            advice = ids.named("advice", self.vendor, self.platform, currency, self.period, str(run))
            drafts[advice] = tuple(sorted(groups[currency, replaced]))
            currencies[advice] = currency
        return AccountAdviceDrafted(self.period, drafts, currencies, left_open)

    def failed(self, code: str, reason: str) -> Event[Account]:
        """Return the hold; nothing or too little to pay is no failure."""
        if code in {"NothingToPay", "BelowMinimum"}:
            return AccountAdviceUnchanged(code, reason)
        return AccountAdviceHeld(code, reason)
