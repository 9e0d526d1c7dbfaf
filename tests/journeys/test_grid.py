"""Images as tiles in the real window: the hub's pictures arrive, mark, edit, and are still there without the hub."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from rightsdesk.embedded import EmbeddedHub
from rightsdesk.faults import Unavailable
from tests.kit.window import opened, panel, press, quiet, until
from ui.kit.grid import Grid
from ui.kit.panel import Panel
from ui.kit.previews import PAINTED
from ui.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier


def as_tiles(session: Session) -> tuple[Panel, Grid]:
    view = panel(session, "images")
    view.table.setFocus()
    press(view.table, Qt.Key.Key_G)
    shown = view.presenting.shown
    assert isinstance(shown, Grid)
    quiet(session)
    return view, shown


def seen(session: Session, view: Panel) -> dict[str, str]:
    """How each image on screen is shown, by its key."""
    first, last = view.table.visible_rows()
    rows = [view.model.row(number) for number in range(first, last + 1)]
    keys = [row.key for row in rows if row is not None]
    looks = {key: session.previews.look(key, large=False) for key in keys}
    return {key: look.kind for key, look in looks.items() if look is not None}


def all_arrived(session: Session, view: Panel) -> bool:
    kinds = seen(session, view)
    return len(kinds) >= 10 and "painted" not in kinds.values()


def test_vendors_pictures_arrive_and_stay_without_the_hub(
    qapp: QApplication, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(workspace) as session:
        view, grid = as_tiles(session)
        until(lambda: all_arrived(session, view), "the hub's pictures")
        before = seen(session, view)
        assert set(before.values()) == {"file"}
        press(grid, Qt.Key.Key_Right)
        row = view.model.row(1)
        assert row is not None
        until(lambda: session.previews.look(row.key, large=True) not in (None, PAINTED), "the larger picture")

    def offline(_hub: EmbeddedHub, _url: str) -> str:
        raise Unavailable("The vendors' hub cannot be reached.")

    monkeypatch.setattr(EmbeddedHub, "address", offline)
    with opened(workspace) as session:
        view = panel(session, "images")
        assert isinstance(view.presenting.shown, Grid), "the mode comes back"
        until(lambda: all_arrived(session, view), "the pictures that are here")
        assert seen(session, view).items() <= before.items()
        view.presenting.shown.scrollToBottom()
        until(lambda: "painted" in seen(session, view).values(), "what was never fetched is painted")


def test_what_is_marked_as_tiles_is_edited_like_rows(session: Session) -> None:
    view, grid = as_tiles(session)
    press(grid, Qt.Key.Key_Space)
    press(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.marks.known_count() == 2
    chosen = view.marks.selection
    press(grid, Qt.Key.Key_L)
    assert view.marks.selection == chosen
    press(view.table, Qt.Key.Key_G)
    press(grid, Qt.Key.Key_A, CTRL)
    assert view.marks.known_count() == 60
    press(grid, Qt.Key.Key_E)
    assert not grid.hasFocus()
    assert view.inspector.isVisible()
