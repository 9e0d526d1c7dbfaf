"""Settings that belong to the open workspace, made from what a page finds around it."""

from __future__ import annotations

from pathlib import Path

from rightsdesk.faults import Fault
from ui.kit.page import Surroundings
from ui.kit.preferences import Amount, Folder
from ui.kit.words import phrase, told

USUAL_DAYS = 30


def undo_days_of(around: Surroundings) -> Amount:
    """For how long batches can be undone; kept in the settings of the workspace, since it decides for all."""
    house, toasts = around.desk.house, around.toasts

    def keep(days: int) -> None:
        try:
            house.keep_undo_days(days)
        except Fault as fault:
            toasts.say(told(fault.sentence), state="failed")

    return Amount(
        "undo_days",
        phrase("Settings", "Undo is offered for"),
        phrase(
            "Settings", "For everybody in this workspace. Batches that ended earlier keep their history, but no Undo."
        ),
        phrase("Settings", "days"),
        (1, 365),
        lambda: house.undo_days,
        keep,
        USUAL_DAYS,
        also=phrase("Settings", "take back history"),
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
