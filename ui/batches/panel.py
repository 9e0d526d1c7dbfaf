"""The view of batches."""

from rightsdesk.desk import PLACES
from ui.batches.actions import ACTIONS
from ui.batches.columns import COLUMNS, COUNTERS, NUMBER
from ui.batches.filters import FILTERS, VIEWS
from ui.batches.states import KINDS
from ui.kit.batch_card import batch_card
from ui.kit.batch_reporting import report_writer
from ui.kit.contents import count, join, moment, text, told, word
from ui.kit.declare import EmptyState, Feature, Inspector, Stat, Tab
from ui.kit.declare_side import Badge
from ui.kit.declare_ways import Groups
from ui.kit.panel import place_for
from ui.kit.words import phrase

REASONS = Groups("reasons", PLACES, "kind", "images", "failed:{number}/{code}")
STATS = (
    Stat(phrase("Batches", "done"), count("done")),
    Stat(phrase("Batches", "already so"), count("unchanged")),
    Stat(phrase("Batches", "failed"), count("failed")),
    Stat(phrase("Batches", "remaining"), count("remaining")),
)
FACTS = (
    Stat(phrase("Batches", "Kind"), word("kind", KINDS)),
    Stat(phrase("Batches", "Who"), text("actor")),
    Stat(phrase("Batches", "Items"), count("total")),
    Stat(phrase("Batches", "Changed elsewhere"), count("conflicted")),
    Stat(phrase("Batches", "Not touched"), count("not_touched")),
    Stat(phrase("Batches", "Run"), count("run")),
    Stat(phrase("Batches", "Started"), moment("queued_at")),
    Stat(phrase("Batches", "Finished"), moment("finished_at")),
    Stat(phrase("Batches", "Key"), text("key")),
)
BATCHES = Feature(
    key="batches",
    title=phrase("Batches", "Batches"),
    icon="layers",
    table="batches",
    noun=phrase("Batches", "%n batch(es)"),
    selected=phrase("Batches", "%n batch(es) selected"),
    all_selected=phrase("Batches", "All %n matching batch(es) selected"),
    columns=COLUMNS,
    actions=ACTIONS,
    views=VIEWS,
    filters=FILTERS,
    problems="has:attention",
    report=report_writer,
    shortcut="Ctrl+5",
    order="number",
    descending=True,
    live=True,
    badges=(Badge("has:active", "pending", phrase("Batches", "%n active")),),
    inspector=Inspector(
        title=told("title"),
        subtitle=join(NUMBER, text("actor"), moment("queued_at")),
        pill="state",
        bar=COUNTERS,
        total="total",
        stats=STATS,
        cards=(batch_card(PLACES),),
        tabs=(
            Tab("reasons", phrase("Batches", "Failures"), "groups", groups=REASONS),
            Tab("facts", phrase("Batches", "Details"), "facts", facts=FACTS),
            Tab("history", phrase("Batches", "History"), "history"),
        ),
    ),
    empty=EmptyState(
        phrase("Batches", "No batch yet"), phrase("Batches", "Select images and press Ctrl+Enter."), "layers"
    ),
)
PLACE = place_for(BATCHES)
