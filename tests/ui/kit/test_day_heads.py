"""A timeline is cut into days: a heading stands over the first row of each."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tests.kit.window import made, opened, panel, quiet
from ui.kit.contents import present_day
from ui.kit.day_heads import HEAD, heading
from ui.kit.show import long_day
from ui.session import Session


@pytest.fixture(scope="module")
def session(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with opened(made(tmp_path_factory.mktemp("days") / "sample", 40, 4)) as session:
        yield session


def test_the_first_row_of_a_day_carries_the_day(session: Session) -> None:
    view = panel(session, "activity")
    quiet(session)
    assert view.days is not None
    assert view.days.words(0).endswith(long_day(present_day()))
    assert view.days.words(1) == ""
    usual = view.table.verticalHeader().defaultSectionSize()
    assert view.table.rowHeight(0) == usual + HEAD
    assert view.table.rowHeight(1) == usual


def test_in_another_order_there_are_no_days(session: Session) -> None:
    view = panel(session, "activity")
    view.table.head.order_wished.emit("title")
    quiet(session)
    assert view.days is not None
    assert view.days.words(0) == ""
    view.table.head.order_wished.emit("id")
    quiet(session)


def test_today_and_yesterday_are_called_so() -> None:
    now = date(2026, 3, 17)
    assert heading(now, now) == "Today, 17 March 2026"
    assert heading(now - timedelta(days=1), now) == "Yesterday, 16 March 2026"
    assert heading(date(2026, 3, 1), now) == "1 March 2026"
