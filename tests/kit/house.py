"""A publisher's house in memory: pictures of vendors with agreements, files of usages, and what is owed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rightsdesk.domain import rights, streams
from rightsdesk.domain.account import Account, Charge
from rightsdesk.domain.messages import fold
from rightsdesk.domain.rights import Placement, Usage
from rightsdesk.domain.vendor import (
    Agreement,
    Vendor,
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.vendorsync.usage_import import UsageImport
from tests.kit.works import Works, decode

HEADER = "image,platform,article,placed_at,ended_at"


@dataclass
class House(Works):
    """A works that knows vendors, accounts and files of usages."""

    def __post_init__(self) -> None:
        """Put the import in."""
        super().__post_init__()
        self.imports = UsageImport(self.log, decode, lambda: self.at)

    def vendor(self, name: str, *agreements: Agreement) -> str:
        """Register a vendor who may be billed, with its agreements in order."""
        dated = [VendorAgreementChanged(each) for each in agreements]
        billable = [VendorSelfBillingAgreed("2026-01-01"), VendorBankAccountChanged("DE89370400440532013000")]
        self.given(streams.vendor(name), VendorRegistered(name, {"name": name}), *dated, *billable)
        return name

    def account(self, vendor: str, platform: str = "tag") -> Account:
        """Return an account as it stands."""
        own = streams.account(platform, vendor)
        return fold(Account(), map(decode, self.log.read_streams([own])[own]))

    def charges(self) -> list[Charge]:
        """Return all charges of all accounts that are owed, by identifier."""
        accounts = [self.account(*reversed(streams.pair(name))) for name in self.log.streams("account")]
        owed = [charge for each in accounts for key, charge in each.charges.items() if key not in each.reversed]
        return sorted(owed, key=lambda charge: charge.charge_id)

    def vendor_state(self, name: str) -> Vendor:
        """Return a vendor as it stands."""
        own = streams.vendor(name)
        return fold(Vendor(), map(decode, self.log.read_streams([own])[own]))


def usage(image: str, article: str = "a1", platform: str = "tag", **more: Any) -> Usage:
    """Return the usage of a picture in an article."""
    return Usage(rights.usage_id(platform, article, image), platform, article, **more)


def placement(image: str, at: str = "2026-10-05T10:00:00+00:00", article: str = "a1", **more: Any) -> Placement:
    """Return the placement of a picture."""
    return Placement(image, usage(image, article, **more), at, "file:1")


def usage_file(path: Path, rows: Iterable[str], header: str = HEADER) -> Path:
    """Write a file of usages and return it."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
