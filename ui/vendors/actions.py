"""What can be done to vendors, and what it would mean for them."""

from rightsdesk.desk import GenerateAdvices
from ui.kit.declare import Action, Field, Impact
from ui.kit.words import phrase

PERIOD = Field("period", phrase("Vendors", "Period"), "period", start="last-month", required=True)

ACTIONS = (
    Action(
        "generate",
        phrase("Vendors", "Generate credit advices"),
        "receipt-text",
        order=GenerateAdvices,
        button=phrase("Vendors", "Generate %n credit advice(s)"),
        fields=(PERIOD,),
        primary=True,
        undoable=False,
        foot=phrase("Vendors", "Drafts only; you approve them next"),
    ),
    Action("copy", phrase("Vendors", "Copy ids"), "copy", copies="key"),
)

IMPACTS = (
    Impact("will-change", phrase("Vendors", "will get a draft")),
    Impact("nothing", phrase("Vendors", "nothing to pay"), "circle-minus", "neutral"),
)
