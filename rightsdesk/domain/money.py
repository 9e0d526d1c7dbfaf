"""Amounts as integer minor units with an ISO 4217 currency; decimal strings only at the rim."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from rightsdesk.domain.messages import Refused

_EXPONENT = {"JPY": 0, "KRW": 0, "HUF": 2, "ISK": 0, "CLP": 0, "VND": 0, "KWD": 3, "BHD": 3, "TND": 3, "JOD": 3}
_CURRENCY = re.compile(r"[A-Z]{3}")


class NotAnAmount(Refused):
    """The amount is not a decimal number with a point."""


class UnknownCurrency(Refused):
    """The currency is not a three-letter ISO 4217 code."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount owed or paid: `minor` units (cents) of `currency` (ISO 4217)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        """Return the decimal string and the currency, as in 12.50 EUR."""
        return f"{as_decimal(self.minor, self.currency)} {self.currency}"


def exponent(currency: str) -> int:
    """Return the number of decimals of a currency (ISO 4217, column minor unit)."""
    return _EXPONENT.get(currency, 2)


def checked_currency(currency: str) -> str:
    """Return the currency or refuse what is not a three-letter code."""
    if not _CURRENCY.fullmatch(currency):
        sentence = f"{currency!r} is not a currency; write the ISO 4217 code, EUR for example."
        raise UnknownCurrency(sentence)
    return currency


def parse(text: str, currency: str) -> int:
    """Return minor units of a plain decimal such as 12.50; refuse commas, signs, other digits, too many decimals."""
    places = exponent(currency)
    pattern = rf"[0-9]{{1,9}}(\.[0-9]{{1,{places}}})?" if places else r"[0-9]{1,9}"
    if not re.fullmatch(pattern, text):
        sentence = f"{text!r} is not an amount in {currency}; write it as 1234.50 with a decimal point."
        raise NotAnAmount(sentence)
    return int(Decimal(text).scaleb(places))


def as_decimal(minor: int, currency: str) -> str:
    """Return minor units as a decimal string, as in -1234.50."""
    places = exponent(currency)
    return str(Decimal(minor).scaleb(-places).quantize(Decimal(1).scaleb(-places)))


def share(minor: int, percent: str) -> int:
    """Return `percent` (decimal string) of an amount, rounded half up to whole minor units (EN 16931, BR-CO-17)."""
    return int((Decimal(minor) * Decimal(percent) / 100).quantize(Decimal(1), ROUND_HALF_UP))


def floor_share(minor: int, percent: str) -> int:
    """Return `percent` (decimal string) of an amount rounded down to whole minor units (SolzG section 4)."""
    return int((Decimal(minor) * Decimal(percent) / 100).quantize(Decimal(1), ROUND_DOWN))


def totals(amounts: Iterable[Money]) -> dict[str, int]:
    """Return the sum in minor units for each currency; currencies are never added to each other."""
    found: dict[str, int] = {}
    for amount in amounts:
        found[amount.currency] = found.get(amount.currency, 0) + amount.minor
    return found
