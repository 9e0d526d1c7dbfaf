"""What a list of batches shows."""

from ui.kit.contents import clock, count, day, join, text, told, toned, when
from ui.kit.declare import Column, Pill, Tone
from ui.kit.words import phrase

STATES = {
    "queued": Pill(phrase("Batches", "Queued"), "neutral", "clock"),
    "running": Pill(phrase("Batches", "Running"), "pending", "loader"),
    "paused": Pill(phrase("Batches", "Paused"), "warning", "pause"),
    "cancelling": Pill(phrase("Batches", "Cancelling"), "warning", "octagon-pause"),
    "done": Pill(phrase("Batches", "Done"), "ok", "circle-check"),
    "done-with-failures": Pill(phrase("Batches", "Partly failed"), "failed", "octagon-x"),
    "cancelled": Pill(phrase("Batches", "Cancelled"), "neutral", "circle-slash"),
    "undone": Pill(phrase("Batches", "Undone"), "neutral", "undo-2"),
}
KINDS = {
    "update-metadata": phrase("Batches", "Update"),
    "undo-metadata": phrase("Batches", "Undo"),
    "refresh-metadata": phrase("Batches", "Refresh"),
    "buy-images": phrase("Batches", "Purchase"),
    "withdraw-images": phrase("Batches", "Withdrawal"),
    "reinstate-images": phrase("Batches", "Reinstatement"),
    "generate-advices": phrase("Batches", "Credit advices"),
    "approve-advices": phrase("Batches", "Approval"),
    "reject-advices": phrase("Batches", "Rejection"),
    "issue-advices": phrase("Batches", "Issue"),
    "block-vendors": phrase("Batches", "Block"),
    "unblock-vendors": phrase("Batches", "End of block"),
    "export-advices": phrase("Batches", "Export"),
    "deliver-advices": phrase("Batches", "Delivery"),
    "grant-use": phrase("Batches", "Grants"),
    "extend-grants": phrase("Batches", "Extension"),
    "restrict-use": phrase("Batches", "Restriction"),
    "lift-restrictions": phrase("Batches", "Lifting"),
    "override-restrictions": phrase("Batches", "Override"),
    "end-overrides": phrase("Batches", "End of overrides"),
    "place-usages": phrase("Batches", "Usages"),
    "end-usages": phrase("Batches", "Usages ended"),
    "decide-take-downs": phrase("Batches", "Decision"),
    "reverse-charges": phrase("Batches", "Reversal"),
    "check-expiry": phrase("Batches", "Expiry check"),
    "undo-rights": phrase("Batches", "Undo"),
    "undo-decisions": phrase("Batches", "Undo"),
    "undo-blocks": phrase("Batches", "Undo"),
    "assess-images": phrase("Batches", "Assessment"),
    "undo-assessment": phrase("Batches", "Undo"),
}
NUMBER = count("number", phrase("Batches", "Batch %n"))
FAILED = when("failed", toned(count("failed"), "failed", "octagon-x"))
COUNTERS: tuple[tuple[str, Tone], ...] = (
    ("done", "ok"),
    ("unchanged", "neutral"),
    ("failed", "failed"),
    ("conflicted", "warning"),
)

COLUMNS = (
    Column(
        "title",
        phrase("Batches", "Batch"),
        250,
        told("title"),
        join(NUMBER, text("actor")),
        hideable=False,
        stretch=True,
        strong=True,
    ),
    Column("state", phrase("Batches", "State"), 132, pills=STATES, filter="state"),
    Column("progress", phrase("Batches", "Progress"), 190, bar=COUNTERS, total="total", order=""),
    Column("total", phrase("Batches", "Items"), 84, count("total"), align="right"),
    Column("failed", phrase("Batches", "Failed"), 84, FAILED, align="right"),
    Column("queued_at", phrase("Batches", "Started"), 118, day("queued_at"), clock("queued_at")),
    Column("finished_at", phrase("Batches", "Finished"), 118, day("finished_at"), clock("finished_at")),
    Column("actor", phrase("Batches", "Who"), 120, filter="actor", shown=False),
    Column("unchanged", phrase("Batches", "Already so"), 96, count("unchanged"), align="right", shown=False),
    Column("conflicted", phrase("Batches", "Changed elsewhere"), 130, count("conflicted"), align="right", shown=False),
)
