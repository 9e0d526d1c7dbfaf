"""A publisher's house in memory: pictures of vendors with agreements, files of usages, and what is owed for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rightsdesk.batches.drafting import Drafting
from rightsdesk.batches.extending import Extending, TakingBack
from rightsdesk.batches.purchasing import Purchasing
from rightsdesk.batches.submit import Ticket
from rightsdesk.batches.using import Endings, Placings
from rightsdesk.domain import ids, rights, streams
from rightsdesk.domain.account import Account, Charge, RequestCreditAdvice
from rightsdesk.domain.feed import FeedConfigured
from rightsdesk.domain.messages import Command, fold
from rightsdesk.domain.period import month
from rightsdesk.domain.rights import Placement, Usage
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    Vendor,
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.vendorsync.port import (
    Capabilities,
    Change,
    ChangeBatch,
    FeedMode,
    LookupResult,
    ProbeResult,
    RemoteImage,
    SyncState,
    UsageReceipt,
    UsageReport,
)
from rightsdesk.vendorsync.sync import Sync, SyncReport
from rightsdesk.vendorsync.usage_import import UsageImport
from tests.kit.works import Works, decode, unchecked

HEADER = "image,platform,article,placed_at,ended_at"


@dataclass(frozen=True)
class OneBatch:
    """A vendor's feed that has one batch to say."""

    batch: ChangeBatch

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Say it."""
        yield self.batch

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Be content."""

    def close(self) -> None:
        """Have nothing open."""

    @property
    def capabilities(self) -> Capabilities:
        """Deliver changes behind a cursor."""
        return Capabilities(FeedMode.CURSOR)

    def probe(self) -> ProbeResult:
        """Never be asked."""
        raise NotImplementedError

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """Never be asked."""
        raise NotImplementedError

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Never be asked."""
        raise NotImplementedError


@dataclass
class House(Works):
    """A works that knows vendors, accounts and files of usages."""

    def __post_init__(self) -> None:
        """Put the import in."""
        super().__post_init__()
        self.imports = UsageImport(self.log, decode, lambda: self.at)
        self.performers |= {
            "buy-images": Purchasing(self.log, decode),
            "place-usages": Placings(self.log, decode),
            "end-usages": Endings(self.log, decode),
            "extend-grants": Extending(self.log, decode),
            "undo-rights": TakingBack(self.log, decode),
            "generate-advices": Drafting(self.log, decode, unchecked),
        }

    def vendor(self, name: str, *agreements: Agreement) -> str:
        """Register a vendor who may be billed, with its agreements in order."""
        dated = [VendorAgreementChanged(each) for each in agreements]
        billable = [VendorSelfBillingAgreed("2026-01-01"), VendorBankAccountChanged("DE89370400440532013000")]
        self.given(streams.vendor(name), VendorRegistered(name, {"name": name}), *dated, *billable)
        return name

    def deliver(self, asset: str, version: int, **fields: Any) -> SyncReport:
        """Let the feed of the pictures deliver a version of one, valid since the beginning of October."""
        uri = f"https://hub.invalid/v1/items/v1/{asset}"
        at = datetime(2026, 10, 1, tzinfo=UTC)
        image = RemoteImage(
            "v1", asset, uri, version, at, f"hash-{asset}-{version}", {"currency": "EUR", **fields}, b"", ""
        )
        change = Change(f"c-{asset}-{version}", "upsert", "v1", asset, uri, image, at)
        feed = OneBatch(ChangeBatch((change,), (), 0, SyncState("changes", str(version)), more=False))
        if not self.log.versions(["feed-hub"])["feed-hub"]:
            self.given("feed-hub", FeedConfigured("hub", "https://hub.invalid", "generic"))
        return Sync(self.log, decode, lambda: self.at, lambda _: feed, lambda *_: "").pull("hub", "kim")

    def facts(self, stream: str) -> list[Any]:
        """Return everything a stream tells."""
        return list(map(decode, self.log.read_streams([stream])[stream]))

    def tell(self, *wishes: tuple[str, Command[Any]], **more: Any) -> Ticket:
        """Order wishes, carry them out, and return the receipt."""
        ticket = self.order(wishes, **more)
        self.work()
        return ticket

    def generate(self, vendor: str, period: str = "2026-10", platform: str = "tag") -> Ticket:
        """Draft the credit advices of an account for a month."""
        last = month(period).last.isoformat()
        return self.tell((streams.account(platform, vendor), RequestCreditAdvice(platform, vendor, period, last)))

    def undo(self, ticket: Ticket) -> Ticket:
        """Undo a batch, carry that out, and return its receipt."""
        undone = self.undoing.undo(ticket.batch, ids.named("undo", ticket.batch), "kim")
        self.work()
        return undone

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
