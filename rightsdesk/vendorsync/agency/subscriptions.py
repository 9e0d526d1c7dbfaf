"""What a customer of Shutterstock subscribed to."""

from __future__ import annotations

from rightsdesk.vendorsync.agency.agreements import Agreement
from rightsdesk.vendorsync.agency.asking import asked
from rightsdesk.vendorsync.agency.reading import Item
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.record import bound, currency_code, members, objects, price, text


def subscriptions(client: GuardedClient) -> list[Agreement]:
    """All subscriptions the customer sees."""
    told = asked(client, "v2/user/subscriptions")
    entries = objects(told.entries("data"), "$.data")
    return [_subscription(entry, f"$.data[{index}]") for index, entry in enumerate(entries)]


def _subscription(entry: Item, path: str) -> Agreement:
    """One subscription of the customer; a price comes as a binary fraction and is taken as it was written."""
    ends = entry.get("expiration_time")
    each = members(entry.get("price_per_download"), f"{path}.price_per_download")
    amount, currency = each.get("local_amount"), None
    if amount is not None:
        currency = currency_code(each.get("local_currency"), f"{path}.price_per_download.local_currency")
    return Agreement(
        number=str(entry.get("id")),
        name=text(entry.get("description"), f"{path}.description") or str(entry.get("license") or entry.get("id")),
        kind=str(entry.get("asset_type") or ""),
        ends=None if ends is None else bound(ends, f"{path}.expiration_time", is_end=True),
        price=None if amount is None else price(amount, currency, f"{path}.price_per_download.local_amount"),
        currency=currency,
    )
