"""The states of a vendor in words, and what several places say of one."""

from ui.kit.contents import amounts, count, day, first_of, fixed, marked, text, toned, when
from ui.kit.declare import Pill
from ui.kit.words import phrase

READINESS = {
    "ready": Pill(phrase("Vendors", "Ready"), "ok", "circle-check", framed=False),
    "no-agreement": Pill(phrase("Vendors", "No agreement"), "warning", "triangle-alert"),
    "no-consent": Pill(phrase("Vendors", "No consent"), "warning", "triangle-alert"),
    "no-bank-account": Pill(phrase("Vendors", "No bank account"), "warning", "landmark"),
    "incomplete-address": Pill(phrase("Vendors", "Incomplete address"), "warning", "triangle-alert"),
    "no-tax-id": Pill(phrase("Vendors", "No tax id"), "warning", "triangle-alert"),
    "wrong-vat-id": Pill(phrase("Vendors", "Wrong VAT id"), "warning", "triangle-alert"),
    "account-unconfirmed": Pill(phrase("Vendors", "Account to confirm"), "review", "user-check"),
    "blocked": Pill(phrase("Vendors", "Blocked"), "failed", "ban"),
}
NOT_BLOCKED = frozenset(
    (
        *("ready", "no-agreement", "no-consent", "no-bank-account"),
        *("incomplete-address", "no-tax-id", "wrong-vat-id", "account-unconfirmed"),
    )
)
VAT_STATES = {
    "checked": Pill(phrase("Vendors", "checked"), "muted"),
    "wrong": Pill(phrase("Vendors", "wrong"), "failed", "circle-alert"),
    "missing": Pill(phrase("Vendors", "no tax number either"), "muted"),
    "tax-number": Pill(phrase("Vendors", "tax number"), "muted"),
}
MODES = {
    "on_use": phrase("Vendors", "on use"),
    "on_purchase": phrase("Vendors", "on purchase"),
    "flat": phrase("Vendors", "flat rate"),
}
SCHEMES = {
    "small_business": phrase("Vendors", "small business (§ 19 UStG)"),
    "outside_scope": phrase("Vendors", "outside the scope of VAT"),
}
MISSING = toned(fixed(phrase("Vendors", "missing")), "warning", "triangle-alert")
CONSENT = first_of(day("consent_on"), MISSING)
TAX = first_of(text("vat_id"), text("tax_no"), MISSING)
TAX_STATE = marked("vat_state", VAT_STATES)
PAYMENT = count("payment_days", phrase("Vendors", "%n day(s)"))
OPEN = first_of(amounts("open_amount"), toned(fixed(phrase("Vendors", "nothing")), "muted"))
ACCOUNT = first_of(text("iban"), MISSING)
UNCONFIRMED = when("unconfirmed", toned(fixed(phrase("Vendors", "not confirmed")), "warning", "user-check"))
