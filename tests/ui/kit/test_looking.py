"""The time machine in the window: a view shows an earlier day, changes nothing, and comes back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import Query
from tests.kit.window import made, opened, panel, quiet, until
from ui.kit.contents import present_day, today
from ui.kit.past_day import PastDay
from ui.session import Session


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample whose first twenty events are three days old."""
    folder = made(tmp_path_factory.mktemp("past") / "sample", 40, 4)
    with closing(sqlite3.connect(folder / "events.db")) as connection:
        connection.execute("DROP TRIGGER es_event_no_update")
        connection.execute("UPDATE es_event SET recorded_at = recorded_at - 3 * 86400000000 WHERE position <= 20")
        connection.execute(
            "CREATE TRIGGER es_event_no_update BEFORE UPDATE ON es_event BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        connection.commit()
    return folder


@pytest.fixture(scope="module")
def session(qapp: QApplication, folder: Path) -> Iterator[Session]:
    with opened(folder) as session:
        yield session


def _days(session: Session) -> tuple[date, date]:
    first = session.desk.past.first_day()
    assert first is not None
    return first, session.desk.past.last_day()


def _go(session: Session, key: str, day: date) -> None:
    view = panel(session, key)
    view.looking.go(day)
    until(lambda: view.looking.moment is not None and view.looking.moment.day == day)
    quiet(session)


def test_a_view_shows_the_rows_of_then_and_comes_back(session: Session) -> None:
    first, last = _days(session)
    now = session.desk.reader().count(Query("vendors"))
    _go(session, "images", first)
    view = panel(session, "images")
    assert len(view.model.ids) < 40
    assert "State of" in view.looking.bar.accessibleName()
    view.looking.return_to_now()
    quiet(session)
    assert len(view.model.ids) == 40
    assert not view.looking.bar.isVisible()
    assert session.desk.reader().count(Query("vendors")) == now
    assert last - first >= timedelta(days=3)


def test_nothing_can_be_done_to_the_past(session: Session) -> None:
    first, _last = _days(session)
    _go(session, "batches", first)
    view = panel(session, "batches")
    assert not any(made.isEnabled() for made in view.row_actions)
    assert not view.inspector.foot.isEnabled()
    assert "go back to now" in view.inspector.foot.toolTip()
    view.looking.return_to_now()
    quiet(session)
    assert all(made.isEnabled() for made in view.row_actions)


def test_days_left_are_counted_from_the_day_that_is_seen(session: Session) -> None:
    first, _last = _days(session)
    _go(session, "images", first)
    assert today() == first
    panel(session, "vendors")
    assert today() == present_day()
    view = panel(session, "images")
    assert today() == first
    view.looking.return_to_now()
    quiet(session)
    assert today() == present_day()


def test_a_list_of_the_past_is_exported_as_it_stood(session: Session, tmp_path: Path) -> None:
    first, _last = _days(session)
    _go(session, "images", first)
    view = panel(session, "images")
    view.exporting.write(tmp_path / "then.csv")
    until(lambda: not view.exporting.writing())
    lines = (tmp_path / "then.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(view.model.ids) + 1
    view.looking.return_to_now()
    quiet(session)


def test_a_day_before_the_first_event_is_refused_in_a_sentence(session: Session) -> None:
    first, _last = _days(session)
    view = panel(session, "images")
    view.looking.go(first - timedelta(days=1))
    until(lambda: any("there was nothing yet" in said for said in session.window.toasts.said))
    assert view.looking.moment is None


def test_the_calendar_offers_the_days_there_are(session: Session) -> None:
    first, last = _days(session)
    view = panel(session, "images")
    sheet = PastDay(view, first, last, None)
    assert sheet.calendar.minimumDate().toPython() == first
    assert sheet.calendar.maximumDate().toPython() == last
    chosen: list[date] = []
    sheet.chosen.connect(chosen.append)
    sheet.calendar.activated.emit(sheet.calendar.minimumDate())
    assert chosen == [first]
