"""The queue in SQLite keeps the contract, and survives the process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk.eventlog.sql import open_log
from rightsdesk.workqueue.sql import SqlWorkQueue
from tests.contracts.work_coming import ComingContract
from tests.contracts.work_queue import Bench, Clock, WorkQueueContract


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    log, clock = open_log(tmp_path / "events.db", create=True), Clock()
    yield Bench(log, SqlWorkQueue(log, clock), clock)
    log.close()


class TestSqlWorkQueue(WorkQueueContract, ComingContract):
    """Everything the contract asks."""


def test_batches_leases_and_rates_survive_the_process(bench: Bench, tmp_path: Path) -> None:
    bench.put(items=4)
    leases = bench.queue.claim(2, 60)
    bench.settle(leases[:1])
    bench.clock.now += 1
    seen = bench.seen()
    bench.log.close()
    log = open_log(tmp_path / "events.db")
    again = Bench(log, SqlWorkQueue(log, bench.clock), bench.clock)
    assert again.seen() == seen
    assert seen.rate == 1
    again.settle(leases[1:])
    assert again.seen().done == 2
    log.close()
