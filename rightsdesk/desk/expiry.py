"""What time alone changes: raises the alarm for usages whose right to stay online has ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rightsdesk.batches.submit import Order
from rightsdesk.desk.parts import Parts
from rightsdesk.domain import streams
from rightsdesk.domain.image import OpenTakeDowns
from rightsdesk.domain.messages import Command
from rightsdesk.readmodel import Reader


@dataclass(frozen=True, slots=True)
class Expiry:
    """Asks the tables what is due and queues one batch for it; alarms go out again when dates move."""

    parts: Parts
    reader: Callable[[], Reader]

    def next_change(self, after: datetime) -> datetime | None:
        """Return the first moment (UTC) after another at which a live usage must come down.

        One that was due when it became known is due at once, unless its alarm is on the way.
        """
        if not self._under_way() and self.reader().unalarmed(int(after.timestamp())):
            return after + timedelta(seconds=1)
        found = self.reader().next_expiry(int(after.timestamp()))
        return None if found is None else datetime.fromtimestamp(found, UTC)

    def check(self, actor: str, batch: str) -> str | None:
        """Open take-downs for all usages due by now in a batch of this identifier; None when none is due."""
        if self.parts.queue.progress(batch) is not None:
            return batch
        due: dict[str, dict[str, str]] = {}
        because: dict[str, str] = {}
        for each in self.reader().unalarmed(int(self.parts.clock().timestamp())):
            due.setdefault(each.image, {})[each.usage] = each.due
            because.setdefault(each.image, each.because)
        if not due or self._under_way():
            return None
        targets: list[tuple[str, Command[Any]]] = [
            (streams.image_of(image), OpenTakeDowns(because[image], usages)) for image, usages in due.items()
        ]
        position = self.parts.log.head().position
        self.parts.submitting.submit(Order(batch, OpenTakeDowns.kind, targets, {}, actor, position))
        return batch

    def _under_way(self) -> bool:
        return any(progress.kind == OpenTakeDowns.kind for progress in self.parts.queue.active())
