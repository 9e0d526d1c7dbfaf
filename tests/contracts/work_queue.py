"""What any work queue must do."""

from dataclasses import dataclass
from typing import Any

import pytest

from rightsdesk.domain.image.events import ImageMetadataUnchanged
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.faults import Conflict, Invalid, Unknown
from rightsdesk.workqueue.queue import Coming, Lease, Progress, Settled, packed


@dataclass
class Clock:
    """A clock that goes when told to."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Bench:
    """A queue beside its log, and the clock both follow."""

    log: Any
    queue: Any
    clock: Clock

    def put(self, batch: str = "batch-1", number: int = 1, items: int = 3, kind: str = "update-metadata") -> None:
        first = number * 1000
        with self.log.transaction() as tx:
            pairs = [(first + index, f"image-a:{index}") for index in range(items)]
            self.queue.put(tx, batch, number, kind, pairs)

    def announce(self, rows: int, batch: str = "batch-1", number: int = 1) -> Coming:
        ids = packed(range(rows))
        with self.log.transaction() as tx:
            self.queue.announce(tx, Coming(batch, number * 1000, "image-a:0", ids, 0, rows, "anna"))
        coming: Coming = self.queue.coming()
        return coming

    def come(self, coming: Coming, items: int, rows: int) -> bool:
        first = 500_000 + coming.taken
        with self.log.transaction() as tx:
            pairs = [(first + nth, f"image-b:{coming.taken + nth}") for nth in range(items)]
            finished: bool = self.queue.come(tx, coming, pairs, rows)
        return finished

    def settle(self, leases: list[Lease], result: Any = "done", code: str = "", reason: str = "") -> list[str]:
        with self.log.transaction() as tx:
            finished: list[str] = self.queue.settle(tx, [Settled(lease, result, code, reason) for lease in leases])
        return finished

    def seen(self, batch: str = "batch-1") -> Progress:
        progress: Progress | None = self.queue.progress(batch)
        assert progress is not None
        return progress

    def act(self, name: str, *arguments: Any) -> Any:
        with self.log.transaction() as tx:
            return getattr(self.queue, name)(tx, *arguments)


class WorkQueueContract:
    """Tests for a fixture `bench` with an empty queue."""

    def test_a_batch_begins_with_all_items_waiting(self, bench: Bench) -> None:
        bench.put(items=3)
        seen = bench.seen()
        assert (seen.batch, seen.number, seen.kind, seen.state, seen.run) == (
            "batch-1",
            1,
            "update-metadata",
            "running",
            1,
        )
        assert (seen.total, seen.done, seen.remaining, seen.rate, seen.seconds_left) == (3, 0, 3, None, None)
        assert bench.queue.waiting("batch-1") == 3

    def test_numbers_count_from_one(self, bench: Bench) -> None:
        assert bench.act("next_number") == 1
        bench.put(number=1)
        assert bench.act("next_number") == 2
        bench.put("batch-7", number=7)
        assert bench.act("next_number") == 8

    def test_batches_are_found_by_number(self, bench: Bench) -> None:
        bench.put("batch-1", 1)
        assert bench.queue.by_number(1) == "batch-1"
        assert bench.queue.by_number(2) is None

    def test_the_same_batch_is_queued_once(self, bench: Bench) -> None:
        bench.put("batch-1", 1)
        with pytest.raises(Invalid, match="queued already"):
            bench.put("batch-1", 2)
        with pytest.raises(Invalid, match="queued already"):
            bench.put("batch-2", 1)

    def test_a_batch_of_nothing_is_finished_at_once(self, bench: Bench) -> None:
        bench.put(items=0)
        assert bench.seen().state == "finished"
        assert bench.queue.claim(10, 60) == []

    def test_items_are_lent_once_in_order(self, bench: Bench) -> None:
        bench.put(items=3)
        first, second = bench.queue.claim(2, 60), bench.queue.claim(2, 60)
        assert [lease.item for lease in first] == [1000, 1001]
        assert [lease.item for lease in second] == [1002]
        assert bench.queue.claim(2, 60) == []
        assert first[0][:6] == (1000, "batch-1", "update-metadata", 1, "image-a:0", 1)
        assert bench.queue.waiting("batch-1") == 0

    def test_the_oldest_batch_with_work_comes_first_and_alone(self, bench: Bench) -> None:
        bench.put("batch-2", 2, items=2)
        bench.put("batch-1", 1, items=1)
        assert [lease.batch for lease in bench.queue.claim(10, 60)] == ["batch-1"]
        assert [lease.batch for lease in bench.queue.claim(10, 60)] == ["batch-2", "batch-2"]

    def test_only_the_kinds_asked_for_are_lent(self, bench: Bench) -> None:
        bench.put("batch-1", 1, kind="update-metadata")
        bench.put("batch-2", 2, kind="generate-advices")
        assert {lease.batch for lease in bench.queue.claim(10, 60, kinds=("generate-advices", "x"))} == {"batch-2"}
        assert bench.queue.claim(10, 60, kinds=("x",)) == []

    def test_settling_everything_finishes_the_batch(self, bench: Bench) -> None:
        bench.put(items=3)
        leases = bench.queue.claim(10, 60)
        assert bench.settle(leases[:2]) == []
        assert bench.seen().state == "running"
        assert bench.settle(leases[2:]) == ["batch-1"]
        assert (bench.seen().state, bench.seen().done, bench.seen().remaining) == ("finished", 3, 0)
        assert bench.queue.active() == []

    def test_results_are_counted_and_reasons_grouped(self, bench: Bench) -> None:
        bench.put(items=6)
        leases = bench.queue.claim(10, 60)
        bench.settle(leases[:1], "done")
        bench.settle(leases[1:2], "unchanged")
        bench.settle(leases[2:4], "failed", "ImageIsKilled", "The vendor has killed this image.")
        bench.settle(leases[4:5], "conflicted", "Conflict", "Somebody was faster.")
        bench.settle(leases[5:], "quarantined", "Poison", "It killed five workers.")
        seen = bench.seen()
        counts = (seen.done, seen.unchanged, seen.failed, seen.conflicted, seen.quarantined, seen.remaining)
        assert counts == (1, 1, 2, 1, 1, 0)
        assert seen.reasons == {"ImageIsKilled": 2, "Conflict": 1, "Poison": 1}

    def test_items_of_two_batches_are_settled_together(self, bench: Bench) -> None:
        bench.put("batch-1", 1, items=1)
        bench.put("batch-2", 2, items=2)
        leases = bench.queue.claim(10, 60) + bench.queue.claim(1, 60)
        assert bench.settle(leases) == ["batch-1"]
        assert bench.seen("batch-2").done == 1

    def test_an_expired_lease_is_lent_again_with_one_more_attempt(self, bench: Bench) -> None:
        bench.put(items=1)
        (lost,) = bench.queue.claim(1, 60)
        bench.clock.now += 59
        assert bench.queue.claim(1, 60) == []
        bench.clock.now += 1
        (found,) = bench.queue.claim(1, 60)
        assert (found.item, found.attempts) == (lost.item, 2)
        assert found.token != lost.token

    def test_a_worker_who_lost_its_lease_cannot_settle(self, bench: Bench) -> None:
        bench.put(items=2)
        lost = bench.queue.claim(2, 60)
        bench.clock.now += 60
        (found,) = bench.queue.claim(1, 60)
        with pytest.raises(Conflict, match="1 of 2 items were lent to another worker") as refused:
            bench.settle(lost)
        assert refused.value.streams == ("image-a:0",)
        assert bench.seen().done == 0
        assert bench.settle([found]) == []
        assert bench.seen().done == 1

    def test_an_item_is_settled_once(self, bench: Bench) -> None:
        bench.put(items=2)
        leases = bench.queue.claim(1, 60)
        bench.settle(leases)
        with pytest.raises(Conflict):
            bench.settle(leases)
        (other,) = bench.queue.claim(1, 60)
        with pytest.raises(Conflict):
            bench.settle([other, other])
        assert bench.seen().done == 1

    def test_a_late_worker_whose_item_nobody_took_may_settle(self, bench: Bench) -> None:
        bench.put(items=1)
        leases = bench.queue.claim(1, 60)
        bench.clock.now += 600
        assert bench.settle(leases) == ["batch-1"]

    def test_an_item_tried_before_is_lent_alone(self, bench: Bench) -> None:
        bench.put(items=4)
        bench.queue.claim(3, 60)
        bench.queue.reclaim()
        assert [len(bench.queue.claim(10, 60)) for _ in range(4)] == [1, 1, 1, 1]

    def test_after_five_attempts_an_item_comes_once_more_as_poison(self, bench: Bench) -> None:
        bench.put(items=1)
        leases = []
        for _ in range(6):
            leases += bench.queue.claim(1, 60)
            bench.clock.now += 60
        assert [lease.attempts for lease in leases] == [1, 2, 3, 4, 5, 6]
        assert leases[-1].attempts > bench.queue.max_attempts == 5
        assert bench.settle(leases[-1:], "quarantined", "Poison") == ["batch-1"]

    def test_what_is_given_back_waits_and_counts_no_attempt(self, bench: Bench) -> None:
        bench.put(items=2)
        bench.queue.give_back(bench.queue.claim(2, 60), 30, "picture-hub does not answer")
        assert bench.queue.claim(2, 60) == []
        assert bench.queue.waiting_reasons() == {"batch-1": ("picture-hub does not answer", 30.0)}
        bench.clock.now += 30
        leases = bench.queue.claim(2, 60)
        assert [lease.attempts for lease in leases] == [1, 1]
        assert bench.queue.waiting_reasons() == {}

    def test_items_given_back_are_due_at_once_when_the_outside_answers_again(self, bench: Bench) -> None:
        bench.put(items=2)
        bench.queue.give_back(bench.queue.claim(2, 60), 30, "picture-hub does not answer")
        assert bench.queue.hurry() == 2
        assert [lease.attempts for lease in bench.queue.claim(2, 60)] == [1, 1]
        assert bench.queue.hurry() == 0

    def test_giving_back_a_lost_lease_changes_nothing(self, bench: Bench) -> None:
        bench.put(items=1)
        lost = bench.queue.claim(1, 60)
        bench.clock.now += 60
        found = bench.queue.claim(1, 60)
        bench.queue.give_back(lost, 30, "too late")
        assert bench.settle(found) == ["batch-1"]

    def test_after_a_crash_lent_items_are_due_at_once_and_counted(self, bench: Bench) -> None:
        bench.put(items=2)
        lost = bench.queue.claim(1, 60)
        bench.queue.reclaim()
        again = bench.queue.claim(2, 60) + bench.queue.claim(2, 60)
        assert [(lease.item, lease.attempts) for lease in again] == [(1000, 2), (1001, 1)]
        with pytest.raises(Conflict):
            bench.settle(lost)

    def test_a_paused_batch_lends_nothing_until_resumed(self, bench: Bench) -> None:
        bench.put(items=2)
        leases = bench.queue.claim(1, 60)
        bench.act("pause", "batch-1")
        assert bench.queue.claim(1, 60) == []
        assert bench.seen().state == "paused"
        bench.settle(leases)
        assert bench.seen().state == "paused"
        bench.act("resume", "batch-1")
        assert len(bench.queue.claim(1, 60)) == 1

    def test_a_paused_batch_does_not_hold_up_the_next_one(self, bench: Bench) -> None:
        bench.put("batch-1", 1)
        bench.put("batch-2", 2)
        bench.act("pause", "batch-1")
        assert {lease.batch for lease in bench.queue.claim(1, 60)} == {"batch-2"}

    def test_cancelling_withdraws_what_is_not_begun(self, bench: Bench) -> None:
        bench.put(items=5)
        leases = bench.queue.claim(2, 60)
        assert bench.act("cancel", "batch-1") == (3, False)
        assert bench.seen().state == "cancelling"
        assert (bench.seen().cancelled, bench.seen().remaining) == (3, 2)
        assert bench.settle(leases) == ["batch-1"]
        assert (bench.seen().state, bench.seen().done) == ("finished", 2)

    def test_cancelling_before_anything_began_finishes_at_once(self, bench: Bench) -> None:
        bench.put(items=5)
        assert bench.act("cancel", "batch-1") == (5, True)
        assert bench.seen().state == "finished"
        assert bench.act("cancel", "batch-1") == (0, False)

    def test_an_item_begun_before_cancelling_can_still_be_ended(self, bench: Bench) -> None:
        bench.put(items=1)
        bench.queue.claim(1, 60)
        bench.act("cancel", "batch-1")
        bench.clock.now += 60
        leases = bench.queue.claim(1, 60)
        assert bench.settle(leases) == ["batch-1"]

    def test_cancelling_again_withdraws_what_was_given_back(self, bench: Bench) -> None:
        bench.put(items=2)
        leases = bench.queue.claim(1, 60)
        assert bench.act("cancel", "batch-1") == (1, False)
        bench.queue.give_back(leases, 30, "offline")
        assert bench.act("cancel", "batch-1") == (1, True)
        assert bench.seen().cancelled == 2

    def test_retrying_brings_back_what_had_no_success(self, bench: Bench) -> None:
        bench.put(items=5)
        leases = bench.queue.claim(5, 60)
        bench.settle(leases[:1])
        bench.settle(leases[1:2], "unchanged", "NothingToPay")
        for lease, result in zip(leases[2:], ("failed", "conflicted", "quarantined"), strict=True):
            bench.settle([lease], result, "Because")
        assert bench.act("retry", "batch-1") == 3
        seen = bench.seen()
        assert (seen.state, seen.run, seen.remaining, seen.done, seen.unchanged) == ("running", 1, 3, 1, 1)
        assert seen.reasons == {"NothingToPay": 1}
        again = bench.queue.claim(5, 60)
        assert [(lease.item, lease.attempts) for lease in again] == [(1002, 1), (1003, 1), (1004, 1)]

    def test_retrying_a_batch_without_failures_changes_nothing(self, bench: Bench) -> None:
        bench.put(items=1)
        bench.settle(bench.queue.claim(1, 60))
        assert bench.act("retry", "batch-1") == 0
        assert bench.seen().state == "finished"

    def test_redoing_brings_everything_back_as_another_run(self, bench: Bench) -> None:
        bench.put(items=3)
        leases = bench.queue.claim(2, 60)
        bench.act("cancel", "batch-1")
        bench.settle(leases[:1])
        bench.settle(leases[1:], "failed", "Because")
        assert bench.act("redo", "batch-1", 2) == 3
        seen = bench.seen()
        assert (seen.state, seen.run, seen.remaining, seen.done, seen.cancelled) == ("running", 2, 3, 0, 0)
        assert seen.reasons == {}
        assert [(lease.run, lease.attempts) for lease in bench.queue.claim(5, 60)] == [(2, 1)] * 3

    def test_the_rate_follows_the_last_seconds(self, bench: Bench) -> None:
        bench.put(items=900)
        for _ in range(60):
            bench.settle(bench.queue.claim(10, 60))
            bench.clock.now += 1
        seen = bench.seen()
        assert seen.rate == pytest.approx(10)
        assert seen.seconds_left == pytest.approx(30)
        for _ in range(10):
            bench.settle(bench.queue.claim(20, 60))
            bench.clock.now += 1
        assert bench.seen().rate == pytest.approx(15, abs=0.2)

    def test_a_batch_without_any_end_for_two_leases_is_stalled(self, bench: Bench) -> None:
        bench.put(items=2)
        bench.clock.now += 1000
        assert not bench.seen().stalled
        bench.queue.claim(1, 60)
        bench.clock.now += 119
        assert not bench.seen().stalled
        bench.clock.now += 2
        assert bench.seen().stalled
        bench.settle(bench.queue.claim(1, 60))
        assert not bench.seen().stalled

    def test_active_batches_come_oldest_first(self, bench: Bench) -> None:
        bench.put("batch-2", 2)
        bench.put("batch-1", 1)
        bench.put("batch-3", 3, items=0)
        bench.act("pause", "batch-2")
        assert [progress.batch for progress in bench.queue.active()] == ["batch-1", "batch-2"]

    def test_strangers_are_named(self, bench: Bench) -> None:
        assert bench.queue.progress("batch-9") is None
        with pytest.raises(Unknown, match="batch-9"):
            bench.queue.waiting("batch-9")
        for deed in ("pause", "resume", "cancel", "retry"):
            with pytest.raises(Unknown, match="batch-9"):
                bench.act(deed, "batch-9")

    def test_settling_nothing_is_no_error(self, bench: Bench) -> None:
        assert bench.settle([]) == []

    def test_outcome_item_and_counters_come_or_go_together(self, bench: Bench) -> None:
        bench.put(items=2)
        leases = bench.queue.claim(1, 60)
        before = bench.seen()
        with pytest.raises(ZeroDivisionError), bench.log.transaction() as tx:  # noqa: PT012 - fails at its end
            bench.log.append(tx, [Write("image-a:0", (ImageMetadataUnchanged(),))], Context("ada"))
            bench.queue.settle(tx, [Settled(leases[0], "done")])
            raise ZeroDivisionError
        assert bench.seen() == before
        assert bench.log.head().position == 0
        bench.settle(leases)
        assert bench.seen().done == 1

    @pytest.mark.parametrize(
        ("deed", "arguments"), [("pause", ()), ("cancel", ()), ("retry", ()), ("redo", (2,)), ("resume", ())]
    )
    def test_a_failed_transaction_takes_every_deed_back(
        self, bench: Bench, deed: str, arguments: tuple[int, ...]
    ) -> None:
        bench.put(items=3)
        bench.settle(bench.queue.claim(1, 60), "failed", "Because")
        before = bench.seen()
        with pytest.raises(ZeroDivisionError), bench.log.transaction() as tx:  # noqa: PT012 - fails at its end
            getattr(bench.queue, deed)(tx, "batch-1", *arguments)
            bench.queue.put(tx, "batch-2", 2, "update-metadata", [(9, "image-a:9")])
            raise ZeroDivisionError
        assert bench.seen() == before
        assert bench.queue.progress("batch-2") is None
        assert len(bench.queue.claim(5, 60)) == 2
