"""What can be asked about the rights in an image: granted, extended, restricted, overridden, for a reason, once."""

import pytest

from rightsdesk.domain.image import (
    AddGrant,
    EndOverride,
    ExtendGrant,
    GrantUse,
    ImageIsKilled,
    ImageMetadataConflicted,
    ImageUnknown,
    LiftRestriction,
    OverrideRestriction,
    PlaceUsage,
    RestoreGrants,
    RestrictUse,
)
from rightsdesk.domain.image.refusals import EndsBeforeItBegins, NotOverridable, ReasonMissing, UsageUnknown
from rightsdesk.domain.messages import Command
from rightsdesk.domain.rights import NoSuchMedium, Usage
from tests.domain.pictures import BEFORE, Story, known, names

DECEMBER, JUNE, LATER = "2026-12-31T23:59:59+01:00", "2026-06-30T23:59:59+02:00", "2027-12-31T23:59:59+01:00"


def bought() -> Story:
    story = known(licence_end=DECEMBER)
    story.ask(GrantUse("tag", "2026-03-01"))
    return story


def ends(story: Story) -> dict[str, str | None]:
    return {grant.platform: grant.online_until for grant in story.state.grants.values()}


# ---------------------------------------------------------------- given by hand


def test_a_right_is_given_once() -> None:
    story, wish = known(), AddGrant("by letter", "tag", online_until=LATER)
    assert [names(story.ask(wish)) for _ in range(2)] == [["image.use-granted"], ["image.metadata-unchanged"]]
    (grant,) = story.state.grants.values()
    assert (grant.origin, grant.online_until) == ("manual", LATER)


def test_the_same_right_for_other_countries_is_another_one() -> None:
    story = known()
    for territory in ((), ("DE",), ("AT",)):
        story.ask(AddGrant("by letter", "tag", territory=territory))
    assert [grant.territory for grant in story.state.grants.values()] == [(), ("DE",), ("AT",)]


def test_a_right_that_was_taken_back_can_be_given_again() -> None:
    story, wish = known(), AddGrant("by letter", "tag", online_until=LATER)
    story.ask(wish)
    (key,) = story.state.grants
    story.ask(RestoreGrants({key: None}, {key: {"use_until": None, "online_until": LATER}}))
    assert names(story.ask(wish)) == ["image.grant-extended"]
    assert ends(story) == {"tag": LATER}


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (AddGrant(" "), ReasonMissing),
        (AddGrant("x", medium="radio"), NoSuchMedium),
        (AddGrant("x", starts_at=DECEMBER, use_until=DECEMBER), EndsBeforeItBegins),
        (RestrictUse(""), ReasonMissing),
        (RestrictUse("x", starts_at=DECEMBER, ends_at=JUNE), EndsBeforeItBegins),
        (OverrideRestriction("ended", ""), ReasonMissing),
        (OverrideRestriction("killed", "x"), NotOverridable),
        (OverrideRestriction("deleted", "x"), NotOverridable),
        (OverrideRestriction("r-none", "x"), NotOverridable),
        (ExtendGrant(LATER, usages=("none",)), UsageUnknown),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(wish: Command[object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        known().ask(wish)


@pytest.mark.parametrize("wish", [AddGrant("x"), ExtendGrant(LATER), OverrideRestriction("ended", "x")])
def test_a_recalled_picture_gets_no_rights(wish: Command[object]) -> None:
    story = known()
    story.deliver(2, **BEFORE, status="canceled")
    with pytest.raises(ImageIsKilled):
        story.ask(wish)


def test_a_stranger_gets_no_rights() -> None:
    for wish in (AddGrant("x"), RestrictUse("x")):
        with pytest.raises(ImageUnknown):
            Story().ask(wish)


# ---------------------------------------------------------------- longer


def test_an_extension_never_shortens() -> None:
    story = bought()
    assert names(story.ask(ExtendGrant(JUNE))) == ["image.metadata-unchanged"]
    story.ask(ExtendGrant(LATER))
    assert ends(story) == {"tag": LATER}


def test_an_extension_moves_the_online_clock_alone_unless_told() -> None:
    story = bought()
    story.ask(ExtendGrant(LATER))
    (grant,) = story.state.grants.values()
    assert (grant.use_until, grant.online_until) == (DECEMBER, LATER)
    story.ask(ExtendGrant(LATER, LATER))
    assert next(iter(story.state.grants.values())).use_until == LATER


def test_where_nothing_was_bought_the_longer_time_is_a_right_of_its_own() -> None:
    story = known(licence_end=DECEMBER, territory=["DE"])
    story.ask(ExtendGrant(LATER, platform="tag"))
    (grant,) = story.state.grants.values()
    assert (grant.platform, grant.origin, grant.use_until, grant.online_until) == ("tag", "manual", DECEMBER, LATER)
    assert grant.territory == ("DE",)


def test_an_extension_for_usages_means_their_platforms() -> None:
    story = known(licence_end=DECEMBER)
    for platform in ("tag", "reise", "sport"):
        story.ask(PlaceUsage(Usage(f"u-{platform}", platform, "a1"), "2026-03-01T00:00:00+00:00"))
    story.ask(ExtendGrant(LATER, usages=("u-tag", "u-sport")))
    assert ends(story) == {"tag": LATER, "sport": LATER}


def test_a_grant_moved_since_the_person_looked_is_a_conflict() -> None:
    story = bought()
    newer = story.deliver(2, **BEFORE, licence_end=JUNE)
    (fact,) = story.ask(ExtendGrant(LATER), since=newer)
    assert isinstance(fact, ImageMetadataConflicted)
    assert ends(story) == {"tag": JUNE}


# ---------------------------------------------------------------- forbidden, lifted, overridden


def test_a_restriction_is_named_dated_and_recorded_once() -> None:
    story, wish = known(), RestrictUse("court order", "tag", ends_at=LATER)
    assert [names(story.ask(wish)) for _ in range(2)] == [["image.use-restricted"], ["image.metadata-unchanged"]]
    (one,) = story.state.restrictions.values()
    assert (one.by, one.at, one.reason, one.ends_at) == ("kim", "2026-11-23T12:00:00+00:00", "court order", LATER)


def test_lifting_means_one_restriction_or_all() -> None:
    story = known()
    for reason in ("court order", "model objects", "wrong person"):
        story.ask(RestrictUse(reason))
    first = next(iter(story.state.restrictions))
    story.ask(LiftRestriction(first))
    assert len(story.state.restrictions) == 2
    story.ask(LiftRestriction())
    assert story.state.restrictions == {}
    assert names(story.ask(LiftRestriction())) == ["image.metadata-unchanged"]


def test_an_override_names_the_person_and_can_be_taken_back() -> None:
    story = known()
    story.ask(RestrictUse("court order"))
    (restriction,) = story.state.restrictions
    story.ask(OverrideRestriction(restriction, "order lifted by phone", "tag"))
    (one,) = story.state.overrides.values()
    assert (one.of, one.by, one.platform) == (restriction, "kim", "tag")
    assert names(story.ask(EndOverride())) == ["image.override-ended"]
    assert names(story.ask(EndOverride())) == ["image.metadata-unchanged"]
