from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.fonts import font
from ui.kit.icons import drawn, icon, pixmap
from ui.kit.theme import color, palette, theme
from ui.kit.tokens import DARK, LIGHT, STATE_ICONS


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    theme().start(qapp)
    theme().choose("light")
    yield
    theme().choose("light")


def test_choosing_dark_changes_every_colour_at_once(qapp: QApplication) -> None:
    theme().choose("dark")
    assert color("text").name().upper() == DARK.text
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert DARK.accent in qapp.styleSheet()


def test_toggling_goes_to_the_other_side_and_back() -> None:
    theme().toggle()
    assert theme().dark
    theme().toggle()
    assert not theme().dark


def test_high_contrast_is_a_third_set_of_its_own() -> None:
    theme().choose("contrast")
    assert theme().tokens.name.startswith("contrast")


def test_the_palette_leaves_no_role_to_the_style() -> None:
    made = palette(LIGHT)
    left = [
        role for role in QPalette.ColorRole if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)
    ]
    assert all(made.isBrushSet(QPalette.ColorGroup.Active, role) for role in left)


def test_icons_on_buttons_follow_the_theme_by_themselves() -> None:
    made = icon("bell")
    before = made.pixmap(16, 16).toImage()
    theme().choose("dark")
    assert made.pixmap(16, 16).toImage() != before


def test_an_icon_is_drawn_once_for_each_look() -> None:
    assert pixmap("bell", "muted", 16) is pixmap("bell", "muted", 16)
    assert drawn("bell", LIGHT.text, 16, 2.0).size().width() == 32


def test_every_state_has_its_icon_among_the_shipped_files() -> None:
    assert all(not pixmap(name, "text").isNull() for name in STATE_ICONS.values())


def test_the_bundled_typeface_is_used_with_figures_of_one_width() -> None:
    figures = font("body", tabular=True)
    assert figures.family() == "Inter"
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(figures)
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_a_change_of_density_is_told_once(qtbot: QtBot) -> None:
    heard: list[str] = []
    theme().density_changed.connect(heard.append)
    theme().space_rows("compact")
    theme().space_rows("compact")
    theme().space_rows("comfortable")
    theme().density_changed.disconnect(heard.append)
    assert heard == ["compact", "comfortable"]
