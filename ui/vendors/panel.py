"""The view of vendors."""

from ui.kit.contents import join, moment, money, percent, text, word
from ui.kit.declare import EmptyState, Feature, Inspector, Stat, Tab
from ui.kit.panel import place_for
from ui.kit.related import charges_of
from ui.kit.words import phrase
from ui.vendors.actions import ACTIONS, IMPACTS
from ui.vendors.columns import ACCOUNT, COLUMNS, CONSENT, MODES, OPEN, PAYMENT, TAX
from ui.vendors.filters import FILTERS, VIEWS

FACTS = (
    Stat(phrase("Vendors", "Open amount"), OPEN),
    Stat(phrase("Vendors", "VAT id"), TAX),
    Stat(phrase("Vendors", "Self-billing agreed"), CONSENT),
    Stat(phrase("Vendors", "Terms"), join(word("billing_mode", MODES), PAYMENT)),
    Stat(phrase("Vendors", "Rate"), money("rate")),
    Stat(phrase("Vendors", "VAT rate"), percent("vat_rate")),
    Stat(phrase("Vendors", "Bank account"), join(ACCOUNT, text("bic"))),
    Stat(phrase("Vendors", "Address"), join(text("profile.street"), text("profile.postcode"), text("city"), by=", ")),
    Stat(phrase("Vendors", "E-mail"), text("email")),
    Stat(phrase("Vendors", "Blocked because"), text("blocked")),
    Stat(phrase("Vendors", "Changed"), moment("changed_at")),
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
                join(text("number"), text("state")),
            ),
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
