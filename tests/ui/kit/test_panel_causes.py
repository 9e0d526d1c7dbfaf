"""Why a row is as it is stands one click or one key away, and what takes long says so."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.fake_desk import BatchRow
from tests.kit.staged import staged
from tests.kit.surroundings import settle, surroundings
from ui.kit import panel_asking
from ui.kit.buttons import Button
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.panel_pending import LATE_S

SYNC = 6
"""Where the column with the pills stands, after the box."""


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SETTLE_MS", "IMPACT_MS", "COUNT_EVERY_MS"):
        monkeypatch.setattr(panel_asking, name, 1)


@pytest.fixture
def around() -> Iterator[Surroundings]:
    with surroundings(60) as around:
        yield around


@pytest.fixture
def panel(around: Surroundings, qtbot: QtBot) -> Iterator[Panel]:
    with staged(around, qtbot) as panel:
        yield panel


def _failed(panel: Panel, number: int, **more: object) -> None:
    """That row failed in a batch, for a reason that somebody else wrote."""
    row = panel.model.row(number)
    assert row is not None
    told = {"sync": "failed", "failure": "Vendor record locked: <img src='file:///etc/passwd'>", "batch": "batch-1"}
    panel.around.desk.change(row, **{**told, **more})  # type: ignore[attr-defined]
    wish = {"changes": {"online_until": "2027-12-31"}}
    batch = BatchRow(1, "batch-1", 2480, "u", "t", "a", "done", 60, 59, failed=1, wish=wish)
    panel.around.desk.tables = {"batches": [batch]}  # type: ignore[attr-defined]
    panel.around.pump.put("images", {row.id})
    QTest.qWait(80)
    settle(panel.around, 30)


def _press(panel: Panel, number: int, section: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = panel.table.visualRect(panel.model.index(number, section)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(place))
    settle(panel.around, 30)


def test_one_click_on_the_pill_says_why_a_row_failed(panel: Panel) -> None:
    _failed(panel, 3)
    _press(panel, 3, SYNC)
    card = panel.causes.card
    assert card is not None
    assert "Vendor record locked: <img" in card.accessibleName()
    assert [one.text() for one in card.findChildren(Button)] == ["Retry", "Show batch 2480"]
    card.findChildren(Button)[0].click()
    settle(panel.around, 30)
    assert panel.around.desk.done == [("retry", "batch-1")]  # type: ignore[attr-defined]


def _bad(panel: Panel, *numbers: int) -> None:
    """Just these rows of the list failed."""
    store = panel.around.desk.store  # type: ignore[attr-defined]
    store("UPDATE images SET sync = 'in_sync'")
    for number in numbers:
        store(f"UPDATE images SET sync = 'failed' WHERE id = {panel.model.ids[number]}")


def _f8(panel: Panel, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> int:
    """Press F8 and answer where the cursor is then."""
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_F8, keys)
    settle(panel.around, 30)
    return panel.table.cursor_row()


def test_f8_goes_to_the_next_failure_and_says_its_cause(panel: Panel) -> None:
    _bad(panel, 5)
    _failed(panel, 5)
    panel.table.move_cursor(4)
    assert _f8(panel) == 5
    assert panel.causes.card is not None
    assert panel.causes.card.isVisible()
    panel.marks.toggle(panel.model.ids[0])
    panel.escape()
    assert not panel.causes.leave()
    assert panel.marks.known_count() == 1


@pytest.mark.parametrize("images", [60, 6_000])
def test_f8_finds_problems_far_from_the_rows_on_screen_and_comes_round(qtbot: QtBot, images: int) -> None:
    with surroundings(images) as around, staged(around, qtbot) as panel:
        near, far = images // 10, images - 2
        _bad(panel, near, far)
        panel.table.move_cursor(near + 1)
        assert _f8(panel) == far
        assert panel.table.visualRect(panel.model.index(far, 1)).intersects(panel.table.viewport().rect())
        assert _f8(panel) == near
        assert _f8(panel, Qt.KeyboardModifier.ShiftModifier) == far
        assert _f8(panel, Qt.KeyboardModifier.ShiftModifier) == near


def test_f8_follows_the_order_of_the_list_and_leaves_out_what_the_filter_hides(panel: Panel) -> None:
    panel.table.head.order_wished.emit("title")
    settle(panel.around, 30)
    _bad(panel, 7, 50)
    panel.table.move_cursor(10)
    assert _f8(panel) == 50
    panel.filter_by("sync:in_sync")
    settle(panel.around, 30)
    _f8(panel)
    assert panel.around.toasts.said[-1].endswith("No problem in this list")


def test_a_conflict_shows_both_values_and_lets_one_choose(panel: Panel) -> None:
    _failed(panel, 2, sync="conflict")
    _press(panel, 2, SYNC)
    card = panel.causes.card
    assert card is not None
    assert "Online until: ordered 31 Dec 2027, now " in card.accessibleName()
    assert card.findChildren(Button)[0].text() == "Enter what was ordered"
    card.findChildren(Button)[0].click()
    settle(panel.around, 30)
    assert panel.inspector.texts() == {"online_until": "2027-12-31"}


def test_a_row_in_sync_has_nothing_to_explain(panel: Panel) -> None:
    _press(panel, 0, SYNC)
    assert panel.causes.card is None


def test_alt_click_and_shift_f_filter_by_the_cell(panel: Panel) -> None:
    _press(panel, 1, 2, Qt.KeyboardModifier.AltModifier)
    assert panel.asking.where.startswith("vendor:")
    panel.filter_by("")
    settle(panel.around, 30)
    panel.table.move_cursor(0)
    for _ in range(5):
        QTest.keyClick(panel.table, Qt.Key.Key_Right)
    panel.table.filter_by_cursor()
    settle(panel.around, 30)
    assert panel.asking.where == "sync:in_sync"


def test_a_cell_without_a_filter_says_so(panel: Panel) -> None:
    panel.table.move_cursor(0)
    panel.table.filter_by_cursor()
    assert "Nothing to filter by" in panel.around.toasts.said[-1]


def _ordered(panel: Panel) -> None:
    panel.marks.select_all()
    settle(panel.around, 30)
    form = panel.inspector.form
    assert form is not None
    form.rows["online_until"].enter("2027-12-31")
    settle(panel.around, 30)
    panel.selecting.acting.take_main()
    settle(panel.around, 30)
    panel.marks.clear()
    settle(panel.around, 30)


def _looked(panel: Panel) -> tuple[str, str, str]:
    """What the changed cell and the pill of the first row say, and what the card says on a click."""
    panel.overlay.ask()
    settle(panel.around, 30)
    cell, pill = panel.model.cell(0, 4), panel.model.cell(0, SYNC)
    assert cell is not None
    assert pill is not None
    _press(panel, 0, SYNC)
    said = panel.causes.card.accessibleName() if panel.causes.card else ""
    return cell.second.text, pill.first.text, said


def test_what_takes_longer_than_half_a_minute_says_so_and_leads_to_its_batch(panel: Panel) -> None:
    _ordered(panel)
    panel.around.desk.tables = {"batches": [BatchRow(1, "batch-1", 2480, "u", "t", "a", "running", 60, 0)]}  # type: ignore[attr-defined]
    second, pill, said = _looked(panel)
    assert (second.startswith("was "), pill, "on its way" in said) == (True, "Pending", True)
    now = panel.overlay.clock()
    panel.overlay.clock = lambda: now + LATE_S
    second, pill, said = _looked(panel)
    assert (second.startswith("was "), pill) == (True, "Waiting")
    assert "Still waiting" in said
    assert panel.causes.card is not None
    assert [one.text() for one in panel.causes.card.findChildren(Button)] == ["Show batch 2480"]


def test_what_waits_for_the_connection_looks_like_it(panel: Panel) -> None:
    _ordered(panel)
    panel.around.desk.put_off = {"batch-1": "no answer"}  # type: ignore[attr-defined]
    second, pill, said = _looked(panel)
    assert (second.startswith("was "), pill) == (True, "Pending")
    assert panel.model.cell(0, SYNC).pill.icon == "cloud-upload"  # type: ignore[union-attr]
    assert "connection" in said
