"""Everything a view finds around it, with a fake desk behind it and all threads ended afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.kit.fake_desk import FakeDesk
from ui.kit.memory import Memory
from ui.kit.page import Surroundings
from ui.kit.toast import Toasts
from ui.workers.duty import Roster
from ui.workers.pool import PicturePool
from ui.workers.pump import Pump
from ui.workers.reader import Questions


@contextmanager
def surroundings(images: int = 500, folder: Path | None = None) -> Iterator[Surroundings]:
    """Open, and close whatever happens."""
    with tempfile.TemporaryDirectory() as own:
        desk = cast(Any, FakeDesk(folder or Path(own), images))
        window = QWidget()
        around = Surroundings(
            desk=desk,
            questions=Questions(desk.reader),
            pump=Pump(),
            roster=Roster(),
            pictures=PicturePool(),
            memory=Memory((folder or Path(own)) / "window.json"),
            toasts=Toasts(window),
            go=lambda _key, _where: None,
        )
        around.questions.start()
        try:
            yield around
        finally:
            around.pump.end()
            ended = around.roster.end(), around.questions.end(), around.pictures.end()
            around.memory.flush()
            window.deleteLater()
            assert ended == ((), True, True)


def settle(around: Surroundings, milliseconds: int = 120) -> None:
    """Let pauses in typing pass and all answers come in."""
    QTest.qWait(milliseconds)
    for _ in range(400):
        if not around.questions.waiting() and not around.roster.errands.out():
            return
        QTest.qWait(5)
