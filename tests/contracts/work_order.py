"""What any work queue must do with batches that are moved before or behind others."""

from tests.contracts.work_queue import Bench


class OrderContract:
    """Tests for a fixture `bench` with an empty queue."""

    def test_a_batch_moved_forward_is_worked_first(self, bench: Bench) -> None:
        for number in (1, 2, 3):
            bench.put(f"batch-{number}", number, items=1)
        with bench.log.transaction() as tx:
            assert bench.queue.move(tx, "batch-3", earlier=True)
            assert bench.queue.move(tx, "batch-3", earlier=True)
            assert not bench.queue.move(tx, "batch-3", earlier=True)
        assert [each.number for each in bench.queue.active()] == [3, 1, 2]
        assert [bench.queue.claim(1, 60)[0].batch for _ in range(3)] == ["batch-3", "batch-1", "batch-2"]

    def test_a_batch_moved_back_lets_the_next_one_pass(self, bench: Bench) -> None:
        for number in (1, 2):
            bench.put(f"batch-{number}", number, items=1)
        with bench.log.transaction() as tx:
            assert bench.queue.move(tx, "batch-1", earlier=False)
            assert not bench.queue.move(tx, "batch-1", earlier=False)
        assert bench.queue.claim(1, 60)[0].batch == "batch-2"
