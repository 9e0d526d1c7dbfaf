"""Buying images: the grant in the image's stream and the charge in the account's, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightsdesk.batches.task import Decode, Ended, Histories, Performed, Task, decided, histories
from rightsdesk.domain import streams
from rightsdesk.domain.account import Account, AccrueCharge, Charge
from rightsdesk.domain.image import ImageUseGranted
from rightsdesk.domain.messages import Event, fold
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Write


@dataclass(frozen=True, slots=True)
class Purchasing:
    """Carries out `GrantUse`; the charge's identifier is the grant's, so nothing is owed twice."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Decide each purchase and accrue what the vendor's agreement says is owed on purchase."""
        ended = [decided(task) for task in tasks]
        grants = [grant for each in ended for grant in self._grants(each)]
        accounts = {streams.account(grant.platform, vendor) for vendor, _, grant in grants}
        vendors = {streams.vendor(vendor) for vendor, _, _ in grants}
        read = histories(self.log, self.decode, accounts | vendors)
        return Performed(tuple(ended), self._accrued(tasks, grants, read))

    @staticmethod
    def _grants(ended: Ended) -> list[tuple[str, str, ImageUseGranted]]:
        write = ended.writes[0]
        vendor, asset = streams.pair(write.stream)
        return [(vendor, asset, fact) for fact in write.events if isinstance(fact, ImageUseGranted)]

    @staticmethod
    def _accrued(
        tasks: Sequence[Task], grants: Sequence[tuple[str, str, ImageUseGranted]], read: Histories
    ) -> tuple[Write, ...]:
        states: dict[str, Account] = {}
        facts: dict[str, list[Event[Account]]] = {}
        for vendor, asset, grant in grants:
            terms = _terms(read.state(streams.vendor(vendor)))
            if terms.billing_mode != "on_purchase":
                continue
            own = streams.account(grant.platform, vendor)
            state = states.get(own) or read.state(own)
            new = AccrueCharge(_charge(vendor, asset, grant, terms)).decide(state, tasks[0].cx)
            states[own] = fold(state, new)
            facts.setdefault(own, []).extend(new)
        return tuple(Write(own, tuple(new), read.version(own)) for own, new in facts.items() if new)


def _terms(vendor: Vendor) -> Agreement:
    return vendor.agreement or Agreement()


def _charge(vendor: str, asset: str, grant: ImageUseGranted, terms: Agreement) -> Charge:
    amount, currency, basis = grant.price, grant.currency, grant.price_origin or "item"
    if amount is None or currency is None:
        amount, currency, basis = terms.rate, terms.currency, "agreement" if terms.rate is not None else "unknown"
    return Charge(
        charge_id=grant.grant_id,
        image=f"{vendor}:{asset}",
        title=grant.title,
        amount=amount,
        currency=currency,
        occurred_on=grant.purchased_on,
        basis=basis,
        grant_id=grant.grant_id,
    )
