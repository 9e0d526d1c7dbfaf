"""The work queue in memory: same semantics, for tests and throw-away work."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from rightsdesk.eventlog.log import Transaction
from rightsdesk.eventlog.memory import MemoryEventLog, MemoryTransaction, mine
from rightsdesk.faults import Conflict, Invalid, Unknown
from rightsdesk.workqueue.queue import Coming, Lease, Progress, Settled
from rightsdesk.workqueue.tally import MAX_ATTEMPTS, WITHOUT_SUCCESS, Tally, together

_OPEN = ("ready", "leased")


@dataclass(frozen=True, slots=True)
class _Item:
    item: int
    stream: str
    state: str = "ready"
    attempts: int = 0
    due: float = 0.0
    token: str = ""
    code: str = ""
    reason: str = ""


class MemoryWorkQueue:
    """A work queue beside a log in memory; `clock` gives seconds of the epoch."""

    max_attempts = MAX_ATTEMPTS

    def __init__(self, log: MemoryEventLog, clock: Callable[[], float] = time.time) -> None:
        self._log = log
        self._clock = clock
        self._batches: dict[str, Tally] = {}
        self._items: dict[str, dict[int, _Item]] = {}
        self._coming: dict[str, Coming] = {}
        self._tokens = count(1)

    def next_number(self, tx: Transaction) -> int:
        """Return the next number by which people call a batch, 1 for the first."""
        mine(tx)
        return max((tally.number for tally in self._batches.values()), default=0) + 1

    def put(self, tx: Transaction, batch: str, number: int, kind: str, items: Sequence[tuple[int, str]]) -> None:
        """Add a running batch with one ready item for each (position of the intent, stream)."""
        if batch in self._batches or self.by_number(number) is not None:
            raise Invalid(f"The batch {number} ({batch}) is queued already.", code="BATCH-KNOWN")

        def undo() -> None:
            del self._batches[batch], self._items[batch]

        mine(tx).on_roll_back(undo)
        self._batches[batch] = Tally(number, batch, kind, len(items), "running" if items else "finished")
        self._items[batch] = {item: _Item(item, stream) for item, stream in items}

    def announce(self, tx: Transaction, coming: Coming) -> None:
        """Count rows towards the total of a batch just put; it does not finish before their items have come."""
        self._before(mine(tx), coming.batch).total += coming.total - coming.taken
        self._coming[coming.batch] = coming

    def coming(self) -> Coming | None:
        """Return what is to come of the oldest running batch that is not complete, None when all are."""
        with self._log.reading():
            running = [tally for tally in self._batches.values() if tally.state == "running"]
            of_each = (self._coming.get(tally.batch) for tally in sorted(running, key=lambda tally: tally.number))
            return next((each for each in of_each if each is not None), None)

    def come(self, tx: Transaction, coming: Coming, items: Sequence[tuple[int, str]], rows: int) -> bool:
        """Add the items of the next so many rows; True when that finishes the batch, for no row is there any more."""
        tally = self._before(mine(tx), coming.batch)
        if self._coming.get(coming.batch) != coming:
            raise Conflict(f"Another worker goes on with the batch {tally.number}.", streams=())
        rest = coming._replace(taken=coming.taken + rows)
        self._coming[coming.batch] = rest
        if rest.taken >= rest.total:
            del self._coming[coming.batch]
        self._items[coming.batch].update({item: _Item(item, stream) for item, stream in items})
        tally.total -= rows - len(items)
        return self._finish(tally)

    def claim(self, limit: int, seconds: float, *, kinds: Sequence[str] = ()) -> list[Lease]:
        """Lend up to `limit` due items of the oldest running batch that has any, attempts + 1 each."""
        with self._log.transaction() as tx:
            at, token = self._clock(), f"token-{next(self._tokens)}"
            for tally in sorted(self._batches.values(), key=lambda tally: tally.number):
                due = self._due(tally, at) if not kinds or tally.kind in kinds else []
                due = due[: together([item.attempts for item in due[:limit]])]
                if due:
                    self._before(tx, tally.batch).lent(seconds, at)
                    return [self._lent(tally, item, at + seconds, token) for item in due]
        return []

    def settle(self, tx: Transaction, settled: Sequence[Settled]) -> list[str]:
        """Close items and move counters; raise `Conflict` when any token is not the present one."""
        self._check_tokens([item.lease for item in settled])
        of_batch = defaultdict(list)
        for item in settled:
            of_batch[item.lease.batch].append(item)
        finished = []
        for batch, items in of_batch.items():
            tally = self._before(mine(tx), batch)
            for one in items:
                self._change(batch, one.lease.item, state=one.result, token="", code=one.code, reason=one.reason)
            tally.settle(items, self._clock())
            if self._finish(tally):
                finished.append(batch)
        return finished

    def give_back(self, leases: Sequence[Lease], seconds: float, reason: str) -> None:
        """Make leased items due again after `seconds`; such an attempt is not counted."""
        due = self._clock() + seconds
        with self._log.transaction():
            for lease in leases:
                item = self._items[lease.batch][lease.item]
                if (item.state, item.token) == ("leased", lease.token):
                    attempts = item.attempts - 1
                    self._change(
                        lease.batch, lease.item, state="ready", attempts=attempts, due=due, token="", reason=reason
                    )

    def reclaim(self) -> None:
        """Make every lent item due at once; attempts stay counted."""
        with self._log.transaction():
            for batch, items in self._items.items():
                for item in [each for each in items.values() if each.state == "leased"]:
                    self._change(batch, item.item, state="ready", due=0.0, token="")

    def hurry(self) -> int:
        """Make every item given back due at once; return how many."""
        hurried = 0
        with self._log.transaction():
            for batch, items in self._items.items():
                for item in [each for each in items.values() if each.state == "ready" and each.due > 0]:
                    self._change(batch, item.item, due=0.0)
                    hurried += 1
        return hurried

    def pause(self, tx: Transaction, batch: str) -> None:
        """Lend nothing of this batch until resumed."""
        tally = self._before(mine(tx), batch)
        if tally.state == "running":
            tally.state = "paused"

    def resume(self, tx: Transaction, batch: str) -> None:
        """Lend items of this batch again."""
        tally = self._before(mine(tx), batch)
        if tally.state == "paused":
            tally.state, tally.moved_at = "running", 0.0

    def cancel(self, tx: Transaction, batch: str) -> tuple[int, bool]:
        """Withdraw ready items; return how many, and whether the batch is finished thereby (none leased)."""
        tally = self._before(mine(tx), batch)
        if tally.state == "finished":
            return 0, False
        ready = [item for item in self._items[batch].values() if item.state == "ready"]
        for item in ready:
            self._change(batch, item.item, state="cancelled", reason="")
        withdrawn = len(ready) + self._rest(batch)
        self._coming.pop(batch, None)
        tally.counts["cancelled"] += withdrawn
        tally.state = "cancelling"
        return withdrawn, self._finish(tally)

    def waiting(self, batch: str) -> int:
        """Return the number of items not begun."""
        with self._log.reading():
            return sum(item.state == "ready" for item in self._of(batch).values()) + self._rest(batch)

    def retry(self, tx: Transaction, batch: str) -> int:
        """Make failed, conflicted and quarantined items ready again in the same run; return how many."""
        tally = self._before(mine(tx), batch)
        items = [item for item in self._items[batch].values() if item.state in WITHOUT_SUCCESS]
        self._again(batch, items)
        if items:
            tally.retry(Counter(item.code for item in self._items[batch].values() if item.code))
        return len(items)

    def redo(self, tx: Transaction, batch: str, run: int) -> int:
        """Make all items ready again as run number `run` with counters at zero; return how many."""
        tally = self._before(mine(tx), batch)
        self._again(batch, list(self._items[batch].values()))
        tally.redo(run, len(self._items[batch]))
        return len(self._items[batch])

    def progress(self, batch: str) -> Progress | None:
        """Return the counters of a batch with rate and time left; None for a stranger."""
        with self._log.reading():
            return self._batches[batch].progress(self._clock()) if batch in self._batches else None

    def active(self) -> list[Progress]:
        """Return the batches that are not finished, oldest first."""
        with self._log.reading():
            unfinished = [tally for tally in self._batches.values() if tally.state != "finished"]
            return [tally.progress(self._clock()) for tally in sorted(unfinished, key=lambda tally: tally.number)]

    def by_number(self, number: int) -> str | None:
        """Return the identifier of the batch people call by this number."""
        with self._log.reading():
            return next((tally.batch for tally in self._batches.values() if tally.number == number), None)

    def waiting_reasons(self) -> dict[str, Any]:
        """Return batch -> (reason, seconds until the next try) for items given back."""
        found = {}
        with self._log.reading():
            for batch, items in self._items.items():
                given_back = [item for item in items.values() if item.state == "ready" and item.due > 0]
                if given_back:
                    first = min(given_back, key=lambda item: item.due)
                    found[batch] = (first.reason, max(0.0, first.due - self._clock()))
        return found

    def _due(self, tally: Tally, at: float) -> list[_Item]:
        if tally.state not in {"running", "cancelling"}:
            return []
        items = [item for item in self._items[tally.batch].values() if item.state in _OPEN and item.due <= at]
        return sorted(items, key=lambda item: (item.due, item.item))

    def _lent(self, tally: Tally, item: _Item, until: float, token: str) -> Lease:
        attempts = item.attempts + 1
        self._change(tally.batch, item.item, state="leased", attempts=attempts, due=until, token=token)
        return Lease(item.item, tally.batch, tally.kind, tally.run, item.stream, attempts, token)

    def _check_tokens(self, leases: list[Lease]) -> None:
        present = {
            lease.item: item.token
            for lease in leases
            if (item := self._items[lease.batch][lease.item]).state == "leased"
        }
        lost = [lease.stream for lease in leases if present.pop(lease.item, None) != lease.token]
        if lost:
            raise Conflict(
                f"{len(lost)} of {len(leases)} items were lent to another worker meanwhile, {lost[0]} among them; "
                "nothing was recorded.",
                streams=tuple(lost),
            )

    def _before(self, tx: MemoryTransaction, batch: str) -> Tally:
        """Return the tally to change, after keeping what takes all changes of the batch back."""
        items = self._of(batch)
        tally, kept, coming = deepcopy(self._batches[batch]), dict(items), self._coming.get(batch)

        def undo() -> None:
            self._batches[batch], self._items[batch] = tally, kept
            self._coming.pop(batch, None)
            if coming is not None:
                self._coming[batch] = coming

        tx.on_roll_back(undo)
        return self._batches[batch]

    def _of(self, batch: str) -> dict[int, _Item]:
        if batch not in self._items:
            raise Unknown(f"There is no batch {batch}.")
        return self._items[batch]

    def _change(self, batch: str, item: int, **changes: Any) -> None:
        items = self._items[batch]
        items[item] = replace(items[item], **changes)

    def _rest(self, batch: str) -> int:
        coming = self._coming.get(batch)
        return 0 if coming is None else coming.total - coming.taken

    def _again(self, batch: str, items: Iterable[_Item]) -> None:
        for item in items:
            self._items[batch][item.item] = _Item(item.item, item.stream)

    def _finish(self, tally: Tally) -> bool:
        if any(item.state in _OPEN for item in self._items[tally.batch].values()) or tally.batch in self._coming:
            return False
        tally.state = "finished"
        return True
