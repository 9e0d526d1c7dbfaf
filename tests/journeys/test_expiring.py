"""Ten thousand images that are about to expire are extended by one command, and all but three of them put back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from rightsdesk.batches.undo import UndoPreview
from rightsdesk.desk import Query, Selection, UpdateImages
from tests.journeys import given
from tests.kit import window as kit
from tests.kit.window import finished, opened, panel, quiet, until
from ui.kit import batch_deeds
from ui.kit.buttons import Button
from ui.kit.panel import Panel
from ui.session import Session

MANY = 10_000
NEW_END = "2099-12-31"


class Mouse:
    """A mouse that counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Press and let go."""
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())


@pytest.fixture(autouse=True)
def _every_model_is_examined() -> None:
    """Not here: Qt's examiner looks at every cell after every change, which of ten thousand rows takes minutes."""


@pytest.mark.slow
def test_ten_thousand_images_are_extended_with_three_clicks_and_a_typed_date(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "PATIENCE_MS", 120_000)
    folder = given.house(tmp_path / "workspace")
    given.written(folder, (given.delivered(f"{number:05}", ends=1 + number % 29) for number in range(MANY)))
    with opened(folder) as session:
        images, mouse = panel(session, "images"), Mouse()
        session.window.activateWindow()
        mouse.click(_entry(session, "view-expiring"))
        until(lambda: len(images.model.ids) == MANY, "the expiring images")
        mouse.click(images.table.head.viewport(), QPoint(22, 12))
        quiet(session)
        QTest.keyClick(images.table, Qt.Key.Key_E)
        typing = QApplication.focusWidget()
        assert typing is not None
        QTest.keyClicks(typing, NEW_END)
        until(lambda: images.inspector.foot.impact.will_change() == MANY, "the impact")
        button = images.inspector.foot.button("update")
        assert button is not None
        assert button.text() == "Update 10,000 images"
        mouse.click(button)
        assert mouse.clicks == 3
        undo = _kept(session, "Undo")
        assert given.batch(session, "update-metadata").done == MANY
        assert _ending(session, NEW_END) == MANY

        _put_back(session, images, partial(mouse.click, undo), monkeypatch)


def _put_back(session: Session, images: Panel, undone: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    changed = _change_three(session)
    said: list[tuple[int, int]] = []

    def leave(_owner: QWidget, _title: str, preview: UndoPreview) -> bool:
        said.append((preview.restored, preview.left_alone))
        return False

    monkeypatch.setattr(batch_deeds, "undo_asked", leave)
    undone()
    until(lambda: said, "what the undo would do")
    assert said == [(MANY - 3, 3)]
    back = given.batch(session, "undo-metadata")
    assert (back.done, back.conflicted) == (MANY - 3, 3)
    assert _ending(session, "2098-12-31") == 3
    images.filter_by(f"conflicted:{back.number}")
    quiet(session)
    assert {images.model.row(at).key for at in range(3)} == changed  # type: ignore[union-attr] # three rows
    assert len(images.model.ids) == 3


def _entry(session: Session, name: str) -> QWidget:
    found = session.window.navigation.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def _kept(session: Session, words: str) -> Button:
    """A button of the toast, which stays while the pointer rests on it."""
    until(session.window.toasts.shown, "the toast")
    (toast,) = session.window.toasts.shown()
    here = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    return next(one for one in toast.findChildren(Button) if one.text() == words)


def _change_three(session: Session) -> set[str]:
    reader = session.desk.reader()
    ids = list(reader.ids(Query("images")))[:3]
    chosen = Selection("images", None, reader.position(), frozenset(ids))
    number = session.desk.submit(chosen, UpdateImages.from_texts({"online_until": "2098-12-31"})).number
    finished(session, number)
    return {row.key for row in reader.rows("images", ids)}


def _ending(session: Session, day: str) -> int:
    return session.desk.reader().count(Query("images", f"online_until:{day}"))
