"""Vendors: who is paid, on what agreement, to which account."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain.messages import Circumstance, Command, Event, fold
from rightsdesk.domain.terms import Agreement, NotAnAgreement
from rightsdesk.domain.vendor import (
    AgreeSelfBilling,
    BlockVendor,
    ChangeAgreement,
    ChangeBankAccount,
    NoSuchVendorField,
    NotAnIban,
    RegisterVendor,
    Vendor,
    VendorUnknown,
    is_iban,
)
from tests.domain.pictures import NOW

IBAN = "DE89370400440532013000"
KNOWN = Vendor(vendor_id="v1", profile={"name": "One"})


def _ask(wish: Command[Vendor], state: Vendor = KNOWN) -> tuple[tuple[Event[Vendor], ...], Vendor]:
    facts = wish.decide(state, Circumstance(NOW, "kim"))
    return facts, fold(state, facts)


def test_a_vendor_is_registered_once_and_changed_afterwards() -> None:
    facts, state = _ask(RegisterVendor("v1", {"name": "One"}), Vendor())
    assert [fact.stored_name for fact in facts] == ["vendor.registered"]
    facts, state = _ask(RegisterVendor("v1", {"city": "Berlin"}), state)
    assert state.profile == {"name": "One", "city": "Berlin"}
    assert _ask(RegisterVendor("v1", {"city": "Berlin"}), state)[0] == ()


def test_an_unknown_field_of_the_profile_is_refused() -> None:
    with pytest.raises(NoSuchVendorField):
        _ask(RegisterVendor("v1", {"shoe_size": "43"}))


@pytest.mark.parametrize(
    "wish", [AgreeSelfBilling("2026-01-02"), ChangeAgreement(Agreement()), ChangeBankAccount(IBAN), BlockVendor("x")]
)
def test_nothing_can_be_agreed_with_a_stranger(wish: Command[Vendor]) -> None:
    with pytest.raises(VendorUnknown):
        _ask(wish, Vendor())


@pytest.mark.parametrize(
    "wish", [AgreeSelfBilling("2026-01-02"), ChangeAgreement(Agreement()), ChangeBankAccount(IBAN), BlockVendor("x")]
)
def test_what_stands_already_is_not_recorded_again(wish: Command[Vendor]) -> None:
    facts, state = _ask(wish)
    assert len(facts) == 1
    assert _ask(wish, state)[0] == ()


def test_an_empty_reason_lifts_the_block() -> None:
    _, blocked = _ask(BlockVendor("Court order"))
    assert blocked.blocked == "Court order"
    assert _ask(BlockVendor(""), blocked)[1].blocked == ""


@pytest.mark.parametrize(
    "terms",
    [
        Agreement(billing_mode="monthly"),
        Agreement(vat_rate="7 %"),
        Agreement(vat_rate="-7"),
        Agreement(vat_rate="٧"),
        Agreement(payment_days=-1),
        Agreement(payment_days=3651),
        Agreement(rate=-1),
    ],
)
def test_terms_that_cannot_be_billed_are_refused(terms: Agreement) -> None:
    with pytest.raises(NotAnAgreement):
        _ask(ChangeAgreement(terms))


@pytest.mark.parametrize("day", ["", "yesterday", "01.02.2026", "2026-02-30"])
def test_consent_needs_a_day_of_the_calendar(day: str) -> None:
    with pytest.raises(NotAnAgreement):
        _ask(AgreeSelfBilling(day))


@pytest.mark.parametrize("iban", [IBAN, "GB82WEST12345698765432", "CH9300762011623852957", "NL91ABNA0417164300"])
def test_ibans_of_the_register_are_taken(iban: str) -> None:
    assert is_iban(iban)
    _, state = _ask(ChangeBankAccount(" ".join(iban[at : at + 4] for at in range(0, len(iban), 4)).lower(), "COBADEFF"))
    assert state.iban == iban


@given(st.integers(4, len(IBAN) - 1), st.integers(1, 9))
def test_one_wrong_digit_of_an_iban_is_always_found(place: int, by: int) -> None:
    wrong = IBAN[:place] + str((int(IBAN[place]) + by) % 10) + IBAN[place + 1 :]
    assert not is_iban(wrong)


@given(st.integers(4, len(IBAN) - 2).filter(lambda place: IBAN[place] != IBAN[place + 1]))
def test_two_swapped_digits_of_an_iban_are_always_found(place: int) -> None:
    wrong = IBAN[:place] + IBAN[place + 1] + IBAN[place] + IBAN[place + 2 :]
    assert not is_iban(wrong)
    with pytest.raises(NotAnIban):
        _ask(ChangeBankAccount(wrong))


@pytest.mark.parametrize("iban", ["", "DE89", "DE89 3704", "8937040044", "DE8937040044053201300O", "💶" * 22])
def test_what_is_no_iban_is_refused(iban: str) -> None:
    assert not is_iban(iban)
