import threading
import time
from typing import Never

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.faults import Unusable
from ui.workers.errand import Errand, Progress


def test_a_long_job_runs_elsewhere_and_is_heard_here(qtbot: QtBot) -> None:
    threads, steps = [], []

    def job(told: Progress) -> str:
        threads.append(threading.get_ident())
        told(1, 2, "half")
        return "made"

    errand = Errand(job)
    errand.went_on.connect(lambda *step: steps.append((*step, threading.get_ident())))
    with qtbot.waitSignal(errand.done) as heard:
        errand.start()
    here = threading.get_ident()
    assert heard.args == ["made"]
    assert threads != [here]
    assert steps == [(1, 2, "half", here)]


def test_a_fault_arrives_as_its_own_sentence(qtbot: QtBot) -> None:
    def job(_told: Progress) -> Never:
        raise Unusable("The disk is full.")

    errand = Errand(job)
    with qtbot.waitSignal(errand.failed) as heard:
        errand.start()
    assert heard.args == ["The disk is full."]


def test_a_defect_of_ours_leaves_the_window_alive(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    errand = Errand(lambda _told: 1 // 0)
    with qtbot.waitSignal(errand.failed) as heard:
        errand.start()
    assert "ZeroDivisionError" in heard.args[0]
    assert "errand failed" in caplog.text


def test_a_stopped_job_is_left_where_it_next_tells_of_its_progress(qtbot: QtBot) -> None:
    steps: list[int] = []

    def count(told: Progress) -> None:
        for step in range(10_000):
            steps.append(step)
            told(step, 10_000, "")
            time.sleep(0.001)

    errand = Errand(count)
    errand.start()
    qtbot.waitUntil(lambda: len(steps) > 2)
    with qtbot.waitSignal(errand.failed) as failed:
        errand.stop()
    assert failed.args == ["Stopped before it was finished; nothing was changed."]
    assert len(steps) < 10_000
