"""The sheet of charts: about the selection or the filter, in both languages, saved where the person wishes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Endings, Query, Selection
from tests.kit.fake_desk import FakeReader
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit.actions import all_actions
from ui.kit.chart_sheet import ChartSheet
from ui.kit.declare_charts import Asked
from ui.kit.panel import Panel
from ui.kit.stage import Stage
from ui.kit.words import words

CHARTS = (Asked("endings", "Ahead", "None ends.", "online_until", "%n image(s)"),)


@pytest.fixture
def panel(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Panel]:
    def endings(reader: FakeReader, rows: Query | Selection, *_: object) -> Endings:
        reader.rows("images", ())
        count = reader.selected_count(rows) if isinstance(rows, Selection) else reader.count(rows)
        return Endings(0, (("2026-11", count),), 0, 0)

    monkeypatch.setattr(FakeReader, "endings", endings, raising=False)
    with surroundings(50) as around:
        stage = Stage()
        qtbot.addWidget(stage)
        made = Panel(replace(FEATURE, charts=CHARTS), around)
        stage.add_view(made, made.side)
        stage.resize(1300, 700)
        stage.show()
        settle(around, 30)
        yield made
    words().use("en")


def _opened(panel: Panel) -> ChartSheet:
    (made,) = [one for one in all_actions(panel) if one.text() in ("Charts…", "Diagramme …")]
    made.trigger()
    settle(panel.around, 30)
    assert panel.charting.sheet is not None
    return panel.charting.sheet


def test_charts_are_about_all_rows_unless_some_are_selected(panel: Panel) -> None:
    sheet = _opened(panel)
    assert sheet.about.text() == "50 images"
    sheet.close()
    panel.marks.select_all()
    settle(panel.around, 30)
    sheet = _opened(panel)
    assert "selected" in sheet.about.text()
    assert sheet.figures[0].bars[0].value == 50
    sheet.close()


def test_a_filter_in_force_is_said_in_the_head(panel: Panel) -> None:
    panel.filter_by("sync:failed")
    settle(panel.around, 30)
    sheet = _opened(panel)
    assert sheet.about.text().endswith("of the present filter")
    sheet.close()


def test_open_charts_follow_a_change_of_language(panel: Panel) -> None:
    sheet = _opened(panel)
    words().use("de")
    settle(panel.around, 30)
    assert sheet.windowTitle() == "Diagramme: Images"
    assert sheet.page.charts[0].figures.bars[0].name == "November 2026"
    sheet.close()


def test_charts_that_cannot_be_asked_can_be_tried_again(panel: Panel) -> None:
    panel.around.desk.deaf = True  # type: ignore[attr-defined] # the fake can be
    sheet = _opened(panel)
    assert sheet.again.isVisible()
    assert not sheet.save_button.isEnabled()
    panel.around.desk.deaf = False  # type: ignore[attr-defined]
    sheet.again.click()
    settle(panel.around, 30)
    assert len(sheet.page.charts) == 1
    sheet.close()


def test_charts_are_saved_and_the_folder_is_remembered(panel: Panel, tmp_path: Path) -> None:
    sheet = _opened(panel)
    sheet.place_asked = lambda _owner, _title, _suggested, _kinds: tmp_path / "charts.png"
    sheet.save_button.click()
    assert (tmp_path / "charts.png").stat().st_size > 1_000
    assert "charts.png" in panel.around.toasts.said[-1]
    sheet.place_asked = lambda _owner, _title, _suggested, _kinds: tmp_path / "no" / "charts.svg"
    sheet.save_button.click()
    assert "no folder" in panel.around.toasts.said[-1]
    sheet.close()
