"""What credit advices can be filtered by, and the views that are there from the start."""

from ui.credit_advices.columns import STATES
from ui.kit.declare import Filter, SavedView, choices
from ui.kit.words import phrase

QUEUE = "state:draft,half-approved -approved_by:me"
MINE = "approved_by:me state:half-approved,approved"
OPEN_FINDINGS = "has:findings state:draft,asked,half-approved"
FIRST = "attention"
"""What the checks found first, each by amount."""

VIEWS = (
    SavedView("review", phrase("Advices", "To review"), "inbox", QUEUE, FIRST, descending=True),
    SavedView("mine", phrase("Advices", "My approvals"), "check-check", MINE, FIRST, descending=True),
    SavedView("rejected", phrase("Advices", "Rejected"), "circle-x", "state:rejected"),
    SavedView(
        "second",
        phrase("Advices", "Waiting for second approval"),
        "user-check",
        "state:half-approved",
        FIRST,
        descending=True,
    ),
    SavedView(
        "findings",
        phrase("Advices", "With findings"),
        "triangle-alert",
        OPEN_FINDINGS,
        FIRST,
        descending=True,
    ),
    SavedView(
        "asked", phrase("Advices", "Vendor asked"), "message-circle-question", "state:asked", FIRST, descending=True
    ),
    SavedView("approved", phrase("Advices", "Approved, not sent"), "send", "state:approved", FIRST, descending=True),
    SavedView("issued", phrase("Advices", "Issued"), "stamp", "state:issued,rendered"),
    SavedView("objected", phrase("Advices", "Objected"), "octagon-alert", "has:objection"),
    SavedView("again", phrase("Advices", "Decide again"), "refresh-cw", "has:conflict", FIRST, descending=True),
)
ME = choices({"me": phrase("Advices", "me")})
HAS = choices(
    {
        "findings": phrase("Advices", "findings"),
        "stops": phrase("Advices", "findings that stop it"),
        "conflict": phrase("Advices", "a decision to make again"),
        "objection": phrase("Advices", "an objection"),
        "delivery": phrase("Advices", "a delivery"),
        "payment": phrase("Advices", "a payment"),
        "cancellation": phrase("Advices", "a cancellation"),
        "failure": phrase("Advices", "a failure"),
        "document": phrase("Advices", "a document"),
    }
)
TABS = ("review", "mine", "rejected")
FILTERS = (
    Filter("state", phrase("Advices", "State"), "choice", choices(STATES)),
    Filter("vendor", phrase("Advices", "Vendor"), "choice"),
    Filter("platform", phrase("Advices", "Platform"), "choice"),
    Filter("period", phrase("Advices", "Period"), "choice"),
    Filter("gross", phrase("Advices", "Amount"), "money"),
    Filter("findings", phrase("Advices", "Findings"), "number"),
    Filter("approved_by", phrase("Advices", "Approved by"), "text", ME),
    Filter("mine", phrase("Advices", "Waits for the approval by"), "choice", ME),
    Filter("has", phrase("Advices", "With"), "choice", HAS),
    Filter("number", phrase("Advices", "Number"), "text"),
    Filter("key", phrase("Advices", "Key"), "text"),
    Filter("batch", phrase("Advices", "In batch"), "number"),
    Filter("failed", phrase("Advices", "Failed in batch"), "number"),
)
