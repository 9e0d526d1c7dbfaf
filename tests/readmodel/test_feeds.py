"""Feeds, what they set aside, and platforms."""

from rightsdesk.domain import feed, platform, streams
from rightsdesk.readmodel import Query, Reader, ReadModel
from tests.readmodel.told import Told

OWN = streams.feed("hub")


def _aside(item: str) -> feed.FeedItemQuarantined:
    return feed.FeedItemQuarantined(item, "c1", "urn:1", "REC-PRICE", "The price is no number.", "$.price", "e30=")


def test_counts_of_all_pulls_are_summed(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(OWN, feed.FeedConfigured("hub", "https://hub.invalid", "generic"))
    told.happened(OWN, feed.FeedPulled({}, {"applied": 3}), feed.FeedPulled({}, {"applied": 2, "skipped": 1}))
    model.catch_up_fully()
    (row,) = reader.all("feeds")
    assert row.counts == {"applied": 5, "skipped": 1}
    assert row.pulled_at is not None
    told.happened(OWN, feed.FeedRemoved())
    model.catch_up_fully()
    assert reader.all("feeds")[0].removed


def test_an_item_stays_in_quarantine_until_released(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(OWN, feed.FeedConfigured("hub", "https://hub.invalid", "generic"))
    told.happened(OWN, _aside("i1"), _aside("i1"), _aside("i2"))
    model.catch_up_fully()
    assert [row.key for row in reader.all("quarantine")] == ["i1", "i2"]
    assert reader.all("feeds")[0].quarantined == 2
    assert reader.count(Query("quarantine", "code:REC-PRICE feed:hub")) == 2
    told.happened(OWN, feed.FeedQuarantineReleased("i1", taken_over=True))
    model.catch_up_fully()
    assert [row.key for row in reader.all("quarantine")] == ["i2"]
    assert reader.all("feeds")[0].quarantined == 1
    told.happened(OWN, _aside("i1"))
    model.catch_up_fully()
    assert reader.all("feeds")[0].quarantined == 2


def test_a_platform_has_a_letter_and_a_colour(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(streams.platform("mag"), platform.PlatformRegistered("mag", "Magazin", {"colour": "#ff0000"}))
    model.catch_up_fully()
    (row,) = reader.all("platforms")
    assert (row.key, row.name, row.letter, row.colour) == ("mag", "Magazin", "M", "#ff0000")
