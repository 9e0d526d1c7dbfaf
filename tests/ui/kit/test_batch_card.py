"""From a batch to its report, to the same command again, and to a template that the palette finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import Query, Selection, UpdateImages
from tests.kit.window import finished, made, opened, panel, quiet, until
from ui.kit import templates
from ui.kit.actions import all_actions
from ui.kit.batch_card import BatchCard
from ui.session import Session


@pytest.fixture(scope="module")
def session(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with opened(made(tmp_path_factory.mktemp("card") / "sample", 40, 4)) as session:
        desk = session.desk
        ids = frozenset(list(desk.reader().ids(Query("images")))[:5])
        order = UpdateImages.from_texts({"usage_terms": "Editorial use only"})
        ticket = desk.submit(Selection("images", None, desk.reader().position(), ids), order)
        finished(session, ticket.number)
        yield session


def _card(session: Session, where: str = "kind:update-metadata") -> BatchCard:
    view = panel(session, "batches")
    view.filter_by(where)
    quiet(session)
    view.table.move_cursor(0)
    card = view.inspector.findChild(BatchCard)
    assert card is not None
    wanted = view.model.ids[0]
    until(lambda: card.row is not None and card.row.id == wanted)
    return card


def test_the_same_command_is_offered_with_the_same_rows_and_values(session: Session) -> None:
    _card(session).run_again()
    images = panel(session, "images")
    until(lambda: images.inspector.many and images.inspector.touched())
    quiet(session)
    assert len(session.desk.reader().selected_ids(images.marks.selection)) == 5
    assert images.inspector.texts() == {"usage_terms": "Editorial use only"}
    images.inspector.bulk.revert()
    images.marks.clear()
    quiet(session)


def test_a_template_is_kept_and_found_by_the_palette(session: Session) -> None:
    _card(session).save_template("Editorial")
    assert templates.saved(session.memory)["Editorial"].wish == {"changes": {"usage_terms": "Editorial use only"}}
    assert "Run template: Editorial" in [made.text() for made in all_actions(session.window)]
    templates.forget(session.memory, "Editorial")
    assert templates.saved(session.memory) == {}


def test_the_report_is_written_from_the_window(session: Session, tmp_path: Path) -> None:
    card = _card(session, "has:failure")
    card.reporting.write(card.row, tmp_path / "report.html")
    until((tmp_path / "report.html").exists)
    quiet(session)
    assert "Failures by cause" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_what_cannot_be_undone_says_so_before(session: Session) -> None:
    view = panel(session, "activity")
    card = view.inspector.findChild(BatchCard)
    assert card is not None
    view.filter_by("what:batch.queued")
    quiet(session)
    view.table.move_cursor(0)
    until(lambda: card.row is not None)
    assert card.undo.isEnabled() == card.row.undoable
