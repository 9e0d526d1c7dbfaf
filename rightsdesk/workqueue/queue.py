"""The port of the work queue: batches, their items, leases and counters (contract in tests/contracts/work_queue.py)."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from rightsdesk.eventlog.log import Transaction

Result = Literal["done", "unchanged", "failed", "conflicted", "quarantined"]
State = Literal["running", "paused", "cancelling", "finished"]


class Lease(NamedTuple):
    """One item lent to a worker until its lease ends; `item` is the position of its intent in the log.

    `token` fences off a worker whose lease was given to somebody else; `attempts` includes this one.
    """

    item: int
    batch: str
    kind: str
    run: int
    stream: str
    attempts: int
    token: str


class Settled(NamedTuple):
    """How a leased item ended; `code` and `reason` say why when it was not done."""

    lease: Lease
    result: Result
    code: str = ""
    reason: str = ""


_NARROW, _WIDTH = "I", 4


class Coming(NamedTuple):
    """What of a batch has no items yet: the row ids still to come, as bytes, and how many there are from `taken` on.

    The wish over a million rows is accepted at once; its items are made while the first of them are carried out.
    `first` is the position of the batch's first intent, whose command all others repeat, `actor` who ordered it.
    """

    batch: str
    first: int
    stream: str
    rows: bytes
    taken: int
    total: int
    actor: str

    def next_ids(self, limit: int) -> "array[int]":
        """Return the row ids that come next, at most so many."""
        # Earlier programs wrote each id with eight bytes.
        ids = array("q" if len(self.rows) > _WIDTH * self.total else _NARROW)
        ids.frombytes(self.rows[self.taken * ids.itemsize : (self.taken + limit) * ids.itemsize])
        return ids


def packed(ids: Sequence[int]) -> bytes:
    """Return row ids as `Coming` keeps them: four bytes each, for the disk takes a million of them while one waits."""
    return array(_NARROW, ids).tobytes()


@dataclass(frozen=True, slots=True)
class Progress:
    """Counters of a batch in its present run; `rate` items a second, `seconds_left`, None while unknown."""

    batch: str
    number: int
    kind: str
    state: State
    run: int
    total: int
    done: int
    unchanged: int
    failed: int
    conflicted: int
    cancelled: int
    quarantined: int
    rate: float | None = None
    seconds_left: float | None = None
    stalled: bool = False
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def remaining(self) -> int:
        """Return the items neither settled nor withdrawn."""
        settled = self.done + self.unchanged + self.failed + self.conflicted
        return self.total - settled - self.cancelled - self.quarantined


class WorkQueue(Protocol):
    """A queue whose items are intents in the log; put and settle share the log's transaction."""

    def next_number(self, tx: Transaction) -> int:
        """Return the next number by which people call a batch, 1 for the first."""

    def put(self, tx: Transaction, batch: str, number: int, kind: str, items: Sequence[tuple[int, str]]) -> None:
        """Add a running batch with one ready item for each (position of the intent, stream)."""

    def announce(self, tx: Transaction, coming: Coming) -> None:
        """Count rows towards the total of a batch just put; it does not finish before their items have come."""

    def coming(self) -> Coming | None:
        """Return what is to come of the oldest running batch that is not complete, None when all are."""

    def come(self, tx: Transaction, coming: Coming, items: Sequence[tuple[int, str]], rows: int) -> bool:
        """Add the items of the next so many rows; raise `Conflict` when another worker took them meanwhile.

        Rows without an item are gone and count no more; True when the batch is finished thereby.
        """

    def claim(self, limit: int, seconds: float, *, kinds: Sequence[str] = ()) -> list[Lease]:
        """Lend up to `limit` due items of ONE running batch (the oldest that has any), attempts + 1 each.

        Items of another worker whose lease ended are due; one that was lent before without an end is lent alone,
        so that an item which stops the program condemns itself only. An item already tried `max_attempts` times
        without an end comes with `attempts` above that number: the worker settles it as quarantined without trying.
        """

    def settle(self, tx: Transaction, settled: Sequence[Settled]) -> list[str]:
        """Close items and move counters; raise `Conflict` when any token is not the present one.

        Return the batches of which no item is ready or leased any more (they become `finished`).
        """

    def give_back(self, leases: Sequence[Lease], seconds: float, reason: str) -> None:
        """Make leased items due again after `seconds`, because the outside was unavailable for `reason`.

        Such an attempt is not counted.
        """

    def reclaim(self) -> None:
        """Make every lent item due at once; only where no other worker can be at work, after a crash for example.

        Attempts stay counted, so that an item which stops the program is found out.
        """

    def hurry(self) -> int:
        """Make every item given back due at once, as when the outside answers again; return how many."""

    def pause(self, tx: Transaction, batch: str) -> None:
        """Lend nothing of this batch until resumed."""

    def resume(self, tx: Transaction, batch: str) -> None:
        """Lend items of this batch again."""

    def move(self, tx: Transaction, batch: str, *, earlier: bool) -> bool:
        """Let an unfinished batch change places with the one before or after it; False where there is none.

        Work begins with the batch that stands first; what is lent already goes on.
        """

    def cancel(self, tx: Transaction, batch: str) -> tuple[int, bool]:
        """Withdraw ready items; return how many, and whether the batch is finished thereby (none leased)."""

    def waiting(self, batch: str) -> int:
        """Return the number of items not begun."""

    def retry(self, tx: Transaction, batch: str) -> int:
        """Make failed, conflicted and quarantined items ready again in the same run; return how many."""

    def redo(self, tx: Transaction, batch: str, run: int) -> int:
        """Make all items ready again as run number `run` with counters at zero; return how many."""

    def progress(self, batch: str) -> Progress | None:
        """Return the counters of a batch with rate (EWMA, half-life 10 s) and time left; None for a stranger."""

    def active(self) -> list[Progress]:
        """Return the batches that are not finished, oldest first."""

    def by_number(self, number: int) -> str | None:
        """Return the identifier of the batch people call by this number."""

    def waiting_reasons(self) -> dict[str, Any]:
        """Return batch -> (reason, seconds until the next try) for items given back."""
