"""From vendors with open charges to the issued document on screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rightsdesk.desk import Query
from tests.journeys.hands import carry_out, say_yes
from tests.kit.window import finished, panel, quiet, until
from ui.kit.panel import Panel
from ui.session import Session


@pytest.mark.slow
def test_all_vendors_are_billed_approved_issued_and_the_document_is_shown(session: Session) -> None:
    vendors = panel(session, "vendors")
    vendors.open_view("ready")
    quiet(session)
    ready = len(vendors.model.ids)
    assert ready > 2
    carry_out(session, vendors, "generate", "")
    finished(session, 4)
    said = f"Generate {session.desk.reader().count(Query('credit_advices', 'state:draft'))} credit advices"
    assert session.window.toasts.said[-1].endswith(said)
    until(lambda: vendors.inspector.foot.impact.will_change() == 0, "nothing to be left to generate")

    advices = panel(session, "credit_advices")
    advices.filter_by("state:draft")
    quiet(session)
    drafts = len(advices.model.ids)
    assert drafts >= ready
    _all(session, advices)
    carry_out(session, advices, "approve", f"Approve {drafts} credit advices")
    finished(session, 5)
    # What the checks stop is not approved with the others.
    drafts -= session.desk.reader().count(Query("credit_advices", "state:draft has:stops"))

    advices.open_view("approved")
    quiet(session)
    assert len(advices.model.ids) == drafts
    _all(session, advices)
    say_yes()
    carry_out(session, advices, "issue", f"Issue {drafts} credit advices")
    finished(session, 6)

    advices.marks.clear()
    advices.open_view("issued")
    quiet(session)
    assert advices.document is not None
    sheets = advices.document.sheets
    until(sheets.isVisible, "the document to be shown")
    numbers = [row.number for row in session.desk.reader().rows("credit_advices", advices.model.ids)]
    assert len(set(numbers)) == drafts
    assert all(numbers)


def test_approving_with_a_key_goes_on_to_the_next_draft(session: Session) -> None:
    vendors = panel(session, "vendors")
    vendors.open_view("ready")
    quiet(session)
    carry_out(session, vendors, "generate", "")
    finished(session, 4)
    advices = panel(session, "credit_advices")
    advices.filter_by("state:draft -has:stops")
    quiet(session)
    first, second = advices.model.ids[:2]
    assert advices.table.cursor_id == first
    session.window.activateWindow()
    QTest.keyClick(advices.table, Qt.Key.Key_A)
    finished(session, 5)
    assert advices.table.cursor_id == second
    states = [row.state for row in session.desk.reader().rows("credit_advices", [first, second])]
    assert states == ["approved", "draft"]


def test_rejecting_asks_for_a_reason_first(session: Session) -> None:
    vendors = panel(session, "vendors")
    vendors.open_view("ready")
    quiet(session)
    carry_out(session, vendors, "generate", "")
    finished(session, 4)
    advices = panel(session, "credit_advices")
    advices.filter_by("state:draft -has:stops")
    quiet(session)
    rejected = advices.model.ids[0]
    session.window.activateWindow()
    QTest.keyClicks(advices.table, "r")
    quiet(session)
    form = advices.inspector.command
    assert form is not None
    assert form.action.key == "reject"
    form.put("reason", "Price agreed otherwise")
    quiet(session)
    advices.selecting.acting.take("reject")
    finished(session, 5)
    first = session.desk.reader().rows("credit_advices", [rejected])[0]
    assert first.state == "rejected"


def _all(session: Session, view: Panel) -> None:
    session.window.activateWindow()
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    quiet(session)
