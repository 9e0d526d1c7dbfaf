"""Invented vendors and pictures that pass for real ones."""

import json
from typing import Any

import pytest

from rightsdesk.hub.item import accept_item, terms_of
from rightsdesk.hub.sample import sample_changes, sample_items, sample_vendors
from rightsdesk.hub.sample_tax import iban, is_iban
from rightsdesk.hub.wire import encode
from tests.hub.schema import validator
from tests.kit.shared import needs_shared


@pytest.fixture(scope="module")
def pictures() -> list[dict[str, Any]]:
    return list(sample_items(1500, sample_vendors(40, 3), 3))


@needs_shared
def test_every_invented_picture_and_change_is_valid_ninjs(pictures: list[dict[str, Any]]) -> None:
    check = validator()
    changed = sample_changes(pictures, 3, share=0.1, killed=5, withheld=5, deleted=5)
    documents = [*pictures[:300], *(change["item"] for change in changed if "item" in change)]
    assert [error.message for document in documents for error in check.iter_errors(document)] == []
    broken = {**pictures[0], "pubStatus": "gone"}
    assert list(check.iter_errors(broken)), "the schema must be able to refuse"


def test_pictures_show_every_case_a_desk_must_handle(pictures: list[dict[str, Any]]) -> None:
    prices = [terms_of(picture).price for picture in pictures]
    assert 10 < prices.count("0.00") < 100
    assert 5 < prices.count(None) < 80
    assert {terms_of(picture).currency for picture in pictures} == {"EUR", "CHF", "GBP", None}
    assert {picture["pubStatus"] for picture in pictures} == {"usable", "withheld"}
    assert any("embargoedUntil" in picture for picture in pictures)
    policies = [picture["rightsInfo"]["encodedRights"] for picture in pictures]
    assert 0 < sum('"lteq"' not in policy for policy in policies) < 400
    assert 0 < sum('"spatial"' not in policy for policy in policies) < 900
    assert {accept_item(picture, encode(picture)).version for picture in pictures} == {1}
    assert len({picture["uri"] for picture in pictures}) == 1500


def test_the_first_vendors_are_the_same_however_many_are_asked_for() -> None:
    assert sample_vendors(100, 9)[:40] == sample_vendors(40, 9)
    assert len({vendor["id"] for vendor in sample_vendors(600, 9)}) == 600
    assert len({vendor["name"] for vendor in sample_vendors(600, 9)}) == 600


def test_vendors_have_complete_master_data_with_sound_numbers() -> None:
    for vendor in sample_vendors(200, 4):
        assert all(vendor[name] for name in ("id", "name", "street", "postcode", "city", "country", "email"))
        assert (vendor["vat_id"] is None) != (vendor["tax_no"] is None)
        assert vendor["iban"] is None or is_iban(vendor["iban"])
        assert (vendor["iban"] is None) == (vendor["bic"] is None)
        assert vendor["vat_rate"] in (7, 19)
        assert vendor["id"].isascii()


def test_a_few_vendors_lack_consent_or_account_on_purpose() -> None:
    vendors = sample_vendors(40, 4)
    assert [n for n, vendor in enumerate(vendors) if vendor["self_billing_agreed_on"] is None] == [11, 28]
    assert [n for n, vendor in enumerate(vendors) if vendor["iban"] is None] == [13, 32]


def test_check_digits_agree_with_published_examples() -> None:
    assert iban("DE", "370400440532013000") == "DE89370400440532013000"
    assert iban("GB", "NWBK60161331926819") == "GB29NWBK60161331926819"
    assert is_iban("AT611904300234573201")
    assert not is_iban("AT611904300234573202")


def test_changes_raise_the_version_and_leave_the_given_items_alone(pictures: list[dict[str, Any]]) -> None:
    before = json.dumps(pictures)
    usable = [picture for picture in pictures if picture["pubStatus"] == "usable"]
    changes = sample_changes(usable, 5, share=300 / len(usable), killed=3, withheld=2, deleted=4, first_seq=10)
    assert json.dumps(pictures) == before
    assert [change["seq"] for change in changes] == list(range(10, 319))
    assert len({change["change_id"] for change in changes}) == 309
    assert len({change["uri"] for change in changes}) == 309, "no item changes twice"
    assert sum(change["op"] == "delete" for change in changes) == 4
    states = [change["item"]["pubStatus"] for change in changes if "item" in change]
    assert (states.count("canceled"), states.count("usable")) == (3, 300)
    old = {picture["uri"]: terms_of(picture).price for picture in pictures}
    repriced = [c for c in changes if "item" in c and terms_of(c["item"]).price != old[c["uri"]]]
    assert 100 < len(repriced) < 200


def test_a_share_of_nothing_or_everything_is_understood(pictures: list[dict[str, Any]]) -> None:
    assert sample_changes(pictures, 1, share=0.0) == []
    assert len(sample_changes(pictures, 1, share=1.0, killed=5)) == 1500
    assert list(sample_items(5, [], 1)) == []
