"""Moments compare across offsets, and days begin where the publisher is."""

from datetime import date

from rightsdesk.readmodel import moments


def test_the_same_moment_in_two_offsets_is_one() -> None:
    assert moments.seconds("2026-12-31T23:59:59+01:00") == moments.seconds("2026-12-31T22:59:59+00:00")
    assert moments.seconds("2026-12-31") == moments.seconds("2026-12-31T23:59:59+01:00")


def test_what_is_no_moment_has_no_seconds() -> None:
    assert [moments.seconds(text) for text in (None, "", "soon", "2026-02-30", "2026-01-01T00:00")] == [None] * 5


def test_a_day_begins_at_midnight_in_summer_and_winter() -> None:
    assert moments.midnight(date(2026, 7, 1)) == moments.seconds("2026-07-01T00:00:00+02:00")
    assert moments.midnight(date(2026, 12, 1)) == moments.seconds("2026-12-01T00:00:00+01:00")
    assert moments.midnight(date(2026, 3, 30)) - moments.midnight(date(2026, 3, 29)) == 23 * 3600


def test_microseconds_are_written_in_utc() -> None:
    assert moments.iso(1_790_000_000_123_456) == "2026-09-21T14:13:20.123+00:00"
