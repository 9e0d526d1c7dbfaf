"""The pages of the inspector for one vendor."""

from ui.kit.contents import join, moment, money, percent, text, word
from ui.kit.declare import Stat, Tab
from ui.kit.related import charges_of
from ui.kit.words import phrase
from ui.vendors.agreement import AGREEMENT, RATES
from ui.vendors.charts import TAB
from ui.vendors.stated import ACCOUNT, CONSENT, MODES, OPEN, PAYMENT, SCHEMES, TAX, TAX_STATE, UNCONFIRMED

ADVICE_STATES = {
    "draft": phrase("Vendors", "draft"),
    "asked": phrase("Vendors", "vendor asked"),
    "half-approved": phrase("Vendors", "approved once"),
    "approved": phrase("Vendors", "approved"),
    "rejected": phrase("Vendors", "rejected"),
    "issued": phrase("Vendors", "issued"),
    "rendered": phrase("Vendors", "issued"),
    "cancelled": phrase("Vendors", "cancelled"),
}
FACTS = (
    Stat(phrase("Vendors", "Open amount"), OPEN),
    Stat(phrase("Vendors", "VAT id"), join(TAX, TAX_STATE)),
    Stat(phrase("Vendors", "Tax scheme"), word("tax_scheme", SCHEMES)),
    Stat(phrase("Vendors", "Self-billing agreed"), CONSENT),
    Stat(phrase("Vendors", "Terms"), join(word("billing_mode", MODES), PAYMENT)),
    Stat(phrase("Vendors", "Rate"), money("rate")),
    Stat(phrase("Vendors", "VAT rate"), percent("vat_rate")),
    Stat(phrase("Vendors", "Bank account"), join(ACCOUNT, text("bic"), UNCONFIRMED)),
    Stat(phrase("Vendors", "Address"), join(text("profile.street"), text("profile.postcode"), text("city"), by=", ")),
    Stat(phrase("Vendors", "E-mail"), text("email")),
    Stat(phrase("Vendors", "Blocked because"), text("blocked")),
    Stat(phrase("Vendors", "Changed"), moment("changed_at")),
)
TABS = (
    Tab("facts", phrase("Vendors", "Master data"), "facts", facts=FACTS),
    Tab("images", phrase("Vendors", "Images"), "related", table="images", where="vendor:{key}"),
    Tab(
        "advices",
        phrase("Vendors", "Credit advices"),
        "related",
        (),
        (),
        "credit_advices",
        "vendor:{key}",
        join(text("period"), money("gross")),
        join(text("number"), word("state", ADVICE_STATES)),
    ),
    TAB,
    AGREEMENT,
    RATES,
    charges_of("vendor:{key}"),
    Tab("history", phrase("Vendors", "History"), "history"),
)
