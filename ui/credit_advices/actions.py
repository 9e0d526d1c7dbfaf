"""How credit advices are decided, and what a decision would mean for them."""

from rightsdesk.desk import ApproveAdvices, AskVendors, CheckAdvices, EndHolds, RejectAdvices, TakeBackApprovals
from ui.credit_advices.asked import ANSWER, QUESTION, REASON
from ui.credit_advices.later_actions import LATER
from ui.credit_advices.outgoing_actions import OUTGOING
from ui.kit.declare import Action, Impact
from ui.kit.words import phrase

UNDECIDED = frozenset({"draft", "half-approved"})
UNSENT = UNDECIDED | {"approved"}

ACTIONS = (
    Action(
        "approve",
        phrase("Advices", "Approve"),
        "check-check",
        order=ApproveAdvices,
        shortcut="A",
        button=phrase("Advices", "Approve %n credit advice(s)"),
        primary=True,
        states=UNDECIDED,
        advance=True,
        foot=phrase("Advices", "Approves in your name"),
    ),
    Action(
        "go-on",
        phrase("Advices", "Take off hold…"),
        "play",
        order=EndHolds,
        button=phrase("Advices", "Take %n credit advice(s) off hold"),
        fields=(ANSWER,),
        primary=True,
        undoable=False,
        states=frozenset({"asked"}),
        foot=phrase("Advices", "It waits for a decision again"),
    ),
    *OUTGOING,
    *LATER,
    Action(
        "ask",
        phrase("Advices", "Ask vendor…"),
        "message-circle-question",
        order=AskVendors,
        shortcut="Q",
        button=phrase("Advices", "Put %n credit advice(s) on hold"),
        fields=(QUESTION,),
        primary=True,
        undoable=False,
        states=UNSENT,
        advance=True,
        foot=phrase("Advices", "On hold until the vendor has answered"),
    ),
    Action(
        "reject",
        phrase("Advices", "Reject…"),
        "ban",
        order=RejectAdvices,
        shortcut="R",
        button=phrase("Advices", "Reject %n credit advice(s)"),
        fields=(REASON,),
        primary=True,
        undoable=False,
        danger=True,
        states=UNSENT | {"asked"},
        advance=True,
        foot=phrase("Advices", "Their charges become open again"),
    ),
    Action("take-back", phrase("Advices", "Take approval back"), "undo-2", order=TakeBackApprovals, undoable=False),
    Action("check", phrase("Advices", "Check again"), "shield-check", order=CheckAdvices, undoable=False),
    Action("copy", phrase("Advices", "Copy ids"), "copy", copies="key"),
)

IMPACTS = (
    Impact("will-change", phrase("Advices", "will go on")),
    Impact("already", phrase("Advices", "are so already"), "circle-minus", "neutral"),
)
