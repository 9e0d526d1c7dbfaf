"""The hub's own time."""

from datetime import UTC, datetime

from rightsdesk.hub.clock import HubClock


def test_the_clock_runs_with_its_source_and_can_be_advanced() -> None:
    real = [1000.0]
    clock = HubClock(lambda: real[0])
    clock.advance(50)
    real[0] += 5
    assert clock.now() == 1055


def test_a_stopped_clock_stands_until_it_runs_on_from_there() -> None:
    real = [1000.0]
    clock = HubClock(lambda: real[0])
    clock.stop()
    real[0] += 100
    clock.advance(7)
    assert clock.now() == 1007
    clock.run()
    real[0] += 1
    assert clock.now() == 1008


def test_the_clock_can_be_set_and_writes_moments_in_utc() -> None:
    clock = HubClock(lambda: 0.0)
    clock.set(datetime(2026, 10, 1, 8, 30, tzinfo=UTC))
    assert clock.stamp() == "2026-10-01T08:30:00Z"
    assert clock.http_date(-1800) == "Thu, 01 Oct 2026 08:00:00 GMT"
