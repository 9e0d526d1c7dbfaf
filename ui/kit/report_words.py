"""What a batch's report says, in the chosen language."""

from ui.kit.words import Phrase, phrase, told

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


class ReportWords(dict[str, str]):
    """Headings as they are said now; any other sentence of the product is told in the chosen language."""

    def get(self, key: str, default: object = None) -> str:
        """What is said for it."""
        return self[key] if key in self else told(key)


def report_words() -> ReportWords:
    """English heading -> heading as it is said now."""
    return ReportWords({heading.literal: str(heading) for heading in _HEADINGS})
