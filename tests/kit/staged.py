"""A view on a stage, as it stands in the window, with a fake desk behind it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from tests.kit.features import FEATURE
from tests.kit.surroundings import settle
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage


@contextmanager
def staged(around: Surroundings, qtbot: QtBot, *, settled: bool = True) -> Iterator[Panel]:
    """Show the view of images with its inspector, and wait for its rows unless somebody watches how they come."""
    stage = Stage()
    qtbot.addWidget(stage)
    panel = Panel(FEATURE, around)
    stage.add_view(panel, panel.side)
    stage.resize(1300, 700)
    stage.show()
    if settled:
        settle(around, 30)
    yield panel
    stage.close()
