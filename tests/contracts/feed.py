"""What any vendor feed must do, whatever it speaks; a subclass says how to open one that has pictures to give."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from rightsdesk.vendorsync.port import ChangeBatch, SyncState, VendorFeed

FIELDS = {
    *("title", "headline", "caption", "byline", "credit", "source", "copyright_notice", "copyright_holder"),
    *("usage_terms", "instructions", "licence_model", "price", "currency", "price_origin", "licence_start"),
    *(
        "licence_end",
        "embargo_until",
        "territory",
        "territory_excluded",
        "media",
        "preview",
        "thumbnail",
        "status",
        "status_reason",
    ),
    *("needs_person", "notes", "territory_text", "data_mining", "digital_source_type"),
}


def pulled(feed: VendorFeed, state: SyncState | None = None) -> list[ChangeBatch]:
    """All batches of one pull, each acknowledged as if it had been committed."""
    batches = []
    for batch in feed.pull(state or SyncState()):
        batches.append(batch)
        feed.acknowledge(batch)
    return batches


def delivered(batches: list[ChangeBatch]) -> set[str]:
    return {change.change_id for batch in batches for change in batch.changes}


class FeedContract:
    """Subclass it and override `fresh`, which opens a new feed on an unchanged vendor each time it is called."""

    unknown_uri = "https://hub.invalid/v1/items/alpenpix/404404"
    repeats_the_last_day = False
    offers_lookup = True

    def fresh(self) -> VendorFeed:
        raise NotImplementedError

    @pytest.fixture
    def feed(self) -> Iterator[VendorFeed]:
        feed = self.fresh()
        yield feed
        feed.close()

    def test_a_first_pull_delivers_pictures_with_known_fields_only(self, feed: VendorFeed) -> None:
        images = [change.image for batch in pulled(feed) for change in batch.changes if change.image]
        assert images
        for image in images:
            assert set(image.fields) <= FIELDS
            assert json.loads(json.dumps(image.fields)) == image.fields
            assert image.vendor
            assert image.asset_id
            assert len(image.content_hash) == 64
            assert image.raw

    def test_the_state_after_each_batch_can_be_kept_as_json(self, feed: VendorFeed) -> None:
        for batch in pulled(feed):
            assert SyncState(**json.loads(json.dumps(asdict(batch.next_state)))) == batch.next_state

    def test_only_the_last_batch_says_that_nothing_more_waits(self, feed: VendorFeed) -> None:
        more = [batch.more for batch in pulled(feed)]
        assert all(more[:-1])

    def test_breaking_off_after_every_batch_loses_nothing(self, feed: VendorFeed) -> None:
        whole = delivered(pulled(self.fresh()))
        state, got = SyncState(), set[str]()
        for _ in range(500):
            batch = next(iter(feed.pull(state)), None)
            if batch is None:
                break
            feed.acknowledge(batch)
            got |= {change.change_id for change in batch.changes}
            if not batch.more or (self.repeats_the_last_day and batch.next_state == state):
                break
            state = batch.next_state
        if not self.repeats_the_last_day:
            assert got == whole
        assert got <= whole

    def test_pulling_again_delivers_nothing_that_was_not_there_before(self, feed: VendorFeed) -> None:
        first = pulled(feed)
        again = delivered(pulled(feed, first[-1].next_state))
        assert again <= delivered(first)
        if not self.repeats_the_last_day:
            assert not again

    def test_a_lookup_finds_known_pictures_and_names_the_missing_ones(self, feed: VendorFeed) -> None:
        if not self.offers_lookup:
            pytest.skip("this vendor offers no lookup")
        uris = [c.uri for b in pulled(self.fresh()) for c in b.changes if c.op == "upsert" and c.image][:3]
        answer = feed.lookup([*uris, self.unknown_uri])
        assert {image.uri for image in answer.found} | set(answer.missing) == {*uris, self.unknown_uri}
        assert self.unknown_uri in answer.missing

    def test_the_connection_test_shows_a_picture(self, feed: VendorFeed) -> None:
        probe = feed.probe()
        assert probe.ok
        assert probe.sentence.endswith(".")
