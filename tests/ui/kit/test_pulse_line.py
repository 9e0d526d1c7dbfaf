"""When each platform was heard of last: near as a distance, silent ones with a mark of their own."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.pulse_line import Beat, PulseLine
from ui.kit.toast import StateIcon

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "silent", "said"),
    [
        (timedelta(minutes=14), False, "Tagwerk: last event 14 min ago"),
        (timedelta(hours=24), False, "Tagwerk: last event 24 h ago"),
        (timedelta(hours=24, seconds=1), True, "Tagwerk: no event since "),
    ],
)
def test_a_source_is_silent_after_more_than_a_day(ago: timedelta, silent: bool, said: str) -> None:
    beat = Beat("Tagwerk", NOW - ago)
    assert beat.is_silent(NOW) == silent
    assert beat.said(NOW).startswith(said)


def test_a_source_never_heard_of_is_silent_and_says_so() -> None:
    assert Beat("Tagwerk", None).is_silent(NOW)
    assert Beat("Tagwerk", None).said(NOW) == "Tagwerk: no event yet"


def test_the_line_is_hidden_without_sources_and_marks_the_silent_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = PulseLine()
    line.setParent(window)
    line.say([], NOW)
    assert line.isHidden()
    line.say([Beat("Tagwerk", NOW), Beat("Reisezeit", None)], NOW)
    assert not line.isHidden()
    assert [one.icon for one in line.findChildren(StateIcon)] == ["rss", "cloud-off"]
    assert line.accessibleName() == "Tagwerk: last event 0 s ago · Reisezeit: no event yet"
