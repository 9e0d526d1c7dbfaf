"""What is known of how a vendor identifies itself for tax, from the master data alone."""

from collections.abc import Mapping

from rightsdesk import registers

CHECKED, WRONG, MISSING, TAX_NUMBER = "checked", "wrong", "missing", "tax-number"


def vat_state(profile: Mapping[str, str]) -> str:
    """Return whether form and check digits of the VAT id fit, or what stands in its place."""
    vat_id = profile.get("vat_id", "").strip()
    if not vat_id:
        return TAX_NUMBER if profile.get("tax_no", "").strip() else MISSING
    return CHECKED if registers.prefix(vat_id) and registers.is_vat_id(vat_id) else WRONG
