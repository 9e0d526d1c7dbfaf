"""Measures the month: 1,000 vendors with 15 lines each, drafted, issued, validated and rendered, in the window.

Run: `python -m tests.bench.bench_advices [VENDORS]`
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rightsdesk import bootstrap
from rightsdesk.documents.einvoice.readback import attached
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
from rightsdesk.hub.sample_tax import iban
from rightsdesk.sample import LETTERHEAD
from rightsdesk.settings import Settings
from tests.bench.figures import Figure, table
from tests.bench.window_parts import MONTH

VENDORS, CHARGES = 1_000, 15
PROFILE = {
    "street": "Gartenweg 12",
    "postcode": "80331",
    "city": "München",
    "country": "DE",
    "vat_id": "DE136695976",
    "email": "rechnung@vendor.example",
    "phone": "+49 89 98765",
}


def prepared(folder: Path, vendors: int) -> None:
    """Make a workspace in which every vendor can be paid, each to its own account."""
    bootstrap.create_workspace(folder, Settings(four_eyes=False))
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        desk.masters.add_platform("tag", "Tagwerk", LETTERHEAD)
        with desk.log.transaction() as tx:
            desk.log.append(tx, list(_given(vendors)), Context("earlier"))
        desk.settle()
    finally:
        desk.close()


def _given(vendors: int) -> Iterator[Write]:
    for number in range(vendors):
        vendor = f"v{number}"
        yield Write(
            streams.vendor(vendor),
            (
                VendorRegistered(vendor, {"name": f"Bildbüro Łódź {number}", **PROFILE}),
                VendorAgreementChanged(Agreement()),
                VendorSelfBillingAgreed("2026-01-01"),
                VendorBankAccountChanged(iban("DE", f"10000000{number:010d}")),
            ),
        )
        owed = (
            Charge(f"c{number}-{at}", f"{vendor}:{at}", "Wal vor Húsavík", 1250 + at, "EUR", f"{MONTH}-05", "item")
            for at in range(CHARGES)
        )
        yield Write(streams.account("tag", vendor), tuple(map(ChargeAccrued, owed)))


def in_the_window(folder: Path) -> dict[str, float]:
    """Let the window do the whole month and return what was measured."""
    place = {"QT_QPA_PLATFORM": "offscreen", "RIGHTSDESK_CONFIG": str(folder / "cache" / "config")}
    command = [sys.executable, "-m", "tests.bench.window_parts", "paying", str(folder), "0"]
    told = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **place}, check=False)
    if told.returncode:
        raise RuntimeError(told.stdout + told.stderr)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def sound(folder: Path) -> int:
    """Return how many documents hold exactly the data that lie beside them; what is released was valid by the rules."""
    held = {path.read_bytes() for path in (folder / "documents").glob("*/*.xml")}
    papers = (path.read_bytes() for path in (folder / "documents").glob("*/*.pdf"))
    return sum(next(content for _, content in attached(paper)) in held for paper in papers)


def measure(vendors: int) -> list[Figure]:
    """Measure one month."""
    with tempfile.TemporaryDirectory(prefix="bench-advices-", dir=Path.cwd()) as place:
        folder = Path(place) / "workspace"
        prepared(folder, vendors)
        found = in_the_window(folder)
        documents = sound(folder)
    return [
        Figure("documents that read back their own data", documents, "documents", at_least=vendors),
        Figure(
            f"{vendors:,} advices of {CHARGES} lines, all in all", found["wall"], "s", at_most=90 * vendors / VENDORS
        ),
        Figure("  : drafted and checked", found["drafted"], "s"),
        Figure("  : issued, validated, rendered", found["issued"], "s"),
        Figure("CPU of the printing processes per document", found["cpu"] * 1_000 / vendors, "ms", at_most=120),
        Figure("order to generate accepted", found["accepted"], "ms", at_most=300),
        Figure("longest gap of the window meanwhile", found["longest"], "ms", at_most=50),
        Figure("  99 of 100 gaps", found["p99"], "ms", at_most=16),
    ]


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    figures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else VENDORS)
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
