from datetime import UTC, datetime

from rightsdesk.vendorsync.throttle import TokenBucket, announced_wait, full_jitter, unannounced_wait

NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def test_retry_after_is_read_as_seconds_or_as_a_date_and_capped_at_an_hour() -> None:
    assert announced_wait("17", NOW) == 17
    assert announced_wait("Thu, 01 Oct 2026 12:05:00 GMT", NOW) == 300
    assert announced_wait("Thu, 01 Oct 2026 11:00:00 GMT", NOW) == 0
    assert announced_wait("86400", NOW) == 3600
    assert announced_wait("soon", NOW) is None
    assert announced_wait(None, NOW) is None


def test_without_a_hint_the_pause_doubles_from_a_minute_to_an_hour() -> None:
    assert [unannounced_wait(n) for n in range(8)] == [60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_jitter_stays_under_a_bound_that_doubles_and_ends() -> None:
    assert [full_jitter(n, lambda: 1.0) for n in range(8)] == [0.5, 1, 2, 4, 8, 16, 20, 20]
    assert full_jitter(3, lambda: 0.0) == 0


def test_a_bucket_lets_the_burst_through_and_spreads_the_rest() -> None:
    seconds = [0.0]
    bucket = TokenBucket(rate=10, burst=2, clock=lambda: seconds[0])
    assert [round(bucket.reserve(), 3) for _ in range(4)] == [0, 0, 0.1, 0.2]
    seconds[0] = 10.0
    assert bucket.reserve() == 0
