"""The headings of a batch's report in the chosen language."""

from ui.kit.words import Phrase, phrase

_HEADINGS: tuple[Phrase, ...] = (
    phrase("Report", "Batch"),
    phrase("Report", "Who"),
    phrase("Report", "Started"),
    phrase("Report", "Finished"),
    phrase("Report", "Items"),
    phrase("Report", "Done"),
    phrase("Report", "Already so"),
    phrase("Report", "Failed"),
    phrase("Report", "Changed elsewhere"),
    phrase("Report", "Withdrawn"),
    phrase("Report", "Failures by cause"),
    phrase("Report", "Nothing failed."),
    phrase("Report", "Items that failed"),
    phrase("Report", "Item"),
    phrase("Report", "Title"),
    phrase("Report", "Vendor"),
    phrase("Report", "Cause"),
    phrase("Report", "Count"),
)


def report_words() -> dict[str, str]:
    """English heading -> heading as it is said now."""
    return {heading.literal: str(heading) for heading in _HEADINGS}
