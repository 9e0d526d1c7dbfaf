"""What batches can be filtered by, and the views that are there from the start."""

from ui.batches.columns import KINDS, STATES
from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase

VIEWS = (
    SavedView("active", phrase("Batches", "Active"), "play", "has:active"),
    SavedView("attention", phrase("Batches", "Needs attention"), "circle-alert", "has:failure"),
    SavedView("undone", phrase("Batches", "Undone"), "undo-2", "state:undone"),
)
FILTERS = (
    Filter("state", phrase("Batches", "State"), "choice", choices(STATES)),
    Filter("kind", phrase("Batches", "Kind"), "choice", choices(KINDS)),
    Filter("actor", phrase("Batches", "Who"), "choice"),
    Filter("queued", phrase("Batches", "Started"), "date"),
    Filter("number", phrase("Batches", "Number"), "number"),
)
