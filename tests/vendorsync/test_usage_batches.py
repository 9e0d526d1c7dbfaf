"""Reports of use: whole batches, wrong pictures found by halving, nothing counted twice; at Getty and at the hub."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsdesk.faults import Invalid, Unavailable
from rightsdesk.hub.state import HubState
from rightsdesk.vendorsync import reporting
from rightsdesk.vendorsync.port import UsageReceipt, UsageReport, VendorFeed
from rightsdesk.vendorsync.usage_batches import sub_batch
from tests.vendorsync.agency_kit import FakeGetty, getty, open_agency, shutterstock
from tests.vendorsync.kit import NOW, hub_feed

DAY = date(2026, 9, 30)
BATCH = "0199f0c4-9a51-7c3e-8a51-0242ac120002"


def uses(numbers: Iterator[str] | list[str], used_on: date = DAY) -> list[UsageReport]:
    return [UsageReport(number, 1, used_on) for number in numbers]


def counted(fake: FakeGetty) -> Counter[str]:
    return Counter(row["asset_id"] for rows in fake.reported.values() for row in rows)


def puts(fake: FakeGetty) -> list[httpx.Request]:
    return fake.asked("PUT", "usage-batches")


def sent(request: httpx.Request) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(request.read())["asset_usages"]
    return rows


def test_a_good_report_goes_out_in_one_batch_as_published() -> None:
    fake = getty(3)
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses(list(fake.images)))
    assert [one.asset_id for one in receipt.taken] == list(fake.images)
    assert (receipt.batch_id, receipt.already, receipt.refused) == (BATCH, (), ())
    (request,) = puts(fake)
    assert sent(request)[0] == {"asset_id": "100000", "quantity": 1, "usage_date": "2026-09-30"}
    assert request.headers["content-type"] == "application/json"
    assert request.url.path == f"/v3/usage-batches/{sub_batch(BATCH, '0')}"


def test_more_than_a_thousand_go_out_in_batches_of_a_thousand() -> None:
    fake = getty(5)
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses(["100000"] * 2300))
    assert len(receipt.taken) == 2300
    assert [len(sent(one)) for one in puts(fake)] == [1000, 1000, 300]


def test_one_bad_number_in_a_thousand_is_found_before_anything_is_sent() -> None:
    fake = getty(999)
    numbers = [*list(fake.images)[:500], "bad", *list(fake.images)[500:]]
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses(numbers))
    assert len(receipt.taken) == 999
    assert [(one.usage.asset_id, one.reason) for one in receipt.refused] == [
        ("bad", "The use of bad on 2026-09-30 was not taken: the vendor does not know the picture.")
    ]
    assert [len(sent(one)) for one in puts(fake)] == [999, 1]


def test_bad_numbers_that_a_lookup_does_not_show_are_found_by_halving() -> None:
    fake = getty(1000)
    bad = ["100017", "100018", "100901"]
    feed = open_agency("getty", fake)
    fake.faults.append(_refusing(fake, set(bad)))
    receipt = reporting.report(feed, BATCH, uses(list(fake.images)))
    assert sorted(one.usage.asset_id for one in receipt.refused) == bad
    assert len(receipt.taken) == 997
    assert set(counted(fake).values()) == {1}
    assert len(puts(fake)) < 60


def _refusing(fake: FakeGetty, bad: set[str]) -> Callable[[httpx.Request], httpx.Response | None]:
    def fault(request: httpx.Request) -> httpx.Response | None:
        if "usage-batches" not in request.url.path:
            return None
        return httpx.Response(400) if bad & {row["asset_id"] for row in sent(request)} else None

    return fault


def test_the_rest_goes_out_under_a_name_the_vendor_has_not_seen() -> None:
    fake = getty(5)
    fake.names_bad_ones = fake.spends_names = True
    fake.countable.add("200000")
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses(["200000", "bad"]))
    assert [one.asset_id for one in receipt.taken] == ["200000"]
    assert receipt.already == ()
    names = [one.url.path for one in puts(fake)]
    assert len(names) == len(set(names)) == 2


def test_a_vendor_that_names_the_bad_ones_is_taken_at_its_word() -> None:
    fake = getty(10)
    fake.names_bad_ones = True
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses([*fake.images, "x", "y"]))
    assert len(receipt.taken) == 10
    assert {one.reason for one in receipt.refused} == {
        "The use of x on 2026-09-30 was not taken: the vendor does not know the picture.",
        "The use of y on 2026-09-30 was not taken: the vendor does not know the picture.",
    }
    assert len(puts(fake)) == 2


def test_bad_ones_named_in_an_answer_of_success_count_as_refused() -> None:
    fake = getty(4)

    def partly(request: httpx.Request) -> httpx.Response | None:
        if "usage-batches" not in request.url.path or "100001" not in {row["asset_id"] for row in sent(request)}:
            return None
        return httpx.Response(201, json={"invalid_assets": ["100001"], "total_asset_usages_processed": 0})

    fake.faults.append(partly)
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses(list(fake.images)))
    assert [one.usage.asset_id for one in receipt.refused] == ["100001"]
    assert len(receipt.taken) == 3
    assert counted(fake) == {"100000": 1, "100002": 1, "100003": 1}


def test_the_same_report_again_is_already_reported() -> None:
    fake = getty(1200)
    usages = uses([*fake.images, "bad"])
    first = reporting.report(open_agency("getty", fake), BATCH, usages)
    again = reporting.report(open_agency("getty", fake), BATCH, usages)
    assert again.taken == ()
    assert again.already == first.taken
    assert again.refused == first.refused
    assert set(counted(fake).values()) == {1}


def test_a_report_that_broke_off_is_made_again_without_counting_twice() -> None:
    fake = getty(10)
    usages = uses([number for number in fake.images for _ in range(250)])
    left = [None, *[httpx.Response(503)] * 3]
    fake.faults.append(lambda request: left.pop(0) if left and "usage-batches" in request.url.path else None)
    with pytest.raises(Unavailable):
        reporting.report(open_agency("getty", fake), BATCH, usages)
    receipt = reporting.report(open_agency("getty", fake), BATCH, usages)
    assert (len(receipt.already), len(receipt.taken)) == (1000, 1500)
    assert set(counted(fake).values()) == {250}


def test_an_answer_lost_on_the_way_is_not_counted_twice() -> None:
    fake = getty(3)
    lost = [True]

    def broken(request: httpx.Request) -> httpx.Response | None:
        if "usage-batches" in request.url.path and lost:
            lost.clear()
            fake.answer(request)
            return httpx.Response(502)
        return None

    fake.faults.append(broken)
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses(list(fake.images)))
    assert (len(receipt.already), len(receipt.taken)) == (3, 0)
    assert set(counted(fake).values()) == {1}


def test_a_picture_deleted_since_may_still_be_reported() -> None:
    fake = getty(3)
    fake.countable.add("200000")
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses([*fake.images, "200000"]))
    assert [one.asset_id for one in receipt.taken] == [*fake.images, "200000"]
    assert receipt.refused == ()


@pytest.mark.parametrize(
    ("usage", "why"),
    [
        (UsageReport("100000", 0, DAY), "it counts less than one use"),
        (UsageReport("100000", 1, NOW.date() + timedelta(days=1)), "it lies in the future"),
    ],
)
def test_a_use_no_vendor_could_take_is_not_sent(usage: UsageReport, why: str) -> None:
    fake = getty(1)
    receipt = reporting.report(open_agency("getty", fake), BATCH, [usage])
    assert [one.reason.partition(": ")[2] for one in receipt.refused] == [f"{why}."]
    assert not puts(fake)


def test_a_house_without_reports_says_so_and_names_itself() -> None:
    with pytest.raises(Invalid, match=r"api.agency.example takes no reports of use") as refusal:
        reporting.report(open_agency("shutterstock", shutterstock(1)), BATCH, uses(["1"]))
    assert refusal.value.code == "FEED-NO-REPORT"
    with pytest.raises(Invalid, match="takes no reports of use"):
        reporting.report(
            hub_feed(HubState.from_sample(1, 1, 1), profile="superdesk", secret="demo-key"), BATCH, uses(["1"])
        )


def test_a_key_that_may_not_report_is_refused_and_nothing_counted() -> None:
    fake = getty(1)
    fake.faults.append(lambda request: httpx.Response(403) if "usage-batches" in request.url.path else None)
    with pytest.raises(Invalid, match="forbids this"):
        reporting.report(open_agency("getty", fake), BATCH, uses(["100000"]))


def test_a_report_without_a_name_is_refused_and_an_empty_one_is_nothing() -> None:
    fake = getty(1)
    with pytest.raises(Invalid, match="needs a name"):
        reporting.report(open_agency("getty", fake), " ", uses(["100000"]))
    assert reporting.report(open_agency("getty", fake), BATCH, []) == UsageReceipt(BATCH, (), (), ())
    assert not fake.journal


def test_a_receipt_is_summed_up_in_one_sentence() -> None:
    fake = getty(2)
    receipt = reporting.report(open_agency("getty", fake), BATCH, uses([*fake.images, "bad"]))
    assert reporting.sentence(receipt) == "2 uses reported, 1 not taken by the vendor."
    again = reporting.report(open_agency("getty", fake), BATCH, uses(list(fake.images)))
    assert reporting.sentence(again) == "0 uses reported, 2 had been reported before."


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["100000", "100001", "100002", "bad1", "bad2", "hidden"]), max_size=40), st.booleans())
def test_whatever_is_reported_every_use_is_taken_or_refused_once(numbers: list[str], named: bool) -> None:
    fake = getty(3)
    fake.names_bad_ones = named
    feed = open_agency("getty", fake)
    fake.faults.append(_refusing(fake, {"hidden"}))
    receipt = reporting.report(feed, BATCH, uses(numbers))
    expected = Counter(number for number in numbers if number.startswith("1"))
    assert Counter(one.asset_id for one in receipt.taken) == expected == counted(fake)
    assert Counter(one.usage.asset_id for one in receipt.refused) == Counter(numbers) - expected


# ---------------------------------------------------------------------- the hub


def hub() -> tuple[HubState, VendorFeed, list[str]]:
    state = HubState.from_sample(30, 2, 4)
    return state, hub_feed(state), [item.uri for item in state.collection]


@pytest.mark.parametrize("short", [False, True])
def test_the_hub_takes_reports_by_address_or_by_vendor_and_number(short: bool) -> None:
    _, feed, uris = hub()
    names = ["/".join(uri.split("/")[-2:]) for uri in uris] if short else uris
    receipt = reporting.report(feed, BATCH, uses([*names, "alpenpix/404404"]))
    assert [one.asset_id for one in receipt.taken] == names
    assert [one.usage.asset_id for one in receipt.refused] == ["alpenpix/404404"]
    assert feed.capabilities.can_report_usage


def test_the_hub_counts_a_repeated_report_once() -> None:
    state, feed, uris = hub()
    reporting.report(feed, BATCH, uses(uris))
    assert len(reporting.report(feed, BATCH, uses(uris)).already) == 30
    assert sum(quota["used"] for quota in state.reports.quotas(state.vendors(), 2026)) == 30
