"""A decision that is being typed while rows come and go: its words stay, and it stays meant for its row."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.kit.fake_desk import Update
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit import panel_asking
from ui.kit.declare import Action, Field
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage


def _accept(**asked: object) -> Update:
    return Update(asked)


REASON = (Field("reason", "Reason", required=True),)
DECIDED = replace(
    FEATURE,
    actions=(
        Action("extend", "Extend…", order=_accept, fields=(Field("until", "Until", "date"),), primary=True),
        Action("accept", "Accept the risk…", order=_accept, fields=REASON, primary=True),
    ),
)
TYPED = "The contract is under way"


class Desk:
    """The decision desk with a form that somebody has begun to fill in on the fourth row."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.around, self.stage = around, Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(DECIDED, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        self.settle()
        self.panel.table.move_cursor(3)
        self.settle()
        self.panel.selecting.acting.choose(DECIDED.actions[1])
        self.settle()
        self.usage = self.panel.model.ids[3]

    def settle(self) -> None:
        settle(self.around, 40)
        settle(self.around, 40)

    def type(self) -> None:
        assert self.panel.inspector.command is not None
        line = self.panel.inspector.command.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, TYPED)
        self.settle()

    def store(self, statement: str, *values: int) -> None:
        with sqlite3.connect(self.around.desk.file) as store:  # type: ignore[attr-defined]
            store.execute(statement, values)
        store.close()

    def rows_come(self) -> None:
        self.store("INSERT INTO images SELECT 1, title, vendor, price, online_until, sync FROM images LIMIT 1")
        self.around.pump.put("images", {1})
        QTest.qWait(120)
        self.settle()

    def meant(self) -> tuple[str, int | None, str]:
        """The action asked for, the row it would be done to, and what stands in its field."""
        command, aim = self.panel.inspector.command, self.panel.selecting.aim()
        line = command.findChild(QLineEdit) if command else None
        row = aim.row.id if aim and aim.row else None
        return command.action.key if command else "", row, line.text() if line else ""

    def take(self) -> None:
        self.panel.selecting.acting.take_main()
        self.settle()


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("SETTLE_MS", "IMPACT_MS", "COUNT_EVERY_MS"):
        monkeypatch.setattr(panel_asking, pause, 1)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with surroundings(60) as around:
        yield Desk(around, qtbot)


def test_a_decision_being_typed_outlives_the_rows_that_come(desk: Desk) -> None:
    desk.type()
    desk.rows_come()
    assert desk.meant() == ("accept", desk.usage, TYPED)
    assert len(desk.panel.model.ids) == 60
    assert desk.panel.banner.isVisible()


def test_putting_the_list_in_order_keeps_the_decision_and_its_row(desk: Desk) -> None:
    desk.type()
    desk.rows_come()
    desk.panel.refresh()
    desk.settle()
    assert len(desk.panel.model.ids) == 61
    assert desk.meant() == ("accept", desk.usage, TYPED)


def test_an_action_that_was_chosen_is_still_asked_for_after_a_refresh(desk: Desk) -> None:
    desk.rows_come()
    assert len(desk.panel.model.ids) == 61
    assert desk.meant() == ("accept", desk.usage, "")


def test_a_decision_stays_with_a_row_that_left_the_list(desk: Desk) -> None:
    desk.type()
    desk.store("DELETE FROM images WHERE id = ?", desk.usage)
    desk.panel.refresh()
    desk.settle()
    assert desk.meant() == ("accept", desk.usage, TYPED)
    desk.take()
    [(selection, order, _)] = desk.around.desk.submitted  # type: ignore[attr-defined]
    assert (selection.plus, order.changes) == ({desk.usage}, {"reason": TYPED})


def test_a_decision_on_the_last_row_keeps_it_when_the_list_grows_shorter(desk: Desk) -> None:
    desk.panel.table.move_cursor(59)
    desk.settle()
    last = desk.panel.model.ids[59]
    desk.type()
    desk.store("DELETE FROM images WHERE id = ?", desk.usage)
    desk.panel.refresh()
    desk.settle()
    assert desk.meant() == ("accept", last, TYPED)


def test_once_it_is_ordered_the_list_follows_the_rows_again(desk: Desk) -> None:
    desk.type()
    desk.take()
    desk.rows_come()
    assert len(desk.panel.model.ids) == 61


def test_other_marks_let_a_chosen_action_go(desk: Desk) -> None:
    desk.panel.marks.toggle(desk.usage)
    desk.settle()
    assert desk.meant()[0] == "extend"
