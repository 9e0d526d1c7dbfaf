"""The log in SQLite keeps the contract, over a reopening and under tampering too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk.eventlog.log import Write
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from tests.contracts.event_log import AGAIN, SUNSET, EventLogContract, everything, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def log(path: Path) -> Iterator[SqlEventLog]:
    made = open_log(path, create=True)
    yield made
    made.close()


class TestSqlEventLog(EventLogContract):
    """Everything the contract asks."""


def test_what_was_recorded_is_there_after_reopening(log: SqlEventLog, path: Path) -> None:
    put(log, Write("image-a:1", (SUNSET, AGAIN)))
    head, events = log.head(), everything(log)
    log.close()
    again = open_log(path)
    assert (again.head(), everything(again)) == (head, events)
    assert again.verify().sound
    again.close()
