"""What the timeline can be filtered by, and the views that are there from the start."""

from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase

WHAT = {
    "batch.queued": phrase("Activity", "Commands"),
    "feed.pulled": phrase("Activity", "Synchronised feeds"),
    "batch.undone": phrase("Activity", "Undone"),
    "tables.swapped": phrase("Activity", "Swapped tables"),
    "image.killed": phrase("Activity", "Killed images"),
    "vendor.registered": phrase("Activity", "New vendors"),
    "vendor.bank-account-changed": phrase("Activity", "Changed bank accounts"),
}
VIEWS = (
    SavedView("commands", phrase("Activity", "Commands"), "layers", "what:batch.queued"),
    SavedView("undone", phrase("Activity", "Undone"), "undo-2", "what:batch.undone"),
    SavedView("feeds", phrase("Activity", "Synchronised feeds"), "refresh-cw", "what:feed.pulled"),
    SavedView("vendors", phrase("Activity", "Vendors"), "building-2", "what:vendor.*"),
)
FILTERS = (
    Filter(
        "at",
        phrase("Activity", "Period"),
        "presets",
        choices({"at>=today": phrase("Activity", "today"), "at>=-7d": phrase("Activity", "last 7 days")}),
    ),
    Filter("actor", phrase("Activity", "Who"), "choice"),
    Filter("what", phrase("Activity", "What"), "choice", choices(WHAT)),
    Filter("subject", phrase("Activity", "Object"), "text"),
    Filter("platform", phrase("Activity", "Platform"), "text"),
    Filter("batch", phrase("Activity", "Batch"), "number"),
    Filter("event", phrase("Activity", "Event"), "number"),
)
