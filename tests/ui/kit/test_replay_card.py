from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk.faults import Unavailable
from ui.kit.compare_card import CompareCard
from ui.kit.page import Surroundings


@dataclass
class Comparison:
    events: int
    rows: int
    differences: dict[str, list[dict[str, str]]]


class Model:
    """Compares and rebuilds what it is told."""

    def __init__(self, comparison: Comparison | None) -> None:
        self.comparison, self.rebuilt = comparison, 0

    def compare(self, progress: Callable[[int, int], None]) -> Comparison:
        progress(5, 10)
        if self.comparison is None:
            raise Unavailable("The read model is being rebuilt elsewhere.")
        return self.comparison

    def rebuild(self, progress: Callable[[int, int], None]) -> int:
        self.rebuilt += 1
        return 10


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _card(window: QWidget, comparison: Comparison | None) -> tuple[CompareCard, Model, list[str]]:
    said: list[str] = []
    model = Model(comparison)
    toasts = SimpleNamespace(say=lambda words, **_more: said.append(words))
    roster = SimpleNamespace(adopt=lambda _errand: None)
    around = cast(Any, SimpleNamespace(desk=SimpleNamespace(read_model=model), toasts=toasts, roster=roster))
    card = CompareCard(cast(Surroundings, around))
    card.setParent(window)
    window.show()
    return card, model, said


def _words(card: CompareCard) -> list[str]:
    return [one.text() for one in card.findChildren(QLabel) if one.isVisible()]


def test_equal_tables_are_counted_and_nothing_is_offered_to_swap(qtbot: QtBot, window: QWidget) -> None:
    card, model, _said = _card(window, Comparison(2300, 1500, {"images": []}))
    card.begin()
    qtbot.waitUntil(card.compare.isEnabled)
    assert {"1,500", "0", "2,300 events read"} <= set(_words(card))
    assert not card.swap.isVisible()
    assert not model.rebuilt


def test_differing_rows_are_named_and_can_be_made_anew(qtbot: QtBot, window: QWidget) -> None:
    card, model, said = _card(window, Comparison(10, 12, {"images": [{"key": "a:1"}], "vendors": [{"key": "b"}]}))
    card.begin()
    qtbot.waitUntil(card.swap.isVisible)
    assert {"10", "2", "images: a:1\nvendors: b"} <= set(_words(card))
    card.swap.click()
    qtbot.waitUntil(lambda: bool(said))
    assert model.rebuilt == 1


def test_a_comparison_that_fails_is_said_and_can_be_repeated(qtbot: QtBot, window: QWidget) -> None:
    card, _model, said = _card(window, None)
    card.begin()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The read model is being rebuilt elsewhere."]
    assert card.compare.isEnabled()
