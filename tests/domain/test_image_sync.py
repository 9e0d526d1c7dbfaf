"""The sync rules of the product page, section 4, row by row."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain.image import (
    GrantUse,
    Image,
    ImageIsKilled,
    ImageMetadataConflicted,
    ImageMetadataUnchanged,
    ImageMetadataUpdated,
    ImageObserved,
    ImagePriceChanged,
    NotAtVendor,
    RefreshMetadata,
    ReinstateImage,
    ReinstatementUnconfirmed,
    RestoreMetadata,
    UpdateMetadata,
    WithdrawRemoteImage,
)
from rightsdesk.domain.image.refusals import NotKilled
from rightsdesk.domain.messages import fold
from tests.domain.pictures import BEFORE, Story, delivery, known, names

# ---------------------------------------------------------------- order


def test_order_a_higher_version_is_accepted() -> None:
    story = known()
    assert names(story.deliver(2, **{**BEFORE, "title": "Port"})) == ["image.observed"]
    assert (story.state.version, story.state.remote["title"]) == (2, "Port")


def test_order_a_lower_version_is_ignored() -> None:
    story = known()
    story.deliver(3, **{**BEFORE, "title": "Port"})
    assert story.deliver(2, **{**BEFORE, "title": "Late"}) == ()
    assert story.state.remote["title"] == "Port"


def test_order_the_same_delivery_again_is_nothing() -> None:
    story = known()
    assert story.deliver(1, **BEFORE) == ()


def test_order_an_equal_version_with_other_content_is_a_conflict_and_keeps_what_is_stored() -> None:
    story = known()
    assert names(story.deliver(1, **{**BEFORE, "title": "Other"})) == ["image.observation-conflicted"]
    assert story.state.remote["title"] == "Harbour"


def test_order_the_same_contradiction_is_recorded_once() -> None:
    story = known()
    story.deliver(1, **{**BEFORE, "title": "Other"})
    assert story.deliver(1, **{**BEFORE, "title": "Other"}) == ()
    assert names(story.deliver(1, **{**BEFORE, "title": "Third"})) == ["image.observation-conflicted"]


def test_order_without_version_the_time_decides() -> None:
    story = Story()
    story.deliver(None, created="2026-03-02T00:00:00+00:00", title="Second")
    assert story.deliver(None, created="2026-03-01T23:00:00+00:00", title="First") == ()
    assert story.deliver(None, created="2026-03-02T02:00:00+01:00", title="Third")
    assert story.state.remote["title"] == "Third"


def test_order_without_version_and_time_the_content_decides() -> None:
    story = Story()
    story.deliver(None, title="One")
    assert story.deliver(None, title="One") == ()
    assert names(story.deliver(None, title="Two")) == ["image.observed"]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_order_whatever_the_order_of_arrival_the_highest_version_stands(versions: list[int]) -> None:
    story = Story()
    for version in versions:
        story.deliver(version, title=f"Version {version}")
    assert story.state.remote["title"] == f"Version {max(versions)}"


# ---------------------------------------------------------------- both changed


def test_both_changed_a_persons_text_stays_and_the_badge_says_newer() -> None:
    story = known()
    story.ask(UpdateMetadata({"title": "Mine"}))
    story.deliver(2, **{**BEFORE, "title": "Theirs"})
    assert (story.state.effective("title"), story.state.remote["title"]) == ("Mine", "Theirs")
    assert story.state.newer == {"title"}


def test_both_changed_accepting_the_vendors_text_takes_the_badge_away() -> None:
    story = known()
    story.ask(UpdateMetadata({"title": "Mine"}))
    story.deliver(2, **{**BEFORE, "title": "Theirs"})
    story.ask(UpdateMetadata({"title": None}))
    assert (story.state.effective("title"), story.state.newer) == ("Theirs", frozenset())


def test_both_changed_an_earlier_end_of_the_vendor_wins_at_once() -> None:
    story = known(licence_end="2030-12-31T23:59:59+00:00")
    story.ask(UpdateMetadata({"online_until": "2030-06-30T23:59:59+00:00"}))
    (observed,) = story.deliver(2, **{**BEFORE, "licence_end": "2027-01-31T23:59:59+00:00"})
    assert isinstance(observed, ImageObserved)
    assert observed.yields == ("online_until",)
    assert story.state.effective("online_until") == "2027-01-31T23:59:59+00:00"


def test_both_changed_a_later_end_of_the_vendor_never_lifts_a_local_restriction() -> None:
    story = known(licence_end="2027-12-31T23:59:59+00:00")
    story.ask(UpdateMetadata({"online_until": "2027-01-31T23:59:59+00:00"}))
    story.deliver(2, **{**BEFORE, "licence_end": "2030-12-31T23:59:59+00:00"})
    assert story.state.effective("online_until") == "2027-01-31T23:59:59+00:00"


def test_both_changed_a_narrower_territory_of_the_vendor_wins() -> None:
    story = known(territory=["DE", "AT", "CH"])
    story.ask(UpdateMetadata({"territory": ["DE", "AT"]}))
    story.deliver(2, **{**BEFORE, "territory": ["DE"]})
    assert story.state.effective("territory") == ["DE"]


def test_both_changed_a_wider_territory_of_the_vendor_never_lifts_a_local_one() -> None:
    story = known(territory=["DE", "AT"])
    story.ask(UpdateMetadata({"territory": ["DE"]}))
    story.deliver(2, **{**BEFORE, "territory": ["DE", "AT", "CH", "FR"]})
    assert story.state.effective("territory") == ["DE"]


# ---------------------------------------------------------------- missing, null


def test_a_missing_member_says_nothing_and_null_withdraws() -> None:
    story = known(byline="Kim")
    story.deliver(2, title="Harbour")
    assert story.state.remote["byline"] == "Kim"
    story.deliver(3, byline=None)
    assert story.state.effective("byline") is None
    assert story.state.remote["title"] == "Harbour"


TEXTS = st.dictionaries(st.sampled_from(["title", "caption", "byline", "credit"]), st.text(max_size=5) | st.none())


@given(st.lists(TEXTS, max_size=6), TEXTS.filter(bool))
def test_a_delivery_never_touches_a_persons_texts(
    deliveries: list[dict[str, str | None]], mine: dict[str, str | None]
) -> None:
    story = known()
    story.ask(UpdateMetadata({name: value for name, value in mine.items() if value is not None}))
    before = dict(story.state.local)
    for version, fields in enumerate(deliveries, 2):
        story.deliver(version, **fields)
    assert story.state.local == before


# ---------------------------------------------------------------- price


def test_price_a_new_price_has_an_event_of_its_own_with_the_day_it_is_valid_from() -> None:
    story = known()
    _, changed = story.deliver(2, created="2026-11-01T00:00:00+00:00", **{**BEFORE, "price": 1500})
    assert isinstance(changed, ImagePriceChanged)
    assert (changed.price, changed.currency, changed.origin) == (1500, "EUR", "item")
    assert changed.valid_from == "2026-11-01T00:00:00+00:00"


def test_price_a_new_currency_is_a_new_price_never_a_conversion() -> None:
    story = known()
    _, changed = story.deliver(2, **{**BEFORE, "currency": "CHF"})
    assert isinstance(changed, ImagePriceChanged)
    assert (changed.price, changed.currency) == (1250, "CHF")


@pytest.mark.parametrize("price", [None, 0])
def test_price_unknown_is_not_free_of_charge(price: int | None) -> None:
    story = known(price=price)
    assert story.state.effective("price") == price
    assert story.state.effective("price") is price


def test_price_the_first_delivery_is_no_price_change() -> None:
    assert names(Story().deliver(1, **BEFORE)) == ["image.observed"]


# ---------------------------------------------------------------- kill, hold


def _killed() -> Story:
    story = known()
    story.ask(UpdateMetadata({"title": "Mine"}))
    story.deliver(2, **BEFORE, status="canceled", status_reason="Wrong person")
    return story


def test_kill_beats_every_correction_and_blocks_commands() -> None:
    story = _killed()
    assert (story.state.killed, story.state.word) == (True, "killed")
    with pytest.raises(ImageIsKilled):
        story.ask(UpdateMetadata({"title": "Still"}))
    with pytest.raises(ImageIsKilled):
        story.ask(GrantUse("tag", "2026-11-23"))


def test_kill_is_recorded_once_however_often_it_is_delivered() -> None:
    story = _killed()
    assert names(story.deliver(3, **BEFORE, status="canceled")) == ["image.observed"]


def test_kill_a_lower_version_with_usable_changes_nothing() -> None:
    story = _killed()
    assert story.deliver(1, **BEFORE, status="usable") == ()
    assert story.state.word == "killed"


def test_kill_is_lifted_by_a_higher_usable_version_and_a_persons_word_only() -> None:
    story = _killed()
    with pytest.raises(NotKilled):
        story.ask(ReinstateImage())
    story.deliver(3, **BEFORE, status="usable")
    with pytest.raises(ReinstatementUnconfirmed):
        story.ask(UpdateMetadata({"title": "Too soon"}))
    story.ask(ReinstateImage())
    assert (story.state.killed, story.state.word) == (False, "usable")
    story.ask(UpdateMetadata({"title": "Now"}))


def test_a_hold_is_reversible_without_a_persons_word() -> None:
    story = known()
    assert names(story.deliver(2, **BEFORE, status="withheld")) == ["image.observed", "image.withheld"]
    assert story.state.word == "blocked"
    assert names(story.deliver(3, **BEFORE, status="usable")) == ["image.observed", "image.reinstated"]
    assert story.state.word == "usable"


# ---------------------------------------------------------------- delete


def test_delete_leaves_a_tombstone_with_the_last_values() -> None:
    story = known()
    assert names(story.ask(WithdrawRemoteImage("c1"))) == ["image.removed-by-vendor"]
    assert (story.state.word, story.state.remote["title"]) == ("deleted", "Harbour")


def test_delete_of_a_stranger_and_a_second_delete_are_nothing() -> None:
    assert Story().ask(WithdrawRemoteImage("c1")) == ()
    story = known()
    story.ask(WithdrawRemoteImage("c1"))
    assert story.ask(WithdrawRemoteImage("c2")) == ()


def test_delete_is_revoked_by_a_higher_version() -> None:
    story = known()
    story.ask(WithdrawRemoteImage("c1"))
    story.deliver(2, **BEFORE)
    assert story.state.word == "usable"


def test_an_older_delivery_arriving_after_the_deletion_leaves_it_deleted() -> None:
    story = known()
    story.ask(WithdrawRemoteImage("c1", "2026-11-02T00:00:00+00:00"))
    story.deliver_exactly(delivery(2, **BEFORE), occurred_at="2026-11-01T00:00:00+00:00")
    assert story.state.word == "deleted"


# ---------------------------------------------------------------- commands of people


def test_a_value_that_stands_already_changes_nothing() -> None:
    assert isinstance(known().ask(UpdateMetadata({"title": "Harbour"}))[0], ImageMetadataUnchanged)


def test_a_field_changed_since_the_person_looked_ends_in_a_conflict_with_both_values() -> None:
    story = known()
    newer = story.deliver(2, **{**BEFORE, "title": "Theirs"})
    (fact,) = story.ask(UpdateMetadata({"title": "Mine", "caption": "New"}), since=newer)
    assert isinstance(fact, ImageMetadataConflicted)
    assert (fact.wanted, fact.found) == ({"title": "Mine"}, {"title": "Theirs"})
    assert story.state.local == {}


def test_another_field_changed_since_is_no_conflict() -> None:
    story = known()
    newer = story.deliver(2, **{**BEFORE, "title": "Theirs"})
    (fact,) = story.ask(UpdateMetadata({"caption": "New"}), since=newer)
    assert isinstance(fact, ImageMetadataUpdated)


@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_undo_restores_exactly_what_stood_before(first: dict[str, str], second: dict[str, str]) -> None:
    story = known()
    story.ask(UpdateMetadata(first))
    before = dict(story.state.local)
    (fact,) = story.ask(UpdateMetadata(second))
    if isinstance(fact, ImageMetadataUpdated):
        story.ask(RestoreMetadata(fact.previous, fact.local))
    assert story.state.local == before


def test_undo_leaves_what_was_changed_later() -> None:
    story = known()
    (fact,) = story.ask(UpdateMetadata({"title": "Batch"}))
    assert isinstance(fact, ImageMetadataUpdated)
    story.ask(UpdateMetadata({"title": "Later"}))
    (left,) = story.ask(RestoreMetadata(fact.previous, fact.local))
    assert isinstance(left, ImageMetadataConflicted)
    assert story.state.effective("title") == "Later"


def test_a_refresh_judges_like_a_delivery_and_tells_what_changed() -> None:
    story = known()
    fresh: dict[str, Any] = {**BEFORE, "title": "Fresh"}
    facts = story.ask(RefreshMetadata(delivery(2, **fresh)))
    done = facts[-1]
    assert isinstance(done, ImageMetadataUpdated)
    assert (done.before, done.after, done.by_vendor) == ({"title": "Harbour"}, {"title": "Fresh"}, True)
    assert isinstance(story.ask(RefreshMetadata(delivery(2, **fresh)))[-1], ImageMetadataUnchanged)
    with pytest.raises(NotAtVendor):
        story.ask(RefreshMetadata())


def test_the_present_is_the_fold_of_what_happened() -> None:
    story = _killed()
    story.deliver(3, **BEFORE, status="usable")
    story.ask(ReinstateImage())
    assert fold(Image(), story.facts) == story.state
