"""The queue in memory keeps the contract."""

import pytest

from rightsdesk.eventlog.memory import MemoryEventLog
from rightsdesk.workqueue.memory import MemoryWorkQueue
from tests.contracts.work_coming import ComingContract
from tests.contracts.work_queue import Bench, Clock, WorkQueueContract


@pytest.fixture
def bench() -> Bench:
    log, clock = MemoryEventLog(), Clock()
    return Bench(log, MemoryWorkQueue(log, clock), clock)


class TestMemoryWorkQueue(WorkQueueContract, ComingContract):
    """Everything the contract asks."""
