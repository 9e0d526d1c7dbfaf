"""The view of credit advices: the queue, the document and its figures."""

from ui.credit_advices.actions import ACTIONS, IMPACTS
from ui.credit_advices.columns import COLUMNS, NUMBER
from ui.credit_advices.facts import FACTS
from ui.credit_advices.filters import FILTERS, OPEN_FINDINGS, VIEWS
from ui.credit_advices.review import REVIEW
from ui.kit.contents import day, join, money, period, prefixed, text
from ui.kit.declare import EmptyState, Feature, Inspector, Tab
from ui.kit.declare_side import Badge
from ui.kit.panel import place_for
from ui.kit.words import phrase

SPLIT = join(prefixed(phrase("Advices", "net"), money("net")), prefixed(phrase("Advices", "VAT"), money("tax")))
LINE, ABOUT, NET = text("title"), join(text("image"), day("occurred_on")), money("net")
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
    problems=OPEN_FINDINGS,
    impacts=IMPACTS,
    shortcut="Ctrl+4",
    layout="review",
    document="pdf",
    review=REVIEW,
    order="attention",
    descending=True,
    density="comfortable",
    live=True,
    badges=(Badge("state:draft,half-approved", "review"),),
    inspector=Inspector(
        title=text("vendor_name"),
        subtitle=join(text("vendor"), NUMBER, period("period"), text("platform")),
        figure=money("gross"),
        figure_note=SPLIT,
        pill="state",
        tabs=(
            Tab(
                "lines",
                phrase("Advices", "Line items"),
                "items",
                entries="lines",
                first=LINE,
                second=ABOUT,
                aside=NET,
            ),
            Tab("facts", phrase("Advices", "Figures"), "facts", facts=FACTS),
            Tab("history", phrase("Advices", "History"), "history"),
        ),
        heading=phrase("Advices", "Review the selection"),
        share=0.36,
    ),
    empty=EmptyState(
        phrase("Advices", "No credit advices yet"),
        phrase("Advices", "Select vendors and generate their credit advices with one command."),
        "receipt-text",
    ),
)
PLACE = place_for(ADVICES)
