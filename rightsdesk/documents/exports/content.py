"""What an export holds once its batch has ended: everything its file is made of, read from the log."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from rightsdesk.domain.advice import Snapshot
from rightsdesk.domain.advice.outgoing import owed
from rightsdesk.domain.platform import Platform


@dataclass(frozen=True, slots=True)
class Item:
    """One advice of an export: its identifier, frozen content, hashes of its documents, what stands beside it.

    `again` marks a duplicate that was asked for.
    """

    advice: str
    vendor: str
    snapshot: Snapshot
    pdf: str = ""
    xml: str = ""
    again: bool = False
    objected: str = ""
    cancelled_by: str = ""
    delivered: str = ""
    paid_on: str = ""

    @property
    def owed(self) -> int:
        """Return what is to be transferred, in minor units."""
        return owed(self.snapshot)

    @property
    def counted(self) -> int:
        """Return the gross total in minor units, negative where the document takes back."""
        shown = self.snapshot
        return -shown.gross if shown.type_code == "261" else shown.gross


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as an auditor is shown it; `told` is its content as JSON."""

    position: int
    at: datetime
    stream: str
    version: int
    name: str
    actor: str
    told: str

    def fact(self) -> dict[str, Any]:
        """Return the content of the event."""
        found: dict[str, Any] = json.loads(self.told)
        return found


@dataclass(frozen=True, slots=True)
class Export:
    """An export: the batch's identifier, the moment it was ordered (in the publisher's zone), who, what, and how.

    `accounts` are the creditor numbers by vendor, `read` gives the bytes of a document by hash and ending.
    """

    export: str
    format: str
    at: datetime
    actor: str
    items: tuple[Item, ...]
    period: str = ""
    options: dict[str, str] = field(default_factory=dict)
    platforms: dict[str, Platform] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    events: tuple[Happened, ...] = ()
    read: Callable[[str, str], bytes] = field(default=lambda _sha256, _ending: b"")

    @property
    def day(self) -> str:
        """Return the day (ISO) on which the export was ordered."""
        return self.at.date().isoformat()

    def sums(self) -> dict[str, int]:
        """Return the gross total in minor units for each currency."""
        found: dict[str, int] = {}
        for item in self.items:
            currency = item.snapshot.currency
            found[currency] = found.get(currency, 0) + item.counted
        return found


Warnings = list[str]
Maker = Callable[[Export, BinaryIO], Warnings]
"""Writes the file of an export; returns a sentence for whatever could not be written as it is."""
