"""From a batch to its report, to the same command again, and to a template that the palette finds."""

from collections.abc import Iterator
from dataclasses import replace
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


def _activity(session: Session, where: str) -> BatchCard:
    view = panel(session, "activity")
    card = view.inspector.findChild(BatchCard)
    assert card is not None
    view.filter_by(where)
    quiet(session)
    view.table.move_cursor(0)
    quiet(session)
    return card


def test_undo_stands_in_sight_below_a_row_of_activity_that_belongs_to_a_batch(session: Session) -> None:
    card = _activity(session, "what:batch.queued")
    inspector = panel(session, "activity").inspector
    assert card.foot is not None
    assert card.foot.button.isVisible()
    assert card.foot.button.mapTo(inspector, card.foot.button.rect().bottomLeft()).y() < inspector.height()
    _activity(session, "what:vendor.registered")
    assert not card.foot.isVisible()


def test_what_is_no_longer_undoable_says_why_instead(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    card = _activity(session, "what:batch.queued")
    assert card.foot is not None
    assert card.row.undoable
    assert card.foot.button.isEnabled()
    long_ago = replace(card.row, finished_at="2020-01-01T10:00:00+00:00", undoable=False)
    for row, reason in (
        (long_ago, "It ended more than 30 days ago; a new command corrects it."),
        (replace(card.row, state="undone"), "It is undone already."),
        (replace(card.row, undoable=False), "This cannot be undone; a new command corrects it."),
    ):
        card.foot.show_batch(row)
        assert not card.foot.button.isEnabled()
        assert card.foot.reason.text() == reason
    monkeypatch.setattr(card, "row", long_ago)
    card.take_back()
    assert "It ended more than 30 days ago" in session.window.toasts.shown()[-1].accessibleName()
