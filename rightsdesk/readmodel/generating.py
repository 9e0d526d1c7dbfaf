"""What generating credit advices would come to, told from the tables by the very rule that the batch follows.

An item of the batch is an account: a vendor on a platform. Open charges are summed by currency before the rule looks
at them; it asks only for sums.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from rightsdesk.domain import money, period, settling, terms
from rightsdesk.domain.account import Account, AccountAdviceDrafted, BelowMinimum, Charge, NothingToPay
from rightsdesk.domain.account import RequestCreditAdvice as Wish
from rightsdesk.domain.messages import Circumstance, Refused
from rightsdesk.domain.money import Money
from rightsdesk.domain.vendor import Vendor
from rightsdesk.readmodel.asking import Asker
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.rights import agreements_of
from rightsdesk.readmodel.telling import ImpactLine, said

_NOW = Circumstance(datetime.fromtimestamp(0, UTC), "")
"""Whether an account is paid out depends neither on the hour nor on the person."""

_STOPPED = {
    "incomplete-address": "Of these cannot be issued yet: the vendor's address is incomplete.",
    "no-tax-id": "Of these cannot be issued yet: the vendor has neither VAT id nor tax number.",
    "wrong-vat-id": "Of these cannot be issued yet: the vendor's VAT id is wrong.",
    "account-unconfirmed": "Of these cannot be issued yet: nobody has confirmed the changed bank account.",
}
_ALREADY = "There are credit advices of this period already."


@dataclass(slots=True)
class _Lines:
    """The accounts counted by how they fare, and what is owed on the drafts; the gravest reason stays first."""

    drafts: int = 0
    owed: list[Money] = field(default_factory=list)
    plain: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)

    def told(self) -> list[ImpactLine]:
        return [
            ImpactLine("will-change", self.drafts),
            ImpactLine("costs", self.drafts, totals=tuple(sorted(money.totals(self.owed).items()))),
            ImpactLine("generated", self.plain["generated"], _ALREADY),
            ImpactLine("nothing", self.plain["nothing"], said(NothingToPay)),
            ImpactLine("carried", self.plain["carried"], said(BelowMinimum)),
            *(ImpactLine("held", count, reason) for reason, count in self.held.most_common()),
            *(ImpactLine("warned", count, reason) for reason, count in self.warned.most_common()),
        ]


def generate(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> list[ImpactLine]:
    """Tell how many credit advices would be drafted for a month, over which sum, and why the others would not be."""
    month, lines = period.month(str(wish["period"])), _Lines()
    last, only = month.last.isoformat(), wish.get("platform")
    tables = _Tables.read(asker, where, str(month), last)
    for vendor, readiness in tables.vendors:
        platforms = tables.platforms_of(vendor, last)
        for platform in platforms if only is None else [only]:
            asked = Wish(platform, vendor.vendor_id, str(month), last)
            _count(lines, tables, asked, vendor, (platforms, readiness))
    return lines.told()


def _count(lines: _Lines, tables: "_Tables", wish: Wish, vendor: Vendor, more: tuple[list[str], str]) -> None:
    platforms, readiness = more
    account = tables.account(wish, vendor, platforms)
    try:
        facts, _ = settling.settled(wish, account, vendor, _NOW)
    except NothingToPay:
        lines.plain["generated" if (vendor.vendor_id, wish.platform) in tables.generated else "nothing"] += 1
    except BelowMinimum:
        lines.plain["carried"] += 1
    except Refused as refused:
        lines.held[said(type(refused))] += 1
    else:
        charged = [key for fact in facts if isinstance(fact, AccountAdviceDrafted) for key in fact.drafts.items()]
        lines.drafts += len(charged)
        owed = (account.open[key] for _, keys in charged for key in keys)
        lines.owed += [Money(each.amount or 0, each.currency) for each in owed]
        if readiness != "ready":
            lines.warned[_STOPPED.get(readiness, readiness)] += len(charged)


@dataclass(slots=True)
class _Tables:
    """What the tables hold about the selected vendors and their accounts."""

    vendors: Sequence[tuple[Vendor, str]]
    platforms: Mapping[str, Sequence[str]]
    open: Mapping[tuple[str, str], Sequence[Charge]]
    fees: frozenset[tuple[str, str]]
    generated: frozenset[tuple[str, str]]

    @classmethod
    def read(cls, asker: Asker, where: Condition, month: str, last: str) -> "_Tables":
        chosen = f"(SELECT vendors.key FROM vendors{where[0]})"
        platforms: dict[str, list[str]] = defaultdict(list)
        found = f"SELECT vendor, platform FROM accounts WHERE vendor IN {chosen} ORDER BY platform"
        for vendor, platform in asker.all(found, where[1]):
            platforms[vendor].append(platform)
        paid = "SELECT vendor, platform FROM credit_advices WHERE period = ? AND state <> 'rejected'"
        flat = f"SELECT vendor, charge FROM open_charges WHERE image = '' AND vendor IN {chosen}"
        return cls(
            list(_vendors(asker, where)),
            platforms,
            _open(asker, chosen, where[1], last),
            frozenset(asker.all(flat, where[1])),
            frozenset(asker.all(paid, (month,))),
        )

    def platforms_of(self, vendor: Vendor, last: str) -> list[str]:
        """Return the platforms that would be asked, in order: those with an account, and where a fee begins one."""
        known = list(self.platforms.get(vendor.vendor_id, ()))
        agreement = terms.in_force(vendor.agreements, last)
        if agreement is not None and agreement.flat_fee is not None and agreement.platforms:
            known += [each for each in agreement.platforms[:1] if each not in known]
        return sorted(known) or [""]

    def account(self, wish: Wish, vendor: Vendor, platforms: Sequence[str]) -> Account:
        """Return an account as the rule needs it, with the flat fee that the batch would add."""
        fee = settling.flat_fee(wish, vendor, platforms, lambda charge: (wish.vendor, charge) in self.fees)
        owed = (*self.open.get((wish.vendor, wish.platform), ()), *([fee] if fee else ()))
        return Account(open={charge.charge_id: charge for charge in owed})


def _vendors(asker: Asker, where: Condition) -> Iterator[tuple[Vendor, str]]:
    asked = "SELECT key, readiness, profile, consent_on, iban, blocked, unconfirmed,"
    agreed = "(SELECT t.agreements FROM vendor_terms t WHERE t.vendor = vendors.key)"
    for key, readiness, profile, *told, agreements in asker.all(f"{asked} {agreed} FROM vendors{where[0]}", where[1]):
        made = agreements_of(agreements or "[]")
        consent_on, iban, blocked, unconfirmed = told
        vendor = Vendor(
            vendor_id=key,
            profile=orjson.loads(profile),
            agreement=made[-1] if made else None,
            agreements=made,
            consent_on=consent_on,
            iban=iban,
            blocked=blocked,
            unconfirmed=unconfirmed,
        )
        yield vendor, readiness


def _open(asker: Asker, chosen: str, values: Sequence[Any], last: str) -> dict[tuple[str, str], list[Charge]]:
    """Return what is open until a day, one charge for each account, currency, and whether the price is known."""
    found: dict[tuple[str, str], list[Charge]] = defaultdict(list)
    sums = asker.all(
        "SELECT vendor, platform, currency, sum(amount) FROM open_charges"
        f" WHERE is_open = 1 AND occurred_on <= ? AND vendor IN {chosen} GROUP BY 1, 2, 3, amount IS NULL",
        (last, *values),
    )
    for vendor, platform, currency, amount in sums:
        key = f"{currency} {amount is None}"
        found[vendor, platform].append(Charge(key, "", "", amount, currency, "", ""))
    return found


def _by_block(changing: str, already: str) -> Callable[[Asker, Condition, Mapping[str, Any]], list[ImpactLine]]:
    def tell(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> list[ImpactLine]:
        asked = f"SELECT CASE WHEN {changing} THEN 'will-change' ELSE 'already' END, count(*) FROM vendors{where[0]}"
        bound = (str(wish.get("reason", "")).strip(),) if "?" in changing else ()
        counted = dict(asker.all(f"{asked} GROUP BY 1", (*bound, *where[1])))
        return [
            ImpactLine("will-change", counted.get("will-change", 0)),
            ImpactLine("already", counted.get("already", 0), already),
        ]

    return tell


KINDS = {
    "generate-advices": generate,
    "block-vendors": _by_block("blocked <> ?", "These are blocked for this reason already."),
    "unblock-vendors": _by_block("blocked <> ''", "These are not blocked."),
}
