"""What the invented vendors have agreed upon: every billing mode, rate cards, quotas, fees, changes in mid-year."""

from collections.abc import Iterator
from random import Random
from typing import Any

PLATFORMS = ("tag", "reise", "sport")
KINDS = 6
TURN = "2026-07-01"
Row = dict[str, Any]


def mode_of(index: int) -> int:
    """Return which kind of agreement the vendor at a place in the list has."""
    return index % KINDS


def agreements(index: int, vendor: Row, seed: int) -> Iterator[Row]:
    """Yield the agreements of a vendor in order, as `rightsdesk agreements import` reads them."""
    rng = Random(f"year-terms:{seed}:{index}")
    base = {
        "vendor": vendor["id"],
        "currency": vendor["currency"],
        "vat_rate": str(vendor["vat_rate"]),
        "payment_days": str(vendor["payment_days"]),
        "valid_from": "2026-01-01",
        **({"minimum_payout": "50.00"} if index % 4 == 1 else {}),
    }
    made = (_by_card, _by_price, _by_rate, _bought, _flat, _turning)[mode_of(index)]
    for own in made(rng):
        yield {**base, **own}


def _by_card(rng: Random) -> list[Row]:
    return [
        {
            "billing_mode": "on_use",
            "rate": _amount(rng, 1500, 4000),
            "rates": [
                {"amount": _amount(rng, 900, 1800), "size": "small"},
                {"amount": _amount(rng, 3000, 6000), "size": "large"},
                {"amount": _amount(rng, 9000, 15_000), "kind": "advertorial"},
                {"amount": _amount(rng, 500, 800), "days": 7},
                {"amount": _amount(rng, 700, 900), "kind": "extension"},
            ],
        }
    ]


def _by_price(rng: Random) -> list[Row]:
    return [{"billing_mode": "on_use", "rate": _amount(rng, 1500, 4000)}]


def _by_rate(_rng: Random) -> list[Row]:
    return [{"billing_mode": "on_use"}]


def _bought(rng: Random) -> list[Row]:
    return [{"billing_mode": "on_purchase", "rate": _amount(rng, 2000, 5000)}]


def _flat(rng: Random) -> list[Row]:
    named = {"platforms": list(rng.sample(PLATFORMS, 2))} if rng.random() < 1 / 2 else {}
    return [
        {
            "billing_mode": "flat",
            "flat_fee": _amount(rng, 20_000, 90_000),
            "quota": str(rng.choice((20, 60, 150, 400))),
            "quota_months": str(rng.choice((3, 6, 12))),
            "rate": _amount(rng, 900, 2500),
            **named,
        }
    ]


def _turning(rng: Random) -> list[Row]:
    return [
        {"billing_mode": "on_use", "rate": _amount(rng, 1500, 4000), "valid_until": TURN},
        {"billing_mode": "on_purchase", "rate": _amount(rng, 1500, 4000), "valid_from": TURN},
    ]


def _amount(rng: Random, low: int, high: int) -> str:
    return f"{rng.randrange(low, high, 10) / 100:.2f}"
