"""Delivering credit advices: each message is recorded right after it left, and never leaves twice for one wish."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rightsdesk.batches.task import Clock, Decode, Ended, Histories, Performed, Task, histories
from rightsdesk.domain import ids, streams
from rightsdesk.domain.advice import Advice, AdviceDelivered, AdviceUnchanged, DeliverAdvice
from rightsdesk.domain.advice.outgoing import frozen
from rightsdesk.domain.advice.refusals import NoAddress
from rightsdesk.domain.messages import Refused
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import Context, EventLog, Write
from rightsdesk.faults import Damaged, Invalid, Unavailable, Unusable

RETRY_SECONDS, REPAIR_SECONDS = 5.0, 30.0
ONE_ONLY = "SMTP-LATER"
"""The code of a fault that concerns one recipient and not the way out."""
LONGEST = 30.0
"""Seconds after which the rest of a chunk is given back: leases of a minute must not run out while a server is slow."""

Send = Callable[[str, str, bytes], None]
Open = Callable[[str, str], AbstractContextManager[Send]]
"""Opens the way out of (channel, folder): what is given sends (address, file name, content)."""


Pack = Callable[[Advice, str, str, datetime], tuple[str, bytes]]
"""Makes a message of (advice, address, message id, moment of the order): its file name and content."""


@dataclass(frozen=True, slots=True)
class Delivering:
    """Carries out `DeliverAdvice`; `name` makes a message's identifier of a name."""

    log: EventLog
    decode: Decode
    clock: Clock
    open: Open
    pack: Pack
    name: Callable[[str], str]
    is_address: Callable[[str], bool]

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Send one after the other; while nothing can be sent the rest is put off."""
        wish = _wish(tasks[0])
        vendors = histories(self.log, self.decode, {streams.vendor(task.state.vendor) for task in tasks})
        ended: list[Ended] = []
        later: list[Task] = []
        since = time.monotonic()
        with self.open(wish.channel, wish.folder) as send:
            for nth, task in enumerate(tasks):
                if nth and time.monotonic() - since > LONGEST:
                    return _put_off(ended, [*later, *tasks[nth:]], 0.0, "The rest follows.")
                try:
                    ended.append(self._delivered(task, vendors, send))
                except Refused as refusal:
                    ended.append(task.refused(refusal))
                except (Damaged, Invalid) as fault:
                    ended.append(task.failed(fault.code, fault.sentence))
                except (Unavailable, Unusable) as fault:
                    if fault.code != ONE_ONLY:
                        return _put_off(ended, [*later, *tasks[nth:]], _seconds(fault), fault.sentence)
                    later.append(task)
        return _put_off(ended, later, REPAIR_SECONDS, "Mail servers of some vendors take nothing now.")

    def _delivered(self, task: Task, vendors: Histories, send: Send) -> Ended:
        """Send, record, then end: after a crash in between the same message goes out under the same identifier."""
        wish = _wish(task)
        message_id = self.name(ids.named("message", task.intent_id))
        if message_id in task.state.messages:
            return task.ended((AdviceUnchanged(),))
        wish.decide(task.state, task.cx)
        address = self._address(task.state, vendors.state(streams.vendor(task.state.vendor)))
        name, content = self.pack(task.state, address, message_id, self._asked_at(task))
        send(address, name, content)
        at = self.clock().isoformat(timespec="seconds")
        fact = AdviceDelivered(wish.channel, address, task.state.pdf, at, message_id)
        with self.log.transaction() as tx:
            # What was sent is a fact, whatever else became of the advice meanwhile.
            write = Write(task.lease.stream, (fact,), None, task.intent_id)
            self.log.append(tx, (write,), Context(task.cx.actor, correlation_id=task.lease.batch))
        return replace(task, version=task.version + 1).ended(())

    def _address(self, advice: Advice, vendor: Vendor) -> str:
        """Return the vendor's present address, else the one frozen at issue."""
        found = vendor.profile.get("email", "") or frozen(advice).supplier.email
        if not found:
            raise NoAddress
        if not self.is_address(found):
            sentence = f"{found!r} is no e-mail address; correct that of vendor {advice.vendor} first."
            raise NoAddress(sentence)
        return found

    def _asked_at(self, task: Task) -> datetime:
        """Return when the delivery was ordered: the date that the message bears."""
        history = self.log.read_streams([task.lease.stream])[task.lease.stream]
        asked = next(each for each in history if each.event_id == task.intent_id)
        return datetime.fromtimestamp(asked.recorded_at // 1_000_000, UTC)


def _wish(task: Task) -> DeliverAdvice:
    wish: DeliverAdvice = task.command  # type: ignore[assignment]
    return wish


def _seconds(fault: Unavailable | Unusable) -> float:
    return (fault.retry_after or RETRY_SECONDS) if isinstance(fault, Unavailable) else REPAIR_SECONDS


def _put_off(ended: Sequence[Ended], left: Sequence[Task], seconds: float, because: str) -> Performed:
    return Performed(tuple(ended), (), tuple(task.lease for task in left), seconds, because)
