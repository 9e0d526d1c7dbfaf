"""A declared feature for tests of the kit: images as the fake desk has them."""

from dataclasses import replace

from tests.kit.fake_desk import Update
from ui.kit.contents import day, join, left, money, text
from ui.kit.declare import (
    Action,
    Choice,
    Column,
    EmptyState,
    Feature,
    Field,
    Filter,
    Impact,
    Inspector,
    Pill,
    SavedView,
    Stat,
    Tab,
)
from ui.kit.declare_side import Group, Side
from ui.kit.declare_tile import Tile

SYNC_PILLS = {
    "in_sync": Pill("In sync", "ok", "circle-check", framed=False),
    "pending": Pill("Pending", "pending", "clock-arrow-up"),
    "failed": Pill("Failed", "failed", "octagon-x"),
    "conflict": Pill("Changed elsewhere", "warning", "triangle-alert"),
}
COLUMNS = (
    Column(
        "title",
        "Image",
        240,
        second=join(text("asset_id"), text("caption")),
        picture="key",
        hideable=False,
        stretch=True,
        strong=True,
    ),
    Column("vendor_name", "Vendor", 158, filter="vendor"),
    Column("price", "Price", 96, first=money("price"), align="right"),
    Column(
        "online_until",
        "Online until",
        132,
        first=day("online_until"),
        second=left("online_until"),
        changes="online_until",
    ),
    Column("platforms", "Platforms", 104, tags="platforms", order=""),
    Column("sync", "Sync", 112, pills=SYNC_PILLS, order="", filter="sync"),
    Column("state", "State", 90, shown=False, order=""),
)
FIELDS = (
    Field("online_until", "Online until", "date"),
    Field(
        "usage_terms", "Usage terms", "choice", choices=(Choice("single", "Single use"), Choice("rf", "Royalty-free"))
    ),
    Field("price", "Price", "money"),
    Field(
        "platforms", "Platforms", "tags", choices=tuple(Choice(one, one) for one in ("TAG", "REISE", "SPORT", "TECH"))
    ),
    Field("caption", "Caption", "multiline", edits=True),
)
FEATURE = Feature(
    key="images",
    title="Images",
    icon="images",
    table="images",
    noun="%n images",
    selected="%n images selected",
    all_selected="All %n matching images selected",
    columns=COLUMNS,
    inspector=Inspector(
        title=text("title"),
        subtitle=join(text("asset_id"), text("vendor_name")),
        picture="key",
        tabs=(
            Tab("metadata", "Metadata", "fields", fields=FIELDS),
            Tab(
                "rights",
                "Rights",
                "facts",
                facts=(Stat("Online until", day("online_until")), Stat("Price", money("price"))),
            ),
            Tab("history", "History", "history"),
        ),
        fields=FIELDS,
        order=Update,
        button="Update %n images",
        totals={"vendor": "%n vendors", "platforms": "%n platforms"},
    ),
    actions=(
        Action("refresh", "Fetch from vendor", "refresh-cw", order=Update, shortcut="Ctrl+R", button="Fetch %n images"),
        Action("withdraw", "Withdraw", "ban", order=Update, danger=True, button="Withdraw %n images"),
    ),
    views=(
        SavedView("failed", "Sync failed", "circle-x", "sync:failed"),
        SavedView("all", "All images", "images"),
    ),
    filters=(
        Filter(
            "sync",
            "Sync",
            "choice",
            (Choice("in_sync", "in sync"), Choice("failed", "failed"), Choice("conflict", "changed elsewhere")),
        ),
        Filter("vendor", "Vendor", "choice", (Choice("0", "Nordlicht"), Choice("1", "Ostermann"))),
        Filter("online_until", "Online until", "presets", (Choice("online_until<+30d", "next 30 days"),)),
        Filter("title", "Title", "text"),
    ),
    impacts=(
        Impact("will-change", "will change"),
        Impact("already", "already have this value", "circle-minus", "neutral"),
        Impact("locked", "locked by a credit advice, skipped", "lock", "warning"),
    ),
    empty=EmptyState("No images yet", "Images arrive from vendors once a feed is set up.", "images"),
    order="",
    problems="sync:failed,conflict",
)
SIDED = replace(
    FEATURE,
    side=Side(
        "online_until",
        groups=(
            Group("vendor", "Vendor", "vendor", "vendor", names="vendors.name"),
            Group("sync", "Sync", "sync", "sync"),
        ),
    ),
)
"""The same with a pane at the left of its table."""
TILED = replace(FEATURE, tile=Tile("title", under="vendor_name", left="online_until", right="price", pills=("sync",)))
"""The same with a grid of tiles beside its table."""
