"""What the frame and the views know of each other: a page is a view, its surroundings are what it may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.commands import Commands
from ui.kit.declare import Choice, Feature, SavedView, Text
from ui.kit.memory import Memory
from ui.kit.rebuilds import Rebuilds
from ui.kit.toast import Toasts

if TYPE_CHECKING:  # the frame can be painted before the core is loaded
    from rightsdesk.desk import Desk
    from ui.kit.view_shelf import Shelf
    from ui.workers.duty import Roster
    from ui.workers.pool import PicturePool
    from ui.workers.pump import Pump
    from ui.workers.reader import Questions


def _shelf() -> Shelf:
    from ui.kit.view_shelf import Shelf

    return Shelf()


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
    shelf: Shelf = field(default_factory=_shelf)
    """The saved views of all places; without a workspace they go with the window."""
    rebuilds: Rebuilds = field(default_factory=Rebuilds)
    """Which tables are being made anew."""


class Page(QWidget):
    """One view in the middle of the window; what it does not override it simply does not offer."""

    view_counted = Signal(str, str)
    """Key of a saved view and the number of its rows, as it is shown."""
    view_told = Signal(str)
    """Key of the saved view in force, empty when the filter is none of them."""

    key = ""
    """Which place this is."""
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

    def shelved(self) -> tuple[Sequence[SavedView], str, Mapping[str, str]]:
        """The saved views of the place, the one in force, and the counts that are known."""
        return (), "", {}

    def view_deed(self, deed: str) -> None:
        """Rename, delete, move, revert or hand on the saved view in force, or take one in."""

    def view_menu(self, key: str, place: QPoint) -> None:
        """Offer what can be done to a saved view."""


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
