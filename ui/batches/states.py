"""The states and kinds of batches, each with its word."""

from ui.kit.declare import Pill
from ui.kit.words import phrase

STATES = {
    "queued": Pill(phrase("Batches", "Queued"), "neutral", "clock"),
    "waiting": Pill(phrase("Batches", "Waiting for connection"), "warning", "cloud-off"),
    "running": Pill(phrase("Batches", "Running"), "pending", "loader"),
    "paused": Pill(phrase("Batches", "Paused"), "warning", "pause"),
    "cancelling": Pill(phrase("Batches", "Cancelling"), "warning", "octagon-pause"),
    "done": Pill(phrase("Batches", "Done"), "ok", "circle-check"),
    "done-with-failures": Pill(phrase("Batches", "Partly failed"), "failed", "octagon-x"),
    "failed": Pill(phrase("Batches", "Failed"), "failed", "circle-x"),
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
