"""Picking, rejecting and rating pictures, as an editor who chooses among many expects it."""

import pytest

from rightsdesk.domain.image import (
    AssessImage,
    ImageAssessed,
    ImageAssessmentConflicted,
    ImageAssessmentUnchanged,
    ImageKilled,
    ImageUnknown,
    RestoreAssessment,
)
from rightsdesk.domain.image.assessing import NoSuchMark, NoSuchRating, NothingAssessed
from rightsdesk.domain.messages import fold
from tests.domain.pictures import Story, known


def _found(story: Story) -> tuple[int, bool]:
    return story.state.rating, story.state.picked


def test_picking_a_rejected_picture_lifts_the_rejection() -> None:
    story = known()
    story.ask(AssessImage("reject"))
    assert _found(story) == (-1, False)
    story.ask(AssessImage("pick"))
    assert _found(story) == (0, True)


def test_rejecting_takes_stars_and_pick_away() -> None:
    story = known()
    story.ask(AssessImage("pick", 4))
    assert _found(story) == (4, True)
    story.ask(AssessImage("reject"))
    assert _found(story) == (-1, False)


def test_unmarking_leaves_the_stars() -> None:
    story = known()
    story.ask(AssessImage("pick", 3))
    story.ask(AssessImage("unmark"))
    assert _found(story) == (3, False)


def test_taking_off_the_pick_list_leaves_a_rejection() -> None:
    story = known()
    story.ask(AssessImage("reject"))
    (fact,) = story.ask(AssessImage("unpick"))
    assert isinstance(fact, ImageAssessmentUnchanged)
    assert _found(story) == (-1, False)


def test_stars_lift_a_rejection() -> None:
    story = known()
    story.ask(AssessImage("reject"))
    story.ask(AssessImage(rating=2))
    assert _found(story) == (2, False)


def test_a_rating_of_minus_one_is_a_rejection() -> None:
    story = known()
    story.ask(AssessImage("pick"))
    story.ask(AssessImage(rating=-1))
    assert _found(story) == (-1, False)


def test_the_fact_names_only_what_differs() -> None:
    (fact,) = known().ask(AssessImage("pick", 0))
    assert fact == ImageAssessed({"picked": False}, {"picked": True})


def test_a_killed_picture_may_still_be_rejected() -> None:
    story = known()
    story.state = fold(story.state, (ImageKilled(),))
    story.ask(AssessImage("reject"))
    assert _found(story) == (-1, False)


def test_a_picture_nobody_knows_cannot_be_assessed() -> None:
    with pytest.raises(ImageUnknown):
        Story().ask(AssessImage("pick"))


def test_taking_back_restores_what_stood_before() -> None:
    story = known()
    story.ask(AssessImage(rating=2))
    (fact,) = story.ask(AssessImage("reject"))
    assert isinstance(fact, ImageAssessed)
    story.ask(RestoreAssessment(fact.before, fact.after))
    assert _found(story) == (2, False)


def test_taking_back_leaves_what_somebody_found_later() -> None:
    story = known()
    (fact,) = story.ask(AssessImage(rating=2))
    assert isinstance(fact, ImageAssessed)
    story.ask(AssessImage(rating=5))
    (kept,) = story.ask(RestoreAssessment(fact.before, fact.after))
    assert kept == ImageAssessmentConflicted({"rating": 0}, {"rating": 5})
    assert _found(story) == (5, False)


def test_what_says_nothing_or_nonsense_is_refused_by_name() -> None:
    for wish, refusal in (
        (AssessImage(), NothingAssessed),
        (AssessImage("like"), NoSuchMark),
        (AssessImage(rating=6), NoSuchRating),
    ):
        with pytest.raises(refusal):
            wish.checked()
