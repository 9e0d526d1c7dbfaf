"""Drafting credit advices: open charges of an account become drafts, or the account is held with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.checking import Check
from rightsdesk.batches.task import Decode, Ended, Histories, Performed, Task, histories
from rightsdesk.domain import settling, streams, tax, terms
from rightsdesk.domain.account import (
    Account,
    AccountAdviceDrafted,
    AccountAdviceReleased,
    AccrueCharge,
    Charge,
    RequestCreditAdvice,
)
from rightsdesk.domain.advice import Advice, AdviceChecked, AdviceDrafted, AdviceRejected, Finding, Line
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Write
from rightsdesk.ledger import Candidate, Ledger


@dataclass(frozen=True, slots=True)
class _Drafts:
    """How an item ends before its drafts are checked: facts of the account, and each draft with what it says."""

    task: Task
    facts: tuple[Event[Account], ...]
    made: tuple[tuple[Candidate, AdviceDrafted], ...] = ()

    def ended(self, findings: Mapping[str, tuple[Finding, ...]]) -> Ended:
        """Return the end of the item: each draft begins with what the checks found."""
        also = [
            Write(
                streams.advice(each.advice_id),
                (drafted, AdviceChecked(findings[each.advice_id])),
                0,
                self.task.intent_id,
            )
            for each, drafted in self.made
        ]
        return self.task.ended(self.facts, also)


@dataclass(frozen=True, slots=True)
class Drafting:
    """Carries out `RequestCreditAdvice`: what the account, each advice and its checks say, in one transaction."""

    log: EventLog
    decode: Decode
    check: Check

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Draft for each account on its own; one that is held never stops the others. Then check all drafts at once."""
        pairs = [streams.pair(task.lease.stream) for task in tasks]
        names = {streams.vendor(vendor) for _, vendor in pairs} | {streams.platform(each) for each, _ in pairs}
        read = histories(self.log, self.decode, names)
        ledger = Ledger(self.log, self.decode)
        drafts = [self._draft(task, read, ledger) for task in tasks]
        made = [candidate for each in drafts for candidate, _ in each.made]
        found = dict(zip((each.advice_id for each in made), self.check(made) if made else (), strict=True))
        return Performed(tuple(each.ended(found) for each in drafts))

    def _draft(self, task: Task, read: Histories, ledger: Ledger) -> _Drafts:
        wish = task.command
        if not isinstance(wish, RequestCreditAdvice):
            return _refusing(task)
        platform, vendor = (read.state(name) for name in _parties(task))
        fee = _fee(task, wish, vendor, ledger)
        task = replace(task, state=fold(task.state, fee))
        try:
            facts, agreement = settling.settled(wish, task.state, vendor, task.cx)
            taxed = _Taxed(vendor, platform, agreement)
        except Refused as refusal:
            return _Drafts(task, (*fee, wish.failed(refusal.code, refusal.sentence)))
        made = [
            each for fact in facts if isinstance(fact, AccountAdviceDrafted) for each in _advices(task, fact, taxed)
        ]
        return _Drafts(task, (*fee, *facts), tuple(made))


def _refusing(task: Task) -> _Drafts:
    """Let a wish of another kind decide; one that is refused ends with its own fact."""
    try:
        return _Drafts(task, task.command.decide(task.state, task.cx))
    except Refused as refusal:
        return _Drafts(task, (task.command.failed(refusal.code, refusal.sentence),))


def _fee(task: Task, wish: RequestCreditAdvice, vendor: Vendor, ledger: Ledger) -> tuple[Event[Account], ...]:
    platforms = list(ledger.accounts_of(wish.vendor))
    fee = settling.flat_fee(wish, vendor, platforms, lambda charge: ledger.holder(wish.vendor, charge) is not None)
    if fee is None:
        return ()
    return AccrueCharge(replace(fee, late=task.state.is_late(fee.occurred_on))).decide(task.state, task.cx)


def _parties(task: Task) -> tuple[str, str]:
    platform, vendor = streams.pair(task.lease.stream)
    return streams.platform(platform), streams.vendor(vendor)


@dataclass(frozen=True, slots=True)
class _Taxed:
    """Makes lines of charges: category by where and how the vendor is taxed, rate by the supply and its day.

    `agreement` is that of the month; what was supplied under an earlier one bears the rate agreed then.
    """

    vendor: Vendor
    platform: Platform
    agreement: Agreement

    def line(self, charge: Charge) -> Line:
        profile, details = self.vendor.profile, self.platform.details or {}
        home = details.get("country") or tax.HOME
        category = tax.category(profile.get("country", ""), home, profile.get("tax_scheme", ""))
        agreed = terms.vat_rate(self.vendor.agreements, charge.occurred_on, self.agreement)
        return Line(
            charge_id=charge.charge_id,
            image=charge.image,
            title=charge.title,
            occurred_on=charge.occurred_on,
            net=charge.amount or 0,
            vat_rate=tax.rate_of(charge.kind, agreed, charge.occurred_on) if category == tax.RATED else "0",
            category=category,
            kind=charge.kind,
            article=charge.article,
        )


def _advices(task: Task, fact: AccountAdviceDrafted, taxed: _Taxed) -> Iterator[tuple[Candidate, AdviceDrafted]]:
    account: Account = task.state
    platform, vendor = streams.pair(task.lease.stream)
    runs = dict(account.runs)
    for advice_id, charges in fact.drafts.items():
        currency = fact.currencies[advice_id]
        owed = sorted((account.open[each] for each in charges), key=lambda c: (c.occurred_on, c.image))
        lines = tuple(map(taxed.line, owed))
        run = runs[f"{fact.period} {currency}"] = runs.get(f"{fact.period} {currency}", 0) + 1
        replaced = account.cancelled.get(charges[0], ("", ""))
        drafted = AdviceDrafted(vendor, platform, currency, fact.period, run, lines, task.cx.actor, *replaced)
        advice = drafted.evolve(Advice())
        yield Candidate(advice_id, advice, taxed.vendor, taxed.platform, account), drafted


@dataclass(frozen=True, slots=True)
class Rejecting:
    """Carries out `RejectAdvice`: the charges of a rejected draft become open again in the account."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Reject each advice and free its charges in the same transaction."""
        accounts = {streams.account(task.state.platform, task.state.vendor) for task in tasks if task.state.state}
        read = histories(self.log, self.decode, accounts)
        ended: list[Ended] = []
        given_back: dict[str, list[AccountAdviceReleased]] = {}
        for task in tasks:
            try:
                facts = task.command.decide(task.state, task.cx)
            except Refused as refusal:
                ended.append(task.refused(refusal))
                continue
            ended.append(task.ended(facts))
            if any(isinstance(fact, AdviceRejected) for fact in facts):
                own = streams.account(task.state.platform, task.state.vendor)
                given_back.setdefault(own, []).append(_released(task, read.state(own)))
        shared = tuple(Write(own, tuple(facts), read.version(own)) for own, facts in given_back.items())
        return Performed(tuple(ended), shared)


def _released(task: Task, account: Account) -> AccountAdviceReleased:
    advice_id = streams.identifier(task.lease.stream)
    return AccountAdviceReleased(advice_id, freed(advice_id, account))


def freed(advice_id: str, account: Account) -> tuple[Charge, ...]:
    """Return the charges that a credit advice gives back, at the new price where somebody decided to take it."""
    mine = frozenset(charge for charge, advice in account.billed.items() if advice == advice_id)
    return tuple(_at_new_price(charge, account) for charge in account.charges.values() if charge.charge_id in mine)


def _at_new_price(charge: Charge, account: Account) -> Charge:
    amount, currency = account.corrections.get(charge.charge_id, (charge.amount, charge.currency))
    return charge if amount is None else replace(charge, amount=amount, currency=currency or charge.currency)
