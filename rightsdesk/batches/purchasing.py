"""Buying images: the grant in the image's stream and the charge in the account's, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightsdesk.batches.task import Decode, Ended, Performed, Task, decided
from rightsdesk.domain import streams
from rightsdesk.domain.account import Charge
from rightsdesk.domain.image import ImageUseGranted
from rightsdesk.domain.terms import Agreement
from rightsdesk.eventlog.log import EventLog
from rightsdesk.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Purchasing:
    """Carries out `GrantUse`; the charge's identifier is the grant's, so nothing is owed twice."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Decide each purchase and accrue what the agreement in force on its day says is owed on purchase."""
        ledger = Ledger(self.log, self.decode)
        ended = [decided(task) for task in tasks]
        grants = [grant for each in ended for grant in _grants(each)]
        ledger.look_up((grant.platform, vendor) for vendor, _, grant in grants)
        for vendor, asset, grant in grants:
            terms = ledger.agreement(vendor, grant.purchased_on) or Agreement()
            if terms.billing_mode == "on_purchase":
                ledger.owe(grant.platform, vendor, _charge(vendor, asset, grant, terms))
        return Performed(tuple(ended), tuple(ledger.writes()))


def _grants(ended: Ended) -> list[tuple[str, str, ImageUseGranted]]:
    write = ended.writes[0]
    vendor, asset = streams.pair(write.stream)
    return [(vendor, asset, fact) for fact in write.events if isinstance(fact, ImageUseGranted)]


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
        rate_version=terms.version,
    )
