"""The view of usages and when they end."""

from ui.kit.contents import join, prefixed, text
from ui.kit.declare import EmptyState, Feature, Inspector, Tab
from ui.kit.declare_side import Badge, Group, Side
from ui.kit.declare_tile import Tile
from ui.kit.declare_ways import Judging, Pulse
from ui.kit.panel import place_for
from ui.kit.related import findings_of
from ui.kit.words import phrase
from ui.usages.actions import DECISIONS, IMPACTS
from ui.usages.charts import CHARTS
from ui.usages.columns import COLUMNS
from ui.usages.facts import FACTS
from ui.usages.filters import FILTERS, VIEWS
from ui.usages.further_actions import FURTHER

SIDE = Side(
    "online_until",
    groups=(
        Group("article", phrase("Usages", "Article"), "article", "article", "usages.headline", "article"),
        Group("image", phrase("Usages", "Image"), "asset_id", "asset_id", "images.title", "asset_id"),
        Group("platform", phrase("Usages", "Platform"), "platform", "platform"),
        Group("vendor", phrase("Usages", "Vendor"), "vendor", "vendor", names="vendors.name"),
        Group("section", phrase("Usages", "Section"), "section", "section"),
    ),
)
USAGES = Feature(
    key="usages",
    title=phrase("Usages", "Usages & expiry"),
    icon="calendar-clock",
    table="usages",
    noun=phrase("Usages", "%n usage(s)"),
    selected=phrase("Usages", "%n usage(s) selected"),
    all_selected=phrase("Usages", "All %n matching usage(s) selected"),
    columns=COLUMNS,
    actions=(*DECISIONS, *FURTHER),
    views=VIEWS,
    filters=FILTERS,
    problems="state:overdue",
    impacts=IMPACTS,
    charts=CHARTS,
    shortcut="Ctrl+2",
    order="days",
    pulse=Pulse("feeds", "profile:articles removed:0", "vendor", "pulled_at"),
    tile=Tile("title", under="headline", left="online_until", right="platform", pills=("state", "task")),
    side=SIDE,
    badges=(Badge("state:overdue", "failed", words=phrase("Usages", "%n overdue")),),
    inspector=Inspector(
        title=text("title"),
        subtitle=join(text("asset_id"), text("vendor_name"), prefixed(phrase("Usages", "in"), text("headline"))),
        picture="image",
        pill="state",
        tabs=(
            Tab("usage", phrase("Usages", "Usage"), "facts", facts=FACTS),
            Tab("rights", phrase("Usages", "Rights"), "verdict", judging=Judging("image", "platform", "medium")),
            findings_of("usage:{key}"),
            Tab("history", phrase("Usages", "History"), "history"),
        ),
        heading=phrase("Usages", "Decide about the selection"),
        totals={"platform": phrase("Usages", "%n platform(s)"), "article": phrase("Usages", "%n article(s)")},
    ),
    empty=EmptyState(
        phrase("Usages", "No usages yet"),
        phrase("Usages", "They arrive from the platforms' articles: rightsdesk feeds add, or usages import FILE."),
        "calendar-clock",
    ),
)
PLACE = place_for(USAGES)
