"""What the people of a workspace set for it from a window; in force at once and kept in its settings."""

from dataclasses import replace
from pathlib import Path

from rightsdesk.settings import Settings, load, save


class House:
    """Changes one setting at a time; everything else in the file stays as it is."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Begin with the settings as they were when the workspace was opened."""
        self._folder, self._settings = folder, settings

    @property
    def role(self) -> str:
        """Return the role of the person at the desk."""
        return self._settings.role

    def take_role(self, role: str) -> None:
        """Let the person at the desk have another role."""
        self._keep(role=role)

    @property
    def undo_days(self) -> int:
        """Return for how many days after its end a batch can be undone."""
        return self._settings.undo_days

    def keep_undo_days(self, days: int) -> None:
        """Let batches be undone for so many days, whoever gave them."""
        self._keep(undo_days=days)

    def hand_over_picture_limit(self) -> int | None:
        """Return how many megabytes of pictures this workspace asked to keep, once; None where it asked nothing.

        The limit belongs to the computer, not to the workspace: afterwards the usual one stands in the file again.
        """
        usual, kept = Settings().picture_cache_mb, self._settings.picture_cache_mb
        if kept == usual:
            return None
        self._keep(picture_cache_mb=usual)
        return kept

    def _keep(self, **changes: str | int) -> None:
        save(self._folder, replace(load(self._folder), **changes))  # type: ignore[arg-type] # names and kinds as above
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type] # the same
