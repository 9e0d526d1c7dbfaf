"""What the frame and the views know of each other: a page is a view, its surroundings are what it may use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.commands import Commands
from ui.kit.declare import Choice, Feature, Text
from ui.kit.memory import Memory
from ui.kit.toast import Toasts

if TYPE_CHECKING:  # the frame can be painted before the core is loaded
    from rightsdesk.desk import Desk
    from ui.workers.duty import Roster
    from ui.workers.pool import PicturePool
    from ui.workers.pump import Pump
    from ui.workers.reader import Questions


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything a page finds around it; made once for each open workspace."""

    desk: Desk
    questions: Questions
    pump: Pump
    roster: Roster
    pictures: PicturePool
    memory: Memory
    toasts: Toasts
    go: Callable[..., None]
    """Opens the place of that key with that filter in force (empty: as it was left); `pick=True` selects its rows."""
    commands: Commands = field(default_factory=Commands)
    offline: Callable[[], bool] = lambda: False
    """Whether nothing comes from outside now; kept with decisions that ask for it."""
    platforms: Sequence[Choice] = ()
    """Those of the workspace with their names, as it was opened: what editors offer."""


class Page(QWidget):
    """One view in the middle of the window; what it does not override it simply does not offer."""

    view_counted = Signal(str, str)
    """Key of a saved view and the number of its rows, as it is shown."""
    view_told = Signal(str)
    """Key of the saved view in force, empty when the filter is none of them."""

    side: QWidget | None = None
    """The inspector that belongs to this view; the frame places it."""

    def use_platform(self, platform: str | None) -> None:
        """Show what belongs to that platform, or to all for None."""

    def open_view(self, key: str) -> None:
        """Put a saved view in force."""

    def filter_by(self, where: str) -> None:
        """Put a filter in force, in the filter language."""

    def pick(self, where: str) -> None:
        """Put a filter in force and select everything that it finds."""

    def select(self, ids: Sequence[int]) -> None:
        """Select exactly these rows and show nothing else."""

    def reveal(self, row_id: int, where: str) -> None:
        """Put the cursor on a row; `where` finds it when the view does not show it now."""

    def refresh(self) -> None:
        """Ask for everything again and put it in order."""

    def save_view(self) -> None:
        """Keep the present filter, columns and order under a name."""


PageFactory = Callable[[Surroundings], Page]


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation with the page behind it; the page is made when it is first opened."""

    key: str
    title: Text
    icon: str
    shortcut: str
    make: PageFactory
    feature: Feature | None = None
    foot: bool = False
    """Stands at the foot of the navigation, apart from the daily work."""
