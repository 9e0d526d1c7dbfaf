"""Deliveries that must be confirmed: the receipt queue of dpa's kind and the change-sets of Getty's kind."""

from collections import deque
from dataclasses import dataclass
from http import HTTPStatus

from rightsdesk.hub.wire import Refusal

QUEUE_PAGE = 50
SET_SIZE = 2200


@dataclass(frozen=True, slots=True)
class Lent:
    """A queue entry handed out: its position in the change log and until when it stays hidden."""

    position: int
    until: float


class ReceiptQueue:
    """Every change once per channel until it is confirmed; an unconfirmed one comes back after `life` seconds."""

    def __init__(self, name: str, life: float) -> None:
        """`life`: how long a receipt is good, in seconds."""
        self.name = name
        self.life = life
        self._fed = 0
        self._waiting: deque[int] = deque()
        self._lent: dict[str, Lent] = {}
        self._spent: set[str] = set()
        self._count = 0

    def lend(self, log_length: int, now: float) -> list[tuple[str, int]]:
        """Up to 50 receipts with the log positions they stand for."""
        self._take_back(now)
        self._waiting.extend(range(self._fed, log_length))
        self._fed = max(self._fed, log_length)
        lent: list[tuple[str, int]] = []
        while self._waiting and len(lent) < QUEUE_PAGE:
            self._count += 1
            receipt = f"{self.name}-{self._count:07d}"
            position = self._waiting.popleft()
            self._lent[receipt] = Lent(position, now + self.life)
            lent.append((receipt, position))
        return lent

    def has_more(self, log_length: int) -> bool:
        """Whether entries wait beside those handed out."""
        return bool(self._waiting) or self._fed < log_length

    def confirm(self, receipt: str, now: float) -> bool:
        """Take an entry off the queue; False for a stranger's receipt, 410 for a spent or overdue one."""
        self._take_back(now)
        if receipt in self._spent:
            raise Refusal(HTTPStatus.GONE, "receipt_spent", "This receipt was confirmed before or is overdue.")
        if self._lent.pop(receipt, None) is None:
            return False
        self._spent.add(receipt)
        return True

    def _take_back(self, now: float) -> None:
        overdue = {receipt: lent.position for receipt, lent in self._lent.items() if lent.until <= now}
        for receipt in overdue:
            del self._lent[receipt]
        self._spent.update(overdue)
        self._waiting.extendleft(sorted(overdue.values(), reverse=True))


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A block of the change log between two positions, open until confirmed."""

    name: str
    start: int
    end: int


class ChangeSets:
    """One open change-set per channel: the next one is made only after the earlier was confirmed."""

    def __init__(self) -> None:
        """No channel has asked yet."""
        self._next: dict[str, int] = {}
        self._open: dict[str, ChangeSet] = {}
        self._spent: set[str] = set()
        self._count = 0

    def draw(self, channel: str, log_length: int) -> tuple[ChangeSet | None, bool]:
        """The channel's open set and whether it is new; None when nothing is waiting."""
        if channel in self._open:
            return self._open[channel], False
        start = self._next.get(channel, 0)
        if start >= log_length:
            return None, False
        self._count += 1
        drawn = ChangeSet(f"set-{self._count:06d}", start, min(start + SET_SIZE, log_length))
        self._open[channel] = drawn
        return drawn, True

    def confirm(self, name: str) -> None:
        """Close a set; 410 when it was closed before, 404 when it never was."""
        if name in self._spent:
            raise Refusal(HTTPStatus.GONE, "change_set_spent", "This change-set was confirmed before.")
        channel = next((channel for channel, open_set in self._open.items() if open_set.name == name), None)
        if channel is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "unknown_change_set", "There is no such change-set.")
        self._next[channel] = self._open.pop(channel).end
        self._spent.add(name)
