"""What is asked for when rights are extended, recorded, restricted or overridden; features order these as they need."""

from ui.kit.declare import Choice, Field, choices
from ui.kit.verdict_words import MEDIA, REASONS
from ui.kit.words import phrase

LIFTABLE = (
    *("restricted", "ended", "not-begun", "no-grant", "territory", "platform", "medium"),
    *("embargo", "withheld", "withdrawn"),
)
"""Grounds of denial that a named person may lift."""

REASON = Field("reason", phrase("Rights", "Reason"), required=True)
WHY = Field("reason", phrase("Rights", "Reason"))
PLATFORM = Field("platform", phrase("Rights", "Platform"), "platform", empty=phrase("Rights", "all platforms"))
MEDIUM = Field("medium", phrase("Rights", "Medium"), "choice", choices(MEDIA), empty=phrase("Rights", "all media"))
FROM = Field("starts_at", phrase("Rights", "From"), "date")
ENDS = Field("ends_at", phrase("Rights", "Until"), "date")
USE_UNTIL = Field("use_until", phrase("Rights", "Use until"), "date")
ONLINE_UNTIL = Field("online_until", phrase("Rights", "Online until"), "date")
NEW_END = Field("online_until", phrase("Rights", "Online until"), "date", required=True)
GROUND = Field(
    "of",
    phrase("Rights", "Ground that no longer counts"),
    "choice",
    tuple(Choice(code, REASONS[code]) for code in LIFTABLE),
    required=True,
)
OWED = Field(
    "price",
    phrase("Rights", "What is owed for it"),
    "choice",
    (Choice("agreed", phrase("Rights", "what the agreement says")),),
    empty=phrase("Rights", "nothing"),
    start="agreed",
)
