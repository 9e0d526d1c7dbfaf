"""What belongs to the person or the computer and what to the workspace: each is kept once, and told to the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from rightsdesk.faults import Fault
from ui.kit.likings import CACHE_MB, likings
from ui.kit.page import Surroundings
from ui.kit.words import told
from ui.roles import ROLES, roles

UNDO_DAYS = "undo.days"
"""Under which name older programs kept among the likings of a person what now the workspace decides."""


class Belongings(QObject):
    """Serves one open workspace."""

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._begun = around, False

    def begin(self) -> None:
        """Take over what older programs kept elsewhere, then let what holds be in force and follow every change."""
        house, days = self._around.desk.house, likings().hand_over(UNDO_DAYS)
        if isinstance(days, int) and days > 0:
            self._tried(lambda: house.keep_undo_days(days))
        self._tried(self._take_over_limit)
        roles().hear(house.role)
        if roles().key:
            self._take_role(roles().key)
        if likings().is_kept(CACHE_MB):
            self._limit(CACHE_MB)
        self._begun = True
        likings().changed.connect(self._limit)
        roles().changed.connect(self._take_role)

    def end(self) -> None:
        """The workspace is closed; nothing is told to it any more."""
        if self._begun:
            self._begun = False
            likings().changed.disconnect(self._limit)
            roles().changed.disconnect(self._take_role)

    def _take_over_limit(self) -> None:
        handed = self._around.desk.house.hand_over_picture_limit()
        if handed is not None and not likings().is_kept(CACHE_MB):
            likings().put(CACHE_MB, handed)

    @Slot(str)
    def _limit(self, name: str) -> None:
        desk, megabytes = self._around.desk, likings().number(CACHE_MB)
        if name == CACHE_MB:
            self._around.roster.errands.run(lambda: desk.pictures.keep_within(megabytes))

    @Slot(str)
    def _take_role(self, key: str) -> None:
        house, stored = self._around.desk.house, ROLES[key].stored
        if house.role != stored:
            self._tried(lambda: house.take_role(stored))

    def _tried(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except Fault as fault:
            self._around.toasts.say(told(fault.sentence), state="failed")
