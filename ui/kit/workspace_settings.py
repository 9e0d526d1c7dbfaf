"""Settings that belong to the open workspace, made from what a page finds around it."""

from __future__ import annotations

from pathlib import Path

from ui.kit.declare import Choice
from ui.kit.page import Surroundings
from ui.kit.preferences import NEXT_OPENING, Folder, Preference
from ui.kit.status_bar import ROLES
from ui.kit.words import phrase


def role_of(around: Surroundings) -> Preference:
    """Who sits here; kept in the settings of the workspace."""
    desk, chosen = around.desk, dict[str, str]()

    def choose(role: str) -> None:
        desk.take_role(role)
        chosen["role"] = role

    return Preference(
        "role",
        phrase("Settings", "Role"),
        phrase("Settings", "Says what the work at this desk is; the status bar shows it."),
        [Choice(role, title) for role, title in ROLES.items()],
        lambda: chosen.get("role") or desk.role,
        choose,
        when=NEXT_OPENING,
        also=phrase("Settings", "user person rights accountant editor"),
    )


def workspace_folder(around: Surroundings) -> Folder:
    """Where everything recorded lies."""
    return Folder(
        "workspace",
        phrase("Settings", "Folder of the workspace"),
        phrase("Settings", "Events, documents and deliveries; back this up."),
        lambda: str(around.desk.folder),
        also=phrase("Settings", "path directory data backup"),
    )


def program_folder(around: Surroundings) -> Folder:
    """Where this window keeps what it remembers about the workspace."""
    return Folder(
        "cache",
        phrase("Settings", "Folder of pictures and arrangement"),
        phrase("Settings", "May be deleted while the program is closed; it is made anew."),
        lambda: str(Path(around.desk.folder) / "cache"),
        also=phrase("Settings", "path directory cache window"),
    )
