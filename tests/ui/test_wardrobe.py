"""A role changed in an open window: its columns at once, its view at the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.kit.window import made, opened, panel
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.roles import roles
from ui.wardrobe import Wardrobe


@pytest.fixture
def _no_role() -> Iterator[None]:
    roles().key = ""
    yield
    roles().key = ""
    theme().space_rows("comfortable")


@pytest.mark.usefixtures("_no_role")
def test_columns_follow_at_once_and_the_first_view_at_the_next_start(qapp: QApplication, tmp_path: Path) -> None:
    folder = made(tmp_path / "workspace", 40, 6)
    with opened(folder) as session:
        Wardrobe(session.window, session.memory)
        images = panel(session, "images")
        roles().choose("accountant")
        shown = {one.key for one in images.feature.columns if images.layout_kept.visible(one)}
        assert {"price_origin", "usages"} <= shown
        assert "sync" not in shown
        assert theme().density == "compact"
        session.window.open_place("vendors")
    assert Memory(folder / "cache" / "window.json").get("window.place") == "credit_advices"
