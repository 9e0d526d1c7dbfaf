"""What the guided first batch says at each of its marks."""

from dataclasses import dataclass

from ui.kit.declare import Text
from ui.kit.words import phrase

FIRST = ("view", "all", "update")
"""The marks that are counted; what follows is what comes of the batch."""
END = "end"


@dataclass(frozen=True, slots=True)
class Said:
    """Title, one or two sentences, and the verb that leaves the step to the program."""

    title: Text
    words: Text
    verb: Text


DO_IT = phrase("Guide", "Do it for me")
MARKS = {
    "view": Said(
        phrase("Guide", "Choose what to change"),
        phrase(
            "Guide",
            "This saved view lists the images whose time online ends within 30 days. Press it, or Ctrl+K and its name.",
        ),
        DO_IT,
    ),
    "all": Said(
        phrase("Guide", "Select all of them at once"),
        phrase(
            "Guide",
            "The box in the head selects every image that matches, also those you have not scrolled to. Ctrl+A does the"
            " same.",
        ),
        DO_IT,
    ),
    "update": Said(
        phrase("Guide", "One button changes them all"),
        phrase(
            "Guide",
            "A new day already stands under “Online until”; the lines above the button say what will come of it. Press"
            " Update, or Ctrl+Enter.",
        ),
        DO_IT,
    ),
    "retry": Said(
        phrase("Guide", "Two images failed, on purpose"),
        phrase(
            "Guide",
            "The simulated vendor service did not take two of them. All others are done; the cause stands beside the"
            " bar. Press Retry: this time it works.",
        ),
        DO_IT,
    ),
    "undo": Said(
        phrase("Guide", "Everything can be taken back"),
        phrase(
            "Guide",
            "One batch is one undo, whatever its size, for 30 days. Press Undo, and every image has its former day"
            " again.",
        ),
        DO_IT,
    ),
    END: Said(
        phrase("Guide", "That is all"),
        phrase(
            "Guide",
            "Choose, select, change; retry what failed, take back what was wrong. The keyboard map opens with “?”, and"
            " this tour begins again from the palette, Ctrl+K.",
        ),
        phrase("Guide", "Look around"),
    ),
}
