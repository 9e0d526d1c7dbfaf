"""Agencies taken over into the log: nothing lost, nothing twice, whatever breaks between commit and confirmation."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.feed import FeedConfigured
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import fold
from rightsdesk.faults import Invalid, Unavailable
from rightsdesk.vendorsync.agency_rest import read_again
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.port import Rejected, RemoteImage
from rightsdesk.vendorsync.sync import Sync, SyncReport
from tests.kit.works import Works, decode
from tests.vendorsync.agency_kit import HOUSE, Fake, configured, editorial_image, getty, getty_image, shutterstock


class Desk:
    """A log and one agency's feed."""

    def __init__(self, agency: str, fake: Fake) -> None:
        self.works, self.agency, self.fake = Works(), agency, fake
        self.works.given(streams.feed(agency), FeedConfigured(agency, HOUSE, agency))
        clock = lambda: self.works.at  # noqa: E731 - it is turned by tests
        self.sync = Sync(self.works.log, decode, clock, lambda feed: configured(feed, fake), lambda _name, _raw: "")

    def pull(self, *, full: bool = False) -> SyncReport:
        return self.sync.pull(self.agency, "kim", full=full)

    def image(self, number: str) -> Image:
        own = streams.image(self.agency, number)
        return fold(Image(), map(decode, self.works.log.read_streams([own])[own]))

    def count(self, name: str) -> int:
        return sum(each.name == name for each in self.works.log.read(0, 100_000))


def test_pictures_of_an_agency_arrive_priced_by_agreement() -> None:
    desk = Desk("getty", getty(90))
    assert desk.pull().counts == {"new": 90, "unknown_deletes": 1, "skipped": 1, "quarantined": 0}
    image = desk.image("100000")
    assert (image.effective("price"), image.effective("price_origin")) == (None, "agreement")
    assert image.effective("licence_end") == "2027-01-31T00:00:00+00:00"


@pytest.mark.parametrize(("agency", "fake"), [("getty", getty(30)), ("shutterstock", shutterstock(30))])
def test_a_second_pull_on_the_same_day_writes_nothing(agency: str, fake: Fake) -> None:
    desk = Desk(agency, fake)
    desk.pull()
    desk.pull()
    before = desk.works.log.head().position
    desk.pull()
    assert desk.works.log.head().position == before


def test_a_crash_between_commit_and_confirmation_changes_nothing() -> None:
    fake = getty(90)
    desk = Desk("getty", fake)
    dying = [True]

    def die(request: Any) -> Any:
        if request.method == "DELETE" and dying:
            dying.clear()
            raise KeyboardInterrupt
        return None

    fake.faults.append(die)
    with pytest.raises(KeyboardInterrupt):
        desk.pull()
    assert desk.count("image.observed") == 40
    desk.pull()
    assert desk.count("image.observed") == 90
    assert fake.queue == []


def test_a_confirmation_that_fails_leaves_the_set_for_the_next_pull() -> None:
    fake = getty(90)
    desk = Desk("getty", fake)
    fake.faults.append(lambda request: httpx.Response(503) if request.method == "DELETE" else None)
    with pytest.raises(Unavailable):
        desk.pull()
    fake.faults.clear()
    assert desk.pull().counts["new"] == 50
    assert desk.count("image.observed") == 90


def test_a_deletion_of_a_known_picture_is_recorded_and_of_a_stranger_only_counted() -> None:
    fake = getty(3)
    desk = Desk("getty", fake)
    assert desk.pull().counts["unknown_deletes"] == 1
    fake.announce("100001", lifecycle="Delete", kind=None)
    assert desk.pull().counts["deleted"] == 1
    assert desk.image("100001").word == "deleted"


def test_a_picture_announced_anew_without_change_is_left_alone() -> None:
    fake = getty(3)
    desk = Desk("getty", fake)
    desk.pull()
    fake.announce("100000", lifecycle="Update")
    fake.images["100001"] = getty_image("100001", title="Neu")
    fake.announce("100001", lifecycle="Update")
    counts = desk.pull().counts
    assert (counts["ignored"], counts["changed"]) == (1, 1)
    assert desk.image("100001").effective("title") == "Neu"


def test_a_pause_of_sixty_days_asks_for_everything_anew_which_then_reads_all_that_is_known() -> None:
    fake = getty(120)
    desk = Desk("getty", fake)
    desk.pull()
    fake.now += timedelta(days=61)
    with pytest.raises(Invalid, match="forgets changes after 60 days"):
        desk.pull()
    fake.images["100005"] = getty_image("100005", title="Unbemerkt geändert")
    del fake.images["100007"]
    counts = desk.pull(full=True).counts
    assert desk.image("100005").effective("title") == "Unbemerkt geändert"
    assert desk.image("100007").word == "missing"
    assert (counts["changed"], counts["missing"]) == (1, 1)
    assert desk.pull().counts.get("changed", 0) == 0


def test_a_full_reading_in_which_too_much_is_gone_marks_nothing() -> None:
    fake = getty(40)
    desk = Desk("getty", fake)
    desk.pull()
    for number in list(fake.images)[:10]:
        del fake.images[number]
    report = desk.pull(full=True)
    assert "lacks 10 of 40 images" in report.warnings[0]
    assert desk.image("100000").word == "usable"


def test_a_renewed_agreement_moves_the_end_when_all_is_read_anew() -> None:
    fake = getty(5)
    desk = Desk("getty", fake)
    desk.pull()
    fake.products[0]["expiration_utc_date"] = "2029-01-31T00:00:00Z"
    assert desk.pull(full=True).counts["changed"] == 5
    assert desk.image("100000").effective("licence_end") == "2029-01-31T00:00:00+00:00"


def test_a_country_taken_away_reaches_the_desk_at_once() -> None:
    fake = shutterstock(2)
    desk = Desk("shutterstock", fake)
    desk.pull()
    assert desk.image("0a").effective("territory") == ["CA", "DE", "GB"]
    fake.now += timedelta(hours=1)
    fake.editorial[0] = editorial_image("0a", -30, updates=["edit"], rights={"countries": "+GBR,-*"})
    assert desk.pull().counts["changed"] == 1
    assert desk.image("0a").effective("territory") == ["GB"]


def test_a_picture_not_available_any_more_is_blocked() -> None:
    fake = shutterstock(2)
    desk = Desk("shutterstock", fake)
    desk.pull()
    fake.now += timedelta(hours=1)
    fake.editorial[1] = editorial_image("1a", -30, updates=["edit"], commercial_status={"status": "unavailable"})
    desk.pull()
    assert desk.image("1a").word == "blocked"


@pytest.mark.parametrize(
    ("agency", "good"), [("getty", b'{"id": "1", "title": "x"}'), ("shutterstock", b'{"id": "1a", "title": "x"}')]
)
def test_what_was_set_aside_is_read_again_without_asking_anybody(agency: str, good: bytes) -> None:
    settings = FeedSettings(agency, HOUSE, agency)
    assert isinstance(read_again(settings, good), RemoteImage)
    refusal = read_again(settings, b'{"id": "1", "title": 7}')
    assert isinstance(refusal, Rejected)
    assert refusal.path == "$.title"


@pytest.mark.parametrize(
    ("agency", "raw"),
    [
        ("getty", b'{"id": "1", "asset_lifecycle": "New", "asset_type": "Image"}'),
        ("shutterstock", b'{"id": "1", "updated_time": "2026-09-30T12:00:00Z", "updates": ["addition"]}'),
    ],
)
def test_what_was_only_announced_never_becomes_a_picture(agency: str, raw: bytes) -> None:
    refusal = read_again(FeedSettings(agency, HOUSE, agency), raw)
    assert isinstance(refusal, Rejected)
    assert refusal.reason_code == "REC-MISSING"
