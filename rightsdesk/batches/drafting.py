"""Drafting credit advices: open charges of an account become drafts, or the account is held with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.task import Decode, Ended, Histories, Performed, Task, decided, histories
from rightsdesk.domain import accrual, period, streams, tax, terms
from rightsdesk.domain.account import (
    Account,
    AccountAdviceDrafted,
    AccountAdviceReleased,
    AccrueCharge,
    Charge,
    RequestCreditAdvice,
)
from rightsdesk.domain.advice import AdviceDrafted, AdviceRejected, Line
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import Vendor, billable
from rightsdesk.eventlog.log import EventLog, Write
from rightsdesk.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Drafting:
    """Carries out `RequestCreditAdvice`: the account's fact and each advice's beginning in one transaction."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Draft for each account on its own; one that is held never stops the others."""
        pairs = [streams.pair(task.lease.stream) for task in tasks]
        names = {streams.vendor(vendor) for _, vendor in pairs} | {streams.platform(each) for each, _ in pairs}
        read = histories(self.log, self.decode, names)
        ledger = Ledger(self.log, self.decode)
        return Performed(tuple(self._draft(task, read, ledger) for task in tasks))

    def _draft(self, task: Task, read: Histories, ledger: Ledger) -> Ended:
        wish = task.command
        if not isinstance(wish, RequestCreditAdvice):
            return decided(task)
        platform, vendor = (read.state(name) for name in _parties(task))
        agreement = terms.in_force(vendor.agreements, wish.last_day)
        fee = _fee(task, wish, agreement, ledger)
        task = replace(task, state=fold(task.state, fee))
        try:
            facts = self._asked(wish, agreement).decide(task.state, task.cx)
            taxed = _Taxed(vendor, platform, billable(vendor, wish.last_day).vat_rate)
        except Refused as refusal:
            return task.ended((*fee, wish.failed(refusal.code, refusal.sentence)))
        also = [
            write for fact in facts if isinstance(fact, AccountAdviceDrafted) for write in _advices(task, fact, taxed)
        ]
        return task.ended((*fee, *facts), also)

    @staticmethod
    def _asked(wish: RequestCreditAdvice, agreement: Agreement | None) -> RequestCreditAdvice:
        return replace(wish, minimum_payout=wish.minimum_payout or (agreement.minimum_payout if agreement else 0))


def _fee(
    task: Task, wish: RequestCreditAdvice, agreement: Agreement | None, ledger: Ledger
) -> tuple[Event[Account], ...]:
    """Return the flat fee of the month, once for each vendor: an agreement that names no platform owes it on one."""
    fee = accrual.flat_fee(wish.platform, wish.vendor, period.month(wish.period), agreement)
    if fee is None or agreement is None:
        return ()
    if not agreement.platforms and wish.platform != next(iter(ledger.accounts_of(wish.vendor)), wish.platform):
        return ()
    if ledger.holder(wish.vendor, fee.charge_id) is not None:
        return ()
    return AccrueCharge(replace(fee, late=task.state.is_late(fee.occurred_on))).decide(task.state, task.cx)


def _parties(task: Task) -> tuple[str, str]:
    platform, vendor = streams.pair(task.lease.stream)
    return streams.platform(platform), streams.vendor(vendor)


@dataclass(frozen=True, slots=True)
class _Taxed:
    """Makes lines of charges: category by where and how the vendor is taxed, rate by the supply and its day."""

    vendor: Vendor
    platform: Platform
    agreed: str

    def line(self, charge: Charge) -> Line:
        profile, details = self.vendor.profile, self.platform.details or {}
        home = details.get("country") or tax.HOME
        category = tax.category(profile.get("country", ""), home, profile.get("tax_scheme", ""))
        rated = category == tax.RATED
        return Line(
            charge_id=charge.charge_id,
            image=charge.image,
            title=charge.title,
            occurred_on=charge.occurred_on,
            net=charge.amount or 0,
            vat_rate=tax.rate_of(charge.kind, self.agreed, charge.occurred_on) if rated else "0",
            category=category,
            kind=charge.kind,
            article=charge.article,
        )


def _advices(task: Task, fact: AccountAdviceDrafted, taxed: _Taxed) -> list[Write]:
    account: Account = task.state
    platform, vendor = streams.pair(task.lease.stream)
    writes = []
    runs = dict(account.runs)
    for advice_id, charges in fact.drafts.items():
        currency = fact.currencies[advice_id]
        owed = sorted((account.open[each] for each in charges), key=lambda c: (c.occurred_on, c.image))
        lines = tuple(map(taxed.line, owed))
        run = runs[f"{fact.period} {currency}"] = runs.get(f"{fact.period} {currency}", 0) + 1
        replaced = account.cancelled.get(charges[0], ("", ""))
        drafted = AdviceDrafted(vendor, platform, currency, fact.period, run, lines, task.cx.actor, *replaced)
        writes.append(Write(streams.advice(advice_id), (drafted,), 0, task.intent_id))
    return writes


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
        freed: dict[str, list[AccountAdviceReleased]] = {}
        for task in tasks:
            try:
                facts = task.command.decide(task.state, task.cx)
            except Refused as refusal:
                ended.append(task.refused(refusal))
                continue
            ended.append(task.ended(facts))
            if any(isinstance(fact, AdviceRejected) for fact in facts):
                own = streams.account(task.state.platform, task.state.vendor)
                freed.setdefault(own, []).append(_released(task, read.state(own)))
        shared = tuple(Write(own, tuple(facts), read.version(own)) for own, facts in freed.items())
        return Performed(tuple(ended), shared)


def _released(task: Task, account: Account) -> AccountAdviceReleased:
    advice_id = streams.identifier(task.lease.stream)
    return AccountAdviceReleased(advice_id, billed_by(advice_id, account))


def billed_by(advice_id: str, account: Account) -> tuple[Charge, ...]:
    """Return the charges that stand on a credit advice."""
    mine = frozenset(charge for charge, advice in account.billed.items() if advice == advice_id)
    return tuple(charge for charge in account.charges.values() if charge.charge_id in mine)
