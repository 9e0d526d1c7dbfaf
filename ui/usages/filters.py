"""What usages can be filtered by, and the views that are there from the start."""

from ui.kit.declare import Filter, SavedView, choices
from ui.kit.verdict_words import ORIGINS, REASONS
from ui.kit.words import phrase
from ui.usages.columns import POSITIONS, STATES, TASKS

UNLICENSED = "-state:ended -has:licence"
FILTERS = (
    Filter(
        "online_until",
        phrase("Usages", "Due in"),
        "presets",
        choices(
            {
                "online_until<=+7d": phrase("Usages", "7 days"),
                "online_until<=+30d": phrase("Usages", "30 days"),
                "online_until<=+90d": phrase("Usages", "90 days"),
                "online_until:none": phrase("Usages", "no end"),
            }
        ),
    ),
    Filter("online_until", phrase("Usages", "Online until"), "date"),
    Filter("state", phrase("Usages", "State"), "choice", choices(STATES)),
    Filter("task", phrase("Usages", "Decision"), "choice", choices(TASKS)),
    Filter("because", phrase("Usages", "Ends because"), "choice", choices(REASONS)),
    Filter("platform", phrase("Usages", "Platform"), "choice"),
    Filter("section", phrase("Usages", "Section"), "choice"),
    Filter("editor", phrase("Usages", "Editor"), "choice"),
    Filter("vendor", phrase("Usages", "Vendor"), "choice"),
    Filter("basis", phrase("Usages", "Rights basis"), "choice", choices(ORIGINS)),
    Filter("basis", phrase("Usages", "Rights basis"), "presets", choices({"basis:none": phrase("Usages", "no right")})),
    Filter("position", phrase("Usages", "Position"), "choice", choices(POSITIONS)),
    Filter("has", phrase("Usages", "Has"), "choice", choices({"finding": phrase("Usages", "a finding")})),
    Filter("article", phrase("Usages", "Article"), "text"),
    Filter("image", phrase("Usages", "Image key"), "text"),
)
VIEWS = (
    SavedView("overdue", phrase("Usages", "Overdue"), "circle-alert", "state:overdue", "days"),
    SavedView("week", phrase("Usages", "Due in 7 days"), "calendar-clock", "state:due", "days"),
    SavedView(
        "month", phrase("Usages", "Due in 30 days"), "calendar-days", "state:online,due online_until<=+30d", "days"
    ),
    SavedView("unlicensed", phrase("Usages", "Used without a licence"), "shield-alert", UNLICENSED, "days"),
    SavedView(
        "ordered", phrase("Usages", "Take-downs ordered"), "arrow-down-to-line", "task:take-down,replace", "days"
    ),
    SavedView("risks", phrase("Usages", "Accepted risks"), "shield", "decision:accept -state:ended", "days"),
    SavedView("ended", phrase("Usages", "Ended"), "circle-minus", "state:ended", "ended_at", descending=True),
)
