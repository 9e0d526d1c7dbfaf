"""Several counters of one place: the most pressing is shown in its tone, all are told in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Query
from tests.kit.fake_desk import FakeReader
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit import panel_asking
from ui.kit.badges import Told, queries, told
from ui.kit.counters import Counters
from ui.kit.declare import SavedView
from ui.kit.declare_side import Badge
from ui.kit.labels import plain_tip
from ui.kit.navigation import Navigation
from ui.kit.page import Surroundings
from ui.kit.panel import Panel, place_for
from ui.kit.stage import Stage

EXPIRED, DUE, VIEWED = "sync:failed", "sync:conflict", "vendor:1"
BADGED = replace(
    FEATURE,
    badges=(Badge(EXPIRED, "failed", words="%n expired but online"), Badge(DUE, "warning", words="%n due")),
    views=(SavedView("first", "Of the first vendor", "images", VIEWED),),
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


def test_a_counter_may_have_words_of_its_own() -> None:
    single = replace(FEATURE, badges=(Badge("sync:failed", "pending", "%n active"),))
    assert told(single, {"sync:failed": 2}) == Told("2 active", "pending", "")
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
    assert entry.toolTip() == "<span>100 expired but online · 99 due</span>"
    assert entry.accessibleName() == "Usages & expiry, 100 expired but online · 99 due"
    navigation.narrow(on=True)
    assert entry.toolTip() == plain_tip(entry.accessibleName())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each filter was counted."""
    times: Counter[str] = Counter()
    count = FakeReader.count

    def counting(reader: FakeReader, query: Query) -> int:
        times[query.where] += 1
        return count(reader, query)

    monkeypatch.setattr(FakeReader, "count", counting)
    monkeypatch.setattr(panel_asking, "COUNT_EVERY_MS", 1)
    return times


def _opened(qtbot: QtBot, around: Surroundings) -> tuple[Stage, Panel]:
    stage, panel = Stage(), Panel(BADGED, around)
    qtbot.addWidget(stage)
    stage.add_view(panel, panel.side)
    stage.show()
    settle(around)
    return stage, panel


def test_an_open_view_leaves_the_counters_to_the_navigation(
    qtbot: QtBot, around: Surroundings, counted: Counter[str]
) -> None:
    _stage, panel = _opened(qtbot, around)
    around.pump.put("images", {1})
    settle(around)
    assert (counted[VIEWED], counted[EXPIRED], counted[DUE]) == (2, 0, 0)
    panel.use_platform("even")
    settle(around)
    assert counted[VIEWED] == 3


def test_a_hidden_view_counts_nothing_until_it_is_seen(
    qtbot: QtBot, around: Surroundings, counted: Counter[str]
) -> None:
    stage, panel = _opened(qtbot, around)
    stage.hide()
    counted.clear()
    around.pump.put("images", {1})
    panel.use_platform("even")
    settle(around)
    assert not counted
    assert len(panel.model.ids) == 900
    stage.show()
    settle(around)
    assert counted[VIEWED] == 1
    assert len(panel.model.ids) < 900
