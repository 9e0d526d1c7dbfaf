"""What else can be done to usages, and the ways from them to what they rest on."""

from functools import partial

from rightsdesk.desk import DecideUsages, EndUsages
from ui.kit.declare import Action, Field
from ui.kit.declare_ways import Way
from ui.kit.words import phrase

ENDED = Field("ended_at", phrase("Usages", "Offline since"), "date", start="today", required=True)

FURTHER = (
    Action(
        "undecide",
        phrase("Usages", "Take the decision back"),
        "rotate-ccw",
        order=partial(DecideUsages, ""),
        button=phrase("Usages", "Leave %n usage(s) undecided"),
    ),
    Action(
        "end",
        phrase("Usages", "Record as offline…"),
        "circle-minus",
        order=EndUsages,
        button=phrase("Usages", "Record %n usage(s) as offline"),
        fields=(ENDED,),
        undoable=False,
        foot=phrase("Usages", "Cannot be undone; a new placement opens a new interval"),
    ),
    Action("image", phrase("Usages", "Show the images"), "images", goes=Way("images", "key", "image")),
    Action("findings", phrase("Usages", "Show the findings"), "scan-search", goes=Way("findings", "usage", "key")),
    Action("copy", phrase("Usages", "Copy ids"), "copy", copies="key"),
)
