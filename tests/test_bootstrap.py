"""A workspace tells before it is opened whether its lists have to be made anew, and makes them in steps."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.faults import Unavailable
from tests.kit.terminal import Terminal

OPENING = bootstrap.Opening(in_process=True)


def test_ready_lists_are_not_made_anew(bought: Terminal) -> None:
    assert bootstrap.unready(bought.folder) == 0


def test_lists_that_are_gone_are_made_from_all_events_and_say_how_far(bought: Terminal) -> None:
    rows = _images(bought.folder)
    (bought.folder / "read.db").unlink()
    events = bootstrap.unready(bought.folder)
    assert events > 100
    told: list[tuple[int, int]] = []
    _prepare(bought.folder, lambda done, total: told.append((done, total)))
    assert told[-1] == (events, events)
    assert bootstrap.unready(bought.folder) == 0
    assert _images(bought.folder) == rows


def test_making_them_is_broken_off_without_harm(bought: Terminal) -> None:
    rows = _images(bought.folder)
    (bought.folder / "read.db").unlink()

    def stop(_done: int, _total: int) -> None:
        raise Unavailable("Stopped.")

    with pytest.raises(Unavailable):
        _prepare(bought.folder, stop)
    assert bootstrap.unready(bought.folder) > 0
    assert _images(bought.folder) == rows


def _prepare(folder: Path, told: Callable[[int, int], None]) -> None:
    bootstrap.open_desk(folder, replace(OPENING, progress=told)).close()


def _images(folder: Path) -> list[object]:
    desk = bootstrap.open_desk(folder, OPENING)
    try:
        desk.settle()
        return desk.reader().all("images")
    finally:
        desk.close()
