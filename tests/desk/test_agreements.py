"""Agreements and usages over the counter of a real workspace."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, PlaceUsages
from rightsdesk.domain import rights, streams
from rightsdesk.domain.image import ImageObserved
from rightsdesk.domain.terms import Agreement, Rate
from rightsdesk.domain.vendor import VendorUnknown
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.settings import Settings

CARD = """vendor;valid_from;billing_mode;currency;flat_fee;quota;rate_amount;rate_kind;rate_size
v1;2026-01-01;on_use;EUR;;;12.50;;small
v1;2026-01-01;on_use;EUR;;;30.00;;large
v1;2026-07-01;flat;EUR;500.00;2;9.00;;
nobody;2026-01-01;on_use;EUR;;;;;
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    bootstrap.create_workspace(tmp_path / "workspace", Settings())
    opened = bootstrap.open_desk(tmp_path / "workspace", bootstrap.Opening(in_process=True, actor="kim"))
    opened.masters.add_platform("tag", "Tagwerk", {})
    opened.masters.set_vendor("v1", {"name": "Alpenpix", "billing_mode": "on_purchase"})
    image = ImageObserved("v1", "1", "https://hub.invalid/1", "hub", 1, None, "h", {"price": 1250, "currency": "EUR"})
    with opened.log.transaction() as tx:
        opened.log.append(tx, [Write(streams.image("v1", "1"), (image,), 0)], Context("hub"))
    yield opened
    opened.close()


def test_a_vendor_is_set_with_all_terms_of_its_agreement(desk: Desk) -> None:
    desk.masters.set_vendor(
        "v1",
        {
            "valid_from": "2026-07-01",
            "billing_mode": "flat",
            "flat_fee": "500.00",
            "quota": "40",
            "quota_months": "6",
            "minimum_payout": "25",
            "platforms": "tag, reise",
            "media": "online",
        },
    )
    found = desk.masters.vendor("v1").agreement
    assert found is not None
    assert (found.flat_fee, found.quota, found.quota_months, found.minimum_payout) == (50_000, 40, 6, 2500)
    assert (found.platforms, found.media, found.version) == (("tag", "reise"), ("online",), 2)


def test_a_change_of_one_term_keeps_the_rate_card(desk: Desk) -> None:
    desk.agreements.set("v1", Agreement("on_use", rates=(Rate(900),)))
    desk.masters.set_vendor("v1", {"payment_days": "14"})
    found = desk.masters.vendor("v1").agreement
    assert found is not None
    assert (found.payment_days, found.rates) == (14, (Rate(900),))


def test_a_file_of_rate_cards_makes_dated_agreements(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text(CARD, encoding="utf-8")
    done = desk.agreements.import_file(file)
    assert (done.vendors, len(done.rejected)) == (2, 1)
    assert "row 5 (nobody)" in done.rejected[0]
    dated = desk.agreements.list("v1")
    assert [(each.in_force_from, each.in_force_until) for each in dated] == [
        ("", "2026-01-01"),
        ("2026-01-01", "2026-07-01"),
        ("2026-07-01", ""),
    ]
    assert dated[1].agreement.rates == (Rate(1250, size="small"), Rate(3000, size="large"))


def test_the_same_file_again_agrees_on_nothing_new(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text(CARD, encoding="utf-8")
    desk.agreements.import_file(file)
    before = desk.log.head().position
    desk.agreements.import_file(file)
    assert desk.log.head().position == before


def test_rate_cards_are_read_from_json_too(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cards.json"
    given = {"vendor": "v1", "billing_mode": "on_use", "platforms": ["tag"], "rates": [{"amount": "9.90", "days": 7}]}
    file.write_text(json.dumps([given]), encoding="utf-8")
    assert desk.agreements.import_file(file).rejected == ()
    found = desk.agreements.list("v1")[-1].agreement
    assert (found.rates, found.platforms) == ((Rate(990, days=7),), ("tag",))


@pytest.mark.parametrize("rates", ["9.90", {"amount": "9.90"}, ["9.90"], 9, False, {}])
def test_rates_that_are_no_list_of_objects_leave_the_others_standing(desk: Desk, tmp_path: Path, rates: object) -> None:
    file = tmp_path / "cards.json"
    desk.masters.set_vendor("v2", {"name": "Nordbild", "billing_mode": "on_purchase"})
    given = [
        {"vendor": "v1", "billing_mode": "on_use", "rates": rates},
        {"vendor": "v2", "billing_mode": "on_use", "rates": [{"amount": "9.90"}]},
    ]
    file.write_text(json.dumps(given), encoding="utf-8")
    done = desk.agreements.import_file(file)
    assert (done.vendors, len(done.rejected)) == (1, 1)
    assert "'rates' of vendor v1 must be a list of objects" in done.rejected[0]
    assert desk.agreements.list("v2")[-1].agreement.rates == (Rate(990),)


def test_the_use_of_a_quota_is_told_with_its_marks(desk: Desk) -> None:
    desk.agreements.set("v1", Agreement("flat", rate=300, quota=1, valid_from="2026-01-01"))
    ticket = desk.usages.place(["v1:1"], PlaceUsages("tag", "a1", "2026-10-05"))
    assert desk.wait(ticket.batch).done == 1
    (quota,) = desk.agreements.list("v1")[-1].quotas
    assert (quota.period_from, quota.period_until, quota.used, quota.quota) == ("2026-01-01", "2027-01-01", 1, 1)
    assert [mark.percent for mark in quota.marks] == [80, 100]


def test_a_file_of_usages_is_imported_in_the_persons_name(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "usages.csv"
    file.write_text("image,article,placed_at\nv1:1,a1,2026-10-05T10:00:00+02:00\n", encoding="utf-8")
    assert desk.usages.import_file(file, platform="tag", dry_run=True).counts["placed"] == 1
    assert desk.usages.import_file(file, platform="tag").counts["placed"] == 1
    recorded = desk.log.read_streams([streams.image("v1", "1")])[streams.image("v1", "1")][-1]
    assert (recorded.name, recorded.actor) == ("image.usage-placed", "kim")
    assert rights.usage_id("tag", "a1", "v1:1").encode() in recorded.data


def test_a_bad_row_of_a_usage_file_makes_no_feed_and_waits_in_no_quarantine(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "usages.csv"
    file.write_text("image,platform,article,placed_at\nv1:1,tag,a1,2026-10-05\nv1:1,tag,a2,soon\n", encoding="utf-8")
    assert [row.line for row in desk.usages.import_file(file).rejected] == [3]
    desk.settle()
    assert (desk.reader().all("feeds"), desk.reader().all("quarantine")) == ([], [])


def test_a_vendor_nobody_registered_has_no_agreements(desk: Desk) -> None:
    with pytest.raises(VendorUnknown, match="stranger"):
        desk.agreements.list("stranger")
