"""What generating and blocking would mean for the selected vendors."""

from ui.kit.declare import Impact
from ui.kit.words import phrase

IMPACTS = (
    Impact("will-change", phrase("Vendors", "will be generated")),
    Impact("costs", phrase("Vendors", "total, net"), "coins", "neutral"),
    Impact("generated", phrase("Vendors", "generated for this period already"), "circle-check", "neutral"),
    Impact("nothing", phrase("Vendors", "accounts with nothing to pay"), "circle-minus", "neutral"),
    Impact("carried", phrase("Vendors", "below the minimum payout, carried over"), "clock-arrow-up", "neutral"),
)
