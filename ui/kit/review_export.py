"""What leaves the house from a queue: rows put into an export, and its file written where the person wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rightsdesk.desk.exports import ENDINGS, Made
from ui.kit.ask import folder_asked, place_asked
from ui.kit.declare import Action, Order
from ui.kit.exporting import FOLDER, PlaceAsked
from ui.kit.panel_acting import Aim
from ui.kit.words import tn, told
from ui.workers.errand import Errand, Progress

if TYPE_CHECKING:
    from ui.kit.panel import Panel


class ReviewExport(QObject):
    """Asks where to first, so that nothing is exported without its file."""

    def __init__(self, view: Panel, key: str) -> None:
        super().__init__(view)
        self._view, self._key = view, key
        self.place_asked: PlaceAsked = place_asked
        self.folder_asked: Callable[[QWidget, str, Path], Path | None] = folder_asked

    def carry_out(self, action: Action, order: Order, aim: Aim) -> bool:
        """Export these rows into a file, or files into a folder; whether the action is one of these."""
        if action.key == self._key:
            self._into_file(action, order, aim)
        elif getattr(order, "wants_folder", False):
            self._into_folder(action, order, aim)
        else:
            return False
        return True

    def _last_folder(self) -> Path:
        return Path(str(self._view.around.memory.get(FOLDER) or Path.home()))

    def _into_folder(self, action: Action, order: Order, aim: Aim) -> None:
        folder = self.folder_asked(self._view, str(action.title), self._last_folder())
        if folder is not None:
            self._view.around.memory.put(FOLDER, str(folder))
            self._view.selecting.acting.give(action, replace(order, folder=str(folder)), aim)

    def _into_file(self, action: Action, order: Order, aim: Aim) -> None:
        ending = ENDINGS[order.format]
        day = datetime.now().astimezone().date()
        suggested = self._last_folder() / f"{order.format}-{day}{ending}"
        path = self.place_asked(self._view, str(action.title), suggested, {f"*{ending}": ending.removeprefix(".")})
        if path is not None:
            self._view.around.memory.put(FOLDER, str(path.parent))
            self._begin(partial(self._write, order, aim, path))
            self._view.selecting.acting.leave()

    def _begin(self, write: Callable[[Progress], Made]) -> None:
        errand = Errand(write, self)
        errand.done.connect(self._done)
        errand.failed.connect(self._sorry)
        self._view.around.roster.adopt(errand)
        errand.start()

    def _write(self, order: Order, aim: Aim, path: Path, _told: Progress) -> Made:
        desk = self._view.around.desk
        reader = desk.reader()
        try:
            batch = desk.submit(aim.selection, order, expected=aim.count).batch
            desk.wait(batch)
            return desk.exports.write(batch, desk.exports.place(order.format, path, force=True))
        finally:
            reader.close()

    def _done(self, made: Made) -> None:
        said = [
            tn("Review", "%n credit advice(s) in {file}", made.advices, file=made.path.name),
            *map(told, made.warnings),
        ]
        self._view.around.toasts.say(" · ".join(said), state="warning" if made.warnings else "ok")

    def _sorry(self, sentence: str) -> None:
        self._view.around.toasts.say(told(sentence), state="failed")
