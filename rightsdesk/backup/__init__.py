"""Backups: a workspace saved into one file while it is in use, and made again from it."""

from rightsdesk.backup.archive import Watch
from rightsdesk.backup.restoring import Restored, restore
from rightsdesk.backup.rotation import FOLDER, folder_in, keep_newest, planned_name
from rightsdesk.backup.saving import Saved, inspected, save

__all__ = [
    "FOLDER",
    "Restored",
    "Saved",
    "Watch",
    "folder_in",
    "inspected",
    "keep_newest",
    "planned_name",
    "restore",
    "save",
]
