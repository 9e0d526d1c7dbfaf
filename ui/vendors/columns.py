"""What a list of vendors shows."""

from ui.kit.contents import (
    amounts,
    count,
    day,
    first_of,
    fixed,
    join,
    marked,
    moment,
    money,
    percent,
    period,
    text,
    toned,
    when,
    word,
)
from ui.kit.declare import Column, Pill
from ui.kit.words import phrase

READINESS = {
    "ready": Pill(phrase("Vendors", "Ready"), "ok", "circle-check", framed=False),
    "no-agreement": Pill(phrase("Vendors", "No agreement"), "warning", "triangle-alert"),
    "no-consent": Pill(phrase("Vendors", "No consent"), "warning", "triangle-alert"),
    "no-bank-account": Pill(phrase("Vendors", "No bank account"), "warning", "landmark"),
    "account-unconfirmed": Pill(phrase("Vendors", "Account not confirmed"), "warning", "user-check"),
    "no-tax-id": Pill(phrase("Vendors", "No VAT id"), "warning", "triangle-alert"),
    "wrong-vat-id": Pill(phrase("Vendors", "VAT id wrong"), "warning", "triangle-alert"),
    "incomplete-address": Pill(phrase("Vendors", "Address incomplete"), "warning", "triangle-alert"),
    "blocked": Pill(phrase("Vendors", "Blocked"), "failed", "ban"),
}
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

COLUMNS = (
    Column(
        "name",
        phrase("Vendors", "Vendor"),
        190,
        second=join(text("key"), text("city")),
        hideable=False,
        stretch=True,
        strong=True,
    ),
    Column("readiness", phrase("Vendors", "Readiness"), 148, pills=READINESS, filter="readiness"),
    Column("vat_id", phrase("Vendors", "VAT id"), 132, TAX, TAX_STATE, spare=3),
    Column("consent_on", phrase("Vendors", "Consent"), 108, CONSENT, spare=5),
    Column(
        "billing_mode",
        phrase("Vendors", "Terms"),
        104,
        word("billing_mode", MODES),
        PAYMENT,
        filter="billing_mode",
        spare=4,
    ),
    Column("images", phrase("Vendors", "Images"), 68, count("images"), align="right", spare=1),
    Column("uses", phrase("Vendors", "Usages last month"), 84, count("uses"), align="right", order="", spare=6),
    Column(
        "open_amount",
        phrase("Vendors", "Open amount"),
        116,
        OPEN,
        when("open_charges", count("open_charges", phrase("Vendors", "%n charge(s)"))),
        align="right",
    ),
    Column("last_advice", phrase("Vendors", "Last advice"), 112, period("last_advice"), spare=2),
    Column("changed_at", phrase("Vendors", "Changed"), 150, moment("changed_at"), shown=False),
    Column("vat_state", phrase("Vendors", "VAT id state"), 110, TAX_STATE, filter="vat_state", shown=False),
    Column("country", phrase("Vendors", "Country"), 84, filter="country", shown=False),
    Column(
        "tax_scheme",
        phrase("Vendors", "Tax scheme"),
        120,
        word("tax_scheme", SCHEMES),
        filter="tax_scheme",
        order="",
        shown=False,
    ),
    Column("rate", phrase("Vendors", "Rate"), 96, money("rate"), align="right", order="", shown=False),
    Column("vat_rate", phrase("Vendors", "VAT rate"), 84, percent("vat_rate"), align="right", order="", shown=False),
    Column("iban", phrase("Vendors", "Bank account"), 210, ACCOUNT, UNCONFIRMED, order="", shown=False),
    Column("email", phrase("Vendors", "E-mail"), 220, order="", shown=False),
    Column("blocked", phrase("Vendors", "Blocked because"), 200, order="", shown=False),
)
