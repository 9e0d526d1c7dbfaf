"""Rows dragged out carry their ids and a table; too many are refused with a way out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.staged import staged
from tests.kit.surroundings import settle, surroundings
from ui.kit import dragging
from ui.kit.dragging import CSV
from ui.kit.panel import Panel


@pytest.fixture
def panel(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Panel]:
    with surroundings(60) as around, staged(around, qtbot) as panel:
        yield panel


@pytest.fixture
def carried(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    found: list[tuple[list[str], str]] = []
    monkeypatch.setattr(panel.dragging, "_carry", found.append)
    return found


def _drag(panel: Panel, row: int) -> None:
    port, table = panel.table.viewport(), panel.table
    start = QPoint(200, table.rowViewportPosition(row) + 10)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(60, 40))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 40))
    settle(panel.around)


def test_a_row_that_is_not_selected_goes_alone(panel: Panel, carried: list[tuple[list[str], str]]) -> None:
    panel.marks.only(frozenset(panel.model.ids[5:8]))
    _drag(panel, 1)
    [(keys, table)] = carried
    assert keys == [panel.model.row(1).key]  # type: ignore[union-attr]
    assert table.startswith('"Image"')


def test_a_selected_row_takes_the_selection_along(panel: Panel, carried: list[tuple[list[str], str]]) -> None:
    panel.marks.only(frozenset(panel.model.ids[:4]))
    _drag(panel, 2)
    [(keys, table)] = carried
    assert len(keys) == 4
    assert len(table.splitlines()) == 5


def test_other_programs_get_ids_as_text_and_the_rows_as_csv(panel: Panel) -> None:
    data = panel.dragging.data(["v1:1", "v1:2"], '"Image"\r\n')
    assert data.text() == "v1:1\nv1:2"
    assert data.data(CSV).data() == b'"Image"\r\n'


def test_too_many_rows_are_not_dragged_and_the_way_out_is_said(
    panel: Panel, carried: list[tuple[list[str], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dragging, "MOST", 10)
    panel.marks.select_all()
    _drag(panel, 2)
    assert carried == []
    assert "copy or export more" in panel.around.toasts.said[-1]
