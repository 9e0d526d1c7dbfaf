"""What a list of vendors shows."""

from ui.kit.contents import count, join, moment, money, percent, period, text, when, word
from ui.kit.declare import Column
from ui.kit.words import phrase
from ui.vendors.stated import ACCOUNT, CONSENT, MODES, OPEN, PAYMENT, READINESS, SCHEMES, TAX, TAX_STATE, UNCONFIRMED

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
    Column("readiness", phrase("Vendors", "Readiness"), 172, pills=READINESS, filter="readiness"),
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
    Column("last_advice", phrase("Vendors", "Last advice"), 126, period("last_advice"), spare=2),
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
