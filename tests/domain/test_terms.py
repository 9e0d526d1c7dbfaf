"""What was agreed with a vendor: which agreement is in force when, which row of a card fits, how long periods are."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import period, terms
from rightsdesk.domain.money import UnknownCurrency
from rightsdesk.domain.rights import NoSuchMedium
from rightsdesk.domain.terms import Agreement, NotAnAgreement, Rate

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def dated(version: int, since: str = "", until: str = "", **more: object) -> Agreement:
    return Agreement("on_use", valid_from=since, valid_until=until, version=version, **more)  # type: ignore[arg-type]


# ---------------------------------------------------------------- in force


def test_the_latest_that_has_begun_is_in_force() -> None:
    agreed = (dated(1), dated(2, "2026-07-01"), dated(3, "2026-03-01"))
    found = [terms.in_force(agreed, day) for day in ("2026-02-28", "2026-03-01", "2026-07-01")]
    assert [one and one.version for one in found] == [1, 3, 2]


def test_of_two_from_the_same_day_the_later_made_is_in_force() -> None:
    found = terms.in_force((dated(1, "2026-01-01"), dated(2, "2026-01-01")), "2026-05-01")
    assert found is not None
    assert found.version == 2


def test_an_agreement_ends_before_its_last_day_and_an_older_one_holds_again() -> None:
    agreed = (dated(1), dated(2, "2026-01-01", "2026-07-01"))
    found = [terms.in_force(agreed, day) for day in ("2026-06-30", "2026-07-01")]
    assert [one and one.version for one in found] == [2, 1]


AGREED = st.lists(
    st.builds(
        lambda since, days: dated(0, since.isoformat(), (since + timedelta(days)).isoformat() if days else ""),
        DAYS,
        st.integers(0, 400),
    ),
    max_size=4,
).map(lambda made: tuple(dated(n, one.valid_from, one.valid_until) for n, one in enumerate(made, 1)))


@given(AGREED, DAYS)
def test_the_segments_say_what_is_in_force_on_every_day(agreed: tuple[Agreement, ...], day: date) -> None:
    found = terms.segments(agreed)
    assert (found[0].starts, found[-1].ends) == (terms.BEGINNING, terms.END)
    assert all(one.ends == other.starts for one, other in pairwise(found))
    noon = period.seconds(f"{day.isoformat()}T12:00:00+01:00")
    (meant,) = (one.agreement for one in found if one.starts <= noon < one.ends)
    assert meant == terms.in_force(agreed, day.isoformat())


# ---------------------------------------------------------------- rate card


def test_the_row_that_says_most_about_a_use_wins() -> None:
    rows = (Rate(100), Rate(200, kind="editorial"), Rate(300, kind="editorial", size="large"), Rate(50, medium="print"))
    agreed = dated(1, rates=rows)
    asked = [("editorial", "online", "large"), ("editorial", "online", "small"), ("advert", "online", "")]
    assert [row and row.amount for row in (terms.row_for(agreed, *each, None) for each in asked)] == [300, 200, 100]


def test_the_shortest_length_that_fits_wins_and_none_fits_a_use_without_end() -> None:
    agreed = dated(1, rates=(Rate(100, days=30), Rate(300, days=365)))
    found = [terms.row_for(agreed, "editorial", "online", "", days) for days in (30, 31, 365, 366, None)]
    assert [row and row.amount for row in found] == [100, 300, 300, None, None]


def test_a_row_for_longer_times_never_prices_a_use() -> None:
    agreed = dated(1, rates=(Rate(700, kind=terms.EXTENSION),))
    assert terms.row_for(agreed, "editorial", "online", "", None) is None
    assert terms.row_for(agreed, terms.EXTENSION, "", "", None) == agreed.rates[0]


# ---------------------------------------------------------------- quotas


@given(DAYS, DAYS, st.integers(1, 24))
def test_every_day_lies_in_its_own_contract_period(begin: date, day: date, months: int) -> None:
    agreed = dated(1, begin.isoformat(), quota=5, quota_months=months)
    day = max(begin, day)
    first, after = terms.contract_period(agreed, day)
    assert first <= day < after
    assert terms.contract_period(agreed, first) == (first, after)
    assert terms.contract_period(agreed, after)[0] == after


def test_periods_of_an_agreement_since_ever_begin_with_the_year() -> None:
    agreed = dated(1, quota=5, quota_months=6)
    assert terms.contract_period(agreed, date(2026, 8, 1)) == (date(2026, 7, 1), date(2027, 1, 1))


@given(st.integers(1, 1000), st.integers(0, 1200))
def test_each_threshold_is_passed_exactly_once_on_the_way(quota: int, uses: int) -> None:
    passed = [mark for use in range(uses) for mark in terms.reached(quota, use, use + 1)]
    assert passed == [mark for mark in (80, 100) if uses * 100 >= quota * mark]


# ---------------------------------------------------------------- terms that cannot be used


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Agreement("monthly"), "billing mode 'monthly'"),
        (dated(1, "2026-1-1"), "'2026-1-1' is no day"),
        (dated(1, "2026-07-01", "2026-07-01"), "before it begins"),
        (dated(1, quota=0), "A quota of 0 uses"),
        (dated(1, quota_months=0), "1 to 120 months"),
        (dated(1, rates=(Rate(-1),)), "cannot be negative"),
        (dated(1, flat_fee=-1), "cannot be negative"),
        (dated(1, rates=(Rate(1, days=0),)), "one day at least"),
    ],
)
def test_what_could_not_be_used_is_refused_by_name(wrong: Agreement, said: str) -> None:
    with pytest.raises(NotAnAgreement, match=said):
        terms.checked(wrong)


def test_unknown_media_and_currencies_are_refused() -> None:
    with pytest.raises(NoSuchMedium):
        terms.checked(dated(1, rates=(Rate(1, medium="radio"),)))
    with pytest.raises(UnknownCurrency):
        terms.checked(dated(1, currency="TALER"))
