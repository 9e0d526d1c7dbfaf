"""Rows stay where they are whatever happens to them, and it is said exactly what came, went and is out of order."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.fake_desk import BatchRow
from tests.kit.staged import staged
from tests.kit.surroundings import settle, surroundings
from ui.kit import panel_asking, panel_rows
from ui.kit.buttons import Button
from ui.kit.page import Surroundings
from ui.kit.panel import Panel


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


def _moved(panel: Panel, count: int) -> list[int]:
    """The first rows of the view match its filter no more, as after a batch that is under way."""
    panel.marks.toggle(panel.model.ids[40])
    ids = list(panel.model.ids[:count])
    desk = panel.around.desk
    desk.store(f"UPDATE images SET sync = 'failed' WHERE id <= {max(ids)} AND sync = 'in_sync'")  # type: ignore[attr-defined]
    panel.around.pump.put_all({"images": frozenset(ids)})
    for pause in (80, 40, 40):
        # Rows come, then counts of them, then what went: each answer asks the next.
        QTest.qWait(pause)
        settle(panel.around, pause)
    return ids


def test_rows_that_match_no_more_stay_where_they_are_and_fade(panel: Panel) -> None:
    panel.filter_by("sync:in_sync")
    settle(panel.around, 30)
    before = list(panel.model.ids)
    _moved(panel, 3)
    assert list(panel.model.ids) == before
    assert [panel.model.left(number) for number in range(5)] == [True, True, True, False, False]
    assert panel.banner.accessibleName() == "3 rows no longer match."
    panel.refresh()
    settle(panel.around, 30)
    assert len(panel.model.ids) == len(before) - 3
    assert panel.banner.isHidden()


def test_a_value_that_changed_in_the_sorted_column_offers_to_sort_again(panel: Panel) -> None:
    panel.table.head.order_wished.emit("title")
    settle(panel.around, 30)
    first = panel.model.ids[0]
    row = panel.model.row(0)
    assert row is not None
    panel.around.desk.change(row, title="Zebra")  # type: ignore[attr-defined]
    panel.around.pump.put("images", {first})
    QTest.qWait(80)
    settle(panel.around, 40)
    assert panel.model.ids[0] == first
    assert not panel.filters.resort.isHidden()
    panel.filters.resort.click()
    settle(panel.around, 30)
    assert panel.filters.resort.isHidden()


def test_where_nothing_matches_the_most_useful_removal_is_offered(panel: Panel) -> None:
    panel.filter_by("sync:failed vendor:0 zebra")
    settle(panel.around, 40)
    assert panel.empty.title.text() == "Nothing matches these 3 filters"
    panel.filter_by("sync:in_sync zebra")
    settle(panel.around, 40)
    count = panel.around.desk.reader().count(panel.asking.rows_of("sync:in_sync"))
    best = panel.empty.ways()[0]
    assert best.text() == f"Remove Text: zebra to see {count}"
    best.click()
    settle(panel.around, 30)
    assert (panel.asking.where, len(panel.model.ids)) == ("sync:in_sync", count)


def test_the_bar_says_since_when_the_read_model_is_silent(panel: Panel) -> None:
    panel.around.desk.deaf = True  # type: ignore[attr-defined]
    panel.refresh()
    settle(panel.around, 30)
    assert panel.banner.accessibleName().startswith("Since ")
    assert len(panel.model.ids) == 60
    panel.around.desk.deaf = False  # type: ignore[attr-defined]
    next(one for one in panel.banner.findChildren(Button) if one.text() == "Try again").click()
    settle(panel.around, 30)
    assert panel.banner.isHidden()


def test_many_rows_are_only_told_by_how_many_more_or_fewer_they_are(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel_rows, "MOST_COMPARED", 10)
    panel.filter_by("sync:in_sync")
    settle(panel.around, 30)
    _moved(panel, 2)
    assert panel.banner.accessibleName() == "2 rows no longer match."


def test_newer_images_are_named_after_the_order_and_can_be_selected(panel: Panel) -> None:
    panel.marks.select_all()
    settle(panel.around, 30)
    panel.around.desk.newer = list(panel.model.ids[:4])  # type: ignore[attr-defined]
    form = panel.inspector.form
    assert form is not None
    form.rows["online_until"].enter("2027-12-31")
    settle(panel.around, 30)
    panel.selecting.acting.take_main()
    settle(panel.around, 30)
    assert any("newer than the selection: 4 images" in said for said in panel.around.toasts.said)
    toast = next(one for one in panel.around.toasts.shown() if "newer" in one.accessibleName())
    next(one for one in toast.findChildren(Button) if one.text() == "Select them").click()
    settle(panel.around, 30)
    assert panel.marks.selection.plus == frozenset(panel.model.ids[:4])
    panel.around.desk.tables = {"batches": [BatchRow(1, "batch-1", 2480, "u", "t", "a", "done", 60, 60)]}  # type: ignore[attr-defined]
