"""What is asked before a credit advice is rejected, put on hold or taken off it."""

from ui.kit.declare import Choice, Field
from ui.kit.words import phrase

REASONS = (
    Choice("price", phrase("Advices", "A price is wrong")),
    Choice("usage", phrase("Advices", "A use did not happen")),
    Choice("twice", phrase("Advices", "It was paid already")),
    Choice("vendor", phrase("Advices", "The vendor's details are wrong")),
    Choice("tax", phrase("Advices", "The VAT is wrong")),
    Choice("period", phrase("Advices", "It belongs to another month")),
)
WORDS = phrase("Advices", "Further words, or another reason")
REASON = Field("reason", phrase("Advices", "Reason"), "reason", REASONS, hint=WORDS, required=True)
QUESTION = Field("question", phrase("Advices", "Question to the vendor"), "multiline", required=True)
ANSWER = Field("answer", phrase("Advices", "What came of it"), "text")
