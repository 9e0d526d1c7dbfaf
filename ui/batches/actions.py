"""What can be done to batches; each is offered while the batch is in a state for it."""

from ui.kit.declare import Action
from ui.kit.words import phrase

ENDED = frozenset({"done", "done-with-failures", "failed", "cancelled"})

UNDER_WAY = frozenset({"queued", "waiting", "running"})
OPEN = frozenset({"queued", "waiting", "running", "paused"})

ACTIONS = (
    Action(
        "retry",
        phrase("Batches", "Retry the failed"),
        "refresh-cw",
        desk="retry",
        shortcut="R",
        primary=True,
        states=ENDED,
        given=("failed", "conflicted"),
    ),
    Action("undo", phrase("Batches", "Undo"), "undo-2", desk="undo", primary=True, states=ENDED, given=("undoable",)),
    Action("redo", phrase("Batches", "Redo…"), "redo-2", desk="redo", primary=True, states=ENDED, given=("can_redo",)),
    Action("resume", phrase("Batches", "Resume"), "play", desk="resume", primary=True, states=frozenset({"paused"})),
    Action(
        "pause",
        phrase("Batches", "Pause"),
        "pause",
        desk="pause",
        shortcut="P",
        primary=True,
        states=UNDER_WAY,
    ),
    Action("earlier", phrase("Batches", "Earlier in the queue"), "arrow-up", desk="earlier", states=OPEN),
    Action("later", phrase("Batches", "Later in the queue"), "arrow-down", desk="later", states=OPEN),
    Action(
        "cancel",
        phrase("Batches", "Cancel"),
        "x",
        desk="cancel",
        primary=True,
        states=OPEN,
    ),
)
