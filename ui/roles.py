"""What a person mostly does here: it sets the first view, the columns shown and the height of rows, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QObject, Signal

from ui.kit.declare import Choice, Text
from ui.kit.memory import Memory
from ui.kit.preferences import Preference
from ui.kit.table_layout import Layout, kept, recalled
from ui.kit.theme import Density, theme
from ui.kit.words import phrase

ROLE, WORN = "role", "role.worn"
"""Under which keys the role is kept: that of the person, and the one a workspace's window was set up for."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one view that a role wants to see, or not, against what is declared."""

    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What it is called and what it sets."""

    title: Text
    stored: str
    """How a workspace writes it."""
    start: str
    density: Density
    columns: Mapping[str, Columns] = field(default_factory=dict)


ROLES: dict[str, Role] = {
    "editor": Role(
        phrase("Roles", "Picture editor"),
        "picture editor",
        "images",
        "comfortable",
        {"images": Columns(("usages", "use_until"))},
    ),
    "accountant": Role(
        phrase("Roles", "Accountant"),
        "accountant",
        "credit_advices",
        "compact",
        {"images": Columns(("price_origin", "usages"), ("sync", "platforms")), "usages": Columns(("amount",))},
    ),
    "administrator": Role(
        phrase("Roles", "Administrator"),
        "administrator",
        "batches",
        "regular",
        {"images": Columns(("key", "changed_at", "live"))},
    ),
}
VIEWS = sorted({view for each in ROLES.values() for view in each.columns})


class Roles(QObject):
    """The role of the person on this computer; empty until one was chosen."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.told = ""
        """What the open workspace says, as long as the person chose nothing."""

    def hear(self, stored: str) -> None:
        """The open workspace has the person down in that role."""
        self.told = next((key for key, role in ROLES.items() if role.stored == stored), "")

    @property
    def title(self) -> str:
        """What the role is called, in the language now spoken."""
        return str(ROLES[self.key].title) if self.key in ROLES else ""

    def choose(self, key: str) -> None:
        """Take a role; an unknown one is none."""
        if key not in ROLES or key == self.key:
            return
        self.key = key
        theme().space_rows(ROLES[key].density)
        self.changed.emit(key)


@cache
def roles() -> Roles:
    """The one person of this program."""
    return Roles()


def wear_role(memory: Memory) -> None:
    """Put the kept role in force without setting anything, and keep every later one."""
    kept_role = memory.get(ROLE)
    roles().key = kept_role if kept_role in ROLES else ""
    roles().changed.connect(lambda key: memory.put(ROLE, key))


def dress(memory: Memory, place: str) -> None:
    """Set a workspace's window up for the role before it is furnished, once for each role; `place` keeps the view."""
    role = ROLES.get(roles().key)
    if role is None or memory.get(WORN) == roles().key:
        return
    memory.put(WORN, roles().key)
    memory.put(place, role.start)
    for view in VIEWS:
        layout = recalled(memory, view)
        arrange(role, view, layout)
        kept(memory, view, layout)


def arrange(role: Role, view: str, layout: Layout) -> None:
    """Show the columns of the role; what the person set up stays, what another role had asked for is taken back."""
    others = [each.columns[view] for each in ROLES.values() if view in each.columns]
    asked_for = {key for each in others for key in each.shown}
    left_out = {key for each in others for key in each.hidden}
    mine = role.columns.get(view, Columns())
    layout.shown = [*(key for key in layout.shown if key not in asked_for), *mine.shown]
    layout.hidden = [*(key for key in layout.hidden if key not in left_out), *mine.hidden]


ROLE_CHOICE = Preference(
    ROLE,
    phrase("Settings", "Role"),
    phrase(
        "Settings",
        "Sets the view to start with, the columns shown and the height of rows. Only an administrator swaps tables.",
    ),
    [Choice(key, role.title) for key, role in ROLES.items()],
    lambda: roles().key or roles().told,
    lambda key: roles().choose(key),
    also=phrase("Settings", "user person rights accountant editor"),
)
