"""The card for a replay: what differs is counted, shown side by side, swapped in on a word, and can be put back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Differing, Replaced, Trial
from rightsdesk.faults import Unavailable
from ui.kit import replay_card
from ui.kit.page import Surroundings
from ui.kit.replay_card import ReplayCard
from ui.kit.replay_sheet import ReplaySheet

PLACE = Path("copy.db")
REPLACED = Replaced(PLACE, datetime(2026, 11, 26, 13, 40, tzinfo=UTC), ("images",))
MARKUP = "<img src='file:///x'>"
ROW = Differing("images", (5,), "alpenpix:5", {"price": 1, "title": MARKUP}, {"price": 1250, "title": "A"})
LOST = Differing("vendors", ("b",), "b", None, {"name": "Bee"})


def _trial(*examples: Differing, rows: int = 12) -> Trial:
    counts = {table: sum(one.table == table for one in examples) for table in ("images", "vendors")}
    return Trial(PLACE, ("images",), 1, 10, 10, rows, counts, examples)


@dataclass
class Trials:
    """Finds what it is told and remembers what is asked of it."""

    found: Trial | None
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    kept: list[Replaced] = field(default_factory=list)

    def run(self, tables: list[str], since: int, progress: Callable[[int, int], None]) -> Trial:
        progress(5, 10)
        self.asked.append(("run", tables, since))
        if self.found is None:
            raise Unavailable("The read model is being rebuilt elsewhere.")
        return self.found

    def swap_in(self, trial: Trial, _progress: Callable[[int, int], None]) -> Replaced:
        self.asked.append(("swap", trial))
        self.kept = [REPLACED]
        return REPLACED

    def put_back(self, replaced: Replaced, _progress: Callable[[int, int], None]) -> Replaced:
        self.asked.append(("back", replaced))
        self.kept = []
        return replaced

    def forget(self, trial: Trial) -> None:
        self.asked.append(("forget", trial))

    def replaced(self) -> list[Replaced]:
        return self.kept


class Errands:
    """Carries out at once."""

    def run(self, job: Callable[[], Any], answer: Callable[[Any], Any] | None = None, _sorry: Any = None) -> None:
        found = job()
        if answer is not None:
            answer(found)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _card(window: QWidget, found: Trial | None, role: str = "administrator") -> tuple[ReplayCard, Trials, list[str]]:
    said: list[str] = []
    trials = Trials(found)
    roster = SimpleNamespace(adopt=lambda _errand: None, errands=Errands(), nudge=lambda _duty: None)
    desk = SimpleNamespace(trials=trials, status=lambda: SimpleNamespace(role=role))
    toasts = SimpleNamespace(say=lambda words, **_more: said.append(words))
    around = cast(Any, SimpleNamespace(desk=desk, toasts=toasts, roster=roster))
    card = ReplayCard(cast(Surroundings, around))
    card.setParent(window)
    window.show()
    return card, trials, said


def _words(card: QWidget) -> set[str]:
    return {one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card)}


def _compared(qtbot: QtBot, card: ReplayCard) -> None:
    card.begin()
    qtbot.waitUntil(lambda: card.trial is not None)


def test_equal_tables_are_counted_and_nothing_is_offered_to_swap(qtbot: QtBot, window: QWidget) -> None:
    card, trials, _said = _card(window, _trial(rows=1500))
    _compared(qtbot, card)
    assert {"1,500", "0", "10 events read"} <= _words(card)
    assert not card.swap.isVisibleTo(card)
    assert trials.asked == [("run", [], 1)]


def test_a_replay_begins_at_the_chosen_entry_and_table(qtbot: QtBot, window: QWidget) -> None:
    card, trials, _said = _card(window, _trial())
    card.begin_from(7)
    _compared(qtbot, card)
    assert trials.asked == [("run", [], 7)]
    assert "Replay from here" in _words(card)
    assert card.since.text() == "From event 7"


def test_the_copy_is_swapped_in_only_when_it_is_confirmed(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, trials, said = _card(window, _trial(ROW, LOST))
    _compared(qtbot, card)
    assert {"10", "2"} <= _words(card)
    monkeypatch.setattr(replay_card, "asked", lambda *_words, **_more: False)
    card.swap.click()
    assert [what for what, *_ in trials.asked] == ["run"]
    monkeypatch.setattr(replay_card, "asked", lambda *_words, **_more: True)
    card.swap.click()
    qtbot.waitUntil(lambda: bool(said))
    assert trials.asked[-1][0] == "swap"


def test_replaced_tables_can_be_put_back_from_the_card(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, trials, said = _card(window, _trial(ROW))
    _compared(qtbot, card)
    monkeypatch.setattr(replay_card, "asked", lambda *_words, **_more: True)
    card.swap.click()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert card.put_back.isVisibleTo(card)
    card.put_back.click()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert trials.asked[-1] == ("back", REPLACED)
    assert not card.put_back.isVisibleTo(card)


def test_only_an_administrator_may_swap(qtbot: QtBot, window: QWidget) -> None:
    card, _trials, _said = _card(window, _trial(ROW), role="viewer")
    _compared(qtbot, card)
    assert not card.swap.isEnabled()
    assert card.swap.toolTip() == "Only an administrator swaps tables."


def test_differing_rows_stand_side_by_side(qtbot: QtBot, window: QWidget) -> None:
    sheet = ReplaySheet(_trial(ROW, LOST), window)
    qtbot.addWidget(sheet)
    model = sheet.list.model()
    cells = [[model.index(row, place).data() for place in range(5)] for row in range(model.rowCount())]
    assert cells == [
        ["images", "alpenpix:5", "price", "1", "1250"],
        ["images", "alpenpix:5", "title", MARKUP, "A"],
        ["vendors", "b", "the whole row", "not there", "the whole row"],
    ]
    sheet.show_table("vendors")
    assert sheet.list.rowCount() == 1


def test_a_comparison_that_fails_is_said_and_can_be_repeated(qtbot: QtBot, window: QWidget) -> None:
    card, _trials, said = _card(window, None)
    card.begin()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The read model is being rebuilt elsewhere."]
    assert card.compare.isEnabled()
