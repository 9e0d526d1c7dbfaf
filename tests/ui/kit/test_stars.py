"""Five stars to press, each with its name."""

from pytestqt.qtbot import QtBot

from ui.kit.stars import Stars


def _stars(qtbot: QtBot) -> tuple[Stars, list[int]]:
    stars, wished = Stars(), list[int]()
    qtbot.addWidget(stars)
    stars.wished.connect(wished.append)
    return stars, wished


def test_pressing_a_star_wishes_for_that_many(qtbot: QtBot) -> None:
    stars, wished = _stars(qtbot)
    stars.buttons[3].click()
    assert wished == [4]


def test_pressing_the_last_given_star_takes_all_away(qtbot: QtBot) -> None:
    stars, wished = _stars(qtbot)
    stars.show_rating(4)
    stars.buttons[3].click()
    stars.buttons[1].click()
    assert wished == [0, 2]


def test_each_star_says_whether_it_is_given(qtbot: QtBot) -> None:
    stars, _ = _stars(qtbot)
    stars.show_rating(2)
    assert [star.accessibleName() for star in stars.buttons] == [
        "1 star, given",
        "2 stars, given",
        "3 stars",
        "4 stars",
        "5 stars",
    ]
