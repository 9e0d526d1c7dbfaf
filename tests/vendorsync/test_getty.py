"""Getty: tokens, channels, change-sets, pictures and products, against a fake that keeps to the published interface."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.vendorsync.agency.doors import agency_client
from rightsdesk.vendorsync.agency_rest import agency_feed
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.port import Change, ChangeBatch, RemoteImage, SyncState
from tests.contracts.feed import pulled
from tests.vendorsync.agency_kit import HOUSE, FakeGetty, answering, channel, getty, getty_image, open_agency, product
from tests.vendorsync.kit import NOW, Waits


def changes(batches: list[ChangeBatch]) -> list[Change]:
    return [change for batch in batches for change in batch.changes]


def read(**more: Any) -> RemoteImage:
    fake = FakeGetty(images={"1": getty_image("1", **more)})
    return open_agency("getty", fake).lookup([f"{HOUSE}/v3/images/1"]).found[0]


def test_a_picture_carries_what_getty_says_under_our_names() -> None:
    image = read()
    assert (image.vendor, image.asset_id, image.version) == ("getty", "1", None)
    assert image.fields == {
        "title": "Hafen 1",
        "caption": "Ein Schiff läuft ein",
        "byline": "Jürgen Groß",
        "credit": "Groß/Getty Images",
        "copyright_notice": "2026 Getty Images",
        "source": "Getty Images News",
        "status": "usable",
        "usage_terms": "Editorial use only\nNo use in Japan",
        "licence_model": "RM",
        "preview": "https://media.example/1?token=1",
        "price": None,
        "currency": None,
        "price_origin": "agreement",
        "licence_end": "2027-01-31T00:00:00+00:00",
    }


def test_an_address_signed_anew_each_time_is_no_change() -> None:
    sizes = [{"name": "preview", "uri": "https://media.example/1?token=2", "is_watermarked": True}]
    assert read().content_hash == read(display_sizes=sizes).content_hash
    assert read().content_hash != read(title="Anders").content_hash


def test_what_getty_does_not_say_stays_and_null_withdraws() -> None:
    told = read(artist=None, caption=...).fields
    assert told["byline"] is None
    assert "caption" not in told


@pytest.mark.parametrize(
    ("model", "family", "meant"),
    [("rightsmanaged", "editorial", "RM"), ("royaltyfree", "creative", "RF"), (None, "editorial", "editorial")],
)
def test_the_licence_model_is_kept_in_the_desks_words(model: str | None, family: str, meant: str) -> None:
    assert read(license_model=model, asset_family=family).fields["licence_model"] == meant


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"title": 7}, "$.title"),
        ({"allowed_use": {"usage_restrictions": "none"}}, "$.allowed_use.usage_restrictions"),
        ({"display_sizes": ["x"]}, "$.display_sizes[0]"),
        ({"product_types": 1}, "$.product_types"),
        ({"caption": "x" * 10_001}, "$.caption"),
    ],
)
def test_a_picture_of_the_wrong_shape_is_set_aside_with_its_place(more: dict[str, Any], path: str) -> None:
    images = [getty_image("1", **more), getty_image("2")]
    answer = answering("getty", {"images": {"images": images}, "products": {"products": []}}).lookup(["1", "2"])
    assert [(one.asset_id, one.path) for one in answer.rejected] == [("1", path)]
    assert [image.asset_id for image in answer.found] == ["2"]


# ---------------------------------------------------------------------- agreements


def test_the_agreement_that_ends_first_ends_the_licence() -> None:
    fake = getty(1)
    fake.products = [product(1, ends="2028-01-01T00:00:00"), product(2, ends="2027-06-30"), product(3, ends=None)]
    image = changes(pulled(open_agency("getty", fake)))[-1].image
    assert image is not None
    assert image.fields["licence_end"] == "2027-06-30T23:59:59+02:00"


def test_only_products_that_offer_the_picture_count_for_it() -> None:
    fake = FakeGetty(images={"1": getty_image("1", product_types=["easyaccess"])}, products=[product(1)])
    image = open_agency("getty", fake).lookup(["1"]).found[0]
    assert "licence_end" not in image.fields
    assert image.fields["price_origin"] == "agreement"


def test_one_agreement_may_be_named_and_a_wrong_one_is_refused() -> None:
    fake = getty(1)
    fake.products = [product(1, ends="2027-01-01T00:00:00Z"), product(2, ends="2028-01-01T00:00:00Z")]
    named = open_agency("getty", fake, options={"agreement": "2"}).lookup(["100000"]).found[0]
    assert named.fields["licence_end"] == "2028-01-01T00:00:00+00:00"
    with pytest.raises(Invalid, match=r"there are 1 .Vertrag 1., 2 .Vertrag 2."):
        open_agency("getty", fake, options={"agreement": "9"}).lookup(["100000"])


def test_a_key_that_may_not_see_agreements_still_gets_pictures() -> None:
    fake = getty(2)
    fake.faults.append(lambda request: httpx.Response(403) if request.url.path == "/v3/products" else None)
    found = [change.image for change in changes(pulled(open_agency("getty", fake))) if change.image]
    assert len(found) == 2
    assert all("licence_end" not in image.fields for image in found)


def test_an_agreement_that_cannot_be_read_stops_before_pictures_go_without_end() -> None:
    odd = {"products": [{"id": 1, "type": "premiumaccess", "expiration_utc_date": "soon"}]}
    feed = answering("getty", {"images": {"images": [getty_image("1")]}, "products": odd})
    with pytest.raises(Damaged, match=r"An agreement cannot be read.*expiration_utc_date"):
        feed.lookup(["1"])


# ---------------------------------------------------------------------- change-sets


def test_a_set_is_confirmed_before_the_next_is_asked_for() -> None:
    fake = getty(90)
    batches = pulled(open_agency("getty", fake))
    assert [len(batch.receipts) for batch in batches] == [1, 1, 1, 0]
    steps = [one.method for one in fake.journal if "change-sets" in one.url.path]
    assert steps == ["PUT", "DELETE", "PUT", "DELETE", "PUT", "DELETE", "PUT"]
    assert fake.queue == []


def test_films_are_passed_over_and_unknown_deletions_are_changes() -> None:
    batches = pulled(open_agency("getty", getty(1)))
    assert [(change.op, change.uri) for change in changes(batches)] == [
        ("delete", f"{HOUSE}/v3/images/404404"),
        ("upsert", f"{HOUSE}/v3/images/100000"),
    ]
    assert sum(batch.skipped for batch in batches) == 1


def test_a_set_that_was_not_confirmed_comes_again_with_the_same_names() -> None:
    fake = getty(10)
    first = next(iter(open_agency("getty", fake).pull(SyncState())))
    again = next(iter(open_agency("getty", fake).pull(first.next_state)))
    assert [change.change_id for change in again.changes] == [change.change_id for change in first.changes]
    assert again.receipts == first.receipts


def test_confirming_twice_does_no_harm() -> None:
    fake = getty(10)
    feed = open_agency("getty", fake)
    batch = next(iter(feed.pull(SyncState())))
    feed.acknowledge(batch)
    feed.acknowledge(batch)
    assert fake.queue == []


def test_a_set_that_comes_again_although_confirmed_ends_the_pull() -> None:
    fake = getty(10)
    fake.faults.append(lambda request: httpx.Response(200) if request.method == "DELETE" else None)
    with pytest.raises(Damaged, match="again although it was confirmed"):
        pulled(open_agency("getty", fake))


def test_what_was_announced_but_is_not_there_is_set_aside() -> None:
    fake = getty(2)
    fake.announce("999")
    rejected = [one for batch in pulled(open_agency("getty", fake)) for one in batch.rejected]
    assert [(one.asset_id, one.reason_code) for one in rejected] == [("999", "REC-MISSING")]
    assert "does not have it" in rejected[0].reason


def test_the_last_thing_that_happened_to_a_picture_counts() -> None:
    fake = getty(1)
    fake.announce("100000", lifecycle="Update")
    fake.announce("100000", lifecycle="Delete", kind=None)
    assert [c.op for c in changes(pulled(open_agency("getty", fake))) if c.asset_id == "100000"] == ["delete"]


def test_an_unknown_kind_of_change_never_stops_the_others() -> None:
    fake = getty(2)
    fake.announce("1", lifecycle="Merge")
    batches = pulled(open_agency("getty", fake))
    assert [(one.asset_id, one.path) for batch in batches for one in batch.rejected] == [("1", "$.asset_lifecycle")]
    assert len(changes(batches)) == 3


def test_the_only_channel_is_found_and_several_must_be_chosen_from() -> None:
    fake = getty(1)
    fake.channels = [channel(77), channel(78, "Film")]
    assert changes(pulled(open_agency("getty", fake)))
    fake.channels = [channel(77), channel(79)]
    with pytest.raises(Invalid, match=r"the channels 77 .Editorial., 79 .Editorial.") as refusal:
        pulled(open_agency("getty", fake))
    assert refusal.value.code == "FEED-CHANNEL"
    pulled(open_agency("getty", fake, options={"channel": "79"}))
    with pytest.raises(Invalid, match="no channel 80"):
        pulled(open_agency("getty", fake, options={"channel": "80"}))


# ---------------------------------------------------------------------- a long pause


@pytest.mark.parametrize(("days", "lost"), [(59, False), (60, True), (400, True)])
def test_after_sixty_days_only_everything_anew_will_do(days: int, *, lost: bool) -> None:
    fake = getty(1)
    state = SyncState("changes", since=(NOW - timedelta(days=days)).date().isoformat())
    feed = open_agency("getty", fake)
    if not lost:
        assert pulled(feed, state)
        return
    with pytest.raises(Invalid, match="rightsdesk sync getty --full") as refusal:
        feed.pull(state)
    assert refusal.value.code == "FEED-GAP"
    assert next(iter(feed.pull(state, full=True))).next_state.since == NOW.date().isoformat()


# ---------------------------------------------------------------------- faults on the way


def test_a_token_that_ends_between_two_pages_is_renewed_once() -> None:
    fake = getty(90)
    fake.lives = 7
    whole = changes(pulled(open_agency("getty", getty(90))))
    found = changes(pulled(open_agency("getty", fake)))
    assert [change.change_id for change in found] == [change.change_id for change in whole]
    assert len(fake.asked("POST", "token")) > 1


def test_a_token_refused_again_and_again_stops_the_feed() -> None:
    fake = getty(1)
    fake.lives = 0
    feed = open_agency("getty", fake)
    for _ in range(3):
        with pytest.raises(Invalid, match="does not accept the key"):
            pulled(feed)
    assert len(fake.asked("POST", "token")) == 2


def test_too_many_requests_wait_as_long_as_getty_says() -> None:
    fake, waits = getty(1), Waits()
    left = [httpx.Response(429, headers={"Retry-After": "7"})]
    fake.faults.append(lambda request: left.pop() if left and request.url.path == "/v3/images" else None)
    assert len(changes(pulled(open_agency("getty", fake, waits=waits)))) == 2
    assert list(waits) == [7.0]


def test_a_server_that_stays_down_keeps_the_set_unconfirmed() -> None:
    fake = getty(10)
    fake.faults.append(lambda request: httpx.Response(503) if request.url.path == "/v3/images" else None)
    with pytest.raises(Unavailable):
        pulled(open_agency("getty", fake))
    fake.faults.clear()
    assert len(changes(pulled(open_agency("getty", fake)))) == 11


def test_key_and_token_are_both_shown_and_the_word_only_at_the_door() -> None:
    fake = getty(1)
    pulled(open_agency("getty", fake))
    (door,) = fake.asked("POST", "token")
    assert b"client_secret=word" in door.read()
    others = [one for one in fake.journal if one is not door]
    assert {one.headers["api-key"] for one in others} == {"key"}
    assert {one.headers["authorization"] for one in others} == {"Bearer t1"}
    assert not any(b"word" in one.url.raw_path for one in others)


def test_getty_itself_hands_out_tokens_at_another_address() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.host}{request.url.path}")
        token = {"access_token": "t", "expires_in": "1800"}
        return httpx.Response(200, json=token if request.method == "POST" else [])

    settings = FeedSettings("getty", "https://api.gettyimages.com", "getty")
    client = agency_client(settings, "key:word", transport=httpx.MockTransport(answer))
    assert not agency_feed(settings, "key:word", client=client).probe().ok
    assert asked[:2] == [
        "POST authentication.gettyimages.com/oauth2/token",
        "GET api.gettyimages.com/v3/asset-changes/channels",
    ]


@pytest.mark.parametrize("copied", ["", "/", "/v3", "/v3/"])
def test_an_address_copied_with_its_version_is_asked_all_the_same(copied: str) -> None:
    client = agency_client(FeedSettings("g", f"{HOUSE}{copied}", "getty"), None)
    assert client.base == f"{HOUSE}/"
    assert client.limits.requests_per_second == 5.0


# ---------------------------------------------------------------------- the rest of the port


def test_the_connection_test_takes_nothing_out_of_the_channel() -> None:
    fake = getty(3)
    probe = open_agency("getty", fake).probe()
    assert probe.ok
    assert "3 changes wait in channel 77. Agreed: “Vertrag 5” until 2027-01-31." in probe.sentence
    assert not fake.asked("PUT", "")


def test_the_connection_test_says_what_is_wrong() -> None:
    fake = getty(1)
    fake.channels = []
    probe = open_agency("getty", fake).probe()
    assert not probe.ok
    assert "no channel" in probe.sentence


def test_lookup_asks_a_hundred_at_a_time_and_names_the_missing() -> None:
    fake = getty(230)
    uris = [f"{HOUSE}/v3/images/{number}" for number in [*fake.images, "5"]]
    answer = open_agency("getty", fake).lookup(uris)
    assert len(answer.found) == 230
    assert answer.missing == (uris[-1],)
    assert len(fake.asked("GET", "/v3/images")) == 3


def test_a_picture_asked_for_under_an_older_address_keeps_it() -> None:
    old = "https://elsewhere.example/v3/images/100000"
    answer = open_agency("getty", getty(1)).lookup([old])
    assert [image.uri for image in answer.found] == [old]
    assert answer.missing == ()


def test_an_unknown_option_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Invalid, match="it knows channel, agreement"):
        open_agency("getty", getty(1), options={"kanal": "1"})
