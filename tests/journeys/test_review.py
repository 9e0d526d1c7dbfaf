"""Reviewing credit advices: those without findings at once, the others one after the other, with the keyboard alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import AdviceRow, ApproveAdvices, CheckAdvices, Query
from rightsdesk.faults import Unavailable
from tests.journeys import reviews
from tests.journeys.given import batch
from tests.kit.window import opened, panel, quiet, until
from ui.kit.clean_bar import CleanBar
from ui.kit.panel import Panel
from ui.session import Session
from ui.workers.duty import Heard

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviews.drafted(tmp_path_factory.mktemp("review") / "workspace")


@pytest.fixture
def folder(house: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(house, tmp_path / "workspace"))


@pytest.fixture
def session(qapp: QApplication, folder: Path) -> Iterator[Session]:
    with opened(folder) as session:
        yield session


def test_one_click_approves_everything_without_findings_and_nothing_else(qapp: QApplication, folder: Path) -> None:
    _, *others = keys = reviews.with_desk(folder, reviews.keys)
    reviews.with_desk(folder, lambda desk: reviews.noted(desk, keys[0], "price-differs"))
    with opened(folder) as session:
        queue = _queue(session)
        clean = _bar(queue)
        until(lambda: clean.count == len(others), "those without findings to be counted")
        assert clean.words.text() == f"{len(others)} without findings"
        assert clean.button.text() == f"Approve {len(others)}"
        QTest.mouseClick(clean.button, Qt.MouseButton.LeftButton)
        done = batch(session, "approve-advices")
        assert (done.done, done.failed, done.total) == (len(others), 0, len(others))
        assert _state(session, keys[0]) == "draft"
        assert {_state(session, key) for key in others} == {"approved"}
        until(lambda: len(queue.model.ids) == 1, "the approved ones to leave the queue")


def test_ctrl_enter_does_the_same(session: Session) -> None:
    queue = _queue(session)
    drafts = len(queue.model.ids)
    until(lambda: _bar(queue).count == drafts, "all to be counted")
    _type(session, queue, Qt.Key.Key_Return, CTRL)
    assert batch(session, "approve-advices").done == drafts


def test_nobody_approves_their_own_work_at_once_or_one_by_one(qapp: QApplication, tmp_path: Path) -> None:
    folder = reviews.drafted(tmp_path / "own", by="")
    with opened(folder) as session:
        queue = _queue(session)
        assert queue.model.ids
        assert _bar(queue).count == 0
        assert not _bar(queue).isVisible()
        button = queue.inspector.foot.button("approve")
        assert button is not None
        assert not button.isEnabled()
        assert button.toolTip() == "<span>You generated this credit advice</span>"
        _type(session, queue, Qt.Key.Key_A)
        assert {row.state for row in _rows(session)} == {"draft"}


def test_many_are_offered_with_how_many_are_ones_own_or_stopped(qapp: QApplication, folder: Path) -> None:
    keys = reviews.with_desk(folder, reviews.keys)
    reviews.with_desk(folder, lambda desk: reviews.noted(desk, keys[0], "vendor-blocked"))
    with opened(folder) as session:
        queue = _queue(session)
        queue.marks.select_all()
        lines = queue.inspector.foot.impact
        until(lambda: lines.will_change() == len(keys) - 1, "what would be approved")
        assert [line.reason for line in lines.lines if line.key == "locked"] == ["A check stops this credit advice."]


def test_above_the_threshold_a_second_person_is_needed(qapp: QApplication, folder: Path) -> None:
    reviews.ruled(folder, second_approval_from="0")
    keys = reviews.with_desk(folder, reviews.keys)
    reviews.with_desk(folder, lambda desk: reviews.approved(desk, keys[:1], reviews.THIRD))
    with opened(folder) as session:
        queue = _queue(session)
        assert _bar(queue).count == 0
        _show(queue, session, keys[1])
        _type(session, queue, Qt.Key.Key_A)
        batch(session, "approve-advices")
        assert _state(session, keys[1]) == "half-approved"
        queue.open_view("mine")
        quiet(session)
        button = queue.inspector.foot.button("approve")
        assert button is not None
        assert not button.isEnabled()
        assert "You gave the first approval" in button.toolTip()
        queue.open_view("second")
        quiet(session)
        _show(queue, session, keys[0])
        assert "M. Thiel" in queue.inspector.headline.trail.accessibleDescription()
        _type(session, queue, Qt.Key.Key_A)
        until(lambda: _state(session, keys[0]) == "approved", "the second approval")


def test_a_approves_and_goes_on_and_ctrl_z_takes_it_back(session: Session) -> None:
    queue = _queue(session)
    first, second = queue.model.ids[:2]
    _type(session, queue, Qt.Key.Key_A)
    batch(session, "approve-advices")
    assert queue.table.cursor_id == second
    assert _state_of(session, first) == "approved"
    _type(session, queue, Qt.Key.Key_Z, CTRL)
    until(lambda: _state_of(session, first) == "draft", "the approval to be taken back")


def test_what_changed_before_the_eyes_is_decided_on_as_it_is_seen(session: Session) -> None:
    queue = _queue(session)
    first = queue.model.ids[0]
    seen = queue.model.known_until(first)
    reviews.checked(session.desk, _row(session, first).key, "price-differs")
    until(lambda: queue.model.known_until(first) > seen, "the row to be read again")
    quiet(session)
    _type(session, queue, Qt.Key.Key_A)
    assert batch(session, "approve-advices").done == 1
    assert _state_of(session, first) == "approved"


def test_r_and_a_digit_reject_with_that_reason(session: Session) -> None:
    queue = _queue(session)
    first, second = queue.model.ids[:2]
    _type(session, queue, Qt.Key.Key_R)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_3)
    quiet(session)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    batch(session, "reject-advices")
    row = _row(session, first)
    assert row.state == "rejected"
    assert row.trail[-1]["told"] == "It was paid already"
    assert queue.table.cursor_id == second
    assert queue.table.hasFocus()


def test_a_rejection_without_reason_is_not_sent_and_escape_leaves_it(session: Session) -> None:
    queue = _queue(session)
    _type(session, queue, Qt.Key.Key_R)
    queue.selecting.acting.take("reject")
    quiet(session)
    assert {row.state for row in _rows(session)} == {"draft"}
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    quiet(session)
    assert queue.inspector.command is None
    assert queue.table.hasFocus()


def test_q_puts_on_hold_with_a_question(session: Session) -> None:
    queue = _queue(session)
    first = queue.model.ids[0]
    _type(session, queue, Qt.Key.Key_Q)
    form = queue.inspector.command
    assert form is not None
    form.put("question", "Which article was this for?")
    queue.selecting.acting.take_main()
    batch(session, "ask-vendors")
    assert (_row(session, first).state, _row(session, first).asked) == ("asked", "Which article was this for?")
    queue.open_view("asked")
    quiet(session)
    assert list(queue.model.ids) == [first]


def test_letters_typed_into_the_search_decide_nothing(session: Session) -> None:
    queue = _queue(session)
    queue.filters.show()
    queue.filters.focus_search()
    QTest.keyClicks(queue.filters.search, "ar")
    quiet(session)
    assert queue.filters.search.text() == "ar"
    assert queue.inspector.command is None
    assert {row.state for row in _rows(session)} == {"draft"}


def test_a_draft_is_seen_as_it_would_be_and_the_next_ones_are_ready(session: Session) -> None:
    queue = _queue(session)
    assert queue.document is not None
    assert queue.reviewing is not None
    until(queue.document.sheets.isVisible, "the proof of the draft")
    following = queue.model.row(1)
    assert following is not None
    papers = queue.reviewing.papers
    until(lambda: papers.ready(following), "the next proof to be drawn ahead")
    _type(session, queue, Qt.Key.Key_J)
    assert queue.document.sheets.isVisible()
    assert queue.document.seek("Gutschrift") > 0
    assert not _row(session, queue.model.ids[1]).number


def test_findings_stand_before_the_lines_and_lead_to_what_helps(qapp: QApplication, folder: Path) -> None:
    keys = reviews.with_desk(folder, reviews.keys)
    reviews.with_desk(folder, lambda desk: reviews.noted(desk, keys[0], "vendor-blocked", "price-differs"))
    with opened(folder) as session:
        queue = _queue(session)
        assert queue.reviewing is not None
        until(lambda: queue.inspector.row is not None and queue.inspector.row.key == keys[0], "findings to come first")
        card, items = queue.reviewing.card, queue.inspector.items
        assert items is not None
        quiet(session)
        vendor, show, again = card.links
        assert (vendor.text(), show.text(), again.text()) == ("Show vendor", "Show", "Check again")
        QTest.mouseClick(show, Qt.MouseButton.LeftButton)
        assert [item.conspicuous for item in items.shown()] == [True]
        button = queue.inspector.foot.button("approve")
        assert button is not None
        assert not button.isEnabled()
        QTest.mouseClick(vendor, Qt.MouseButton.LeftButton)
        quiet(session)
        vendors = session.window.page("vendors")
        assert isinstance(vendors, Panel)
        assert [row.key for row in session.desk.reader().rows("vendors", vendors.model.ids)] == [
            _row(session, queue.model.ids[0]).vendor
        ]


def test_once_all_are_reviewed_it_says_so_and_who_is_waited_for(qapp: QApplication, folder: Path) -> None:
    reviews.ruled(folder, second_approval_from="0", approvers="A. Weber, M. Thiel, nobody")
    keys = reviews.with_desk(folder, reviews.keys)
    me = reviews.with_desk(folder, lambda desk: desk.actor)
    reviews.ruled(folder, approvers=f"{me}, M. Thiel")
    reviews.with_desk(folder, lambda desk: reviews.approved(desk, keys, me))
    with opened(folder) as session:
        queue = _queue(session)
        until(queue.empty.isVisible, "the empty queue")
        until(lambda: queue.empty.title.text() == f"All {len(keys)} reviewed.", "the count")
        assert queue.empty.sentence.text() == f"{len(keys)} wait for the second approval by M. Thiel."


def test_a_missing_document_leaves_the_data_and_is_made_again(qapp: QApplication, folder: Path) -> None:
    _issued(folder)
    for file in (folder / "documents").rglob("*.pdf"):
        file.unlink()
    with opened(folder) as session:
        queue = _queue(session)
        queue.open_view("issued")
        quiet(session)
        assert queue.document is not None
        assert queue.document.empty.title.text() == "The document is not on this computer"
        assert queue.inspector.row is not None
        (again,) = queue.document.empty.ways()
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
        until(lambda: list((folder / "documents").rglob("*.pdf")), "the document to be made again")


def test_without_any_connection_decisions_are_made_and_conflicts_are_listed(qapp: QApplication, folder: Path) -> None:
    with opened(folder) as session:
        queue = _queue(session)
        first, second = queue.model.ids[:2]
        seen = session.desk.reader().position()
        # Meanwhile somebody checks the second one anew: what was decided about it must be decided again.
        session.desk.wait(session.desk.order(CheckAdvices(), [_row(session, second).key], actor=reviews.OTHER).batch)
        reviews.noted(session.desk, _row(session, second).key, "price-differs")
        wanted = [_row(session, one).key for one in (first, second)]
        session.desk.wait(session.desk.order(ApproveAdvices(offline=True), wanted, as_of=seen).batch)
        assert _state_of(session, first) == "approved"
        assert _state_of(session, second) == "draft"
        queue.open_view("again")
        quiet(session)
        until(lambda: list(queue.model.ids) == [second], "the conflict to be listed")


def test_offline_is_said_and_kept_with_the_decision(session: Session) -> None:
    queue = _queue(session)
    first = queue.model.ids[0]
    fault = Unavailable("The vendor service does not answer.", code="NET")
    session.roster.heard.emit(Heard("sync", fault=fault))
    session.ask_status()
    until(session.window.banner.isVisible, "the banner")
    assert "All rows and documents lie on this computer." in session.window.banner.accessibleName()
    _type(session, queue, Qt.Key.Key_A)
    batch(session, "approve-advices")
    row = _row(session, first)
    assert row.state == "approved"
    assert "offline" in row.trail[-1]["told"]


def test_in_a_narrow_window_document_and_data_take_turns(session: Session) -> None:
    queue = _queue(session)
    session.window.resize(1366, 768)
    quiet(session)
    assert session.window.stage.flips
    shown = queue.inspector.isVisible()
    _type(session, queue, Qt.Key.Key_D)
    assert queue.inspector.isVisible() is not shown
    assert queue.table.isVisible()
    _type(session, queue, Qt.Key.Key_D)
    assert queue.inspector.isVisible() is shown


def test_in_a_narrow_window_tab_flips_too_and_moves_the_focus_elsewhere(session: Session) -> None:
    queue = _queue(session)
    assert queue.document is not None
    _type(session, queue, Qt.Key.Key_Tab)
    assert not queue.table.hasFocus()
    session.window.resize(1366, 768)
    quiet(session)
    shown = queue.inspector.isVisible()
    _type(session, queue, Qt.Key.Key_Tab)
    assert (queue.inspector.isVisible(), queue.table.hasFocus()) == (not shown, True)
    _type(session, queue, Qt.Key.Key_Tab)
    assert queue.inspector.isVisible() is shown
    queue.document.sheets.setFocus()
    QTest.keyClick(queue.document.sheets, Qt.Key.Key_Tab)
    assert queue.inspector.isVisible() is not shown
    session.window.stage.show_side(on=True)
    button = queue.inspector.foot.button("approve")
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert queue.inspector.isVisible()
    assert not button.hasFocus()


def _queue(session: Session) -> Panel:
    queue = panel(session, "credit_advices")
    queue.open_view("review")
    quiet(session)
    session.window.activateWindow()
    return queue


def _issued(folder: Path) -> None:
    """Issue all that the checks let pass."""
    keys = reviews.with_desk(folder, reviews.keys)
    reviews.with_desk(folder, lambda desk: reviews.approved(desk, keys, reviews.THIRD))
    reviews.with_desk(folder, lambda desk: reviews.issued(desk, keys))


def _bar(queue: Panel) -> CleanBar:
    assert queue.queue is not None
    return queue.queue.clean


def _type(session: Session, queue: Panel, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
    queue.table.setFocus()
    QTest.keyClick(queue.table, key, modifier)
    quiet(session)


def _show(queue: Panel, session: Session, key: str) -> None:
    ids = [row.id for row in _rows(session) if row.key == key]
    queue.table.move_cursor(queue.model.place_of(ids[0]))
    quiet(session)


def _rows(session: Session) -> list[AdviceRow]:
    reader = session.desk.reader()
    return reader.rows("credit_advices", reader.ids(Query("credit_advices")))


def _row(session: Session, row_id: int) -> AdviceRow:
    row: AdviceRow = session.desk.reader().rows("credit_advices", [row_id])[0]
    return row


def _state_of(session: Session, row_id: int) -> str:
    return _row(session, row_id).state


def _state(session: Session, key: str) -> str:
    return next(row.state for row in _rows(session) if row.key == key)
