"""What can be done to vendors, and what it would mean for them."""

from rightsdesk.desk import BlockVendors, GenerateAdvices, UnblockVendors
from ui.kit.declare import Action, Field
from ui.kit.declare_ways import Alone, PaperSheet
from ui.kit.words import phrase
from ui.vendors.fields import SHEET
from ui.vendors.stated import NOT_BLOCKED

PERIOD = Field("period", phrase("Vendors", "Period"), "period", start="last-month", required=True)
REASON = Field(
    "reason", phrase("Vendors", "Reason"), required=True, hint=phrase("Vendors", "why nothing may be billed")
)
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
        by_impact=True,
        foot=phrase("Vendors", "Drafts only; you approve them next"),
    ),
    Action(
        "preview",
        phrase("Vendors", "Preview the credit advice"),
        "eye",
        shortcut="P",
        primary=True,
        given=("open_charges",),
        alone=Alone(PaperSheet(phrase("Vendors", "Preview"), "previews.advices", ("period",))),
    ),
    Action(
        "edit",
        phrase("Vendors", "Edit master data"),
        "pencil",
        primary=True,
        alone=Alone(SHEET, said=phrase("Vendors", "Master data saved")),
    ),
    Action(
        "confirm",
        phrase("Vendors", "Confirm bank account"),
        "user-check",
        primary=True,
        given=("unconfirmed",),
        alone=Alone(
            desk="masters.confirm_account",
            takes=("iban",),
            said=phrase("Vendors", "Bank account confirmed"),
            barred="unconfirmed",
            why=phrase("Vendors", "You changed this bank account; another person must confirm it"),
        ),
    ),
    Action(
        "block",
        phrase("Vendors", "Block…"),
        "ban",
        order=BlockVendors,
        button=phrase("Vendors", "Block %n vendor(s)"),
        fields=(REASON,),
        danger=True,
        states=NOT_BLOCKED,
    ),
    Action(
        "unblock",
        phrase("Vendors", "Unblock"),
        "lock-open",
        order=UnblockVendors,
        button=phrase("Vendors", "Unblock %n vendor(s)"),
        states=frozenset(("blocked",)),
    ),
    Action("copy", phrase("Vendors", "Copy ids"), "copy", copies="key"),
)
