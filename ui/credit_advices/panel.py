"""The view of credit advices: the queue, the document and its figures."""

from ui.credit_advices.actions import ACTIONS, IMPACTS
from ui.credit_advices.columns import COLUMNS, LINES, NUMBER
from ui.credit_advices.filters import FILTERS, VIEWS
from ui.kit.contents import day, fixed, join, moment, money, period, prefixed, text, told
from ui.kit.declare import EmptyState, Feature, Inspector, Stat, Step, Tab
from ui.kit.declare_side import Badge
from ui.kit.panel import place_for
from ui.kit.words import phrase

FACTS = (
    Stat(phrase("Advices", "Net"), money("net")),
    Stat(phrase("Advices", "VAT"), money("tax")),
    Stat(phrase("Advices", "Gross"), money("gross")),
    Stat(phrase("Advices", "Period"), period("period")),
    Stat(phrase("Advices", "Platform"), text("platform")),
    Stat(phrase("Advices", "Number"), NUMBER),
    Stat(phrase("Advices", "Line items"), LINES),
    Stat(phrase("Advices", "Last failure"), told("failure")),
    Stat(phrase("Advices", "Key"), text("key")),
)
SPLIT = join(prefixed(phrase("Advices", "net"), money("net")), prefixed(phrase("Advices", "VAT"), money("tax")))
LINE, ABOUT, NET = text("title"), join(text("image"), day("occurred_on")), money("net")
TRAIL = (
    Step(phrase("Advices", "Generated"), "drafted_at", join(text("drafted_by"), moment("drafted_at"))),
    Step(phrase("Advices", "Approved"), "approved_by", text("approved_by")),
    Step(phrase("Advices", "Issued"), "issued_on", day("issued_on")),
    Step(phrase("Advices", "Document"), "pdf", fixed(phrase("Advices", "stored"))),
)
ADVICES = Feature(
    key="credit_advices",
    title=phrase("Advices", "Credit advices"),
    icon="receipt-text",
    table="credit_advices",
    noun=phrase("Advices", "%n credit advice(s)"),
    selected=phrase("Advices", "%n credit advice(s) selected"),
    all_selected=phrase("Advices", "All %n matching credit advice(s) selected"),
    columns=COLUMNS,
    actions=ACTIONS,
    views=VIEWS,
    filters=FILTERS,
    impacts=IMPACTS,
    shortcut="Ctrl+4",
    layout="review",
    document="pdf",
    badges=(Badge("state:draft", "review"),),
    inspector=Inspector(
        title=text("vendor_name"),
        subtitle=join(NUMBER, period("period"), text("platform")),
        figure=money("gross"),
        figure_note=SPLIT,
        pill="state",
        steps=TRAIL,
        tabs=(
            Tab(
                "lines",
                phrase("Advices", "Line items"),
                "entries",
                entries="lines",
                first=LINE,
                second=ABOUT,
                aside=NET,
            ),
            Tab("facts", phrase("Advices", "Figures"), "facts", facts=FACTS),
            Tab("history", phrase("Advices", "History"), "history"),
        ),
        heading=phrase("Advices", "Review the selection"),
        share=0.32,
    ),
    empty=EmptyState(
        phrase("Advices", "No credit advices yet"),
        phrase("Advices", "Select vendors and generate their credit advices with one command."),
        "receipt-text",
    ),
)
PLACE = place_for(ADVICES)
