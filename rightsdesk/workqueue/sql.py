"""The work queue in the log's SQL database."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import uuid_utils

from rightsdesk.eventlog.dialect import AMONG, listed
from rightsdesk.eventlog.log import Transaction
from rightsdesk.eventlog.sql import SqlEventLog
from rightsdesk.eventlog.store import Session, SqlTransaction
from rightsdesk.faults import Conflict, Invalid, Unknown
from rightsdesk.workqueue import schema
from rightsdesk.workqueue.queue import Coming, Lease, Progress, Settled
from rightsdesk.workqueue.rate import Rate
from rightsdesk.workqueue.schema import OPEN
from rightsdesk.workqueue.tally import COUNTS, MAX_ATTEMPTS, Tally, together

_COLUMNS = tuple(column.name for column in schema.BATCH.columns)[:-2]
_TALLY = f"SELECT {', '.join(_COLUMNS)} FROM wk_batch"
_KEEP = f"UPDATE wk_batch SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE number = ?"
_PUT = "INSERT INTO wk_item (item, number, stream, state, attempts, due, token, code, reason) "
_WITHOUT_SUCCESS = "state IN ('failed', 'conflicted', 'quarantined')"
_AGAIN = "UPDATE wk_item SET state = 'ready', attempts = 0, due = 0, token = '', code = '', reason = ''"
_OF_BATCH = "number = ? AND item BETWEEN ? AND ?"


class SqlWorkQueue:
    """A work queue beside the log; `clock` gives seconds of the epoch."""

    max_attempts = MAX_ATTEMPTS

    def __init__(self, log: SqlEventLog, clock: Callable[[], float] = time.time) -> None:
        self._store = log.store
        self._clock = clock
        self._create()

    def next_number(self, tx: Transaction) -> int:
        """Return the next number by which people call a batch, 1 for the first."""
        last: int = _ours(tx).one("SELECT coalesce(max(number), 0) FROM wk_batch")
        return last + 1

    def put(self, tx: Transaction, batch: str, number: int, kind: str, items: Sequence[tuple[int, str]]) -> None:
        """Add a running batch with one ready item for each (position of the intent, stream)."""
        session = _ours(tx)
        if session.rows("SELECT 1 FROM wk_batch WHERE batch = ? OR number = ?", (batch, number)):
            raise Invalid(f"The batch {number} ({batch}) is queued already.", code="BATCH-KNOWN")
        tally = Tally(number, batch, kind, len(items), "running" if items else "finished")
        positions = [item for item, _ in items] or [0]
        marks = ", ".join("?" * (len(_COLUMNS) + 2))
        session.run(
            f"INSERT INTO wk_batch ({', '.join(_COLUMNS)}, first_item, last_item) VALUES ({marks})",
            (*_row(tally), min(positions), max(positions)),
        )
        if items:
            _add(session, number, items)

    def announce(self, tx: Transaction, coming: Coming) -> None:
        """Count rows towards the total of a batch just put; it does not finish before their items have come."""
        session = _ours(tx)
        tally = _tally(session, coming.batch)
        tally.total += coming.total - coming.taken
        _keep(session, tally)
        session.run("INSERT INTO wk_coming VALUES (?, ?, ?, ?, ?, ?, ?)", (tally.number, *coming[1:]))

    def coming(self) -> Coming | None:
        """Return what is to come of the oldest running batch that is not complete, None when all are."""
        sql = (
            "SELECT b.batch, c.first_item, c.stream, c.ids, c.taken, c.coming, c.actor FROM wk_coming c "
            "JOIN wk_batch b ON b.number = c.number WHERE b.state = 'running' ORDER BY c.number LIMIT 1"
        )
        with self._store.reading() as session:
            rows = session.rows(sql)
        return Coming(*rows[0]) if rows else None

    def come(self, tx: Transaction, coming: Coming, items: Sequence[tuple[int, str]], rows: int) -> bool:
        """Add the items of the next so many rows; True when that finishes the batch, for no row is there any more."""
        session = _ours(tx)
        tally = _tally(session, coming.batch)
        known = (tally.number, coming.taken)
        if not session.run("UPDATE wk_coming SET taken = taken + ? WHERE number = ? AND taken = ?", (rows, *known)):
            raise Conflict(f"Another worker goes on with the batch {tally.number}.", streams=())
        session.run("DELETE FROM wk_coming WHERE number = ? AND taken >= coming", (tally.number,))
        _add(session, tally.number, items)
        tally.total -= rows - len(items)
        if items:
            session.run("UPDATE wk_batch SET last_item = ? WHERE number = ?", (items[-1][0], tally.number))
        finished = _finish(session, tally)
        _keep(session, tally)
        return finished

    def claim(self, limit: int, seconds: float, *, kinds: Sequence[str] = ()) -> list[Lease]:
        """Lend up to `limit` due items of the oldest running batch that has any, attempts + 1 each."""
        with self._store.reading() as session:
            if self._due_batch(session, kinds) is None:
                return []  # a waiting worker asks often; it must not take the right to write each time
        with self._store.transaction() as tx:
            tally = self._due_batch(tx, kinds)
            return [] if tally is None else self._lend(tx, tally, limit, seconds)

    def settle(self, tx: Transaction, settled: Sequence[Settled]) -> list[str]:
        """Close items and move counters; raise `Conflict` when any token is not the present one."""
        session = _ours(tx)
        if not settled:
            return []
        self._check_tokens(session, [item.lease for item in settled])
        session.run(
            "UPDATE wk_item SET state = ?, token = '', code = ?, reason = ? WHERE item = ?",
            [(item.result, item.code, item.reason, item.lease.item) for item in settled],
        )
        of_batch = defaultdict(list)
        for item in settled:
            of_batch[item.lease.batch].append(item)
        finished = []
        for batch, items in of_batch.items():
            tally = _tally(session, batch)
            tally.settle(items, self._clock())
            if _finish(session, tally):
                finished.append(batch)
            _keep(session, tally)
        return finished

    def give_back(self, leases: Sequence[Lease], seconds: float, reason: str) -> None:
        """Make leased items due again after `seconds`; such an attempt is not counted."""
        due = self._clock() + seconds
        with self._store.transaction() as tx:
            tx.run(
                "UPDATE wk_item SET state = 'ready', attempts = attempts - 1, due = ?, token = '', reason = ? "
                "WHERE item = ? AND token = ? AND state = 'leased'",
                [(due, reason, lease.item, lease.token) for lease in leases],
            )

    def reclaim(self) -> None:
        """Make every lent item due at once; attempts stay counted."""
        with self._store.transaction() as tx:
            tx.run(f"UPDATE wk_item SET state = 'ready', due = 0, token = '' WHERE {OPEN} AND state = 'leased'")

    def hurry(self) -> int:
        """Make every item given back due at once; return how many."""
        waiting = f"{OPEN} AND state = 'ready' AND due > 0"
        with self._store.transaction() as tx:
            hurried = int(tx.rows(f"SELECT count(*) FROM wk_item WHERE {waiting}")[0][0])
            if hurried:
                tx.run(f"UPDATE wk_item SET due = 0 WHERE {waiting}")
        return hurried

    def pause(self, tx: Transaction, batch: str) -> None:
        """Lend nothing of this batch until resumed."""
        tally = _tally(_ours(tx), batch)
        if tally.state == "running":
            tally.state = "paused"
            _keep(_ours(tx), tally)

    def resume(self, tx: Transaction, batch: str) -> None:
        """Lend items of this batch again."""
        tally = _tally(_ours(tx), batch)
        if tally.state == "paused":
            tally.state, tally.moved_at = "running", 0.0
            _keep(_ours(tx), tally)

    def cancel(self, tx: Transaction, batch: str) -> tuple[int, bool]:
        """Withdraw ready items; return how many, and whether the batch is finished thereby (none leased)."""
        session = _ours(tx)
        tally = _tally(session, batch)
        if tally.state == "finished":
            return 0, False
        sql = f"UPDATE wk_item SET state = 'cancelled', reason = '' WHERE number = ? AND {OPEN} AND state = 'ready'"
        withdrawn = session.run(sql, (tally.number,)) + _rest(session, tally.number)
        session.run("DELETE FROM wk_coming WHERE number = ?", (tally.number,))
        tally.counts["cancelled"] += withdrawn
        tally.state = "cancelling"
        finished = _finish(session, tally)
        _keep(session, tally)
        return withdrawn, finished

    def waiting(self, batch: str) -> int:
        """Return the number of items not begun."""
        with self._store.reading() as session:
            number = _tally(session, batch).number
            sql = f"SELECT count(*) FROM wk_item WHERE number = ? AND {OPEN} AND state = 'ready'"
            count: int = session.one(sql, (number,)) + _rest(session, number)
        return count

    def retry(self, tx: Transaction, batch: str) -> int:
        """Make failed, conflicted and quarantined items ready again in the same run; return how many."""
        session = _ours(tx)
        tally, where = _tally(session, batch), _bounds(session, batch)
        items = session.run(f"{_AGAIN} WHERE {_OF_BATCH} AND {_WITHOUT_SUCCESS}", where)
        if items:
            sql = f"SELECT code, count(*) FROM wk_item WHERE {_OF_BATCH} AND code <> '' GROUP BY code"
            tally.retry(Counter(dict(session.rows(sql, where))))
            _keep(session, tally)
        return items

    def redo(self, tx: Transaction, batch: str, run: int) -> int:
        """Make all items ready again as run number `run` with counters at zero; return how many."""
        session = _ours(tx)
        tally = _tally(session, batch)
        items = session.run(f"{_AGAIN} WHERE {_OF_BATCH}", _bounds(session, batch))
        tally.redo(run, items)
        _keep(session, tally)
        return items

    def progress(self, batch: str) -> Progress | None:
        """Return the counters of a batch with rate and time left; None for a stranger."""
        with self._store.reading() as session:
            rows = session.rows(f"{_TALLY} WHERE batch = ?", (batch,))
        return _read(rows[0]).progress(self._clock()) if rows else None

    def active(self) -> list[Progress]:
        """Return the batches that are not finished, oldest first."""
        with self._store.reading() as session:
            rows = session.rows(f"{_TALLY} WHERE state <> 'finished' ORDER BY number")
        return [_read(row).progress(self._clock()) for row in rows]

    def by_number(self, number: int) -> str | None:
        """Return the identifier of the batch people call by this number."""
        with self._store.reading() as session:
            found: str | None = session.one("SELECT batch FROM wk_batch WHERE number = ?", (number,))
        return found

    def waiting_reasons(self) -> dict[str, Any]:
        """Return batch -> (reason, seconds until the next try) for items given back."""
        found = {}
        given_back = (
            f"SELECT reason, due FROM wk_item WHERE number = ? AND {OPEN} AND state = 'ready' AND due > 0 "
            "ORDER BY due LIMIT 1"
        )
        with self._store.reading() as session:
            for number, batch in session.rows("SELECT number, batch FROM wk_batch WHERE state <> 'finished'"):
                for reason, due in session.rows(given_back, (number,)):
                    found[batch] = (reason, max(0.0, due - self._clock()))
        return found

    def _create(self) -> None:
        with self._store.reading() as session:
            missing = not session.rows("SELECT 1 FROM sqlite_master WHERE name = 'wk_coming'")
        if missing and not self._store.read_only:
            with self._store.transaction() as tx:
                schema.METADATA.create_all(tx.connection)

    def _due_batch(self, session: Session, kinds: Sequence[str]) -> Tally | None:
        sql = (
            f"{_TALLY} b WHERE state IN ('running', 'cancelling') AND state <> 'finished' "
            f"AND EXISTS (SELECT 1 FROM wk_item i WHERE i.number = b.number AND i.{OPEN} AND i.due <= ?)"
        )
        params: tuple[Any, ...] = (self._clock(),)
        if kinds:
            sql, params = f"{sql} AND kind {AMONG}", (*params, listed(kinds))
        rows = session.rows(f"{sql} ORDER BY number LIMIT 1", params)
        return _read(rows[0]) if rows else None

    def _lend(self, tx: SqlTransaction, tally: Tally, limit: int, seconds: float) -> list[Lease]:
        at, token = self._clock(), str(uuid_utils.uuid4())
        rows = tx.rows(
            f"SELECT item, stream, attempts FROM wk_item WHERE number = ? AND {OPEN} AND due <= ? "
            "ORDER BY due, item LIMIT ?",
            (tally.number, at, limit),
        )
        rows = rows[: together([attempts for _, _, attempts in rows])]
        tx.run(
            f"UPDATE wk_item SET state = 'leased', attempts = attempts + 1, due = ?, token = ? WHERE item {AMONG}",
            (at + seconds, token, listed(row[0] for row in rows)),
        )
        before = (tally.lease_seconds, tally.moved_at)
        tally.lent(seconds, at)
        if before != (tally.lease_seconds, tally.moved_at):
            _keep(tx, tally)
        return [
            Lease(item, tally.batch, tally.kind, tally.run, stream, attempts + 1, token)
            for item, stream, attempts in rows
        ]

    @staticmethod
    def _check_tokens(session: Session, leases: list[Lease]) -> None:
        sql = f"SELECT item, token FROM wk_item WHERE state = 'leased' AND item {AMONG}"
        present = dict(session.rows(sql, (listed(lease.item for lease in leases),)))
        lost = [lease.stream for lease in leases if present.pop(lease.item, None) != lease.token]
        if lost:
            raise Conflict(
                f"{len(lost)} of {len(leases)} items were lent to another worker meanwhile, {lost[0]} among them; "
                "nothing was recorded.",
                streams=tuple(lost),
            )


def _ours(tx: Transaction) -> SqlTransaction:
    if not isinstance(tx, SqlTransaction):
        raise TypeError(f"{tx!r} is no transaction of this queue's log")
    return tx


def _tally(session: Session, batch: str) -> Tally:
    rows = session.rows(f"{_TALLY} WHERE batch = ?", (batch,))
    if not rows:
        raise Unknown(f"There is no batch {batch}.")
    return _read(rows[0])


def _bounds(session: Session, batch: str) -> tuple[int, int, int]:
    number, first, last = session.rows("SELECT number, first_item, last_item FROM wk_batch WHERE batch = ?", (batch,))[
        0
    ]
    return number, first, last


def _finish(session: Session, tally: Tally) -> bool:
    if session.rows(f"SELECT 1 FROM wk_item WHERE number = ? AND {OPEN} LIMIT 1", (tally.number,)):
        return False
    if session.rows("SELECT 1 FROM wk_coming WHERE number = ?", (tally.number,)):
        return False
    tally.state = "finished"
    return True


def _add(session: Session, number: int, items: Sequence[tuple[int, str]]) -> None:
    session.run(
        f"{_PUT} VALUES (?, ?, ?, 'ready', 0, 0, '', '', '')", [(item, number, stream) for item, stream in items]
    )


def _rest(session: Session, number: int) -> int:
    """Return how many rows of a batch have no items yet."""
    found: int = session.one("SELECT coalesce(max(coming - taken), 0) FROM wk_coming WHERE number = ?", (number,))
    return found


def _keep(session: Session, tally: Tally) -> None:
    session.run(_KEEP, (*_row(tally), tally.number))


def _row(tally: Tally) -> tuple[Any, ...]:
    rate = tally.rate
    return (
        tally.number,
        tally.batch,
        tally.kind,
        tally.state,
        tally.run,
        tally.total,
        *(tally.counts[name] for name in COUNTS),
        orjson.dumps(tally.reasons).decode(),
        rate.second,
        rate.count,
        rate.total,
        rate.weight,
        tally.lease_seconds,
        tally.moved_at,
    )


def _read(row: tuple[Any, ...]) -> Tally:
    number, batch, kind, state, run, total, *rest = row
    counts = Counter(dict(zip(COUNTS, rest[:6], strict=True)))
    reasons = Counter(orjson.loads(rest[6]))
    return Tally(number, batch, kind, total, state, run, counts, reasons, Rate(*rest[7:11]), rest[11], rest[12])
