"""Invented vendors with complete master data, as a publisher keeps them for credit advices."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from rightsdesk.hub.sample_tax import iban, vat_id
from rightsdesk.hub.sample_words import (
    CITIES,
    FIRST_AGENCIES,
    FIRST_NAMES,
    GERMAN_STEMS,
    LAST_NAMES,
    STEMS,
    STREETS,
    TAILS,
)

DIALLING = {"DE": "+49 30", "AT": "+43 1", "CH": "+41 44", "GB": "+44 20", "NL": "+31 20"}
CURRENCIES = {"DE": "EUR", "AT": "EUR", "NL": "EUR", "CH": "CHF", "GB": "GBP"}
COUNTRIES = ("DE",) * 14 + ("AT",) * 2 + ("CH",) * 2 + ("GB", "NL")
MODES = ("on_purchase",) * 7 + ("on_use",) * 3
RATES = (1500, 1990, 2500, 3500, 5000, 7500, 12000)
# Accounts at central banks: no private person can have one, so none is somebody's by chance.
BANKS = {
    "DE": ("10000000", 10, "MARKDEF1100"),
    "AT": ("00100", 11, "NABAATWWXXX"),
    "CH": ("00100", 12, "SNBZCHZZXXX"),
    "GB": ("BKEN100000", 8, "BKENGB2LXXX"),
    "NL": ("FLOR", 10, "FLORNL2AXXX"),
}
LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "ư": "u", "ơ": "o"}
)
NO_CONSENT = (17, 11)
NO_ACCOUNT = (19, 13)
REDUCED_RATE, FULL_RATE = 7, 19
CONSENT_FROM = date(2024, 1, 1)


def sample_vendors(n: int, seed: int) -> list[dict[str, Any]]:
    """`n` vendors, the first ones the same for every `n`; some lack what a credit advice needs.

    The 12th, 29th, ... have not consented to self-billing, the 14th, 33rd, ... have no account on file.
    Each has id, name, street, postcode, city, country (ISO 3166), currency, vat_id or tax_no (the other None), iban,
    bic, email, phone, billing_mode, rate (minor units), vat_rate (percent), payment_days, self_billing_agreed_on (ISO
    date).
    """
    vendors: list[dict[str, Any]] = []
    taken: set[str] = set()
    for index in range(n):
        rng = Random(f"vendor:{seed}:{index}")
        vendors.append(_vendor(rng, index, taken))
        taken.add(vendors[-1]["id"])
    return vendors


def slug(name: str) -> str:
    """A stable ASCII identifier of a name."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _vendor(rng: Random, index: int, taken: set[str]) -> dict[str, Any]:
    """Who the vendor is: a named agency first, then agencies and photographers in turn."""
    person = False
    if index < len(FIRST_AGENCIES):
        key, name, country = FIRST_AGENCIES[index]
    else:
        person = rng.random() < 1 / 3
        country = rng.choice(COUNTRIES)
        name = _name(rng, country, person=person)
        key = slug(name)
        if key in taken:
            name = f"{name} {index + 1}"
            key = slug(name)
    postcode, city = rng.choice(CITIES[country])
    return {
        "id": key,
        "name": name,
        "street": f"{rng.choice(STREETS)} {rng.randrange(1, 140)}",
        "postcode": postcode,
        "city": city,
        "country": country,
        "email": f"honorare@{key}.example",
        "phone": _phone(key, country),
        **_money(rng, index, country, person=person),
    }


def _phone(key: str, country: str) -> str:
    """Return a number that is drawn apart from all else, so that nothing else about a vendor changes with it."""
    rng = Random(f"phone:{key}")
    return f"{DIALLING[country]} {rng.randrange(5_550_000, 5_560_000)}"


def _name(rng: Random, country: str, *, person: bool) -> str:
    if person:
        return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"
    return f"{rng.choice(STEMS.get(country, GERMAN_STEMS))} {rng.choice(TAILS[country])}"


def _money(rng: Random, index: int, country: str, *, person: bool) -> Mapping[str, Any]:
    """How the vendor is taxed and paid; every 17th has not consented, every 19th has no account on file."""
    bank, digits, bic = BANKS[country]
    account = iban(country, bank + "".join(rng.choices("0123456789", k=digits)))
    private = person and country == "DE" and rng.random() < 1 / 2
    agreed = CONSENT_FROM + timedelta(days=rng.randrange(800))
    without_account = index % NO_ACCOUNT[0] == NO_ACCOUNT[1]
    number = f"{rng.randrange(10, 99)}/{rng.randrange(100, 999)}/{rng.randrange(10_000, 99_999)}"
    return {
        "currency": CURRENCIES[country],
        "vat_id": None if private else vat_id(country, rng),
        "tax_no": number if private else None,
        "iban": None if without_account else account,
        "bic": None if without_account else bic,
        "billing_mode": rng.choice(MODES),
        "rate": rng.choice(RATES),
        "vat_rate": REDUCED_RATE if person else FULL_RATE,
        "payment_days": rng.choice((14, 30, 30, 30, 45)),
        "self_billing_agreed_on": None if index % NO_CONSENT[0] == NO_CONSENT[1] else agreed.isoformat(),
    }
