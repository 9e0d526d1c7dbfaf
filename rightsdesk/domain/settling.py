"""What a request for a credit advice comes to: one rule for the batch that drafts and for what is told beforehand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from rightsdesk.domain import accrual, period, terms
from rightsdesk.domain.account import Account, Charge, RequestCreditAdvice
from rightsdesk.domain.messages import Circumstance, Event
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import Vendor, billable


def settled(
    wish: RequestCreditAdvice, account: Account, vendor: Vendor, cx: Circumstance
) -> tuple[tuple[Event[Any], ...], Agreement]:
    """Return the drafts and the agreement on which they are made out; refuse what is not to be paid now."""
    agreement = terms.in_force(vendor.agreements, wish.last_day)
    if agreement is not None and not wish.minimum_payout:
        # Fifty euros are no fifty yen: what is owed in another currency than the agreement's has no minimum.
        wish = replace(wish, minimum_payout=agreement.minimum_payout, minimum_currency=agreement.currency)
    facts = wish.decide(account, cx)
    return facts, billable(vendor, wish.last_day)


def flat_fee(
    wish: RequestCreditAdvice, vendor: Vendor, platforms: Sequence[str], held: Callable[[str], bool]
) -> Charge | None:
    """Return the flat fee of the month, once for each vendor: an agreement that names no platform owes it on one.

    `platforms` are those with an account, in order; `held` says whether a charge stands in any of them already.
    """
    agreement = terms.in_force(vendor.agreements, wish.last_day)
    fee = accrual.flat_fee(wish.platform, wish.vendor, period.month(wish.period), agreement)
    if fee is None or agreement is None:
        return None
    if not agreement.platforms and wish.platform != next(iter(platforms), wish.platform):
        return None
    return None if held(fee.charge_id) else fee
