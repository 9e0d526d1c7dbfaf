"""The rate shown for a batch follows what was settled lately."""

import pytest

from rightsdesk.workqueue.rate import Rate


def test_nothing_is_claimed_before_the_first_second_is_over() -> None:
    rate = Rate()
    rate.add(50, 100.2)
    assert rate.per_second(100.9) is None
    assert rate.per_second(101.0) == 50


def test_a_steady_pace_is_shown_as_it_is() -> None:
    rate = Rate()
    for second in range(30):
        rate.add(4, 100.0 + second)
        rate.add(3, 100.5 + second)
    assert rate.per_second(130.0) == pytest.approx(7)


def test_seconds_without_any_item_lower_the_rate() -> None:
    rate = Rate()
    rate.add(30, 100.0)
    assert rate.per_second(103.0) == pytest.approx(30 * 0.5**0.2 / (1 + 0.5**0.1 + 0.5**0.2))


def test_after_ten_seconds_an_old_pace_counts_half() -> None:
    rate = Rate()
    for second in range(600):
        rate.add(100, 100.0 + second)
    assert rate.per_second(700.0) == pytest.approx(100)
    assert rate.per_second(710.0) == pytest.approx(50)


def test_asking_does_not_change_the_rate() -> None:
    rate = Rate()
    rate.add(30, 100.0)
    assert [rate.per_second(105.0), rate.per_second(105.0)] == [rate.per_second(105.0)] * 2
    rate.add(30, 100.5)
    assert rate.per_second(101.0) == 60
