"""Measures the command of the month: credit advices for 1,000 vendors with 15 charges each, told, then accepted.

Run: `python -m tests.bench.bench_generating`
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, GenerateAdvices, Query, Selection, Ticket
from rightsdesk.domain import streams
from rightsdesk.domain.account import Charge, ChargeAccrued
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.settings import Settings
from tests.bench.figures import Figure, seconds, table

VENDORS, CHARGES, ROUNDS = 1_000, 15, 3
MONTH = "2026-10"
EVERYONE = Selection("vendors", Query("vendors"))


@contextmanager
def workspace() -> Iterator[Desk]:
    """Open a workspace in which every vendor is owed something on one platform."""
    with tempfile.TemporaryDirectory(prefix="bench-generating-", dir=Path.cwd()) as place:
        folder = Path(place) / "workspace"
        bootstrap.create_workspace(folder, Settings())
        desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
        try:
            desk.masters.add_platform("tag", "Tagwerk", {"company": "Muster Verlag GmbH", "country": "DE"})
            with desk.log.transaction() as tx:
                desk.log.append(tx, list(_given()), Context("earlier"))
            desk.settle()
            yield desk
        finally:
            desk.close()


def _given() -> Iterator[Write]:
    for number in range(VENDORS):
        vendor = f"v{number}"
        yield Write(
            streams.vendor(vendor),
            (
                VendorRegistered(vendor, {"name": f"Vendor {number}", "vat_id": "DE136695976"}),
                VendorAgreementChanged(Agreement()),
                VendorSelfBillingAgreed("2026-01-01"),
                VendorBankAccountChanged("DE89370400440532013000"),
            ),
        )
        owed = (
            Charge(f"c{number}-{at}", f"{vendor}:{at}", "A picture", 1250, "EUR", f"{MONTH}-05", "item")
            for at in range(CHARGES)
        )
        yield Write(streams.account("tag", vendor), tuple(map(ChargeAccrued, owed)))


def measure() -> list[Figure]:
    """Ask for the lines, then give the order, several times; each batch is cancelled before the next."""
    told, accepted = [], []
    with workspace() as desk:
        reader, order = desk.reader(), GenerateAdvices(MONTH)
        for _ in range(ROUNDS):
            told.append(1_000 * seconds(lambda: reader.impact(EVERYONE, order)))
            tickets: list[Ticket] = []
            accepted.append(1_000 * seconds(partial(_submitted, desk, order, tickets)))
            desk.cancel(tickets[0].batch)
            desk.settle()
    return [
        Figure(f"impact of {VENDORS:,} vendors told", statistics.median(told), "ms", at_most=300),
        Figure(f"order for {VENDORS:,} vendors accepted", statistics.median(accepted), "ms", at_most=300),
    ]


def _submitted(desk: Desk, order: GenerateAdvices, tickets: list[Ticket]) -> None:
    tickets.append(desk.submit(EVERYONE, order, expected=VENDORS))


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    figures = measure()
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
