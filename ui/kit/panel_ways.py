"""Where an action leads to with what it collected: another place, or the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from ui.kit.declare_ways import Way
from ui.kit.filter_terms import exactly
from ui.kit.page import Surroundings
from ui.kit.toast import Toasts
from ui.kit.words import tn, tr

MOST_WAYS = 500
"""Of so many rows the way to another place is taken at once."""


def go_there(around: Surroundings, way: Way, values: Sequence[str]) -> None:
    """Open the place that shows what belongs to these values; more than it can name are told."""
    different = list(dict.fromkeys(values))
    if not different:
        around.toasts.say(tr("Kit", "There is nothing to go to from here"), state="warning")
        return
    if len(different) > MOST_WAYS:
        around.toasts.say(tr("Kit", "Only the first {count} are shown", count=MOST_WAYS), state="warning")
    around.go(way.place, exactly(way.field, *different[:MOST_WAYS]))


def to_clipboard(toasts: Toasts, lines: Sequence[str]) -> None:
    """Copy these lines and say how many they are."""
    QGuiApplication.clipboard().setText("\n".join(lines))
    toasts.say(tn("Kit", "%n line(s) copied", len(lines)))
