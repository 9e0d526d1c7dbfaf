"""Many captions get the same words at their end: seen beforehand, ordered once, taken back from the toast."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import Query
from tests.kit.window import finished, panel, quiet, until
from ui.kit.buttons import Button
from ui.kit.inspector_texts import TextRow
from ui.session import Session

WORDS = "(Archive 2026)"


def test_many_captions_are_extended_after_a_look_and_taken_back(session: Session) -> None:
    images = panel(session, "images")
    before = _captions(session)
    images.marks.select_all()
    quiet(session)
    row = images.inspector.bulk.rows["caption"]
    assert isinstance(row, TextRow)
    row.choose("append")
    QTest.keyClicks(row.editor.main(), WORDS)
    until(lambda: images.inspector.foot.impact.will_change() == 60, "the impact to be counted")
    until(lambda: _previewed(row), "the preview")
    quiet(session)

    first = images.model.row(0)
    assert first is not None
    ((_, after), *others) = _previewed(row)
    assert len(others) == 2
    assert after.endswith(WORDS)
    assert f"{first.caption} {WORDS}" in row.preview.lines[0].accessibleName()

    button = images.inspector.foot.button("update")
    assert button is not None
    assert button.text() == "Update 60 images"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    until(session.window.toasts.shown, "the toast")
    (toast,) = session.window.toasts.shown()
    here = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))  # it stays while the pointer rests on it
    finished(session, 4)
    assert _captions(session) == {key: f"{caption} {WORDS}" for key, caption in before.items()}
    assert _batch_title(session) == f"Caption, append → “{WORDS}”"

    (undo,) = (one for one in toast.findChildren(Button) if one.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    finished(session, 5)
    assert _captions(session) == before


def _captions(session: Session) -> dict[str, str | None]:
    reader = session.desk.reader()
    return {row.key: row.caption for row in reader.rows("images", reader.ids(Query("images")))}


def _previewed(row: TextRow) -> list[tuple[str, str]]:
    return [lines.texts() for lines in row.preview.lines if lines.isVisibleTo(row)]


def _batch_title(session: Session) -> str:
    reader = session.desk.reader()
    return str(reader.rows("batches", reader.ids(Query("batches", "number:4")))[0].title)
