"""Account and VAT numbers that pass their check sums, for invented vendors only."""

from random import Random

LETTER_BASE = 55
WEIGHTS_CH = (5, 4, 3, 2, 7, 6, 5, 4)
WEIGHTS_FALLING = (8, 7, 6, 5, 4, 3, 2)


def iban(country: str, bban: str) -> str:
    """The account number with its two check digits (ISO 13616, modulus 97)."""
    rest = int("".join(_as_digits(sign) for sign in f"{bban}{country}00")) % 97
    return f"{country}{98 - rest:02d}{bban}"


def is_iban(text: str) -> bool:
    """Whether the check digits of an account number are right."""
    turned = text[4:] + text[:4]
    return turned.isalnum() and int("".join(_as_digits(sign) for sign in turned)) % 97 == 1


def vat_id(country: str, rng: Random) -> str:
    """A VAT number of this country whose check digit is right."""
    while True:
        made = _MAKERS[country](_digits(rng, 8))
        if made is not None:
            return made


def _as_digits(sign: str) -> str:
    return sign if sign.isdigit() else str(ord(sign) - LETTER_BASE)


def _digits(rng: Random, count: int) -> list[int]:
    return [rng.randrange(1, 10), *(rng.randrange(10) for _ in range(count - 1))]


def _text(digits: list[int]) -> str:
    return "".join(map(str, digits))


def _german(digits: list[int]) -> str:
    """ISO 7064, MOD 11,10."""
    carry = 10
    for digit in digits:
        carry = ((digit + carry) % 10 or 10) * 2 % 11
    return f"DE{_text(digits)}{(11 - carry) % 10}"


def _austrian(digits: list[int]) -> str:
    """Every second digit doubled, digits summed."""
    body = digits[:7]
    total = sum(sum(divmod(digit * 2, 10)) if place % 2 else digit for place, digit in enumerate(body))
    return f"ATU{_text(body)}{(10 - (total + 4) % 10) % 10}"


def _swiss(digits: list[int]) -> str | None:
    """Weighted modulus 11; numbers whose check digit would be 10 are not given out."""
    check = (11 - sum(weight * digit for weight, digit in zip(WEIGHTS_CH, digits, strict=True)) % 11) % 11
    if check == 10:  # noqa: PLR2004 - the one remainder without a digit
        return None
    text = f"{_text(digits)}{check}"
    return f"CHE-{text[:3]}.{text[3:6]}.{text[6:]} MWST"


def _british(digits: list[int]) -> str:
    """Weighted modulus 97, two check digits."""
    body = digits[:7]
    total = sum(weight * digit for weight, digit in zip(WEIGHTS_FALLING, body, strict=True))
    return f"GB{_text(body)}{97 - total % 97:02d}"


def _dutch(digits: list[int]) -> str | None:
    """The eleven test of the Dutch tax number."""
    check = sum(weight * digit for weight, digit in zip((9, *WEIGHTS_FALLING), digits, strict=True)) % 11
    return None if check == 10 else f"NL{_text(digits)}{check}B01"  # noqa: PLR2004 - the one remainder without a digit


_MAKERS = {"DE": _german, "AT": _austrian, "CH": _swiss, "GB": _british, "NL": _dutch}
