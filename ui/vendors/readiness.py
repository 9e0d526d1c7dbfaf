"""Whether a vendor can be billed, and what keeps its credit advices from being issued."""

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
