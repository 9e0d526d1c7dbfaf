"""Shutterstock: news by cursor, stock by window, countries and subscriptions, against a fake of what is published."""

import json
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.agency.countries import Territory, read_countries
from rightsdesk.vendorsync.port import Change, ChangeBatch, FeedMode, RemoteImage, SyncState
from rightsdesk.vendorsync.record import Broken
from tests.contracts.feed import pulled
from tests.kit.shared import SHARED, needs_shared
from tests.vendorsync.agency_kit import (
    HOUSE,
    FakeShutterstock,
    answering,
    editorial_image,
    open_agency,
    shutterstock,
    stock_image,
    subscription,
    update,
)
from tests.vendorsync.kit import NOW
from tests.vendorsync.published import published

EMPTY = {"data": [], "next": ""}


def changes(batches: list[ChangeBatch]) -> list[Change]:
    return [change for batch in batches for change in batch.changes]


def read(**more: Any) -> RemoteImage:
    fake = FakeShutterstock(editorial=[editorial_image("1a", **more)])
    image = changes(pulled(open_agency("shutterstock", fake)))[0].image
    assert image is not None
    return image


def queries(fake: FakeShutterstock, part: str = "updated") -> list[dict[str, str]]:
    return [{k: v[0] for k, v in parse_qs(one.url.query.decode()).items()} for one in fake.asked("GET", part)]


def test_a_news_picture_carries_what_is_said_under_our_names() -> None:
    image = read(
        special_instructions="No archives", commercial_status={"status": "available", "reason": "Editorial only"}
    )
    assert (image.vendor, image.asset_id, image.version) == ("shutterstock", "1a", None)
    assert image.uri == f"{HOUSE}/v2/editorial/images/1a"
    assert image.version_created == NOW - timedelta(minutes=60)
    assert image.fields == {
        "title": "Turnier in Hongkong",
        "caption": "Spieler vor dem Turnier",
        "byline": "ALEX MUSTER",
        "credit": "EPA-EFE/Shutterstock",
        "source": "EPA",
        "instructions": "No archives",
        "usage_terms": "No archives\nEditorial only",
        "licence_model": "editorial",
        "status": "usable",
        "territory": ["CA", "DE", "GB"],
        "territory_excluded": [],
        "preview": "https://thumbs.example/1a.jpg",
        "price": None,
        "currency": None,
        "price_origin": "agreement",
        "licence_end": "2027-03-31T23:59:59+02:00",
    }


def test_a_sub_vendor_is_named_and_not_paid() -> None:
    assert (read().vendor, read().fields["source"]) == ("shutterstock", "EPA")


def test_a_stock_picture_is_described_by_its_description() -> None:
    fake = FakeShutterstock(
        stock={"7": stock_image("7", is_editorial=True)}, subscriptions=[subscription(kind="images")]
    )
    image = open_agency("shutterstock", fake, mode=FeedMode.WINDOW).lookup(["7"]).found[0]
    assert image.fields["title"] == image.fields["caption"] == "Garten"
    assert image.fields["licence_model"] == "editorial"
    assert image.fields["licence_end"] == "2027-03-31T23:59:59+02:00"


@pytest.mark.parametrize("word", ["unavailable", "restricted", "Withheld"])
def test_whatever_is_not_available_is_withheld(word: str) -> None:
    told = read(commercial_status={"status": word, "reason": "Contract ended"}).fields
    assert (told["status"], told["status_reason"]) == ("withheld", "Contract ended")


# ---------------------------------------------------------------------- countries


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("+DEU,-*", Territory(("DE",))),
        ("CAN,+DEU,+GBR,+USA,-*", Territory(("CA", "DE", "GB", "US"))),
        ("+DEU", Territory(("DE",))),
        ("+*,-JPN", Territory((), ("JP",))),
        ("-JPN,-TUR", Territory((), ("JP", "TR"))),
        (" +DEU , -* ", Territory(("DE",))),
        ("+DEU,+DEU,-*", Territory(("DE",))),
        ("+DEU,+AUT,-DEU,-*", Territory(("AT",), ("DE",))),
        ("+DEU,-DEU", Territory((), ("DE",), nowhere=True)),
        ("-*", Territory(nowhere=True)),
        ("+*,-*", Territory(nowhere=True)),
        ("+*", Territory()),
        ("", Territory()),
        (None, Territory()),
        ("+XKX,-*", Territory(("XK",))),
    ],
)
def test_countries_of_three_letters_become_two_and_denial_wins(told: str | None, meant: Territory) -> None:
    assert read_countries(told, "$") == meant


@pytest.mark.parametrize("told", ["+DE,-*", "+ZZZ", "DEU AUT", "+deu", "+", "+DEU,,", "++DEU", 7])
def test_a_rule_for_countries_nobody_knows_is_refused(told: object) -> None:
    with pytest.raises(Broken) as refusal:
        read_countries(told, "$.rights.countries")
    assert refusal.value.path == "$.rights.countries"


def test_a_picture_allowed_nowhere_is_withheld_and_not_set_free() -> None:
    told = read(rights={"countries": "-*"}).fields
    assert (told["status"], told["territory"]) == ("withheld", [])
    assert told["status_reason"] == "The agency allows it in no country."


def test_silence_about_countries_changes_nothing_and_null_withdraws() -> None:
    assert "territory" not in read(rights=...).fields
    page = {"data": [editorial_image("1", rights=None)], "next": ""}
    feed = answering("shutterstock", {"updated": page, "subscriptions": EMPTY})
    image = changes(pulled(feed))[0].image
    assert image is not None
    assert image.fields["territory"] == []


# ---------------------------------------------------------------------- agreements


def test_a_subscription_with_a_price_names_it_to_the_cent() -> None:
    each = {"local_amount": 12.34, "local_currency": "EUR"}
    fake = FakeShutterstock(editorial=[editorial_image("1a")], subscriptions=[subscription(price_per_download=each)])
    image = changes(pulled(open_agency("shutterstock", fake)))[0].image
    assert image is not None
    assert (image.fields["price"], image.fields["currency"], image.fields["price_origin"]) == (1234, "EUR", "agreement")


def test_a_key_with_a_word_never_asks_for_subscriptions() -> None:
    fake = shutterstock(3)
    fake.secret = "key:word"
    found = [change.image for change in changes(pulled(open_agency("shutterstock", fake))) if change.image]
    assert not fake.asked("GET", "subscriptions")
    assert all("licence_end" not in image.fields for image in found)


# ---------------------------------------------------------------------- news by cursor


def test_additions_come_first_then_edits_over_the_same_span() -> None:
    fake = shutterstock(90)
    batches = pulled(open_agency("shutterstock", fake))
    asked = queries(fake, "editorial/images/updated")
    assert [(one["type"], one.get("cursor")) for one in asked] == [
        ("addition", None),
        ("addition", "c40"),
        ("addition", "c80"),
        ("edit", None),
    ]
    assert len({(one["date_updated_start"], one["date_updated_end"], one["country"]) for one in asked}) == 1
    assert [change.op for change in changes(batches)].count("delete") == 1
    assert batches[-1].next_state == SyncState("changes", since="2026-10-01T11:55:00Z")


def test_the_country_is_germany_unless_another_is_named() -> None:
    fake = shutterstock(1)
    pulled(open_agency("shutterstock", fake))
    pulled(open_agency("shutterstock", fake, options={"country": "AUT"}))
    assert [one["country"] for one in queries(fake)] == ["DEU", "DEU", "AUT", "AUT"]


@pytest.mark.parametrize("options", [{"country": "DE"}, {"since": "yesterday"}, {"channel": "1"}])
def test_an_option_that_cannot_be_used_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refusal:
        open_agency("shutterstock", shutterstock(1), options=options)
    assert refusal.value.code == "FEED-OPTION"


def test_the_first_pull_begins_where_the_option_says() -> None:
    fake = shutterstock(1)
    pulled(open_agency("shutterstock", fake, options={"since": "2026-01-01"}))
    assert queries(fake)[0]["date_updated_start"] == "2025-12-31T23:00:00Z"


def test_an_idle_feed_keeps_its_place_and_writes_nothing_new() -> None:
    fake = FakeShutterstock()
    state = SyncState("changes", since="2026-10-01T09:00:00Z")
    assert pulled(open_agency("shutterstock", fake), state)[-1].next_state == state


def test_what_the_vendors_slow_clock_has_not_reached_is_asked_for_again() -> None:
    fake = shutterstock(1)
    real, fake.now = fake.now, fake.now - timedelta(minutes=20)
    feed = open_agency("shutterstock", fake)
    feed._client._clockwork = type(feed._client._clockwork)(sleep=lambda _: None, now=lambda: real)  # noqa: SLF001
    assert pulled(feed)[-1].next_state.since == "2026-10-01T11:35:00Z"


def test_a_cursor_known_no_more_begins_its_walk_anew() -> None:
    fake = shutterstock(90)
    first = next(iter(open_agency("shutterstock", fake).pull(SyncState())))
    left = [httpx.Response(400, json={"message": "cursor"})]
    fake.faults.append(lambda request: left.pop() if left and b"cursor=c40" in request.url.query else None)
    rest = changes(pulled(open_agency("shutterstock", fake), first.next_state))
    assert len({change.asset_id for change in rest}) == 91


def test_a_page_that_points_back_ends_the_pull() -> None:
    page = {"data": [editorial_image("1a")], "next": "again"}
    with pytest.raises(Damaged, match="does not point on"):
        pulled(answering("shutterstock", {"updated": page, "subscriptions": EMPTY}))


def test_one_picture_of_the_wrong_shape_never_stops_the_others() -> None:
    odd = [editorial_image("1a", rights={"countries": "Europe"}), 7, {"title": "x"}, editorial_image("2a")]
    feed = answering("shutterstock", {"updated": {"data": odd, "next": ""}, "subscriptions": EMPTY})
    batches = pulled(feed)
    assert {change.asset_id for change in changes(batches)} == {"2a"}
    assert [(one.asset_id, one.path) for one in batches[0].rejected] == [
        ("1a", "$.rights.countries"),
        (None, "$"),
        (None, "$.id"),
    ]


def test_a_page_that_is_missing_is_not_an_empty_one() -> None:
    feed = answering("shutterstock", {"updated": httpx.Response(404), "subscriptions": EMPTY})
    with pytest.raises(Invalid, match="no such page"):
        pulled(feed)


# ---------------------------------------------------------------------- stock by window


def stock(days: int = 8, at_once: int = 3, apart: int = 0) -> FakeShutterstock:
    fake = FakeShutterstock()
    for day in range(days):
        for number in range(at_once):
            name = f"{day}{number}"
            fake.stock[name] = stock_image(name)
            fake.updates.append(update(name, NOW - timedelta(days=day, minutes=10, seconds=number * apart)))
    return fake


def test_no_window_is_wider_than_three_days_and_none_is_left_out() -> None:
    fake = stock(8)
    batches = pulled(open_agency("shutterstock", fake, mode=FeedMode.WINDOW, options={"since": "2026-09-20T12:00:00Z"}))
    assert {change.asset_id for change in changes(batches)} == set(fake.stock)
    spans = [
        (datetime.fromisoformat(one["start_date"]), datetime.fromisoformat(one["end_date"])) for one in queries(fake)
    ]
    assert all(end - start <= timedelta(days=3) for start, end in spans)
    assert all(before[1] >= after[0] for before, after in pairwise(spans))


def test_more_pictures_in_one_second_than_a_page_holds_all_arrive_once() -> None:
    fake = stock(1, at_once=130)
    arrived = changes(pulled(open_agency("shutterstock", fake, mode=FeedMode.WINDOW)))
    assert arrived[0].uri == f"{HOUSE}/v2/images/{arrived[0].asset_id}"
    found = [change.change_id for change in arrived]
    assert len(found) == len(set(found)) == 130


def test_a_picture_that_changes_while_pages_are_read_makes_no_other_slip() -> None:
    fake = stock(3, at_once=20, apart=1)
    fake.page_size = 10
    feed = open_agency("shutterstock", fake, mode=FeedMode.WINDOW)
    arrived: set[str] = set()
    for batch in feed.pull(SyncState()):
        arrived |= {change.asset_id for change in batch.changes}
        moved = next((one for one in fake.updates if one["id"] in arrived), None)
        if moved is not None:
            fake.updates.remove(moved)
    assert arrived == set(fake.stock)


def test_a_stock_picture_announced_and_left_out_is_set_aside() -> None:
    fake = stock(1)
    fake.updates.append(update("404", NOW - timedelta(hours=1), "edit"))
    batches = pulled(open_agency("shutterstock", fake, mode=FeedMode.WINDOW))
    assert [(one.asset_id, one.reason_code) for batch in batches for one in batch.rejected] == [("404", "REC-MISSING")]


def test_numbers_are_looked_up_a_hundred_at_a_time() -> None:
    fake = shutterstock(0)
    fake.stock = {str(n): stock_image(str(n)) for n in range(230)}
    answer = open_agency("shutterstock", fake, mode=FeedMode.WINDOW).lookup([*fake.stock, "x"])
    assert (len(answer.found), answer.missing) == (230, ("x",))
    assert len([one for one in fake.journal if one.url.path == "/v2/images"]) == 3


# ---------------------------------------------------------------------- the rest


@pytest.mark.parametrize("mode", [FeedMode.CURSOR, FeedMode.WINDOW])
def test_the_connection_test_names_a_picture_and_the_agreement(mode: FeedMode) -> None:
    probe = open_agency("shutterstock", shutterstock(), mode=mode).probe()
    assert probe.ok
    assert probe.sample is not None
    assert probe.sentence.endswith("Agreed: “Abo s1” until 2027-03-31.")


def test_a_mode_the_house_does_not_have_is_refused() -> None:
    with pytest.raises(Invalid, match="does not deliver as ack_queue"):
        open_agency("shutterstock", shutterstock(1), mode=FeedMode.ACK_QUEUE)


@needs_shared
def test_the_pictures_shutterstock_publishes_as_examples_are_read() -> None:
    examples = json.loads((SHARED / "data/feeds/shutterstock/response-examples.json").read_text(encoding="utf-8"))
    answers = {"subscriptions": examples["GET /v2/user/subscriptions 200"], "images": examples["GET /v2/images 200"]}
    image = answering("shutterstock", answers, FeedMode.WINDOW).lookup(["1572478477"]).found[0]
    assert image.fields["title"] == "cropped image of woman gardening"
    assert image.fields["licence_end"] == "2020-05-29T12:10:22-05:00"
    page = published("shutterstock").example("/v2/editorial/images/updated")
    batches = pulled(answering("shutterstock", {**answers, "updated": {**page, "next": ""}}))
    told = changes(batches)[0].image
    assert told is not None
    assert told.fields["territory"] == ["CA", "DE", "GB", "US"]
    assert (told.fields["byline"], told.fields["credit"]) == ("ALEX HOFFORD", "EPA-EFE/Shutterstock")
    assert not [one for batch in batches for one in batch.rejected]
