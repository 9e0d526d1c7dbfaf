"""Platforms are read from the events where nobody waits; editors offer those that were there at the start."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from tests.kit.fake_desk import FakeReader
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit.declare import Choice, Field, Tab
from ui.kit.declare_ways import Judging, Pulse
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage
from ui.kit.tag_choice import Tag

PLATFORMS = (SimpleNamespace(platform_id="tag", name="Tagwerk"), SimpleNamespace(platform_id="sport", name="Sport"))
FIELDS = (Field("platforms", "Platforms", "tags"),)
TOLD = replace(
    FEATURE,
    pulse=Pulse("feeds", "", "vendor", "pulled_at"),
    inspector=replace(
        FEATURE.inspector,
        tabs=(
            Tab("rights", "Rights", "verdict", judging=Judging("key")),
            Tab("metadata", "Metadata", "fields", fields=FIELDS),
        ),
        fields=FIELDS,
    ),
)


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Surroundings, list[str]]]:
    asked: list[str] = []

    def platforms() -> tuple[SimpleNamespace, ...]:
        asked.append(threading.current_thread().name)
        return PLATFORMS

    monkeypatch.setattr(FakeReader, "verdicts", lambda *_asked: [], raising=False)
    with surroundings(20) as made:
        made.desk.masters = SimpleNamespace(platforms=platforms)  # type: ignore[assignment]
        feed = SimpleNamespace(id=1, key="a", vendor="tag", pulled_at="2026-03-17T09:00:00+00:00")
        made.desk.tables = {"feeds": [feed]}  # type: ignore[attr-defined]
        yield replace(made, platforms=[Choice("tag", "Tagwerk")]), asked


def test_beats_and_verdicts_read_the_platforms_on_the_reading_thread(
    around: tuple[Surroundings, list[str]], qtbot: QtBot
) -> None:
    surrounding, asked = around
    stage, panel = Stage(), Panel(TOLD, surrounding)
    qtbot.addWidget(stage)
    stage.add_view(panel, panel.side)
    stage.show()
    settle(surrounding)
    panel.use_platform("tag")
    settle(surrounding)
    assert asked
    assert threading.current_thread().name not in asked
    assert "Tagwerk" in panel.pulse_line.accessibleName()


def test_editors_offer_the_platforms_of_the_start(around: tuple[Surroundings, list[str]], qtbot: QtBot) -> None:
    surrounding, asked = around
    panel = Panel(TOLD, surrounding)
    qtbot.addWidget(panel)
    qtbot.addWidget(panel.inspector)
    assert [one.text() for one in panel.inspector.findChildren(Tag)] == ["Tagwerk"] * 2
    assert asked == []
