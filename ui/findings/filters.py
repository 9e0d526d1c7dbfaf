"""What findings can be filtered by, and the views that are there from the start."""

from ui.findings.columns import STATES
from ui.kit.declare import Filter, SavedView, choices
from ui.kit.related import FINDINGS
from ui.kit.words import phrase

FILTERS = (
    Filter("kind", phrase("Findings", "Finding"), "choice", choices(FINDINGS)),
    Filter("state", phrase("Findings", "State"), "choice", choices(STATES)),
    Filter("platform", phrase("Findings", "Platform"), "choice"),
    Filter("vendor", phrase("Findings", "Vendor"), "choice"),
    Filter("since", phrase("Findings", "Since"), "date"),
    Filter("amount", phrase("Findings", "Amount"), "money"),
    Filter("image", phrase("Findings", "Image key"), "text"),
    Filter("usage", phrase("Findings", "Usage key"), "text"),
)
VIEWS = (
    SavedView("open", STATES["open"].word, "triangle-alert", "state:open", "pressing"),
    SavedView("not-licensed", FINDINGS["used-not-licensed"], "shield-alert", "kind:used-not-licensed state:open"),
    SavedView("never-used", FINDINGS["never-used"], "image-off", "kind:never-used state:open"),
    SavedView("overrun", FINDINGS["overrun"], "clock-alert", "kind:overrun state:open"),
    SavedView("paid-twice", FINDINGS["paid-twice"], "coins", "kind:paid-twice state:open"),
    SavedView("credit-missing", FINDINGS["credit-missing"], "signature", "kind:credit-missing state:open"),
    SavedView("price-unknown", FINDINGS["price-unknown"], "euro", "kind:price-unknown state:open"),
    SavedView("embargo", FINDINGS["embargo-broken"], "calendar-x", "kind:embargo-broken state:open"),
)
