"""Time left is the median of the last ten seconds, said after three, and nothing shows in the first half second."""

import pytest

from ui.kit.pace import Pace


class _Clock:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def pace(clock: _Clock) -> Pace:
    return Pace(clock)


def _run(pace: Pace, clock: _Clock, *speeds: int) -> int:
    settled = 0
    pace.hear("b", settled, running=True)
    for speed in speeds:
        clock.at += 1
        settled += speed
        pace.hear("b", settled, running=True)
    return settled


def test_nothing_is_said_in_the_first_three_seconds(pace: Pace, clock: _Clock) -> None:
    _run(pace, clock, 100, 100)
    assert pace.seconds_left("b", 500) is None
    clock.at += 1
    pace.hear("b", 300, running=True)
    assert pace.seconds_left("b", 500) == 5.0


def test_one_slow_second_does_not_frighten_anybody(pace: Pace, clock: _Clock) -> None:
    _run(pace, clock, 100, 100, 1, 100, 100)
    assert pace.per_second("b") == 100


def test_only_the_last_ten_seconds_count(pace: Pace, clock: _Clock) -> None:
    _run(pace, clock, *[1] * 20, *[50] * 11)
    assert pace.per_second("b") == 50


def test_a_pause_begins_the_measuring_anew(pace: Pace, clock: _Clock) -> None:
    settled = _run(pace, clock, 100, 100, 100, 100)
    pace.hear("b", settled, running=False)
    clock.at += 60
    pace.hear("b", settled, running=True)
    assert pace.per_second("b") is None


def test_progress_appears_after_half_a_second(pace: Pace, clock: _Clock) -> None:
    pace.hear("b", 0, running=True)
    clock.at += 0.4
    assert not pace.is_shown("b")
    clock.at += 0.1
    assert pace.is_shown("b")


def test_a_batch_that_stands_still_tells_no_time(pace: Pace, clock: _Clock) -> None:
    _run(pace, clock, 0, 0, 0, 0)
    assert pace.seconds_left("b", 10) is None


def test_batches_that_are_gone_are_forgotten(pace: Pace, clock: _Clock) -> None:
    _run(pace, clock, 1, 1, 1, 1)
    pace.keep(set())
    assert pace.per_second("b") is None
