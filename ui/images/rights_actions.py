"""What can be done to the rights in images, and to where they are used."""

from rightsdesk.desk import (
    AddGrants,
    EndOverrides,
    ExtendImages,
    LiftRestrictions,
    OverrideImages,
    RestrictImages,
)
from ui.kit import rights_fields as ask
from ui.kit.declare import Action
from ui.kit.words import phrase

FINAL = phrase("Images", "Runs in the background, cannot be undone")
EXTEND, GRANT = phrase("Images", "Extend…"), phrase("Images", "Record a grant…")
RESTRICT, LIFT = phrase("Images", "Restrict use…"), phrase("Images", "Lift restrictions")
OVERRIDE, END = phrase("Images", "Override…"), phrase("Images", "End overrides")
WHERE = (ask.PLATFORM, ask.MEDIUM)

RIGHTS_ACTIONS = (
    Action(
        "extend",
        EXTEND,
        "calendar-check",
        order=ExtendImages,
        button=phrase("Images", "Extend %n image(s)"),
        fields=(ask.NEW_END, ask.OWED, ask.PLATFORM),
    ),
    Action(
        "grant",
        GRANT,
        "shield-check",
        order=AddGrants,
        button=phrase("Images", "Record a grant for %n image(s)"),
        fields=(ask.REASON, *WHERE, ask.FROM, ask.USE_UNTIL, ask.ONLINE_UNTIL),
    ),
    Action(
        "restrict",
        RESTRICT,
        "shield-alert",
        order=RestrictImages,
        button=phrase("Images", "Restrict %n image(s)"),
        fields=(ask.REASON, *WHERE, ask.FROM, ask.ENDS),
        danger=True,
    ),
    Action(
        "lift",
        LIFT,
        "lock-open",
        order=LiftRestrictions,
        button=phrase("Images", "Lift restrictions of %n image(s)"),
        undoable=False,
    ),
    Action(
        "override",
        OVERRIDE,
        "gavel",
        order=OverrideImages,
        button=phrase("Images", "Override for %n image(s)"),
        fields=(ask.GROUND, ask.REASON, *WHERE, ask.ENDS),
        foot=phrase("Images", "In your name, can be undone"),
    ),
    Action("end-overrides", END, "lock", order=EndOverrides, undoable=False, foot=FINAL),
)
