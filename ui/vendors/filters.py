"""What vendors can be filtered by, and the views that are there from the start."""

from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase
from ui.vendors.columns import MODES
from ui.vendors.readiness import READINESS

VIEWS = (
    SavedView("ready", phrase("Vendors", "Ready"), "circle-check", "readiness:ready has:open", preselect=True),
    SavedView("nothing", phrase("Vendors", "Nothing to pay"), "circle-minus", "-has:open"),
    SavedView("blocked", phrase("Vendors", "Blocked"), "ban", "-readiness:ready"),
)
FILTERS = (
    Filter("readiness", phrase("Vendors", "Readiness"), "choice", choices(READINESS)),
    Filter("billing_mode", phrase("Vendors", "Terms"), "choice", choices(MODES)),
    Filter("country", phrase("Vendors", "Country"), "choice"),
    Filter("has", phrase("Vendors", "Open amount"), "choice", choices({"open": phrase("Vendors", "something to pay")})),
    Filter("open_charges", phrase("Vendors", "Open charges"), "number"),
    Filter("consent_on", phrase("Vendors", "Self-billing agreed"), "date"),
    Filter("name", phrase("Vendors", "Vendor"), "text"),
    Filter("failed", phrase("Vendors", "Failed in batch"), "number"),
)
