"""What any work queue must do with rows of a large order whose items are still to come."""

from array import array

import pytest

from rightsdesk.faults import Conflict
from rightsdesk.workqueue.queue import Coming
from tests.contracts.work_queue import Bench


class ComingContract:
    """Tests for a fixture `bench` with an empty queue."""

    def test_rows_to_come_count_at_once_and_keep_the_batch_open(self, bench: Bench) -> None:
        bench.put(items=2)
        coming = bench.announce(3)
        assert (coming.batch, coming.first, coming.taken, coming.total, coming.actor) == ("batch-1", 1000, 0, 3, "anna")
        assert (bench.seen().total, bench.queue.waiting("batch-1")) == (5, 5)
        assert bench.settle(bench.queue.claim(10, 60)) == []
        assert (bench.seen().state, bench.seen().remaining) == ("running", 3)
        assert not bench.come(coming, items=2, rows=2)
        assert bench.settle(bench.queue.claim(10, 60)) == []
        assert not bench.come(bench.queue.coming(), items=1, rows=1)
        assert bench.queue.coming() is None
        assert bench.settle(bench.queue.claim(10, 60)) == ["batch-1"]
        assert (bench.seen().total, bench.seen().done) == (5, 5)

    def test_rows_to_come_are_told_in_their_order(self, bench: Bench) -> None:
        bench.put(items=1)
        coming = bench.announce(5)
        assert [*coming.next_ids(2)] == [0, 1]
        bench.come(coming, items=2, rows=2)
        assert [*bench.queue.coming().next_ids(9)] == [2, 3, 4]

    def test_rows_kept_by_earlier_programs_are_read_as_well(self) -> None:
        wide = Coming("batch-1", 1, "image-a:0", array("q", [7, 70_000, 9]).tobytes(), 1, 3, "anna")
        assert [*wide.next_ids(2)] == [70_000, 9]

    def test_rows_that_are_gone_count_no_more(self, bench: Bench) -> None:
        bench.put(items=1)
        bench.announce(2)
        bench.settle(bench.queue.claim(10, 60))
        assert bench.come(bench.queue.coming(), items=0, rows=2)
        assert (bench.seen().state, bench.seen().total, bench.seen().done) == ("finished", 1, 1)

    def test_the_same_rows_come_only_once(self, bench: Bench) -> None:
        bench.put(items=1)
        coming = bench.announce(4)
        bench.come(coming, items=2, rows=2)
        with pytest.raises(Conflict, match="Another worker"):
            bench.come(coming, items=2, rows=2)
        assert bench.queue.waiting("batch-1") == 5

    def test_nothing_comes_of_a_paused_batch_and_the_next_goes_on(self, bench: Bench) -> None:
        bench.put("batch-1", 1)
        bench.announce(4)
        bench.put("batch-2", 2)
        bench.announce(4, "batch-2", 2)
        bench.act("pause", "batch-1")
        assert bench.queue.coming().batch == "batch-2"
        bench.act("resume", "batch-1")
        assert bench.queue.coming().batch == "batch-1"

    def test_cancelling_withdraws_what_has_not_come(self, bench: Bench) -> None:
        bench.put(items=2)
        bench.announce(7)
        assert bench.act("cancel", "batch-1") == (9, True)
        assert bench.queue.coming() is None
        assert (bench.seen().state, bench.seen().cancelled, bench.seen().remaining) == ("finished", 9, 0)
        assert bench.act("redo", "batch-1", 2) == 2
        assert (bench.seen().cancelled, bench.seen().remaining) == (7, 2)

    def test_what_was_to_come_is_as_before_after_a_roll_back(self, bench: Bench) -> None:
        bench.put(items=1)
        coming = bench.announce(4)
        with pytest.raises(ZeroDivisionError):
            self._come_and_fail(bench, coming)
        assert bench.queue.coming() == coming
        assert bench.queue.waiting("batch-1") == 5

    @staticmethod
    def _come_and_fail(bench: Bench, coming: Coming) -> None:
        with bench.log.transaction() as tx:
            bench.queue.come(tx, coming, [(9_000, "image-b:0")], 1)
            raise ZeroDivisionError
