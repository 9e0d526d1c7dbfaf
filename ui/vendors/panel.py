"""The view of vendors."""

from ui.kit.contents import (
    count,
    first_of,
    fixed,
    join,
    listed,
    moment,
    money,
    percent,
    prefixed,
    span,
    text,
    when,
    word,
)
from ui.kit.declare import EmptyState, Feature, Inspector, Stat, Tab
from ui.kit.panel import place_for
from ui.kit.related import charges_of
from ui.kit.words import phrase
from ui.vendors.actions import ACTIONS, IMPACTS
from ui.vendors.columns import ACCOUNT, COLUMNS, CONSENT, MODES, OPEN, PAYMENT, SCHEMES, TAX, TAX_STATE, UNCONFIRMED
from ui.vendors.filters import FILTERS, VIEWS

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
        span("valid_from", "valid_until"),
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
VENDORS = Feature(
    key="vendors",
    title=phrase("Vendors", "Vendors"),
    icon="building-2",
    table="vendors",
    noun=phrase("Vendors", "%n vendor(s)"),
    selected=phrase("Vendors", "%n vendor(s) selected"),
    all_selected=phrase("Vendors", "All %n matching vendor(s) selected"),
    columns=COLUMNS,
    actions=ACTIONS,
    views=VIEWS,
    filters=FILTERS,
    impacts=IMPACTS,
    shortcut="Ctrl+3",
    order="name",
    state="readiness",
    inspector=Inspector(
        title=text("name"),
        subtitle=join(text("key"), text("city"), text("country")),
        pill="readiness",
        tabs=(
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
            AGREEMENT,
            RATES,
            charges_of("vendor:{key}"),
            Tab("history", phrase("Vendors", "History"), "history"),
        ),
        heading=phrase("Vendors", "Generate credit advices"),
    ),
    empty=EmptyState(
        phrase("Vendors", "No vendors yet"),
        phrase("Vendors", "Import them from a file: rightsdesk vendors import FILE"),
        "building-2",
    ),
)
PLACE = place_for(VENDORS)
