"""What registers know: VAT ids, tax numbers, accounts, countries, currencies; each library is loaded when asked."""

import re
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_PREFIX = re.compile(r"[A-Z]{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_UNLIKE_ISO = {"EL": "GR", "XI": "GB"}
"""Prefixes of VAT ids that are no country codes (Greece, Northern Ireland)."""


def prefix(vat_id: str) -> str:
    """Return the country (ISO 3166) that a VAT id names, empty where it names none."""
    begins = vat_id.strip().upper()[:2]
    return (
        _UNLIKE_ISO.get(begins, begins)
        if _PREFIX.fullmatch(begins) and is_country(_UNLIKE_ISO.get(begins, begins))
        else ""
    )


@lru_cache(maxsize=4096)
def is_vat_id(vat_id: str) -> bool:
    """Say whether form and check digits of a VAT id fit its country; of countries without a rule every id passes."""
    from stdnum import get_cc_module
    from stdnum.ch import uid
    from stdnum.eu import vat

    number, country = vat_id.strip().upper(), vat_id.strip().upper()[:2]
    if country == "CH":
        return bool(uid.is_valid(re.sub(r"\s*(MWST|TVA|IVA|TPV)$", "", number)))
    if country.lower() in vat.MEMBER_STATES or country in _UNLIKE_ISO:
        return bool(vat.is_valid(number))
    rule = get_cc_module(country.lower(), "vat")
    return rule is None or bool(rule.is_valid(number)) or bool(rule.is_valid(number[2:]))


@lru_cache(maxsize=4096)
def is_german_tax_no(number: str) -> bool:
    """Say whether a text has the form of a German tax number."""
    from stdnum.de import stnr

    return bool(stnr.is_valid(number))


@lru_cache(maxsize=4096)
def is_account(iban: str) -> bool:
    """Say whether an IBAN's length, check digits and national account number fit."""
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        IBAN(iban, validate_bban=True)
    except SchwiftyException:
        return False
    return True


@lru_cache(maxsize=4096)
def is_bic(bic: str) -> bool:
    """Say whether a text has the form of a BIC (ISO 9362) of a country there is."""
    from schwifty import BIC
    from schwifty.exceptions import SchwiftyException

    try:
        BIC(bic)
    except SchwiftyException:
        return False
    return True


@lru_cache(maxsize=1024)
def is_country(code: str) -> bool:
    """Say whether a text is a country's code of two letters (ISO 3166-1)."""
    import pycountry

    return code.isupper() and pycountry.countries.get(alpha_2=code) is not None


@lru_cache(maxsize=256)
def is_currency(code: str) -> bool:
    """Say whether a text is a currency's code (ISO 4217)."""
    import pycountry

    return code.isupper() and pycountry.currencies.get(alpha_3=code) is not None


def is_email(text: str) -> bool:
    """Say whether a text looks like an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def plain(text: str) -> str:
    """Return a text as it is compared: no blanks, no upper case."""
    return _SPACES.sub("", text).casefold()
