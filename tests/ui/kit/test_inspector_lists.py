from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button, IconButton
from ui.kit.declare import Inspector, Stat, Step
from ui.kit.declare_ways import Groups
from ui.kit.inspector_asking import filled
from ui.kit.inspector_headline import Headline
from ui.kit.inspector_lists import Changed, ChangesPage, GroupsPage
from ui.kit.inspector_tabs import LinesPage
from ui.kit.thumbnail import Thumbnails
from ui.workers.pool import PicturePool

GROUPS = Groups("reasons", {"generate": "vendors"}, "kind", "images", "failed:{number}/{code}")
REASONS = (("Ended", "The licence has ended.", 12), ("Killed", "The image is killed.", 1))


def _words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


@pytest.mark.parametrize(("kind", "place"), [("update", "images"), ("generate", "vendors")])
def test_a_reason_leads_to_exactly_its_own_rows(qtbot: QtBot, kind: str, place: str) -> None:
    page = GroupsPage(GROUPS)
    qtbot.addWidget(page)
    page.show_row(SimpleNamespace(reasons=REASONS, kind=kind, number=17))
    with qtbot.waitSignal(page.wished) as wished:
        QTest.mouseClick(page.links[1], Qt.MouseButton.LeftButton)
    assert wished.args == [place, "failed:17/Killed"]


def test_reasons_of_an_earlier_row_are_gone(qtbot: QtBot) -> None:
    page = GroupsPage(GROUPS)
    qtbot.addWidget(page)
    page.show_row(SimpleNamespace(reasons=REASONS, kind="update", number=17))
    assert "The licence has ended." in _words(page)
    page.show_row(SimpleNamespace(reasons=(), kind="update", number=18))
    assert _words(page) == ["Nothing failed"]


def test_before_and_after_stand_side_by_side(qtbot: QtBot) -> None:
    pool = PicturePool()
    page = ChangesPage(Thumbnails(pool))
    qtbot.addWidget(page)
    page.say([Changed("Harbour", "", "19 Oct 2026", "20 Dec 2026"), Changed("", "", "", "", more=122)], "nothing")
    assert _words(page)[3:] == ["Harbour", "19 Oct 2026", "20 Dec 2026", "1 to 1 of 122"]
    assert pool.end()


def test_a_failed_row_says_why_instead_of_its_new_value(qtbot: QtBot) -> None:
    pool = PicturePool()
    page = ChangesPage(Thumbnails(pool))
    qtbot.addWidget(page)
    page.say([Changed("Harbour", "", "", "", "The image is killed.")], "nothing")
    assert "The image is killed." in _words(page)
    assert pool.end()


def test_a_filter_is_filled_from_the_row_through_dots() -> None:
    row = SimpleNamespace(vendor="alpenpix", detail={"number": 17})
    assert filled("vendor:{vendor} batch:{detail.number}", row) == "vendor:alpenpix batch:17"


def test_the_trail_says_how_many_steps_are_taken(qtbot: QtBot) -> None:
    steps = (Step("Generated", "drafted", lambda _row: ""), Step("Issued", "issued", lambda _row: ""))
    window = QWidget()
    qtbot.addWidget(window)
    headline = Headline(Inspector(steps=steps, stats=(Stat("done", lambda row: str(row.done)),)))
    headline.setParent(window)
    headline.show_row(SimpleNamespace(drafted="yesterday", issued=None, done=3))
    assert "1 of 2 steps" in [one.accessibleName() for one in headline.findChildren(QWidget)]
    assert "3" in _words(headline)
    headline.show_row(None)
    assert headline.isHidden()


@pytest.mark.parametrize(("place", "links"), [(True, 1), (False, 0)])
def test_related_rows_can_be_seen_in_their_own_list_where_they_have_one(qtbot: QtBot, place: bool, links: int) -> None:
    page = LinesPage(place=place)
    qtbot.addWidget(page)
    page.say([], "nothing")
    assert page.findChildren(Button) == []
    page.say([("Evening at the harbour", "tag · online", "")], "nothing")
    found = [one for one in page.findChildren(Button) if one.text() == "Show in their list"]
    assert len(found) == links
    for link in found:
        with qtbot.waitSignal(page.all_wished):
            QTest.mouseClick(link, Qt.MouseButton.LeftButton)


def test_many_changes_are_turned_page_by_page(qtbot: QtBot) -> None:
    page = ChangesPage(Thumbnails(PicturePool()))
    qtbot.addWidget(page)
    wished: list[int] = []
    page.turned.connect(lambda: wished.append(page.start))
    entries = [Changed(str(number), "", "", "") for number in range(12)]
    page.say([*entries, Changed("", "", "", "", more=30)], "nothing")
    back, further = page.findChildren(IconButton)
    assert (back.isEnabled(), further.isEnabled()) == (False, True)
    further.click()
    assert wished == [12]
