"""Charts: every value can be seen, heard and reached by keys; without room for columns they become rows."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rightsdesk.faults import Unusable
from ui.kit import chart as chart_module
from ui.kit import chart_picture
from ui.kit.chart import Chart
from ui.kit.chart_page import ChartsPage
from ui.kit.chart_painting import height_of, paint, places
from ui.kit.chart_values import Bar, Figures
from ui.kit.labels import plain_tip
from ui.kit.theme import theme
from ui.kit.tokens import DARK, LIGHT

NASTY = '<img src="file:///etc/passwd">'
MONTHS = Figures("bars", "Spent", tuple(Bar(f"M{n}", f"Month {n}", n * 100, f"€ {n}.00") for n in range(12)))
RANKS = Figures("ladder", "Vendors", (Bar(NASTY, NASTY, 700, "€ 7.00", (1, 2, 3)), Bar("b", "b", 300, "€ 3.00")))
CURVE = Figures("curve", "Ahead", (Bar("Nov", "November", 4, "4 images"), Bar("Dec", "December", 0, "0")), whole=10)
GAUGE = Figures("gauge", "Quota", (Bar("", "2026", 90, "90 of 100 used"),), whole=100, tone="warning", marks=(80, 100))
EMPTY = Figures("bars", "Spent", (), empty="Nothing was spent.")


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme().start(qapp)
    theme().choose("light")
    yield
    theme().choose("light")


@pytest.fixture(autouse=True)
def tips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be shown beside the pointer or the keys."""
    said: list[str] = []
    monkeypatch.setattr(
        chart_module, "QToolTip", SimpleNamespace(showText=lambda _at, words, _owner: said.append(words))
    )
    return said


def _shown(qtbot: QtBot, figures: Figures, width: int = 900) -> Chart:
    chart = Chart(figures)
    qtbot.addWidget(chart)
    chart.resize(width, height_of(figures, width))
    chart.show()
    chart.setFocus()
    return chart


def _painted(figures: Figures, width: int = 900) -> QImage:
    image = QImage(width, height_of(figures, width), QImage.Format.Format_RGB32)
    image.fill(QColor(theme().tokens.surface))
    painter = QPainter(image)
    paint(painter, QRectF(image.rect()), figures)
    painter.end()
    return image


def _count(image: QImage, colour: str) -> int:
    wanted = QColor(colour)
    return sum(image.pixelColor(x, y) == wanted for x in range(0, image.width(), 3) for y in range(image.height()))


def test_columns_become_rows_where_values_would_not_fit() -> None:
    wide, narrow = places(MONTHS, QRectF(0, 0, 900, 200)), places(MONTHS, QRectF(0, 0, 300, 264))
    assert {spot.top() for spot in wide} == {0.0}
    assert {spot.left() for spot in narrow} == {0.0}
    assert len(wide) == len(narrow) == 12


@pytest.mark.parametrize("figures", [MONTHS, RANKS, CURVE, GAUGE], ids=lambda one: one.kind)
def test_each_kind_of_chart_is_painted_in_both_themes(figures: Figures) -> None:
    light = _painted(figures)
    assert _count(light, LIGHT.warning.bar if figures.kind == "gauge" else LIGHT.accent) > 20
    theme().choose("dark")
    assert _count(_painted(figures), DARK.warning.bar if figures.kind == "gauge" else DARK.accent) > 20


def test_keys_go_through_all_values_and_say_each(qtbot: QtBot) -> None:
    chart = _shown(qtbot, MONTHS)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    heard = [chart.accessibleName()]
    for _ in range(20):
        QTest.keyClick(chart, Qt.Key.Key_Right)
        heard.append(chart.accessibleName())
    assert heard[0] == "Spent. Month 0: € 0.00"
    assert heard[11] == heard[-1] == "Spent. Month 11: € 11.00"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.at == 10


def test_assistive_technology_hears_all_values_without_a_pointer(qtbot: QtBot) -> None:
    chart = _shown(qtbot, MONTHS)
    interface = QAccessible.queryAccessibleInterface(chart)
    said = interface.text(QAccessible.Text.Description)
    assert all(f"Month {n}: € {n}.00" in said for n in range(12))


def test_the_value_under_the_pointer_is_said_as_plain_text(qtbot: QtBot, tips: list[str]) -> None:
    chart = _shown(qtbot, RANKS)
    place = QPoint(30, 10)
    QApplication.sendEvent(chart, QHelpEvent(QHelpEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    assert tips == [plain_tip(f"{NASTY}: € 7.00")]


def test_a_chart_without_values_says_so_instead(qtbot: QtBot) -> None:
    chart = _shown(qtbot, EMPTY)
    assert chart.accessibleName() == "Spent. Nothing was spent."
    assert places(EMPTY, QRectF(0, 0, 900, 200)) == []
    QTest.keyClick(chart, Qt.Key.Key_Right)


def test_a_page_tells_that_it_counts_then_shows_then_complains(qtbot: QtBot) -> None:
    page = ChartsPage()
    qtbot.addWidget(page)
    page.wait()
    assert page.charts == []
    page.say([MONTHS, GAUGE])
    assert [chart.figures.title for chart in page.charts] == ["Spent", "Quota"]
    page.complain("The read model does not answer.")
    assert page.charts == []


def test_saved_pictures_are_light_whatever_the_window_wears(tmp_path: Path) -> None:
    theme().choose("dark")
    chart_picture.save(tmp_path / "c.png", "Charts", [MONTHS, RANKS, CURVE, GAUGE])
    image = QImage(str(tmp_path / "c.png"))
    assert image.width() == 2 * chart_picture.WIDTH
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert theme().tokens is DARK


def test_a_saved_drawing_holds_names_as_words_not_as_markup(tmp_path: Path) -> None:
    chart_picture.save(tmp_path / "c.svg", NASTY, [RANKS])
    text = (tmp_path / "c.svg").read_text(encoding="utf-8")
    assert "<img" not in text
    assert "&lt;img" in text


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_place_that_takes_no_file_is_named(tmp_path: Path, ending: str) -> None:
    with pytest.raises(Unusable, match="nowhere"):
        chart_picture.save(tmp_path / "nowhere" / f"c.{ending}", "Charts", [MONTHS])
