"""What is known of how a vendor identifies itself for tax, from the master data alone."""

import re
from collections.abc import Mapping
from functools import lru_cache

CHECKED, WRONG, MISSING, TAX_NUMBER = "checked", "wrong", "missing", "tax-number"


def vat_state(profile: Mapping[str, str]) -> str:
    """Return whether form and check digits of the VAT id fit, or what stands in its place."""
    vat_id = profile.get("vat_id", "").strip()
    if not vat_id:
        return TAX_NUMBER if profile.get("tax_no", "").strip() else MISSING
    return CHECKED if is_vat_id(vat_id.upper()) else WRONG


@lru_cache(maxsize=4096)
def is_vat_id(vat_id: str) -> bool:
    """Say whether form and check digits fit the country; of countries without a rule every id passes."""
    from stdnum import get_cc_module
    from stdnum.ch import uid
    from stdnum.eu import vat

    country = vat_id[:2]
    if country == "CH":
        return bool(uid.is_valid(re.sub(r"\s*(MWST|TVA|IVA|TPV)$", "", vat_id)))
    if country.lower() in vat.MEMBER_STATES or country in {"EL", "XI"}:
        return bool(vat.is_valid(vat_id))
    rule = get_cc_module(country.lower(), "vat")
    return rule is None or bool(rule.is_valid(vat_id)) or bool(rule.is_valid(vat_id[2:]))
