"""What can be done to credit advices once they are approved or issued."""

from rightsdesk.desk import CancelAdvices, IssueAdvices, RecordObjections, RecordPayments, WithdrawObjections
from ui.kit.declare import Action, Choice, Confirm, Field
from ui.kit.words import phrase

DAY = Field("issued_on", phrase("Advices", "Issued on"), "date", start="today", required=True)
ON = Field("on", phrase("Advices", "Day"), "date", start="today", required=True)
WHY = Field("reason", phrase("Advices", "Reason"), "text", required=True)
KINDS = (
    Choice("389", phrase("Advices", "Credit advice with negative quantities (389)")),
    Choice("261", phrase("Advices", "Credit note (261)")),
)
KIND = Field("type_code", phrase("Advices", "Kind of document"), "choice", KINDS, start="first", required=True)
ISSUED = frozenset({"issued", "rendered"})

LATER = (
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
        "pay",
        phrase("Advices", "Record payment…"),
        "circle-check",
        order=RecordPayments,
        button=phrase("Advices", "Record %n payment(s)"),
        fields=(ON,),
        undoable=False,
        states=ISSUED,
    ),
    Action(
        "correct",
        phrase("Advices", "Correct…"),
        "replace",
        order=CancelAdvices,
        button=phrase("Advices", "Cancel %n credit advice(s)"),
        fields=(WHY, DAY, KIND),
        primary=True,
        undoable=False,
        danger=True,
        states=ISSUED,
        foot=phrase("Advices", "By a document of its own; the charges become open again"),
    ),
    Action(
        "object",
        phrase("Advices", "Objection…"),
        "octagon-alert",
        order=RecordObjections,
        button=phrase("Advices", "Record %n objection(s)"),
        fields=(WHY, ON),
        primary=True,
        undoable=False,
        states=ISSUED,
        foot=phrase("Advices", "Nothing is paid while the vendor objects"),
    ),
    Action(
        "object-no-more",
        phrase("Advices", "Withdraw objection…"),
        "undo-2",
        order=WithdrawObjections,
        fields=(WHY,),
        undoable=False,
        given=("objected",),
    ),
)
