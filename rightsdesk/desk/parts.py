"""What a desk is put together from; `bootstrap` chooses the adapters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.backup import Saved, Watch
from rightsdesk.batches.handling import Handling
from rightsdesk.batches.lifecycle import Lifecycle
from rightsdesk.batches.simulating import Simulation
from rightsdesk.batches.submit import Submitting
from rightsdesk.batches.task import Clock, Decode
from rightsdesk.batches.undo import Undoing
from rightsdesk.batches.worker import Worker
from rightsdesk.desk.pictures import Pictures
from rightsdesk.domain.feed import Feed
from rightsdesk.eventlog.log import EventLog
from rightsdesk.readmodel import ReadModel
from rightsdesk.settings import Settings
from rightsdesk.strongbox import Strongbox
from rightsdesk.vendorsync.port import ProbeResult
from rightsdesk.vendorsync.quarantine import Quarantine
from rightsdesk.vendorsync.sync import Sync
from rightsdesk.vendorsync.usage_import import UsageImport
from rightsdesk.vendorsync.usage_sync import UsageSync
from rightsdesk.workqueue.queue import WorkQueue


@dataclass(frozen=True, slots=True)
class Parts:
    """Adapters and services of one open workspace; `new_id` makes UUID texts, `close` gives everything back.

    `interrupt` asks long work to end at the next item.
    """

    folder: Path
    settings: Settings
    actor: str
    log: EventLog
    queue: WorkQueue
    decode: Decode
    read_model: ReadModel
    handling: Handling
    submitting: Submitting
    worker: Worker
    lifecycle: Lifecycle
    undoing: Undoing
    sync: Sync
    usage_sync: UsageSync
    usage_import: UsageImport
    quarantine: Quarantine
    pictures: Pictures
    strongbox: Strongbox
    probe: Callable[[Feed], ProbeResult]
    save: Callable[[Path, Watch], Saved]
    clock: Clock
    new_id: Callable[[], str]
    close: Callable[[], None]
    interrupt: Callable[[], None] = lambda: None
    simulation: Simulation | None = None
    """What a sample's vendor service is made to do; None where real vendors are asked."""
