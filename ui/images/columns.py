"""What a list of images shows."""

from ui.images.culling import CHOSEN
from ui.kit.contents import (
    count,
    day,
    first_of,
    fixed,
    join,
    left,
    length,
    listed,
    moment,
    money,
    text,
    toned,
    word,
)
from ui.kit.declare import Column, Pill
from ui.kit.words import phrase

SYNC = {
    "in_sync": Pill(phrase("Images", "In sync"), "ok", "circle-check", framed=False),
    "pending": Pill(phrase("Images", "Pending"), "pending", "clock-arrow-up"),
    "failed": Pill(phrase("Images", "Failed"), "failed", "octagon-x"),
    "conflict": Pill(phrase("Images", "Changed elsewhere"), "warning", "triangle-alert"),
}
STATES = {
    "usable": Pill(phrase("Images", "Usable"), "ok", "circle-check", framed=False),
    "blocked": Pill(phrase("Images", "Withheld"), "warning", "octagon-pause"),
    "killed": Pill(phrase("Images", "Killed"), "failed", "ban"),
    "deleted": Pill(phrase("Images", "Deleted"), "neutral", "trash-2"),
    "missing": Pill(phrase("Images", "Missing"), "warning", "circle-question-mark"),
    "withdrawn": Pill(phrase("Images", "Withdrawn"), "neutral", "eye-off"),
}
ORIGINS = {
    "item": phrase("Images", "from the vendor"),
    "agreement": phrase("Images", "by agreement"),
    "manual": phrase("Images", "set by hand"),
}

PRICE = first_of(money("price"), toned(fixed(phrase("Images", "unknown")), "warning"))
UNTIL = first_of(day("online_until"), toned(fixed(phrase("Images", "no end")), "muted"))
LICENCE = first_of(day("licence_end"), toned(fixed(phrase("Images", "no end")), "muted"))
LICENCE_LENGTH = length("licence_start", "licence_end")
COLUMNS = (
    Column(
        "title",
        phrase("Images", "Image"),
        220,
        second=join(text("asset_id"), text("caption")),
        picture="key",
        hideable=False,
        stretch=True,
        strong=True,
        changes="title",
    ),
    Column("vendor_name", phrase("Images", "Vendor"), 148, order="vendor", filter="vendor"),
    Column("licence_end", phrase("Images", "Licence until"), 108, LICENCE, LICENCE_LENGTH, spare=2),
    Column("price", phrase("Images", "Price"), 100, first=PRICE, align="right", changes="price"),
    Column("online_until", phrase("Images", "Online until"), 122, UNTIL, left("online_until"), changes="online_until"),
    Column("platforms", phrase("Images", "Platforms"), 92, tags="platforms", order="", changes="platforms", spare=1),
    Column("sync", phrase("Images", "Sync"), 106, pills=SYNC, filter="sync"),
    Column("state", phrase("Images", "State"), 100, pills=STATES, filter="state", spare=3),
    *CHOSEN,
    Column("use_until", phrase("Images", "Use until"), 118, day("use_until"), left("use_until"), shown=False),
    Column("usages", phrase("Images", "Usages"), 84, count("usages"), align="right", shown=False),
    Column("live", phrase("Images", "Online"), 84, count("live"), align="right", shown=False),
    Column("caption", phrase("Images", "Caption"), 260, order="", shown=False, changes="caption"),
    Column("byline", phrase("Images", "Byline"), 150, order="", shown=False, filter="byline"),
    Column("credit", phrase("Images", "Credit line"), 190, order="", shown=False, filter="credit"),
    Column("usage_terms", phrase("Images", "Usage terms"), 220, order="", shown=False, changes="usage_terms"),
    Column("territory", phrase("Images", "Territory"), 120, listed("territory"), order="", shown=False),
    Column("price_origin", phrase("Images", "Price origin"), 120, word("price_origin", ORIGINS), order="", shown=False),
    Column("asset_id", phrase("Images", "Image id"), 120, order="", shown=False),
    Column("key", phrase("Images", "Key"), 220, shown=False),
    Column("changed_at", phrase("Images", "Changed"), 150, moment("changed_at"), shown=False),
)
