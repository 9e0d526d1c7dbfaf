"""The history of a row offers the way back to each earlier value that stands no more."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rightsdesk.desk import restored
from ui.kit.declare import Tab
from ui.kit.history_page import Happened, HistoryPage, happened

TAB = Tab("history", "History", "history", restore=restored)
ROW = SimpleNamespace(id=1, title="Now", price=100, currency="EUR", rating=3, picked=False)


@dataclass
class Event:
    """As much of an event as a history shows."""

    what: str
    detail: dict[str, Any]
    actor: str = "worker"
    batch: str | None = "b-1"
    at: str = "2026-11-26T10:00:00+00:00"
    title: str = "Metadata updated"


@dataclass
class Reader:
    """Answers a history."""

    events: list[Event] = field(default_factory=list)

    def history(self, _table: str, _row: int) -> list[Event]:
        return self.events


def _changed(before: dict[str, Any], after: dict[str, Any]) -> Event:
    return Event("image.metadata-updated", {"before": before, "after": after})


def _told(*events: Event) -> list[Happened]:
    return happened(Reader(list(events)), "images", TAB, ROW)  # type: ignore[arg-type]


def test_a_value_that_stands_no_more_can_be_set_again() -> None:
    (entry,) = _told(_changed({"title": "Then"}, {"title": "Now"}))
    assert entry.back == "Title: Then"
    assert entry.order.changes == {"title": "Then"}  # type: ignore[union-attr]


def test_a_value_that_stands_anyway_offers_no_way_back() -> None:
    (entry,) = _told(_changed({"title": "Now"}, {"title": "Other"}))
    assert entry.order is None


def test_the_person_who_wished_is_named_instead_of_the_worker() -> None:
    wish = Event("image.metadata-update-requested", {}, actor="berta", title="Metadata update requested")
    (entry,) = _told(_changed({"title": "Then"}, {"title": "Now"}), wish)
    assert "berta" in entry.note
    assert "worker" not in entry.note


def test_a_wish_that_nothing_came_of_yet_is_shown() -> None:
    (entry,) = _told(Event("image.metadata-update-requested", {}, title="Metadata update requested"))
    assert entry.title == "Metadata update requested"


def test_what_a_vendor_delivered_first_offers_no_way_back() -> None:
    (entry,) = _told(Event("image.observed", {"before": {"title": None, "price": None}}))
    assert entry.order is None


def test_an_earlier_rating_is_restored_as_a_rating() -> None:
    before = {"rating": 0, "picked": True}
    (entry,) = _told(Event("image.assessed", {"before": before, "after": {"rating": 3, "picked": False}}))
    assert entry.order.wish() == {"mark": "pick", "rating": 0}  # type: ignore[union-attr]


def test_the_button_says_which_value_it_restores(qtbot: QtBot) -> None:
    page = HistoryPage()
    qtbot.addWidget(page)
    page.say(_told(_changed({"title": "Then"}, {"title": "Now"})), "Nothing")
    wished: list[Happened] = []
    page.restore_wished.connect(wished.append)
    (button,) = page.buttons
    assert button.accessibleName() == "Restore this value: Title: Then"
    button.click()
    assert [entry.back for entry in wished] == ["Title: Then"]


def test_a_locked_row_greys_the_ways_back_and_says_why(qtbot: QtBot) -> None:
    page = HistoryPage()
    qtbot.addWidget(page)
    page.say(_told(_changed({"title": "Then"}, {"title": "Now"})), "Nothing")
    page.lock("The vendor has killed this image.")
    (button,) = page.buttons
    assert not button.isEnabled()
    assert button.accessibleDescription() == "The vendor has killed this image."
    page.lock("")
    assert page.buttons[0].isEnabled()


def test_a_row_to_which_nothing_happened_says_so(qtbot: QtBot) -> None:
    page = HistoryPage()
    qtbot.addWidget(page)
    page.say([], "Nothing has happened yet")
    assert [one.text() for one in page.findChildren(QLabel) if not one.isHidden()] == ["Nothing has happened yet"]


def test_a_text_of_ten_thousand_characters_is_shortened() -> None:
    (entry,) = _told(_changed({"title": "x" * 10_000}, {"title": "y" * 10_000}))
    assert len(entry.note) < 500
    assert len(entry.back) < 200


@pytest.mark.parametrize("text", ["<img src='file:///etc/passwd'>", "x" * 10_000])
def test_words_of_vendors_stay_plain_words(qtbot: QtBot, text: str) -> None:
    page = HistoryPage()
    qtbot.addWidget(page)
    page.say(_told(_changed({"title": text}, {"title": "Now"})), "Nothing")
    assert page.buttons[0].toolTip().startswith("<span>")
    assert "<img" not in page.buttons[0].toolTip()
