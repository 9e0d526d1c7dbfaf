"""The inspector follows its row: what is other is shown and asked anew, what is the same stays as it stands."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.fake_desk import FakeReader
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit.inspector_fields import FieldForm
from ui.kit.inspector_tabs import LinesPage
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage

TOLD = replace(FEATURE, inspector=replace(FEATURE.inspector, tabs=FEATURE.inspector.tabs[::-1]))
"""The history is the first tab, so it is open."""


class Desk:
    """The third row in the inspector, with what the inspector filled, asked and was told."""

    def __init__(self, around: Surroundings, qtbot: QtBot, times: Counter[str]) -> None:
        self.around, self.times, self.stage = around, times, Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(TOLD, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        settle(around)
        self.panel.table.move_cursor(2)
        settle(around)
        times.clear()

    def change(self, **values: object) -> None:
        row = self.panel.model.row(2)
        assert row is not None
        self.around.desk.change(row, **values)  # type: ignore[attr-defined]
        self.around.pump.put("images", {row.id})
        QTest.qWait(120)
        settle(self.around)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    counted: Counter[str] = Counter()
    fill, say = FieldForm.show_row, LinesPage.say

    def filled(form: FieldForm, row: object) -> None:
        counted["filled"] += 1
        fill(form, row)

    def asked(_reader: FakeReader, _table: str, _row: int) -> list[SimpleNamespace]:
        counted["asked"] += 1
        return []

    def told(page: LinesPage, entries: list[tuple[str, str, str]], empty: str) -> None:
        counted["told"] += 1
        say(page, entries, empty)

    monkeypatch.setattr(FieldForm, "show_row", filled)
    monkeypatch.setattr(FakeReader, "history", asked)
    monkeypatch.setattr(LinesPage, "say", told)
    return counted


@pytest.fixture
def desk(qtbot: QtBot, times: Counter[str]) -> Iterator[Desk]:
    with surroundings(60) as around:
        yield Desk(around, qtbot, times)


def test_a_row_that_is_the_same_is_not_filled_in_again(desk: Desk) -> None:
    desk.panel.refresh()
    settle(desk.around)
    assert not desk.times


def test_what_happened_to_a_changed_row_is_asked_anew(desk: Desk) -> None:
    desk.change(title="Told anew")
    assert desk.times == {"filled": 1, "asked": 1, "told": 1}


def test_a_row_that_changed_while_it_was_edited_is_shown_once_that_is_done(desk: Desk) -> None:
    form = desk.panel.inspector.form
    assert form is not None
    form.rows["caption"].enter("Half a thought")
    desk.change(title="Told anew")
    assert not desk.times
    assert form.touched()
    form.revert()
    desk.panel.refresh()
    settle(desk.around)
    assert desk.times == {"filled": 1, "asked": 1, "told": 1}
