"""Before a number is drawn: what is wrong stops its own credit advice, what is odd is told, the others go on."""

from typing import Any

import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.account import Charge, ChargeAccrued, ChargeReversed
from rightsdesk.domain.advice import ApproveAdvice, IssueAdvice
from rightsdesk.domain.image import ImageObserved
from rightsdesk.domain.numbering import NumberDrawn
from rightsdesk.domain.platform import PlatformRegistered
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    ConfirmBankAccount,
    OwnChange,
    Vendor,
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorBankAccountConfirmed,
    VendorBlocked,
    VendorSelfBillingAgreed,
)
from rightsdesk.hub.sample_tax import iban
from rightsdesk.sample import LETTERHEAD
from tests.kit.works import NOW
from tests.product.bureau import Bureau

OTHER_ACCOUNT = iban("DE", "100000009999999999")


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def drafted(bureau: Bureau, vendor: str = "v1", /, *amounts: int, **profile: Any) -> str:
    """Register a vendor, owe it something and draft its credit advice; return the stream."""
    bureau.vendor(vendor, None, **profile)
    bureau.owe(vendor, *(amounts or (1250, 990)))
    bureau.generate(vendor)
    return bureau.advices(vendor)[-1]


def test_a_draft_of_a_complete_vendor_is_checked_and_nothing_is_found(bureau: Bureau) -> None:
    own = drafted(bureau)

    assert bureau.names(own) == ["advice.drafted", "advice.checked"]
    assert bureau.advice(own).findings == ()


def test_a_stop_draws_no_number_and_the_others_go_on(bureau: Bureau) -> None:
    first, wrong, last = (drafted(bureau, name) for name in ("v1", "v2", "v3"))
    bureau.ordered(*((each, ApproveAdvice()) for each in (first, wrong, last)))
    bureau.change("v2", vat_id="DE136695977")

    ticket = bureau.ordered(*((each, IssueAdvice("2026-11-23")) for each in (first, wrong, last)))

    assert bureau.numbers() == ["TAG-2026-00001", "TAG-2026-00002"]
    assert (bureau.progress(ticket).done, dict(bureau.progress(ticket).reasons)) == (2, {"Stopped": 1})
    told = bureau.told(wrong)
    assert (told.code, told.reason) == (
        "Stopped",
        "The VAT id DE136695977 is wrong: its form or check digit does not fit.",
    )
    assert [each.code for each in bureau.advice(wrong).findings] == ["vendor-vat-id-wrong"]
    assert bureau.advice(wrong).state == "approved"


def test_a_stopped_advice_is_issued_once_it_was_put_right(bureau: Bureau) -> None:
    own = drafted(bureau, vat_id="136695976")
    bureau.issue(own)
    assert bureau.numbers() == []

    bureau.change("v1", vat_id="DE136695976")
    bureau.check(own)
    bureau.issue(own)

    assert bureau.numbers() == ["TAG-2026-00001"]


def test_checking_again_records_only_what_is_news(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.check(own)
    assert bureau.names(own)[-1] == "advice.unchanged"

    bureau.change("v1", email="")
    bureau.check(own)

    assert bureau.names(own)[-2:] == ["advice.checked", "advice.check-ended"]
    assert bureau.codes("v1") == ["vendor-email-missing"]


def test_what_is_issued_is_not_checked_again(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.issue(own)
    bureau.check(own)

    assert bureau.told(own).code == "AlreadyIssued"


def test_a_day_of_issue_in_the_future_is_refused(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.issue(own, on="2026-11-24")

    assert bureau.numbers() == []
    assert "lies in the future" in bureau.told(own).reason


def test_a_platform_without_vat_id_issues_nothing(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.given(streams.platform("tag"), PlatformRegistered("tag", "Tagwerk", {**LETTERHEAD, "vat_id": ""}))
    bureau.issue(own)

    assert bureau.numbers() == []
    assert bureau.told(own).reason == "The publisher's VAT id is missing at platform Tagwerk."


# ---------------------------------------------------------------- the bank account


def test_a_changed_account_is_paid_only_after_a_second_person_confirmed_it(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.given(streams.vendor("v1"), VendorBankAccountChanged(OTHER_ACCOUNT, "", "kim"))
    bureau.check(own)
    assert bureau.codes("v1") == ["account-unconfirmed"]

    bureau.handling.handle(streams.vendor("v1"), Vendor(), ConfirmBankAccount(OTHER_ACCOUNT), "lee")
    bureau.check(own)
    assert bureau.codes("v1") == []


def test_whoever_changed_an_account_cannot_confirm_it(bureau: Bureau) -> None:
    drafted(bureau)
    bureau.given(streams.vendor("v1"), VendorBankAccountChanged(OTHER_ACCOUNT, "", "kim"))

    with pytest.raises(OwnChange):
        bureau.handling.handle(streams.vendor("v1"), Vendor(), ConfirmBankAccount(OTHER_ACCOUNT), "kim")


def test_another_bic_does_not_confirm_a_changed_account(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.given(
        streams.vendor("v1"),
        VendorBankAccountChanged(OTHER_ACCOUNT, "", "kim"),
        VendorBankAccountChanged(OTHER_ACCOUNT, "MARKDEF1100", "kim"),
    )
    bureau.check(own)

    assert bureau.codes("v1") == ["account-unconfirmed"]


def test_two_vendors_with_one_account_are_both_stopped(bureau: Bureau) -> None:
    bureau.vendor("v1")
    bureau.vendor("v2")
    for each in ("v1", "v2"):
        bureau.given(streams.vendor(each), VendorBankAccountChanged(OTHER_ACCOUNT))
        bureau.owe(each, 1000)
    bureau.generate("v1", "v2")

    assert bureau.codes("v1") == bureau.codes("v2") == ["account-shared"]


def test_an_account_other_than_the_last_documents_is_told(bureau: Bureau) -> None:
    bureau.issue(drafted(bureau))
    bureau.given(
        streams.vendor("v1"),
        VendorBankAccountChanged(OTHER_ACCOUNT, "", "kim"),
        VendorBankAccountConfirmed(OTHER_ACCOUNT, "lee"),
    )
    bureau.owe("v1", 2240, on="2026-11-02")
    bureau.generate("v1", month="2026-11")

    assert bureau.codes("v1") == ["account-changed"]


# ---------------------------------------------------------------- the amount and what was paid before


@pytest.mark.parametrize(("amount", "codes"), [(1250, []), (1251, ["amount-unusual"]), (749, ["amount-unusual"])])
def test_an_amount_far_from_the_mean_of_six_months_is_told(bureau: Bureau, amount: int, codes: list[str]) -> None:
    bureau.vendor("v1")
    for month, owed in (("2026-08", 900), ("2026-09", 1100)):
        bureau.owe("v1", owed, on=f"{month}-05")
        bureau.generate("v1", month=month)
    bureau.owe("v1", amount)
    bureau.generate("v1")

    assert bureau.codes("v1") == codes


def test_months_before_the_last_six_do_not_count(bureau: Bureau) -> None:
    bureau.vendor("v1")
    bureau.owe("v1", 90_000, on="2026-03-05")
    bureau.generate("v1", month="2026-03")
    bureau.owe("v1", 1000)
    bureau.generate("v1")

    assert bureau.codes("v1") == []


def test_the_same_use_on_another_live_credit_advice_is_stopped(bureau: Bureau) -> None:
    bureau.vendor("v1")
    bureau.owe("v1", 1000, on="2026-09-05", usage_id="u1", article="a1")
    bureau.generate("v1", month="2026-09")
    bureau.owe("v1", 1000, usage_id="u1", article="a1")
    bureau.generate("v1")

    assert bureau.codes("v1") == ["paid-twice"]


def test_the_same_use_twice_on_one_credit_advice_is_stopped(bureau: Bureau) -> None:
    bureau.vendor("v1")
    bureau.owe("v1", 1000, 1000, usage_id="u1")
    bureau.generate("v1")

    assert bureau.codes("v1") == ["paid-twice-here"]


def test_a_charge_reversed_since_the_draft_stops_it(bureau: Bureau) -> None:
    own = drafted(bureau)
    charge = bureau.advice(own).lines[0].charge_id
    bureau.given(streams.account("tag", "v1"), ChargeReversed(charge, "mistaken"))
    bureau.check(own)

    assert bureau.codes("v1") == ["charge-unknown"]


def test_a_gap_in_the_number_series_is_told(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.given(streams.numbering("tag", 2026), NumberDrawn("TAG-2026-00007", 7, "lost"))
    bureau.ordered((own, ApproveAdvice()))
    bureau.change("v1", email="")
    bureau.ordered((own, IssueAdvice("2026-11-23")))

    assert bureau.codes("v1") == ["vendor-email-missing", "number-gap"]


# ---------------------------------------------------------------- what was agreed, and tax


def test_a_vendor_blocked_after_the_draft_is_stopped(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.given(streams.vendor("v1"), VendorBlocked("Name disputed"))
    bureau.check(own)

    assert bureau.codes("v1") == ["vendor-blocked"]


def test_an_agreement_that_ended_is_told(bureau: Bureau) -> None:
    bureau.vendor("v1", Agreement(valid_until="2026-10-20"))
    bureau.owe("v1", 1000)
    bureau.generate("v1")

    assert bureau.codes("v1") == ["agreement-expired"]


def test_a_consent_younger_than_the_supply_is_told(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.given(streams.vendor("v1"), VendorSelfBillingAgreed("2026-10-06"))
    bureau.check(own)

    assert bureau.codes("v1") == ["consent-younger"]


def test_a_tax_status_changed_since_the_draft_must_be_drafted_anew(bureau: Bureau) -> None:
    own = drafted(bureau)
    bureau.change("v1", tax_scheme="small_business")
    bureau.check(own)
    assert bureau.codes("v1") == ["tax-status-changed"]

    bureau.change("v1", tax_scheme="")
    bureau.given(streams.vendor("v1"), VendorAgreementChanged(Agreement(vat_rate="19", version=2)))
    bureau.check(own)
    assert bureau.codes("v1") == ["tax-status-changed"]


def test_a_month_is_paid_on_its_own_agreement_not_on_one_made_for_later(bureau: Bureau) -> None:
    own = drafted(bureau)
    later = Agreement(version=2, payment_days=90, vat_rate="19", valid_from="2027-01-01")
    bureau.given(streams.vendor("v1"), VendorAgreementChanged(later))
    bureau.issue(own)

    shown = bureau.advice(own).snapshot
    assert shown is not None
    assert (shown.agreement, shown.due_on) == ("v1-0", "2026-12-23")


def test_what_was_supplied_under_an_earlier_agreement_bears_its_rate(bureau: Bureau) -> None:
    bureau.vendor("v1", Agreement(version=1, vat_rate="7"))
    bureau.given(
        streams.vendor("v1"), VendorAgreementChanged(Agreement(version=2, vat_rate="19", valid_from="2026-10-16"))
    )
    bureau.owe("v1", 1000, on="2026-10-15")
    bureau.owe("v1", 1000, on="2026-10-16")
    bureau.generate("v1")

    lines = bureau.advice(bureau.advices("v1")[-1]).lines
    assert [(line.occurred_on, line.vat_rate) for line in lines] == [("2026-10-15", "7"), ("2026-10-16", "19")]
    assert bureau.codes("v1") == []


def test_a_country_in_small_letters_is_the_same_country(bureau: Bureau) -> None:
    bureau.given(streams.platform("tag"), PlatformRegistered("tag", "Tagwerk", {**LETTERHEAD, "country": "de"}))
    own = drafted(bureau)

    assert {line.category for line in bureau.advice(own).lines} == {"S"}
    assert bureau.codes("v1") == []


def abroad(**certificate: str) -> dict[str, str]:
    """Return the profile of an Austrian vendor with a certificate."""
    told = {"country": "AT", "vat_id": "ATU12345675", "postcode": "1010", "city": "Wien"}
    return {**told, **{f"certificate_{name}": value for name, value in certificate.items()}}


def test_an_exemption_certificate_is_asked_for_anew_before_it_ends(bureau: Bureau) -> None:
    drafted(bureau, **abroad(**{"from": "2026-01-01", "until": "2026-12-20"}))

    assert bureau.codes("v1") == ["certificate-expiring"]


def test_a_certificate_that_ended_is_told_because_tax_is_withheld(bureau: Bureau) -> None:
    drafted(bureau, **abroad(**{"from": "2026-01-01", "until": "2026-11-22"}))

    assert bureau.codes("v1") == ["certificate-expired"]


def test_a_certificate_whose_days_are_none_exempts_nobody(bureau: Bureau) -> None:
    own = drafted(bureau, "v1", 100_00, **abroad(**{"from": "01.01.2026", "until": "31.12.2026"}))
    bureau.issue(own)

    shown = bureau.advice(own).snapshot
    assert shown is not None
    assert (shown.withheld, shown.surcharge) == (15_00, 82)


def test_fees_above_the_certificates_cap_are_stopped(bureau: Bureau) -> None:
    profile = abroad(**{"from": "2026-01-01", "until": "2027-12-31", "cap": "20.00"})
    drafted(bureau, "v1", 1000, **profile)
    assert bureau.codes("v1") == []

    bureau.owe("v1", 1001, on="2026-11-02")
    bureau.generate("v1", month="2026-11")

    assert bureau.codes("v1") == ["certificate-exceeded"]


def test_the_same_name_and_address_twice_is_told(bureau: Bureau) -> None:
    bureau.vendor("v2", name="Agentur Eins", street="Gartenweg 9")
    drafted(bureau, "v1", name="AGENTUR  Eins", street="Gartenweg 9")

    assert bureau.codes("v1") == ["vendor-twice"]


# ---------------------------------------------------------------- the pictures


def test_a_use_that_the_picture_does_not_know_is_told(bureau: Bureau) -> None:
    bureau.vendor("v1")
    bureau.image("9", vendor="v1")
    bureau.owe("v1", 1000, usage_id="u1")
    _named(bureau, "v1:9", usage_id="u2")
    bureau.generate("v1")

    assert bureau.codes("v1") == ["usage-unknown"]


def test_a_price_other_than_the_vendors_is_told(bureau: Bureau) -> None:
    bureau.vendor("v1")
    bureau.image("9", vendor="v1", price=1300)
    _named(bureau, "v1:9", basis="item", amount=1250)
    bureau.generate("v1")
    assert bureau.codes("v1") == ["price-differs"]


def test_rights_that_ended_before_the_use_are_told(bureau: Bureau) -> None:
    bureau.vendor("v1")
    given = {"title": "Old", "price": 1250, "currency": "EUR", "licence_end": "2026-09-30"}
    bureau.given(
        streams.image("v1", "9"),
        ImageObserved("v1", "9", "https://hub.invalid/9", "hub", 1, None, "hash", given),
    )
    _named(bureau, "v1:9", usage_id="u1")
    bureau.generate("v1")

    assert bureau.codes("v1") == ["usage-unknown", "rights-ended"]


def _named(bureau: Bureau, image: str, *, amount: int = 1250, **more: Any) -> None:
    """Owe an amount for a picture that is known."""
    given: dict[str, Any] = {"basis": "agreement", "article": "a9", **more}
    charge = Charge(f"c-{image}", image, "Bild", amount, "EUR", "2026-10-05", **given)
    bureau.given(streams.account("tag", "v1"), ChargeAccrued(charge))


def test_the_clock_of_these_tests_stands_on_the_day_of_issue() -> None:
    assert f"{NOW:%Y-%m-%d}" == "2026-11-23"
