"""The log in memory keeps the contract."""

import pytest

from rightsdesk.eventlog.memory import MemoryEventLog
from tests.contracts.event_log import EventLogContract


@pytest.fixture
def log() -> MemoryEventLog:
    return MemoryEventLog()


class TestMemoryEventLog(EventLogContract):
    """Everything the contract asks."""


def test_a_transaction_of_another_store_is_refused(log: MemoryEventLog) -> None:
    with pytest.raises(TypeError, match="no transaction of this log"):
        log.append("a transaction", [], None)  # type: ignore[arg-type]
