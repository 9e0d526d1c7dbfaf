"""What the amounts come to, in the head of a view: always those of the rows that are shown, as they are now."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Selection
from tests.kit.fake_desk import FakeReader, Summary
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit import panel_asking
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.panel_asking import Asking
from ui.kit.stage import Stage

SUMMED = replace(FEATURE, summed=True)
EURO = "total €\u202f"


class Desk:
    """Forty pictures, each of which costs one euro."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.around, self.stage = around, Stage()
        qtbot.addWidget(self.stage)
        self.price(100)
        self.panel = Panel(SUMMED, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.show()
        self.settle()

    def price(self, minor: int) -> None:
        with closing(sqlite3.connect(self.around.desk.file)) as store, store:  # type: ignore[attr-defined]
            store.execute("UPDATE images SET price = ?", (minor,))

    def settle(self) -> None:
        settle(self.around, 60)
        settle(self.around, 60)

    def figures(self) -> str:
        return self.panel.head.figures()


@pytest.fixture(autouse=True)
def _amounts_are_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    def summary(reader: FakeReader, selection: Selection) -> Summary:
        rows = reader.rows("images", reader.selected_ids(selection))
        return Summary(len(rows), {}, {"EUR": sum(row.price for row in rows)} if rows else {})

    monkeypatch.setattr(FakeReader, "summary", summary)
    for pause in ("SETTLE_MS", "COUNT_EVERY_MS"):
        monkeypatch.setattr(panel_asking, pause, 1)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with surroundings(40) as around:
        yield Desk(around, qtbot)


def test_the_sum_follows_the_amounts_of_rows_that_change(desk: Desk) -> None:
    assert desk.figures() == f"40 images · {EURO}40.00"
    desk.price(250)
    desk.around.pump.put("images", set(desk.panel.model.ids))
    QTest.qWait(120)
    desk.settle()
    assert desk.figures() == f"40 images · {EURO}100.00"


def test_where_only_the_selected_rows_are_shown_their_sum_is_told(desk: Desk) -> None:
    for row in desk.panel.model.ids[:3]:
        desk.panel.marks.toggle(row)
    desk.settle()
    desk.panel.selection_bar.show_wished.emit()
    desk.settle()
    assert desk.figures() == f"3 of 40 images · {EURO}3.00"
    desk.panel.refresh()
    desk.settle()
    assert desk.figures() == f"40 images · {EURO}40.00"


def test_no_sum_is_told_beside_rows_that_it_is_not_of(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Asking, "total", lambda _asking, _rows, _answer: None)
    desk.panel.filter_by("vendor:1")
    desk.settle()
    assert desk.figures() == "5 of 40 images"
