"""The decision desk: what can become of usages that are due, and what it would mean and cost."""

from functools import partial

from rightsdesk.desk import DecideUsages, ExtendUsages
from ui.kit import rights_fields as ask
from ui.kit.declare import Action, Confirm, Field, Impact
from ui.kit.words import phrase

LIVE = frozenset({"online", "due", "overdue"})
KEY = Field("replacement", phrase("Usages", "Key of the picture that takes its place"), required=True)
RISK_UNTIL = Field("until", phrase("Usages", "Risk accepted until"), "date", required=True)
DECISIONS = (
    Action(
        "extend",
        phrase("Usages", "Extend…"),
        "calendar-check",
        order=ExtendUsages,
        shortcut="X",
        button=phrase("Usages", "Extend %n usage(s)"),
        fields=(ask.NEW_END, ask.OWED),
        primary=True,
        states=LIVE,
    ),
    Action(
        "take-down",
        phrase("Usages", "Take down"),
        "arrow-down-to-line",
        order=partial(DecideUsages, "take-down"),
        shortcut="T",
        button=phrase("Usages", "Take down %n usage(s)"),
        primary=True,
        danger=True,
        states=LIVE,
        confirm=Confirm(
            phrase("Usages", "Take these pictures down?"),
            phrase(
                "Usages", "Readers see them vanish once the platforms have followed; until then the tasks stay open."
            ),
            phrase("Usages", "Take down %n usage(s)"),
            above=100,
        ),
    ),
    Action(
        "replace",
        phrase("Usages", "Replace…"),
        "replace",
        order=partial(DecideUsages, "replace"),
        shortcut="R",
        button=phrase("Usages", "Replace in %n usage(s)"),
        fields=(KEY,),
        primary=True,
        states=LIVE,
    ),
    Action(
        "accept",
        phrase("Usages", "Accept the risk…"),
        "shield-alert",
        order=partial(DecideUsages, "accept"),
        shortcut="A",
        button=phrase("Usages", "Accept the risk of %n usage(s)"),
        fields=(ask.REASON, RISK_UNTIL),
        primary=True,
        states=LIVE,
        foot=phrase("Usages", "Accepted in your name, can be undone"),
    ),
)
IMPACTS = (
    Impact("will-change", phrase("Usages", "will change")),
    Impact("costs", phrase("Usages", "costs"), "coins", "review"),
    Impact("already", "", "circle-minus", "neutral"),
    Impact("held", "", "circle-question-mark", "warning"),
    Impact("locked", "", "lock", "warning"),
)
