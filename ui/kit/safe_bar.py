"""Says how the last start ended: a bar as long as safe mode lasts, a message after a single fall."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.kit.banner import Banner
from ui.kit.toast import Toasts
from ui.kit.words import follow_words, tr


def say_safe(above: QWidget, normal: Callable[[], object]) -> Banner:
    """A bar right above that part of the window: what safe mode leaves out, and the way back."""
    bar = Banner()
    holder = above.parentWidget()
    layout = holder.layout() if holder is not None else None
    if layout is not None:
        layout.insertWidget(layout.indexOf(above), bar)  # type: ignore[attr-defined] # the frame stacks its parts

    def say() -> None:
        words = tr(
            "Crash",
            "Safe mode after two unexpected ends: views stand as shipped and nothing is fetched by itself. "
            "Your work is complete.",
        )
        bar.say(words, [(tr("Crash", "Normal start"), normal)], icon="life-buoy")

    follow_words(bar, say)
    return bar


def say_fallen(toasts: Toasts, look: Callable[[], object]) -> None:
    """After one fall: nothing is lost, and where the notes are."""
    words = tr("Crash", "The program ended unexpectedly last time. Everything you ordered is saved and goes on.")
    toasts.say(words, [(tr("Crash", "Open the log folder"), look)], state="warning")
