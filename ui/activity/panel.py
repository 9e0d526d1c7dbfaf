"""The view of everything that happened."""

from rightsdesk.desk import PLACES
from ui.activity.actions import ACTIONS
from ui.activity.columns import COLUMNS, THINGS
from ui.activity.filters import FILTERS, VIEWS
from ui.kit.batch_card import batch_card
from ui.kit.contents import count, join, moment, span_of, text, told
from ui.kit.declare import Changes, EmptyState, Feature, Inspector, Stat, Tab
from ui.kit.journal_card import JournalCard
from ui.kit.panel import place_for
from ui.kit.replay_card import ReplayCard
from ui.kit.words import phrase

STATS = (
    Stat(phrase("Activity", "things"), count("count")),
    Stat(phrase("Activity", "events"), span_of("first", "last")),
)
FACTS = (
    Stat(phrase("Activity", "When"), moment("at")),
    Stat(phrase("Activity", "Who"), text("actor")),
    Stat(phrase("Activity", "What"), text("what")),
    Stat(phrase("Activity", "Object"), text("subject")),
    Stat(phrase("Activity", "How many"), THINGS),
    Stat(phrase("Activity", "Events"), span_of("first", "last")),
)
CHANGES = Changes(PLACES, "detail.kind", "images", "batch:{detail.number}")
ACTIVITY = Feature(
    key="activity",
    title=phrase("Activity", "Activity"),
    icon="history",
    table="activity",
    noun=phrase("Activity", "%n entry(s)"),
    selected=phrase("Activity", "%n entry(s) selected"),
    all_selected=phrase("Activity", "All %n matching entry(s) selected"),
    columns=COLUMNS,
    actions=ACTIONS,
    views=VIEWS,
    filters=FILTERS,
    shortcut="Ctrl+6",
    layout="timeline",
    day="at",
    checkable=False,
    live=True,
    inspector=Inspector(
        title=told("title"),
        subtitle=join(text("actor"), moment("at")),
        stats=STATS,
        tabs=(
            Tab("changes", phrase("Activity", "What changed"), "changes", changes=CHANGES),
            Tab("facts", phrase("Activity", "Details"), "facts", facts=FACTS),
            Tab("raw", phrase("Activity", "Raw event"), "raw"),
        ),
        cards=(batch_card(PLACES, undo=True), ReplayCard, JournalCard),
        share=0.55,
    ),
    empty=EmptyState(
        phrase("Activity", "Nothing happened yet"),
        phrase("Activity", "Every change stands here from the first one on: change an image or import vendors."),
        "history",
    ),
)
PLACE = place_for(ACTIVITY)
