"""Ratings and picks in words and stars."""

from types import SimpleNamespace

from ui.kit.contents import line_of
from ui.kit.contents_rating import below, chosen, stars, truth

RATING = stars("rating", "Rejected")


def _row(rating: int = 0, *, picked: bool = False) -> SimpleNamespace:
    return SimpleNamespace(rating=rating, picked=picked)


def test_a_rating_is_shown_as_stars_and_nothing_without_one() -> None:
    assert [line_of(RATING, _row(number)).text for number in (0, 1, 5)] == ["", "★", "★★★★★"]


def test_a_rejected_picture_says_so_in_words() -> None:
    line = line_of(RATING, _row(-1))
    assert (line.text, line.tone) == ("Rejected", "failed")


def test_only_picked_rows_carry_the_mark() -> None:
    content = chosen("picked", "Picked", "flag")
    assert line_of(content, _row(picked=True)).text == "Picked"
    assert line_of(content, _row()).text == ""


def test_rows_without_such_members_are_neither_picked_nor_rejected() -> None:
    assert not truth("picked")(SimpleNamespace())
    assert not below("rating")(SimpleNamespace())
