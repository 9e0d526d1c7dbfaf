"""A vendor's master data as one record: read, changed as a whole or not at all, confirmed by a second person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Refused
from rightsdesk.domain import streams
from rightsdesk.domain.account import Charge, ChargeAccrued
from rightsdesk.domain.vendor import AnotherAccount, OwnChange
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.faults import Invalid
from rightsdesk.settings import Settings

IBAN, OTHER = "DE89370400440532013000", "CH9300762011623852957"
GIVEN = {
    "name": "AlpenPix AG",
    "city": "Bern",
    "billing_mode": "on_use",
    "rate": "12.50",
    "currency": "CHF",
    "self_billing_agreed_on": "2026-01-02",
    "iban": IBAN,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "workspace"
    bootstrap.create_workspace(folder, Settings())
    opened = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True, actor="anna"))
    opened.masters.add_platform("tag", "Tagwerk", {"company": "Muster Verlag GmbH", "country": "DE"})
    opened.masters.set_vendor("alpenpix", GIVEN)
    yield opened
    opened.close()


def test_a_record_is_read_as_it_would_be_written(desk: Desk) -> None:
    record = desk.masters.record("alpenpix")
    assert GIVEN.items() <= record.items()
    before = desk.log.head().position
    assert desk.masters.change("alpenpix", record) == {}
    assert desk.log.head().position == before


def test_one_wrong_value_changes_nothing_and_is_named_at_its_field(desk: Desk) -> None:
    before = desk.log.head().position
    wrong = desk.masters.change(
        "alpenpix", {"city": "Basel", "iban": "DE00", "rate": "1,5", "self_billing_agreed_on": "soon"}
    )
    assert set(wrong) == {"iban", "rate", "self_billing_agreed_on"}
    assert "DE00" in wrong["iban"]
    assert desk.log.head().position == before


def test_whoever_changed_the_account_cannot_confirm_it(desk: Desk, tmp_path: Path) -> None:
    desk.masters.change("alpenpix", {"iban": OTHER})
    assert desk.masters.vendor("alpenpix").unconfirmed == "anna"
    with pytest.raises(OwnChange):
        desk.masters.confirm_account("alpenpix", OTHER)
    desk.close()
    again = bootstrap.open_desk(tmp_path / "workspace", bootstrap.Opening(in_process=True, actor="berta"))
    with pytest.raises(AnotherAccount):
        again.masters.confirm_account("alpenpix", IBAN)
    again.masters.confirm_account("alpenpix", OTHER)
    assert again.masters.vendor("alpenpix").unconfirmed == ""
    again.close()


def test_two_platforms_never_draw_the_same_numbers(desk: Desk) -> None:
    with pytest.raises(Invalid, match="differs from tag by capitals only"):
        desk.masters.add_platform("TAG", "Tagwerk am Abend", {})
    desk.masters.add_platform("tag", "Tagwerk", {"city": "Hamburg"})
    assert [each.platform_id for each in desk.masters.platforms()] == ["tag"]


def test_a_preview_is_a_paper_without_number_and_records_nothing(desk: Desk) -> None:
    charge = Charge("c1", "alpenpix:1", "Sunset", 1250, "CHF", "2026-10-05", "item")
    with desk.log.transaction() as tx:
        desk.log.append(tx, [Write(streams.account("tag", "alpenpix"), (ChargeAccrued(charge),))], Context("earlier"))
    before = desk.log.head().position
    (shown,) = desk.previews.advices("alpenpix", "2026-10")
    assert (shown.platform, shown.currency) == ("tag", "CHF")
    assert shown.path.read_bytes().startswith(b"%PDF")
    assert desk.log.head().position == before
    assert desk.previews.advices("alpenpix", "2026-10") == [shown]


def test_a_preview_of_nothing_says_why(desk: Desk) -> None:
    with pytest.raises(Refused, match="No credit advice would be drafted"):
        desk.previews.advices("alpenpix", "2026-10")
    charge = Charge("c1", "alpenpix:1", "Sunset", 1250, "CHF", "2026-10-05", "item")
    with desk.log.transaction() as tx:
        desk.log.append(tx, [Write(streams.account("tag", "alpenpix"), (ChargeAccrued(charge),))], Context("earlier"))
    desk.masters.set_vendor("alpenpix", {"blocked": "dispute"})
    with pytest.raises(Refused, match="dispute"):
        desk.previews.advices("alpenpix", "2026-10")


def test_terms_can_be_taken_away_but_an_account_only_replaced(desk: Desk) -> None:
    assert desk.masters.change("alpenpix", {"rate": "", "valid_until": "2027-01-01"}) == {}
    agreement = desk.masters.vendor("alpenpix").agreement
    assert agreement is not None
    assert (agreement.rate, agreement.valid_until, agreement.currency) == (None, "2027-01-01", "CHF")
    assert set(desk.masters.change("alpenpix", {"iban": "", "self_billing_agreed_on": ""})) == {
        "iban",
        "self_billing_agreed_on",
    }
    assert desk.masters.change("alpenpix", {"bic": "COBADEFFXXX"}) == {}
    vendor = desk.masters.vendor("alpenpix")
    assert (vendor.iban, vendor.bic, vendor.unconfirmed) == (IBAN, "COBADEFFXXX", "")
