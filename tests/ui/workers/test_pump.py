"""The pump collects what changed and hands it over in one piece per beat."""

import threading

from pytestqt.qtbot import QtBot

from ui.workers.pump import Pump


def test_many_changes_become_one_message(qtbot: QtBot) -> None:
    pump, came = Pump(), list[object]()
    pump.drained.connect(came.append)
    for number in range(1_000):
        pump.put("images", {number % 10, number % 7})
    pump.put_all({"batches": {1}})
    pump.beat()
    assert came == [{"images": set(range(10)), "batches": {1}}]
    pump.end()


def test_changes_from_another_thread_arrive_with_the_next_beat(qtbot: QtBot) -> None:
    pump, came = Pump(), list[object]()
    pump.drained.connect(came.append)
    thread = threading.Thread(target=lambda: pump.put("images", {5}))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(came))
    assert came == [{"images": {5}}]
    pump.end()


def test_a_minimised_window_is_left_in_peace_and_told_later(qtbot: QtBot) -> None:
    pump, came = Pump(), list[object]()
    pump.drained.connect(came.append)
    pump.pace(active=False, visible=False)
    pump.put("images", {1})
    qtbot.wait(150)
    assert came == []
    pump.pace(active=True)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [{"images": {1}}]
    pump.end()


def test_nothing_new_means_no_message(qtbot: QtBot) -> None:
    pump, came = Pump(), list[object]()
    pump.drained.connect(came.append)
    pump.beat()
    assert came == []
    pump.end()
