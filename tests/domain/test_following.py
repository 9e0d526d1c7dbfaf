"""Grants follow the licence they were bought under; what the vendor ends earlier ends for everybody who bought."""

from rightsdesk.domain.image import AddGrant, GrantUse, UpdateMetadata
from rightsdesk.domain.image.rights_events import ImageGrantShortened
from tests.domain.pictures import BEFORE, Story, known, names

DECEMBER, JUNE, LATER = (
    "2026-12-31T23:59:59+01:00",
    "2026-06-30T23:59:59+02:00",
    "2027-12-31T23:59:59+01:00",
)
SAME_AS_DECEMBER = "2026-12-31T22:59:59+00:00"


def bought(**fields: str) -> Story:
    story = known(licence_end=DECEMBER, **fields)
    story.ask(GrantUse("tag", "2026-03-01"))
    return story


def clocks(story: Story) -> list[tuple[str | None, str | None]]:
    return [(grant.use_until, grant.online_until) for grant in story.state.grants.values()]


def test_a_longer_licence_makes_the_grant_that_shared_its_end_longer() -> None:
    story = bought()
    facts = story.deliver(2, **BEFORE, licence_end=LATER)
    assert names(facts) == ["image.observed", "image.grant-extended"]
    assert clocks(story) == [(LATER, LATER)]


def test_a_shorter_licence_shortens_every_bought_grant() -> None:
    story = bought()
    facts = story.deliver(2, **BEFORE, licence_end=JUNE)
    shortened = facts[-1]
    assert isinstance(shortened, ImageGrantShortened)
    assert shortened.previous == {"use_until": DECEMBER, "online_until": DECEMBER}
    assert clocks(story) == [(JUNE, JUNE)]


def test_the_same_end_with_another_offset_moves_nothing() -> None:
    story = bought()
    assert names(story.deliver(2, **BEFORE, licence_end=SAME_AS_DECEMBER)) == ["image.observed"]


def test_a_withdrawn_end_lets_the_grant_last_for_ever() -> None:
    story = bought()
    story.deliver(2, **BEFORE, licence_end=None)
    assert clocks(story) == [(None, None)]


def test_a_right_obtained_otherwise_with_an_end_of_its_own_follows_nobody() -> None:
    story = known(licence_end=DECEMBER)
    story.ask(AddGrant("by letter", online_until=LATER, use_until=LATER))
    assert names(story.deliver(2, **BEFORE, licence_end=JUNE)) == ["image.observed"]


def test_a_persons_correction_moves_the_grant_that_shared_the_date() -> None:
    story = bought()
    story.ask(UpdateMetadata({"online_until": LATER}))
    assert clocks(story) == [(DECEMBER, LATER)]


def test_a_vendors_longer_licence_never_lifts_a_persons_earlier_date() -> None:
    story = bought()
    story.ask(UpdateMetadata({"online_until": JUNE}))
    story.deliver(2, **BEFORE, licence_end=LATER)
    assert clocks(story) == [(LATER, JUNE)]
