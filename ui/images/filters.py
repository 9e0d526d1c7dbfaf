"""What images can be filtered by, and the views that are there from the start."""

from ui.images.columns import STATES, SYNC
from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase

MARKS = {
    "pick": phrase("Images", "Picked"),
    "reject": phrase("Images", "Rejected"),
    "none": phrase("Images", "Not marked"),
}
RATINGS = {
    "rating:5": phrase("Images", "5 stars"),
    "rating>=4": phrase("Images", "4 stars or more"),
    "rating>=3": phrase("Images", "3 stars or more"),
    "rating>=1": phrase("Images", "any stars"),
    "rating:0": phrase("Images", "no stars"),
}
ATTENTION = {
    "newer": phrase("Images", "newer at the vendor"),
    "conflict": phrase("Images", "changed elsewhere"),
    "correction": phrase("Images", "corrected here"),
}
FILTERS = (
    Filter("vendor", phrase("Images", "Vendor"), "choice"),
    Filter("state", phrase("Images", "State"), "choice", choices(STATES)),
    Filter("platform", phrase("Images", "Platform"), "choice", column="platforms"),
    Filter(
        "online_until",
        phrase("Images", "Online until"),
        "presets",
        choices(
            {
                "online_until>=today online_until<=+7d": phrase("Images", "next 7 days"),
                "online_until>=today online_until<=+30d": phrase("Images", "next 30 days"),
                "online_until>=today online_until<=+90d": phrase("Images", "next 90 days"),
                "online_until<today": phrase("Images", "expired"),
                "online_until:none": phrase("Images", "no end"),
            }
        ),
    ),
    Filter("allowed", phrase("Images", "May be placed on"), "choice", column="platforms"),
    Filter("conditional", phrase("Images", "On conditions on"), "choice", column="platforms"),
    Filter("denied", phrase("Images", "Denied on"), "choice", column="platforms"),
    Filter(
        "usages",
        phrase("Images", "Usages"),
        "presets",
        choices({"usages>0": phrase("Images", "used"), "usages:0": phrase("Images", "never used")}),
    ),
    Filter(
        "live", phrase("Images", "Online"), "presets", choices({"live>0": phrase("Images", "stands somewhere now")})
    ),
    Filter("price", phrase("Images", "Price"), "presets", choices({"price:none": phrase("Images", "unknown")})),
    Filter("price", phrase("Images", "Price"), "money"),
    Filter("caption", phrase("Images", "Caption"), "presets", choices({"caption:none": phrase("Images", "missing")})),
    Filter("caption", phrase("Images", "Caption"), "text"),
    Filter("mark", phrase("Images", "Pick list"), "choice", choices(MARKS)),
    Filter("rating", phrase("Images", "Rating"), "presets", choices(RATINGS)),
    Filter("sync", phrase("Images", "Sync"), "choice", choices(SYNC)),
    Filter("has", phrase("Images", "Attention"), "choice", choices(ATTENTION)),
    Filter("batch", phrase("Images", "In batch"), "number"),
    Filter("failed", phrase("Images", "Failed in batch"), "number"),
    Filter("conflicted", phrase("Images", "Changed elsewhere in batch"), "number"),
)
DUE = "online_until>=today online_until<=+30d"
PAST = "online_until<today platform:*"
VIEWS = (
    SavedView("expiring", phrase("Images", "Expiring in 30 days"), "calendar-clock", DUE, "online_until"),
    SavedView("expired", phrase("Images", "Expired but online"), "circle-alert", PAST, "online_until"),
    SavedView("no-price", phrase("Images", "Price missing"), "euro", "price:none"),
    SavedView("no-caption", phrase("Images", "Caption missing"), "tag", "caption:none"),
    SavedView("failed", phrase("Images", "Sync failed"), "circle-x", "sync:failed"),
    SavedView("picks", phrase("Images", "My pick list"), "star", "mark:pick"),
    SavedView("killed", phrase("Images", "Killed or blocked"), "ban", "state:killed,blocked"),
)
