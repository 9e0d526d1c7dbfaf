"""What batches can be filtered by, and the views that are there from the start."""

from ui.batches.states import KINDS, STATES
from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase

QUICK = {
    "has:active": phrase("Batches", "active"),
    "has:attention": phrase("Batches", "needs attention"),
}
VIEWS = (
    SavedView("active", phrase("Batches", "Active"), "play", "has:active"),
    SavedView("attention", phrase("Batches", "Needs attention"), "circle-alert", "has:attention"),
    SavedView("mine", phrase("Batches", "My batches"), "user", "actor:me"),
    SavedView("undone", phrase("Batches", "Undone"), "undo-2", "state:undone"),
)
FILTERS = (
    Filter("has", phrase("Batches", "Which"), "presets", choices(QUICK)),
    Filter("state", phrase("Batches", "State"), "choice", choices(STATES)),
    Filter("kind", phrase("Batches", "Kind"), "choice", choices(KINDS)),
    Filter("actor", phrase("Batches", "Who"), "choice"),
    Filter("queued", phrase("Batches", "Period"), "date"),
    Filter("number", phrase("Batches", "Number"), "number"),
)
