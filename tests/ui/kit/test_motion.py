"""Drawer, inspector and messages slide only where people like that; everything arrives all the same."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.kit.motion import motion, slide


@pytest.fixture(autouse=True)
def _as_the_system() -> Iterator[None]:
    yield
    motion().choose("system")


def test_reduced_motion_arrives_in_one_step(qapp: object) -> None:
    motion().choose("reduced")
    seen: list[int] = []
    slide(QObject(), 0, 204, seen.append)
    assert seen == [204]


def test_full_motion_goes_there_and_never_beyond(qtbot: QtBot) -> None:
    motion().choose("full")
    seen: list[int] = []
    owner = QObject()
    slide(owner, 40, 204, seen.append)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 204)
    assert seen == sorted(seen)
    assert max(seen) == 204


def test_a_later_movement_takes_over_from_the_earlier_one(qtbot: QtBot) -> None:
    motion().choose("full")
    seen: list[int] = []
    owner = QObject()
    slide(owner, 0, 204, seen.append)
    slide(owner, 100, 40, seen.append)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 40)
    assert 204 not in seen


def test_unknown_likings_mean_as_the_system_does() -> None:
    motion().choose("wild")
    assert motion().liking == "system"
