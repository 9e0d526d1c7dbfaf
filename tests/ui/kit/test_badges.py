"""Several counters of one place: the most pressing is shown in its tone, all are told in words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit.badges import Told, badges, queries, told
from ui.kit.counters import Counters
from ui.kit.declare_side import Badge
from ui.kit.navigation import Navigation
from ui.kit.page import Surroundings
from ui.kit.panel import Panel, place_for
from ui.kit.stage import Stage

EXPIRED, DUE = "sync:failed", "sync:conflict"
BADGED = replace(
    FEATURE,
    badges=(Badge(EXPIRED, "failed", words="%n expired but online"), Badge(DUE, "warning", words="%n due")),
)


@pytest.fixture
def around() -> Iterator[Surroundings]:
    with surroundings(900) as made:
        yield made


def test_the_first_counter_is_shown_and_both_are_told() -> None:
    assert told(BADGED, {EXPIRED: 1_128, DUE: 40}) == Told("1,128", "failed", "1,128 expired but online · 40 due")


def test_the_next_counter_is_shown_where_the_first_counts_nothing() -> None:
    assert told(BADGED, {EXPIRED: 0, DUE: 40}) == Told("40", "warning", "40 due")
    assert told(BADGED, {}) == Told()


def test_a_single_badge_stays_what_it_was() -> None:
    single = replace(FEATURE, badge="sync:failed", badge_tone="pending", badge_text="%n active")
    assert told(single, {"sync:failed": 2}) == Told("2 active", "pending", "")
    assert badges(FEATURE) == ()
    assert list(queries(single, None)) == ["sync:failed"]


def test_the_navigation_shows_number_tone_and_words(qtbot: QtBot, around: Surroundings) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    entry = navigation.add_place("images", "Usages & expiry", "images")
    counters = Counters(around.questions, navigation, navigation)
    counters.follow((place_for(BADGED),), lambda: None)
    counters.count()
    settle(around)
    assert entry.counter == "100"
    assert entry.toolTip() == "100 expired but online · 99 due"
    assert entry.accessibleName() == "Usages & expiry, 100 expired but online · 99 due"
    navigation.narrow(on=True)
    assert entry.toolTip() == entry.accessibleName()


def test_an_open_view_tells_the_same_counters(qtbot: QtBot, around: Surroundings) -> None:
    stage, panel = Stage(), Panel(BADGED, around)
    qtbot.addWidget(stage)
    stage.add_view(panel, panel.side)
    with qtbot.waitSignal(panel.badge_told, timeout=5_000) as heard:
        stage.show()
    assert heard.args == ["100", "failed", "100 expired but online · 99 due"]
    settle(around)
