"""Accounts: every charge is credited at most once, whatever is asked in whatever order."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain.account import (
    Account,
    AccountAdviceDrafted,
    AccountAdviceHeld,
    AccountAdviceReleased,
    AccountAdviceUnchanged,
    AccrueCharge,
    Charge,
    NothingToPay,
    PriceUnknown,
    RequestCreditAdvice,
)
from rightsdesk.domain.messages import Circumstance, fold
from tests.domain.pictures import NOW

CX = Circumstance(NOW, "kim")
OCTOBER = RequestCreditAdvice("tag", "v1", "2026-10", "2026-10-31")


def _charge(name: str, amount: int | None = 100, currency: str = "EUR", on: str = "2026-10-05") -> Charge:
    return Charge(name, f"v1:{name}", f"Picture {name}", amount, currency, on, "item")


def _account(*charges: Charge) -> Account:
    state = Account()
    for charge in charges:
        state = fold(state, AccrueCharge(charge).decide(state, CX))
    return state


def _drafted(state: Account, wish: RequestCreditAdvice = OCTOBER) -> tuple[AccountAdviceDrafted, Account]:
    (fact,) = wish.decide(state, CX)
    assert isinstance(fact, AccountAdviceDrafted)
    return fact, fold(state, [fact])


def test_a_charge_is_owed_once_however_often_it_arrives() -> None:
    state = _account(_charge("a"), _charge("a"))
    assert list(state.open) == ["a"]
    _, billed = _drafted(state)
    assert AccrueCharge(_charge("a")).decide(billed, CX) == ()


def test_each_currency_gets_its_own_draft() -> None:
    fact, after = _drafted(_account(_charge("a"), _charge("b", currency="CHF"), _charge("c")))
    assert sorted(fact.currencies.values()) == ["CHF", "EUR"]
    assert sorted(fact.drafts.values()) == [("a", "c"), ("b",)]
    assert after.open == {}


def test_a_charge_after_the_last_day_waits_for_its_month() -> None:
    fact, after = _drafted(_account(_charge("a", on="2026-10-31"), _charge("b", on="2026-11-01")))
    assert list(fact.drafts.values()) == [("a",)]
    assert list(after.open) == ["b"]


def test_a_charge_without_a_price_stays_open_and_is_counted() -> None:
    fact, after = _drafted(_account(_charge("a"), _charge("b", amount=None)))
    assert (fact.left_open, list(after.open)) == (1, ["b"])


def test_free_of_charge_is_a_price() -> None:
    fact, _ = _drafted(_account(_charge("a", amount=0)))
    assert list(fact.drafts.values()) == [("a",)]


def test_nothing_open_is_nothing_to_pay_and_no_failure() -> None:
    with pytest.raises(NothingToPay):
        OCTOBER.decide(Account(), CX)
    assert isinstance(OCTOBER.failed("NothingToPay", "-"), AccountAdviceUnchanged)
    assert isinstance(OCTOBER.failed("BankAccountMissing", "-"), AccountAdviceHeld)


def test_only_unknown_prices_hold_the_account() -> None:
    with pytest.raises(PriceUnknown):
        OCTOBER.decide(_account(_charge("a", amount=None)), CX)


def test_a_late_charge_of_the_same_month_makes_a_second_run_with_another_identifier() -> None:
    first, state = _drafted(_account(_charge("a")))
    state = fold(state, AccrueCharge(_charge("b")).decide(state, CX))
    second, _ = _drafted(state)
    assert first.drafts.keys().isdisjoint(second.drafts)


def test_deciding_twice_on_the_same_state_gives_the_same_identifiers() -> None:
    state = _account(_charge("a"), _charge("b", currency="CHF"))
    assert _drafted(state)[0] == _drafted(state)[0]


CHARGES = st.lists(
    st.builds(
        _charge,
        st.sampled_from("abcdefgh"),
        st.integers(0, 500) | st.none(),
        st.sampled_from(["EUR", "CHF"]),
        st.sampled_from(["2026-09-30", "2026-10-05", "2026-11-02"]),
    ),
    max_size=8,
)
MONTHS = st.lists(st.sampled_from([("2026-09", "2026-09-30"), ("2026-10", "2026-10-31"), ("2026-11", "2026-11-30")]))


@given(st.lists(st.tuples(CHARGES, MONTHS), max_size=4))
def test_no_charge_is_ever_on_two_drafts_and_none_is_lost(
    rounds: list[tuple[list[Charge], list[tuple[str, str]]]],
) -> None:
    state = Account()
    drafts: Counter[str] = Counter()
    for charges, months in rounds:
        for charge in charges:
            state = fold(state, AccrueCharge(charge).decide(state, CX))
        for month, last in months:
            try:
                fact, state = _drafted(state, RequestCreditAdvice("tag", "v1", month, last))
            except (NothingToPay, PriceUnknown):
                continue
            drafts.update(charge for group in fact.drafts.values() for charge in group)
    assert set(drafts.values()) <= {1}
    assert drafts.keys() | state.open.keys() == state.charges.keys()
    assert drafts.keys().isdisjoint(state.open)


def test_a_released_draft_opens_exactly_its_charges_again() -> None:
    before = _account(_charge("a"), _charge("b", currency="CHF"))
    fact, after = _drafted(before)
    advice, charges = next(iter(fact.drafts.items()))
    released = AccountAdviceReleased(advice, tuple(after.charges[each] for each in charges))
    assert list(fold(after, [released]).open) == list(charges)
