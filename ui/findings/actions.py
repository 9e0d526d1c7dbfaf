"""From a finding to its evidence, and what can be done about it."""

from rightsdesk.desk import ReverseCharges
from ui.kit.declare import Action, Field, Impact
from ui.kit.declare_ways import Way
from ui.kit.words import phrase

REASON = Field("reason", phrase("Findings", "Reason"), required=True)

ACTIONS = (
    Action(
        "usage",
        phrase("Findings", "Show the usage"),
        "calendar-clock",
        goes=Way("usages", "key", "usage"),
        button=phrase("Findings", "Show %n usage(s)"),
        primary=True,
        given=("usage",),
        shortcut="U",
        foot=phrase("Findings", "The evidence of this finding"),
    ),
    Action(
        "image",
        phrase("Findings", "Show the image"),
        "images",
        goes=Way("images", "key", "image"),
        button=phrase("Findings", "Show %n image(s)"),
        primary=True,
        given=("image",),
        foot=phrase("Findings", "The evidence of this finding"),
    ),
    Action(
        "reverse",
        phrase("Findings", "Reverse the charge…"),
        "rotate-ccw",
        order=ReverseCharges,
        keys="charge",
        button=phrase("Findings", "Reverse %n charge(s)"),
        fields=(REASON,),
        primary=True,
        given=("charge",),
        undoable=False,
        foot=phrase("Findings", "Owed no longer; cannot be undone"),
    ),
    Action("vendor", phrase("Findings", "Show the vendor"), "building-2", goes=Way("vendors", "key", "vendor")),
    Action("copy", phrase("Findings", "Copy ids"), "copy", copies="key"),
)
IMPACTS = (
    Impact("will-change", phrase("Findings", "no longer owed")),
    Impact("already", "", "circle-minus", "neutral"),
    Impact("locked", "", "lock", "warning"),
)
