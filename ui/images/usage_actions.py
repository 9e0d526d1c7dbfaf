"""Where images are used: recorded by hand, and seen in the list of usages."""

from rightsdesk.desk import PlaceUsages
from ui.kit.declare import Action, Field
from ui.kit.declare_ways import Way
from ui.kit.words import phrase

PLACED = (
    Field("platform", phrase("Images", "Platform"), "platform", start="first", required=True),
    Field("article", phrase("Images", "Article"), required=True),
    Field("placed_at", phrase("Images", "Placed on"), "date", start="today", required=True),
    Field("headline", phrase("Images", "Article's headline")),
    Field("url", phrase("Images", "Article's address")),
)

USAGE_ACTIONS = (
    Action(
        "place",
        phrase("Images", "Record a usage…"),
        "newspaper",
        order=PlaceUsages,
        button=phrase("Images", "Record a usage of %n image(s)"),
        fields=PLACED,
    ),
    Action("usages", phrase("Images", "Show the usages"), "calendar-clock", goes=Way("usages", "image", "key")),
)
