"""What credit advices can be filtered by, and the views that are there from the start."""

from ui.credit_advices.columns import STATES
from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase

VIEWS = (
    SavedView("drafts", phrase("Advices", "Drafts"), "inbox", "state:draft"),
    SavedView("approved", phrase("Advices", "Approved"), "user-check", "state:approved"),
    SavedView("issued", phrase("Advices", "Issued"), "stamp", "state:issued,rendered"),
    SavedView("rejected", phrase("Advices", "Rejected"), "circle-x", "state:rejected"),
)
FILTERS = (
    Filter("state", phrase("Advices", "State"), "choice", choices(STATES)),
    Filter("vendor", phrase("Advices", "Vendor"), "choice"),
    Filter("platform", phrase("Advices", "Platform"), "choice"),
    Filter("period", phrase("Advices", "Period"), "choice"),
    Filter("gross", phrase("Advices", "Amount"), "money"),
    Filter("batch", phrase("Advices", "In batch"), "number"),
    Filter("failed", phrase("Advices", "Failed in batch"), "number"),
)
