"""What can be done to credit advices, and what it would mean for them."""

from rightsdesk.desk import ApproveAdvices, IssueAdvices, RejectAdvices
from ui.kit.declare import Action, Confirm, Field, Impact
from ui.kit.words import phrase

DAY = Field("issued_on", phrase("Advices", "Issued on"), "date", start="today", required=True)
REASON = Field("reason", phrase("Advices", "Reason"), "text", required=True)

ACTIONS = (
    Action(
        "approve",
        phrase("Advices", "Approve"),
        "check-check",
        order=ApproveAdvices,
        shortcut="A",
        button=phrase("Advices", "Approve %n credit advice(s)"),
        primary=True,
        undoable=False,
        states=frozenset({"draft"}),
        advance=True,
        foot=phrase("Advices", "Approves in your name"),
    ),
    Action(
        "issue",
        phrase("Advices", "Issue…"),
        "stamp",
        order=IssueAdvices,
        button=phrase("Advices", "Issue %n credit advice(s)"),
        fields=(DAY,),
        primary=True,
        undoable=False,
        states=frozenset({"approved"}),
        confirm=Confirm(
            phrase("Advices", "Issue these credit advices?"),
            phrase("Advices", "Numbers are drawn and the documents are made; after that nothing in them changes."),
            phrase("Advices", "Issue %n credit advice(s)"),
        ),
        foot=phrase("Advices", "Draws numbers, cannot be undone"),
    ),
    Action(
        "reject",
        phrase("Advices", "Reject…"),
        "ban",
        order=RejectAdvices,
        shortcut="R",
        button=phrase("Advices", "Reject %n credit advice(s)"),
        fields=(REASON,),
        undoable=False,
        danger=True,
        states=frozenset({"draft", "approved"}),
        advance=True,
        foot=phrase("Advices", "Their charges become open again"),
    ),
    Action("copy", phrase("Advices", "Copy ids"), "copy", copies="key"),
)

IMPACTS = (
    Impact("will-change", phrase("Advices", "will go on")),
    Impact("already", phrase("Advices", "are so already"), "circle-minus", "neutral"),
)
