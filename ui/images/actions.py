"""What can be done to images, and what it would mean for them."""

from rightsdesk.desk import BuyImages, RefreshImages, ReinstateImages, UpdateImages, WithdrawImages
from ui.kit.declare import Action, Confirm, Field, Impact
from ui.kit.words import phrase

UPDATE = UpdateImages.from_texts
PLATFORM = Field("platform", phrase("Images", "Platform"), "platform", start="first", required=True)
DAY = Field("purchased_on", phrase("Images", "Bought on"), "date", start="today", required=True)
REASON = Field("reason", phrase("Images", "Reason"), "text")
FINAL = phrase("Images", "Runs in the background")

ACTIONS = (
    Action(
        "refresh",
        phrase("Images", "Refresh from vendor"),
        "refresh-cw",
        order=RefreshImages,
        shortcut="Ctrl+R",
        button=phrase("Images", "Refresh %n image(s)"),
        undoable=False,
        foot=FINAL,
    ),
    Action(
        "buy",
        phrase("Images", "Buy for platform…"),
        "shopping-cart",
        order=BuyImages,
        button=phrase("Images", "Buy %n image(s)"),
        fields=(PLATFORM, DAY),
        undoable=False,
        foot=FINAL,
    ),
    Action(
        "withdraw",
        phrase("Images", "Take off line…"),
        "eye-off",
        order=WithdrawImages,
        button=phrase("Images", "Take %n image(s) off line"),
        fields=(REASON,),
        undoable=False,
        danger=True,
        confirm=Confirm(
            phrase("Images", "Take these images off line?"),
            phrase("Images", "Readers see them vanish, and nobody can place them anew. This cannot be undone."),
            phrase("Images", "Take %n image(s) off line"),
            above=100,
        ),
        foot=FINAL,
    ),
    Action(
        "reinstate",
        phrase("Images", "Confirm reinstatement"),
        "rotate-ccw",
        order=ReinstateImages,
        button=phrase("Images", "Reinstate %n image(s)"),
        undoable=False,
        states=frozenset({"killed"}),
        foot=FINAL,
    ),
    Action("copy", phrase("Images", "Copy ids"), "copy", shortcut="Ctrl+Shift+C", copies="key"),
)

IMPACTS = (
    Impact("will-change", phrase("Images", "will change")),
    Impact("costs", phrase("Images", "costs"), "coins", "review"),
    Impact("already", phrase("Images", "already have this value"), "circle-minus", "neutral"),
)
