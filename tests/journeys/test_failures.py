"""What failed is counted by reason, can be looked at and tried again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rightsdesk.desk import BatchRow, Query
from tests.kit.window import finished, panel, quiet, until
from ui.kit.inspector_lists import GroupsPage
from ui.session import Session

ENDED = "The licence of this image has ended; extend it before buying."


def test_failures_stand_together_with_their_reason_and_their_count(session: Session) -> None:
    batches = panel(session, "batches")
    batches.open_view("attention")
    quiet(session)
    row = batches.model.row(batches.table.cursor_row())
    assert row is not None
    assert row.reasons == (("RightsEnded", ENDED, row.failed),)
    page = batches.inspector.findChild(GroupsPage)
    assert page is not None
    page.wished.emit("images", f"failed:{row.number}/RightsEnded")
    quiet(session)
    images = panel(session, "images")
    assert len(images.model.ids) == row.failed
    assert {one.failure for one in session.desk.reader().rows("images", images.model.ids)} == {ENDED}


def test_the_link_below_a_reason_selects_its_rows(session: Session) -> None:
    batches = panel(session, "batches")
    batches.open_view("attention")
    quiet(session)
    row = batches.model.row(batches.table.cursor_row())
    assert row is not None
    page = batches.inspector.findChild(GroupsPage)
    assert page is not None
    link = page.links[0]
    assert link.text() == f"Select {row.failed}"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    quiet(session)
    images = panel(session, "images")
    assert images.marks.known_count() == row.failed


def test_the_failed_items_succeed_after_their_cause_was_removed(session: Session) -> None:
    batches = panel(session, "batches")
    batches.open_view("attention")
    quiet(session)
    row = batches.model.row(batches.table.cursor_row())
    assert row is not None
    images = panel(session, "images")
    images.filter_by(f"failed:{row.number}")
    quiet(session)
    images.marks.select_all()
    quiet(session)
    rows = images.inspector.bulk.rows
    rows["use_until"].enter("2099-12-31")
    rows["online_until"].enter("2099-12-31")
    quiet(session)
    until(lambda: images.inspector.foot.impact.will_change() == row.failed, "the impact")
    images.selecting.acting.take("update")
    finished(session, 4)

    panel(session, "batches")
    button = batches.inspector.foot.button("retry")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    until(lambda: _again(session, row.number).state == "done", "the retry")
    again = _again(session, row.number)
    assert (again.failed, again.done, again.reasons) == (0, row.total, ())


def _again(session: Session, number: int) -> BatchRow:
    reader = session.desk.reader()
    found: BatchRow = reader.rows("batches", reader.ids(Query("batches", f"number:{number}")))[0]
    return found
