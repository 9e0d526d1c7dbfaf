"""What nobody needs any more is thrown away on the window's thread, and on no other."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.workers.tidy import Tidy


class Knot:
    """Garbage that only the collector finds; notes which thread threw it away."""

    ends: list[str] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.ends.append(threading.current_thread().name)


@pytest.fixture
def tidy(qtbot: QtBot) -> Iterator[Tidy]:
    assert qtbot is not None
    gc.collect()
    Knot.ends.clear()
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    tidy = Tidy()
    tidy.begin()
    yield tidy
    tidy.end()
    gc.set_threshold(*usual)
    assert gc.isenabled()


def _allocate() -> None:
    for _ in range(5_000):
        Knot()


def test_garbage_of_another_thread_is_thrown_away_on_the_window_s(qtbot: QtBot, tidy: Tidy) -> None:
    thread = threading.Thread(target=_allocate, name="reader")
    thread.start()
    thread.join()
    assert not Knot.ends
    qtbot.waitUntil(lambda: len(Knot.ends) == 5_000)
    assert set(Knot.ends) == {threading.main_thread().name}
    assert tidy is not None


def test_where_little_was_made_nothing_is_looked_through(tidy: Tidy) -> None:
    gc.collect()
    kept = Knot()
    kept.me = Knot()
    tidy.look()
    assert not Knot.ends
