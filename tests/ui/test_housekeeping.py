"""What comes to an open window from outside, and what is kept around it: one workspace for all of it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rightsdesk import logs, reference
from rightsdesk.desk import Query
from tests.kit.window import made, opened, panel, quiet, until
from ui.housekeeping import Housekeeping
from ui.kit.actions import all_actions
from ui.kit.drafts import Drafts
from ui.kit.panel import Panel
from ui.kit.presence import Presence
from ui.kit.safe_bar import say_safe
from ui.kit.starts import Starts
from ui.session import Session


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("desk") / "workspace", 40, 4)


@pytest.fixture(scope="module")
def keeping(qapp: QApplication, home: Path) -> Iterator[Housekeeping]:
    with opened(home) as session:
        presence = Presence(home)
        assert presence.take()
        kept = Housekeeping(session, presence, Starts(home / "cache" / "starts.json"), home.parent / "state")
        yield kept


@pytest.fixture
def session(keeping: Housekeeping) -> Iterator[Session]:
    found = keeping.session
    yield found
    for toast in found.window.toasts.shown():
        toast.leave()
    found.window.open_place("images")
    found.window.page("images").filter_by("")
    quiet(found)


def _said(session: Session) -> list[str]:
    return [toast.accessibleName() for toast in session.window.toasts.shown()]


def test_a_link_opens_its_place_with_the_row_under_the_cursor(keeping: Housekeeping, session: Session) -> None:
    reader = session.desk.reader()
    row = reader.rows("images", reader.ids(Query("images"))[7:8])[0]
    images = panel(session, "images")
    keeping.arrivals.take([f"rightsdesk://image/{row.key}"])
    until(lambda: images.inspector.row is not None and images.inspector.row.id == row.id, "the linked image")
    assert len(images.model.ids) == 1
    keeping.arrivals.take(["rightsdesk://batch/1"])
    until(lambda: session.window.stage.views.currentWidget() is session.window.page("batches"), "the batches")


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("rightsdesk://image/no-such", "There is no image no-such in this workspace."),
        ("rightsdesk://batch/99999", "There is no batch 99999 in this workspace."),
        ("rightsdesk://vendor/a%20b", "cannot name a vendor"),
        ("rightsdesk://nothing/1", "There are no links to"),
    ],
)
def test_a_link_that_leads_nowhere_is_said_and_nothing_moves(
    keeping: Housekeeping, session: Session, link: str, sentence: str
) -> None:
    before = session.window.stage.views.currentWidget()
    keeping.arrivals.take([link])
    until(lambda: any(sentence in said for said in _said(session)), sentence)
    assert session.window.stage.views.currentWidget() is before


def test_a_reference_to_another_workspace_starts_a_window_of_its_own(
    keeping: Housekeeping, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(keeping.arrivals, "start", lambda words: started.append(list(words)))
    other = tmp_path / "other"
    other.mkdir()
    (other / "events.db").touch()
    keeping.arrivals.take([str(reference.write(tmp_path / "other", other, "Other"))])
    assert started == [["--workspace", str(other)]]
    keeping.arrivals.take([str(reference.write(tmp_path / "own", session.desk.folder, "Own"))])
    assert len(started) == 1
    assert _said(session) == ["This workspace is open already"]


def test_what_cannot_be_opened_is_named(keeping: Housekeeping, session: Session, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").touch()
    keeping.arrivals.take([str(tmp_path / "letter.docx"), str(tmp_path / "gone.csv")])
    said = " ".join(_said(session))
    assert "letter.docx cannot be taken over" in said
    assert "There is no file or folder" in said


def test_a_dropped_table_is_counted_before_anything_is_recorded(
    keeping: Housekeeping, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "liste.csv"
    table.write_text(
        "Bild-Nr;Titel;Preis;Lieferant\nZ1;Hafen;12,50 €;alpenpix\nZ2;Turm;viel;alpenpix\n", encoding="utf-8"
    )
    position = session.desk.log.head().position
    _drop(session, table)
    sheet = keeping.arrivals.sheet
    assert sheet is not None
    until(sheet.go_on.isEnabled, "the count")
    assert "1 new" in sheet.told.text()
    assert "row 3" in sheet.reasons.toPlainText()
    assert session.desk.log.head().position == position
    sheet.go_on.click()
    until(lambda: session.desk.log.head().position > position, "the import")
    until(lambda: any("1 new" in said for said in _said(session)), "what came of it")


def test_a_later_start_brings_the_window_to_the_front(keeping: Housekeeping, session: Session) -> None:
    session.window.hide()
    keeping.arrivals.call([])
    assert session.window.isVisible()


def test_diagnostics_name_versions_and_counts_and_no_content(keeping: Housekeeping, session: Session) -> None:
    told = logs.start(keeping.state / "logs")
    logging.getLogger("ui.test").warning("a vendor failed", extra={"title": "Sunset at the lake", "duty": "sync"})
    logs.stop(told)
    keeping.copy_diagnostics()
    text = QGuiApplication.clipboard().text()
    assert "RightsDesk" in text
    assert "Last event: " in text
    assert "a vendor failed sync" in text
    reader = session.desk.reader()
    titles = [row.title for row in reader.rows("images", reader.ids(Query("images")))]
    assert not [title for title in [*titles, "Sunset"] if title and title in text]


def test_log_folder_and_diagnostics_are_found_in_the_palette(session: Session) -> None:
    names = {one.objectName() for one in all_actions(session.window)}
    assert {"Help.Open the log folder", "Help.Copy diagnostics"} <= names


def test_sleep_holds_the_work_and_waking_goes_on(keeping: Housekeeping, session: Session) -> None:
    keeping.sleep.prepare(True)
    assert session.roster.held
    keeping.sleep.prepare(False)
    assert not session.roster.held


def test_what_was_entered_and_not_ordered_is_offered_at_the_next_start(
    keeping: Housekeeping, session: Session, qtbot: QtBot
) -> None:
    images = panel(session, "images")
    until(lambda: images.inspector.row is not None, "a row")
    assert images.inspector.form is not None
    images.inspector.edit()
    key = next(key for key, row in images.inspector.form.rows.items() if row.field.kind == "text")
    images.inspector.form.rows[key].enter("Written before the fall")
    kept = f"drafts.{images.feature.key}"
    until(lambda: session.memory.get(kept), "the draft to be kept")
    row = images.inspector.row
    assert row is not None
    assert session.memory.get(kept)["rows"][str(row.id)][key] == "Written before the fall"
    drafts = images.findChild(Drafts)
    assert isinstance(drafts, Drafts)
    fresh = Drafts(images)
    until(lambda: any("not ordered" in said for said in _said(session)), "the offer")
    fresh.forget()
    drafts.forget()
    assert session.memory.get(kept) is None
    fresh.deleteLater()


def test_a_further_window_shows_the_same_rows_in_a_place_of_its_own(keeping: Housekeeping, session: Session) -> None:
    second = keeping.windows.open()
    assert second is not None
    second.window.open_place("batches")
    page = second.window.page("batches")
    assert isinstance(page, Panel)
    until(lambda: len(page.model.ids), "the batches in the further window")
    assert session.window.stage.views.currentWidget() is session.window.page("images")
    second.window.close()
    assert session.window.isVisible()
    assert keeping.windows.open() is second
    second.window.close()


def test_safe_mode_is_said_with_the_way_back(session: Session) -> None:
    wished: list[bool] = []
    bar = say_safe(session.window.banner, lambda: wished.append(True))
    assert bar.isVisible()
    assert "Safe mode" in bar.accessibleName()
    bar.findChildren(QPushButton)[-1].click()
    assert wished == [True]
    bar.hide()
    bar.deleteLater()


def _drop(session: Session, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(session.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(session.window, QDropEvent(QPointF(50, 50), copy, mime, left, none))
