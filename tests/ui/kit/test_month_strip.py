"""The strip of days: what it paints, and how mouse, keys and screen readers choose days on it."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import month_strip
from ui.kit.day_span import DAYS, OVERDUE, Span
from ui.kit.labels import plain_tip
from ui.kit.month_strip import MonthStrip
from ui.kit.strip_painting import scale, tone_of
from ui.kit.strip_places import ROW, Places
from ui.kit.theme import theme
from ui.kit.words import words

TODAY = date(2026, 11, 26)
COUNTS = {"before": 128} | {(TODAY + timedelta(days=n)).isoformat(): 10 for n in range(DAYS)}
COUNTS["2026-12-01"], COUNTS["2026-12-02"] = 40, 0
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _as_at_first() -> Iterator[None]:
    yield
    words().use("en")
    theme().choose("light")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme().start(qapp)
    theme().choose("light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 200)
    return window


@pytest.fixture
def strip(window: QWidget) -> MonthStrip:
    strip = MonthStrip("online_until", "%n images", "Next 90 days", "Nothing in the next 90 days")
    strip.setParent(window)
    strip.resize(930, ROW)
    strip.show_filter(TODAY, "")
    strip.show_days(TODAY, COUNTS)
    window.show()
    strip.show()
    return strip


def wishes(strip: MonthStrip) -> list[str]:
    heard: list[str] = []
    strip.wished.connect(heard.append)
    return heard


def place(strip: MonthStrip, number: int) -> QPoint:
    return Places(strip.width()).rect(number).center().toPoint()


def colours(strip: MonthStrip, number: int) -> set[str]:
    """All colours in the bar of a day, at the foot of the plot."""
    shot: QImage = strip.grab().toImage()
    bar = Places(strip.width()).bar(number, 0.1).toRect()
    spots = ((x, y) for x in range(bar.left() + 1, bar.right()) for y in range(bar.top(), bar.bottom()))
    return {QColor(shot.pixel(x, y)).name() for x, y in spots}


def token(name: str) -> str:
    return theme().color(name).name()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_are_painted_by_how_near_their_day_is(strip: MonthStrip, mode: str) -> None:
    theme().choose(mode)  # type: ignore[arg-type]
    assert colours(strip, 3) == {token("warning.bar")}
    assert colours(strip, 40) == {token("neutral.bar")}
    assert token("failed.bar") in colours(strip, OVERDUE)


def test_overdue_is_hatched_as_well_as_red(strip: MonthStrip) -> None:
    assert len(colours(strip, OVERDUE)) > 3
    assert len(colours(strip, 3)) == 1


def test_a_week_is_warned_of_and_no_day_more() -> None:
    assert [tone_of(number) for number in (OVERDUE, 0, 7, 8)] == ["failed", "warning", "warning", "neutral"]


def test_a_day_without_rows_has_no_bar(strip: MonthStrip) -> None:
    assert token("warning.bar") not in colours(strip, 6)


def test_weekends_are_shaded_and_chosen_days_lit(strip: MonthStrip) -> None:
    saturday, monday = 2, 4
    strip.show_days(TODAY, {})
    assert colours(strip, saturday) != colours(strip, monday)
    strip.show_filter(TODAY, "online_until:2026-11-30")
    assert colours(strip, monday) == {token("accent_soft")}


def test_one_enormous_day_does_not_flatten_the_others() -> None:
    usual = dict.fromkeys(range(40), 20) | {41: 35, OVERDUE: 90_000}
    assert scale(usual) == 35
    assert scale(usual | {36: 2_400}) == 35
    assert scale({3: 7}) == 7
    assert scale({}) == 1


def test_it_can_be_painted_before_anything_is_counted(qtbot: QtBot) -> None:
    strip = MonthStrip("online_until", "%n images", "Next 90 days", "")
    qtbot.addWidget(strip)
    strip.grab()
    assert strip.words() == "Counting…"


@pytest.mark.parametrize("width", [150, 232, 400, 600, 930, 1700])
def test_every_day_is_found_where_it_is_painted(width: int) -> None:
    places = Places(width)
    assert [places.at(places.rect(number).center()) for number in range(OVERDUE, DAYS)] == list(range(OVERDUE, DAYS))
    assert places.day >= 6
    assert places.at(QPointF(-9, -9)) == OVERDUE
    assert places.at(QPointF(9_999, 9_999)) == DAYS - 1


def test_a_narrow_strip_takes_more_rows(strip: MonthStrip) -> None:
    assert strip.height() == 60
    strip.resize(232, strip.height())
    assert strip.height() == 180


def test_a_click_filters_to_its_day_and_a_second_lets_go(strip: MonthStrip) -> None:
    heard = wishes(strip)
    QTest.mouseClick(strip, LEFT, pos=place(strip, 5))
    QTest.mouseClick(strip, LEFT, pos=place(strip, 5))
    assert heard == ["online_until>=2026-12-01 online_until<2026-12-02", ""]


def test_a_click_on_overdue_filters_to_all_before_today(strip: MonthStrip) -> None:
    heard = wishes(strip)
    QTest.mouseClick(strip, LEFT, pos=place(strip, OVERDUE))
    assert heard == ["online_until<2026-11-26"]


def test_a_drag_in_either_direction_filters_to_its_range(strip: MonthStrip) -> None:
    heard = wishes(strip)
    QTest.mousePress(strip, LEFT, pos=place(strip, 11))
    QTest.mouseMove(strip, place(strip, 8))
    assert strip.words() == "4 Dec 2026 – 7 Dec 2026: 40 images"
    QTest.mouseMove(strip, place(strip, 5))
    assert heard == []
    QTest.mouseRelease(strip, LEFT, pos=place(strip, 5))
    assert heard == ["online_until>=2026-12-01 online_until<2026-12-08"]


def test_control_click_and_escape_let_the_days_go(strip: MonthStrip) -> None:
    heard = wishes(strip)
    strip.show_filter(TODAY, "online_until:2026-12-01")
    QTest.mouseClick(strip, LEFT, CTRL, place(strip, 40))
    assert strip.chosen is None
    strip.show_filter(TODAY, "online_until:2026-12-01")
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.chosen is None
    assert heard == ["", ""]


def test_letting_go_of_nothing_tells_nobody(strip: MonthStrip) -> None:
    heard = wishes(strip)
    strip.clear()
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert heard == []


def test_arrows_move_a_cursor_that_enter_applies(strip: MonthStrip) -> None:
    heard = wishes(strip)
    strip.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(strip, key)
    assert strip.at == 7
    assert heard == []
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert heard == ["online_until>=2026-12-03 online_until<2026-12-04"]


def test_shift_and_arrows_make_a_range_that_enter_applies(strip: MonthStrip) -> None:
    heard = wishes(strip)
    strip.setFocus()
    for _ in range(5):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    assert strip.marked == Span(5, 7)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert heard == ["online_until>=2026-12-01 online_until<2026-12-04"]
    assert strip.chosen == Span(5, 7)


def test_home_and_end_go_to_overdue_and_the_last_day(strip: MonthStrip) -> None:
    QTest.keyClick(strip, Qt.Key.Key_End)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.at == DAYS - 1
    QTest.keyClick(strip, Qt.Key.Key_Home)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.at == OVERDUE
    QTest.keyClick(strip, Qt.Key.Key_End, SHIFT)
    assert strip.marked == Span(OVERDUE, DAYS - 1)


def test_the_tab_key_reaches_the_strip(strip: MonthStrip) -> None:
    assert strip.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_other_keys_are_left_to_the_view(strip: MonthStrip) -> None:
    heard = wishes(strip)
    QTest.keyClick(strip, Qt.Key.Key_I)
    assert (heard, strip.at, strip.marked) == ([], 0, None)


def test_the_mouse_is_told_date_and_count(strip: MonthStrip, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    # Without a screen Qt complains of tooltips, so what would be shown is caught.
    monkeypatch.setattr(month_strip, "QToolTip", SimpleNamespace(showText=lambda _at, words, _on: told.append(words)))
    for number in (5, OVERDUE):
        at = place(strip, number)
        QApplication.sendEvent(strip, QHelpEvent(QHelpEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    assert told == [
        plain_tip("Tue 1 Dec 2026: 40 images"),
        plain_tip("overdue, before 26 Nov 2026: 128 images"),
    ]


def test_a_screen_reader_hears_range_and_count(strip: MonthStrip) -> None:
    strip.show_filter(TODAY, "online_until>=2026-12-01 online_until<2026-12-08")
    heard = QAccessible.queryAccessibleInterface(strip)
    assert heard.text(QAccessible.Text.Name) == "Next 90 days"
    assert "1 Dec 2026 – 7 Dec 2026: 90 images" in heard.text(QAccessible.Text.Description)


def test_a_screen_reader_hears_the_day_under_the_cursor(strip: MonthStrip, qtbot: QtBot) -> None:
    strip.activateWindow()
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    heard = QAccessible.queryAccessibleInterface(strip).text(QAccessible.Text.Description)
    assert heard.startswith("Fri 27 Nov 2026: 10 images")


def test_days_are_said_as_the_chosen_language_does(strip: MonthStrip) -> None:
    assert strip.words() == "920 images · 128 overdue"
    words().use("de")
    strip.show_filter(TODAY, "online_until<2026-12-08")
    assert strip.words() == "überfällig und bis 07.12.2026: 268 images"
    strip.show_filter(TODAY, "online_until<2026-11-26")
    assert strip.words() == "überfällig, vor dem 26.11.2026: 128 images"


def test_nothing_ahead_is_said_in_the_words_of_the_feature(strip: MonthStrip) -> None:
    strip.show_days(TODAY, {})
    assert strip.words() == "Nothing in the next 90 days"
    strip.show_days(TODAY, {"before": 3})
    assert strip.words() == "Nothing in the next 90 days · 3 overdue"
