"""The drawer shows the batches of the day and does to them what its buttons say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.kit.fake_desk import BatchRow
from tests.kit.hosted import hosted
from tests.kit.surroundings import settle, surroundings
from ui.kit import batch_deeds
from ui.kit.buttons import Button
from ui.kit.drawer import Drawer
from ui.kit.pace import Pace
from ui.kit.page import Surroundings
from ui.kit.tokens import DRAWER_OPEN, DRAWER_STRIP

NOW = datetime.now(UTC).isoformat()
RUNNING = BatchRow(
    1, "b1", 2480, "image.update", "Price list 2026", "K. Brandt", "running", 6800, 4214, 0, 12, 0, 2574, 418.0, 6.2,
    (("locked", "Vendor record locked", 12),), NOW,
)  # fmt: skip
DONE = replace(
    RUNNING, id=2, key="b2", number=2479, state="done-with-failures", done=6788, remaining=0, finished_at=NOW
)


class Steady(Pace):
    """Knows the speed from the first moment."""

    def is_shown(self, batch: str) -> bool:
        return True

    def per_second(self, batch: str) -> float | None:
        return 418.0

    def seconds_left(self, batch: str, remaining: int) -> float | None:
        return remaining / 418.0


@pytest.fixture
def around() -> Iterator[Surroundings]:
    with surroundings(5) as made:
        yield made


def drawer_with(around: Surroundings, qtbot: QtBot, *rows: BatchRow) -> Drawer:
    around.desk.tables["batches"] = list(rows)  # type: ignore[attr-defined]
    drawer = Drawer(around, Steady())
    drawer.host = hosted(qtbot, drawer, 1200, DRAWER_OPEN)  # type: ignore[attr-defined]
    settle(around, 150)
    return drawer


def test_nothing_ran_today_so_the_drawer_takes_no_room(around: Surroundings, qtbot: QtBot) -> None:
    heights: list[int] = []
    drawer = Drawer(around)
    host = hosted(qtbot, drawer, 1200, DRAWER_OPEN)
    drawer.height_wished.connect(heights.append)
    settle(around, 150)
    assert heights in ([], [0])
    assert host.isVisible()


def test_a_new_batch_makes_the_strip_slide_up(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot)
    heights: list[int] = []
    drawer.height_wished.connect(heights.append)
    around.desk.tables["batches"] = [RUNNING]  # type: ignore[attr-defined]
    around.pump.put("batches", {1})
    qtbot.waitUntil(lambda: heights == [DRAWER_STRIP])


def test_a_running_batch_says_done_failed_rate_and_time_left(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot, RUNNING)
    drawer.open()
    line = drawer.row("b1")
    assert line is not None
    words = " ".join(label.text() for label in line.findChildren(QLabel))
    assert "4,226 / 6,800" in words
    assert "418 per second · about 6 s left" in words
    assert line.failures.text().startswith("12")


def test_pause_and_cancel_reach_the_desk_for_that_batch(
    around: Surroundings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def asked(_owner: object, _title: str, words: str, *_more: object, **_other: object) -> bool:
        said.append(words)
        return True

    monkeypatch.setattr(batch_deeds, "asked", asked)
    drawer = drawer_with(around, qtbot, RUNNING)
    drawer.open()
    line = drawer.row("b1")
    assert line is not None
    for verb in ("pause", "cancel"):
        button = line.button(verb)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(around, 50)
    assert around.desk.done == [("pause", "b1"), ("cancel", "b1")]  # type: ignore[attr-defined]
    assert said == ["4,214 of 6,800 are already done and stay done; undo them afterwards."]


def test_a_finished_batch_with_failures_offers_retry_redo_and_undo(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot, DONE)
    drawer.open()
    line = drawer.row("b2")
    assert line is not None
    assert [verb for verb in ("pause", "cancel", "retry", "redo", "undo") if line.button(verb)] == [
        "retry",
        "redo",
        "undo",
    ]
    retry = line.button("retry")
    assert retry is not None
    assert "12" in retry.text()
    QTest.mouseClick(retry, Qt.MouseButton.LeftButton)
    settle(around, 50)
    assert around.desk.done == [("retry", "b2")]  # type: ignore[attr-defined]


def test_the_line_of_a_batch_is_kept_while_it_moves_on(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot, RUNNING)
    drawer.open()
    before = drawer.row("b1")
    drawer.show_rows([replace(RUNNING, done=5000)])
    assert drawer.row("b1") is before


def test_the_bar_never_goes_backwards_within_a_run(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot, RUNNING)
    drawer.open()
    line = drawer.row("b1")
    assert line is not None
    line.say(replace(RUNNING, done=1000))
    assert line.bar.accessibleName().startswith("4,214 of")
    line.say(replace(RUNNING, done=6000))
    assert line.bar.accessibleName().startswith("6,000 of")


def test_the_link_to_failures_opens_that_batch(qtbot: QtBot, around: Surroundings) -> None:
    went: list[tuple[str, str]] = []
    around = replace(around, go=lambda key, where: went.append((key, where)))
    drawer = drawer_with(around, qtbot, DONE)
    drawer.open()
    line = drawer.row("b2")
    assert line is not None
    QTest.mouseClick(line.failures, Qt.MouseButton.LeftButton)
    assert went == [("batches", "number:2479")]


def test_the_same_command_twice_is_asked_about_in_the_drawer(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot, RUNNING)
    carried_out: list[str] = []
    around.commands.note("extend 40 images")
    assert around.commands.holds_back("extend 40 images", lambda: carried_out.append("again"))
    assert "was queued 0 s ago. Queue it again?" in drawer.question.accessibleName()
    again = next(one for one in drawer.question.findChildren(Button) if one.text() == "Queue again")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert carried_out == ["again"]
    assert drawer.question.isHidden()


def test_progress_is_hidden_in_the_first_half_second(around: Surroundings, qtbot: QtBot) -> None:
    drawer = drawer_with(around, qtbot, RUNNING)
    drawer.open()
    line = drawer.row("b1")
    assert line is not None
    line.say(RUNNING, moving=False)
    assert line.bar.isHidden()
    assert line.count.text() == "Running"
    line.say(RUNNING)
    assert not line.bar.isHidden()
