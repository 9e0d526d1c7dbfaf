"""The bar shows every filter in force and tells each change once."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.features import FEATURE
from tests.kit.hosted import hosted
from ui.credit_advices.panel import ADVICES
from ui.kit.filter_bar import FilterBar
from ui.kit.filter_chip import Chip
from ui.kit.filter_menu import FilterMenu
from ui.kit.words import words


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    made = FilterBar(FEATURE)
    made.host = hosted(qtbot, made, 900, 40)  # type: ignore[attr-defined]
    return made


def chips(bar: FilterBar) -> list[Chip]:
    return list(bar.chips)


def test_a_filter_put_in_force_from_outside_is_shown_and_not_told(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.changed, wait=250):
        bar.show_filter("sync:failed sunset")
    assert bar.search.text() == "sunset"
    assert [chip.text() for chip in chips(bar)] == ["Sync failed"]
    assert bar.where() == "sync:failed sunset"


def test_a_second_value_of_a_field_takes_the_place_of_the_first(bar: FilterBar) -> None:
    bar.put("sync:failed")
    bar.put("sync:conflict")
    bar.put("vendor:1")
    assert bar.where() == "sync:conflict vendor:1"


def test_the_cross_of_a_chip_takes_its_filter_away(bar: FilterBar, qtbot: QtBot) -> None:
    bar.put("sync:failed")
    bar.put("vendor:1")
    chip = chips(bar)[0]
    with qtbot.waitSignal(bar.changed) as told:
        QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert told.args == ["vendor:1"]


def test_chips_too_long_for_the_bar_are_cut_and_never_lie_over_each_other(qtbot: QtBot) -> None:
    for feature, width in ((FEATURE, 860), (ADVICES, 338)):
        bar = FilterBar(feature)
        bar.show_filter(" ".join(f'{name}:"{"Many long words " * 5}"' for name in ("vendor", "batch", "platform")))
        host = hosted(qtbot, bar, width, bar.heightForWidth(width) if bar.hasHeightForWidth() else 40)
        shown = [*bar.chips, bar.search, bar.add, bar.clear_all]
        assert all(bar.rect().contains(one.geometry()) for one in shown), width
        assert not [(a, b) for a, b in combinations(shown, 2) if a.geometry().intersects(b.geometry())], width
        assert all(chip.words()[1].endswith("…") for chip in bar.chips)
        assert "Many long words Many long words" in bar.chips[0].toolTip()
        host.close()


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["Approved by me", "Waits for the approval by me", "With findings"]),
        ("de", ["Freigegeben von mir", "Wartet auf Freigabe von mir", "Mit Befunden"]),
    ],
)
def test_a_filter_of_ones_own_reads_in_words(qtbot: QtBot, language: str, shown: list[str]) -> None:
    words().use(language)
    try:
        bar = FilterBar(ADVICES)
        qtbot.addWidget(bar)
        bar.show_filter("approved_by:me mine:me has:findings")
        assert [chip.text() for chip in bar.chips] == shown
        for chip in bar.chips:
            chip.resize(chip.sizeHint())
        assert [" ".join(chip.words()) for chip in bar.chips] == shown
    finally:
        words().use("en")


def test_typing_searches_after_a_pause_and_enter_at_once(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.changed) as told:
        QTest.keyClicks(bar.search, "sail")
    assert told.args == ["sail"]
    QTest.keyClicks(bar.search, "ing")
    with qtbot.waitSignal(bar.changed, timeout=100) as told:
        QTest.keyClick(bar.search, Qt.Key.Key_Return)
    assert told.args == ["sailing"]


def test_clear_all_leaves_no_filter(bar: FilterBar) -> None:
    bar.show_filter("sync:failed sunset")
    bar.clear()
    assert bar.where() == ""
    assert chips(bar) == []
    assert bar.clear_all.isHidden()


def test_the_menu_offers_what_fits_the_typed_words(bar: FilterBar) -> None:
    menu = FilterMenu(FEATURE.filters, bar)
    assert [offer.term for offer in menu.offers("sync fail")][:1] == ["sync:failed"]
    assert "title:Karwendel" in [offer.term for offer in menu.offers("Karwendel")]
    assert menu.offers("") != []


@pytest.mark.qt_log_ignore("grabbing", extend=True)  # the screenless platform knows no pop-ups
def test_a_picked_entry_is_told_as_its_term(bar: FilterBar, qtbot: QtBot) -> None:
    menu = FilterMenu(FEATURE.filters, bar)
    menu.open(bar.mapToGlobal(bar.rect().bottomLeft()))
    with qtbot.waitSignal(menu.picked) as picked:
        QTest.keyClicks(menu.typed, "30 days")
        QTest.keyClick(menu.typed, Qt.Key.Key_Return)
    assert picked.args == ["online_until<+30d"]
