"""Whoever looks at a table that is being made anew sees how far it is, over the rows of before."""

from pytestqt.qtbot import QtBot

from tests.kit.staged import staged
from tests.kit.surroundings import surroundings
from ui.kit.rebuilds import MANY_BEHIND, Rebuilds


def test_the_title_row_says_how_far_a_table_is_made_anew(qtbot: QtBot) -> None:
    with surroundings(60) as around, staged(around, qtbot) as panel:
        around.rebuilds.tell("images", 64, 100)
        assert (panel.head.progress.text(), panel.head.progress.isVisible()) == ("Rebuilding images, 64 %", True)
        assert len(panel.model.ids) == 60
        around.rebuilds.tell("images", 100, 100)
        assert not panel.head.progress.isVisible()


def test_another_table_is_nobodys_business(qapp: object) -> None:
    rebuilds = Rebuilds()
    rebuilds.tell("vendors", 1, 2)
    assert (rebuilds.share_of("images"), rebuilds.share_of("vendors")) == (None, 50)


def test_many_events_behind_are_told_as_progress_until_all_are_in(qapp: object) -> None:
    rebuilds = Rebuilds()
    rebuilds.tell_behind(MANY_BEHIND - 1)
    assert rebuilds.share_followed() is None
    shares = []
    for behind in (4 * MANY_BEHIND, 3 * MANY_BEHIND, MANY_BEHIND, 1, 0):
        rebuilds.tell_behind(behind)
        shares.append(rebuilds.share_followed())
    assert shares == [0, 25, 75, 99, None]
