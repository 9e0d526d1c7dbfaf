"""What a list of vendors shows."""

from ui.kit.contents import (
    amounts,
    count,
    day,
    first_of,
    fixed,
    join,
    moment,
    money,
    percent,
    period,
    text,
    toned,
    when,
    word,
)
from ui.kit.declare import Column
from ui.kit.words import phrase
from ui.vendors.readiness import READINESS

MODES = {
    "on_use": phrase("Vendors", "on use"),
    "on_purchase": phrase("Vendors", "on purchase"),
    "flat": phrase("Vendors", "flat rate"),
}
MISSING = toned(fixed(phrase("Vendors", "missing")), "warning", "triangle-alert")
CONSENT = first_of(day("consent_on"), MISSING)
TAX = first_of(text("vat_id"), text("tax_no"), MISSING)
PAYMENT = count("payment_days", phrase("Vendors", "%n day(s)"))
OPEN = first_of(amounts("open_amount"), toned(fixed(phrase("Vendors", "nothing")), "muted"))
ACCOUNT = first_of(text("iban"), MISSING)

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
    Column("vat_id", phrase("Vendors", "VAT id"), 126, TAX, spare=2),
    Column("consent_on", phrase("Vendors", "Consent"), 112, CONSENT),
    Column(
        "billing_mode",
        phrase("Vendors", "Terms"),
        104,
        word("billing_mode", MODES),
        PAYMENT,
        filter="billing_mode",
        spare=3,
    ),
    Column("images", phrase("Vendors", "Images"), 68, count("images"), align="right"),
    Column(
        "open_amount",
        phrase("Vendors", "Open amount"),
        116,
        OPEN,
        when("open_charges", count("open_charges", phrase("Vendors", "%n charge(s)"))),
        align="right",
    ),
    Column("last_advice", phrase("Vendors", "Last advice"), 120, period("last_advice"), spare=1),
    Column("country", phrase("Vendors", "Country"), 84, filter="country", shown=False),
    Column("rate", phrase("Vendors", "Rate"), 96, money("rate"), align="right", order="", shown=False),
    Column("vat_rate", phrase("Vendors", "VAT rate"), 84, percent("vat_rate"), align="right", order="", shown=False),
    Column("iban", phrase("Vendors", "Bank account"), 210, ACCOUNT, order="", shown=False),
    Column("email", phrase("Vendors", "E-mail"), 220, order="", shown=False),
    Column("changed_at", phrase("Vendors", "Changed"), 150, moment("changed_at"), shown=False),
)
