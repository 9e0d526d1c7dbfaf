"""The view of findings."""

from ui.findings.actions import ACTIONS, IMPACTS
from ui.findings.columns import AMOUNT, COLUMNS, KIND
from ui.findings.filters import FILTERS, VIEWS
from ui.kit.contents import count, join, moment, text
from ui.kit.declare import EmptyState, Feature, Inspector, Stat, Tab
from ui.kit.declare_side import Badge
from ui.kit.panel import place_for
from ui.kit.related import charges_of
from ui.kit.words import phrase

FACTS = (
    Stat(phrase("Findings", "Amount"), AMOUNT),
    Stat(phrase("Findings", "Image"), join(text("title"), text("image"))),
    Stat(phrase("Findings", "Vendor"), text("vendor_name")),
    Stat(phrase("Findings", "Platform"), text("platform")),
    Stat(phrase("Findings", "Article"), join(text("headline"), text("article"))),
    Stat(phrase("Findings", "Address"), text("url")),
    Stat(phrase("Findings", "Since"), moment("since")),
    Stat(phrase("Findings", "Until"), moment("until")),
    Stat(phrase("Findings", "Evidence"), text("evidence")),
    Stat(phrase("Findings", "Event"), count("told_at")),
    Stat(phrase("Findings", "Charge"), text("charge")),
    Stat(phrase("Findings", "Key"), text("key")),
)
FINDINGS = Feature(
    key="findings",
    title=phrase("Findings", "Findings"),
    icon="scan-search",
    table="findings",
    noun=phrase("Findings", "%n finding(s)"),
    selected=phrase("Findings", "%n finding(s) selected"),
    all_selected=phrase("Findings", "All %n matching finding(s) selected"),
    columns=COLUMNS,
    actions=ACTIONS,
    views=VIEWS,
    filters=FILTERS,
    problems="state:open",
    impacts=IMPACTS,
    shortcut="Ctrl+7",
    order="pressing",
    summed=True,
    badges=(
        Badge(
            "state:open kind:used-not-licensed,embargo-broken", "failed", words=phrase("Findings", "%n without a right")
        ),
        Badge("state:open kind:paid-twice", "warning", words=phrase("Findings", "%n paid twice")),
        Badge("state:open", "warning", words=phrase("Findings", "%n open")),
    ),
    inspector=Inspector(
        title=KIND,
        subtitle=join(text("title"), text("platform")),
        picture="image",
        pill="state",
        tabs=(
            Tab("facts", phrase("Findings", "Evidence"), "facts", facts=FACTS),
            charges_of("image:{image}"),
            Tab("history", phrase("Findings", "History"), "history"),
        ),
        heading=phrase("Findings", "Findings"),
        totals={"image": phrase("Findings", "%n image(s)"), "vendor": phrase("Findings", "%n vendor(s)")},
    ),
    empty=EmptyState(
        phrase("Findings", "No findings"),
        phrase("Findings", "Rights, usages and charges fit together."),
        "circle-check",
    ),
)
PLACE = place_for(FINDINGS)
