"""What vendors can be filtered by, and the views that are there from the start."""

from ui.kit.declare import Choice, Filter, SavedView, choices
from ui.kit.words import phrase
from ui.vendors.stated import MODES, READINESS, SCHEMES, VAT_STATES

VIEWS = (
    SavedView("ready", phrase("Vendors", "Ready"), "circle-check", "readiness:ready has:open", preselect=True),
    SavedView("nothing", phrase("Vendors", "Nothing to pay"), "circle-minus", "-has:open"),
    SavedView("incomplete", phrase("Vendors", "Not ready"), "triangle-alert", "-readiness:ready,blocked"),
    SavedView("unconfirmed", phrase("Vendors", "Account to confirm"), "user-check", "-unconfirmed:none"),
    SavedView("blocked", phrase("Vendors", "Blocked"), "ban", "readiness:blocked"),
)
AGES = (
    Choice("advised<-31d", phrase("Vendors", "older than a month")),
    Choice("advised<-92d", phrase("Vendors", "older than three months")),
    Choice("advised<-365d", phrase("Vendors", "older than a year")),
    Choice("advised:none", phrase("Vendors", "never")),
)
FILTERS = (
    Filter("readiness", phrase("Vendors", "Readiness"), "choice", choices(READINESS)),
    Filter("vat_state", phrase("Vendors", "VAT id state"), "choice", choices(VAT_STATES)),
    Filter("tax_scheme", phrase("Vendors", "Tax scheme"), "choice", choices(SCHEMES)),
    Filter("billing_mode", phrase("Vendors", "Terms"), "choice", choices(MODES)),
    Filter("country", phrase("Vendors", "Country"), "choice"),
    Filter("has", phrase("Vendors", "To pay"), "choice", choices({"open": phrase("Vendors", "something to pay")})),
    Filter("open_amount", phrase("Vendors", "Open amount"), "money"),
    Filter("open_charges", phrase("Vendors", "Open charges"), "number"),
    Filter("advised", phrase("Vendors", "Last advice"), "presets", AGES),
    Filter("consent_on", phrase("Vendors", "Self-billing agreed"), "date"),
    Filter("name", phrase("Vendors", "Vendor"), "text"),
    Filter("failed", phrase("Vendors", "Failed in batch"), "number"),
)
