"""What was agreed with a vendor: every version, the newest first, and the rate card in force."""

from ui.kit.contents import count, first_of, fixed, join, listed, money, percent, prefixed, span, text, when, word
from ui.kit.declare import Tab
from ui.kit.words import phrase
from ui.vendors.stated import MODES, PAYMENT

USES = join(
    text("kind"), text("medium"), text("size"), when("days", count("days", phrase("Vendors", "up to %n day(s)")))
)
AGREEMENT = Tab(
    "agreement",
    phrase("Vendors", "Agreement"),
    "entries",
    first=join(
        prefixed(phrase("Vendors", "Version"), text("version")),
        word("billing_mode", MODES),
        when("valid_from", span("valid_from", "valid_until")),
    ),
    second=join(
        when("rate", prefixed(phrase("Vendors", "rate"), money("rate"))),
        when("flat_fee", prefixed(phrase("Vendors", "flat fee"), money("flat_fee"))),
        when("minimum_payout", prefixed(phrase("Vendors", "minimum"), money("minimum_payout"))),
        prefixed(phrase("Vendors", "VAT"), percent("vat_rate")),
        PAYMENT,
        listed("platforms"),
    ),
    entries="agreements",
)
RATES = Tab(
    "rates",
    phrase("Vendors", "Rate card"),
    "entries",
    first=first_of(USES, fixed(phrase("Vendors", "any use"))),
    second=text("currency"),
    entries="rates",
    aside=money("amount"),
)
