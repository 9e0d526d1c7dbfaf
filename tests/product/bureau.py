"""A publisher's accounts in memory: complete vendors, charges, drafts, checks and numbers, all by the real rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rightsdesk.batches.checking import CheckingAgain
from rightsdesk.batches.drafting import Drafting, Rejecting
from rightsdesk.batches.issuing import Issuing
from rightsdesk.batches.submit import Ticket
from rightsdesk.documents import credit_advice
from rightsdesk.documents.checking import Checking
from rightsdesk.domain import period, streams
from rightsdesk.domain.account import Account, Charge, ChargeAccrued, RequestCreditAdvice
from rightsdesk.domain.advice import Advice, AdviceIssued, ApproveAdvice, CheckAdvice, IssueAdvice, Snapshot
from rightsdesk.domain.messages import fold
from rightsdesk.domain.platform import PlatformRegistered
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorChanged,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.hub.sample_tax import iban
from rightsdesk.ledger import Surroundings
from rightsdesk.sample import LETTERHEAD
from tests.kit.works import Works, decode

PROFILE = {
    "street": "Gartenweg 12",
    "postcode": "80331",
    "city": "München",
    "country": "DE",
    "vat_id": "DE136695976",
    "email": "rechnung@vendor.example",
    "phone": "+49 89 98765",
}
TODAY = "2026-11-23"


@dataclass(frozen=True)
class Sheet:
    """A printed document of a press that prints nothing."""

    sha256: str = "0" * 64
    size: int = 1
    xml_sha256: str = ""
    xml_size: int = 0
    verdicts: dict[str, str] = field(default_factory=dict)


class Bureau(Works):
    """A works that drafts, checks and issues."""

    def __post_init__(self) -> None:
        """Put the performers in."""
        super().__post_init__()
        check = Checking(Surroundings(self.log, decode), lambda: self.at)
        self.performers |= {
            "generate-advices": Drafting(self.log, decode, check),
            "check-advices": CheckingAgain(self.log, decode, check),
            "reject-advices": Rejecting(self.log, decode),
            "issue-advices": Issuing(
                self.log, decode, lambda: self.at, credit_advice.snapshot, check, _printed, "test"
            ),
        }
        self.given(streams.platform("tag"), PlatformRegistered("tag", "Tagwerk", LETTERHEAD))
        self._vendors = 0

    def vendor(self, key: str, /, agreement: Agreement | None = None, **profile: str) -> str:
        """Register a vendor with everything a credit advice needs, on an account of its own."""
        self._vendors += 1
        account = iban("DE", f"10000000{self._vendors:010d}")
        told = {**PROFILE, "name": f"Agentur {key}", "street": f"Gartenweg {self._vendors}", **profile}
        self.given(
            streams.vendor(key),
            VendorRegistered(key, told),
            VendorAgreementChanged(agreement or Agreement()),
            VendorSelfBillingAgreed("2026-01-01"),
            VendorBankAccountChanged(account, "", "kim"),
        )
        return key

    def change(self, vendor: str, **profile: str) -> None:
        """Change fields of a vendor."""
        self.given(streams.vendor(vendor), VendorChanged(profile))

    def owe(self, vendor: str, *amounts: int, on: str = "2026-10-05", **more: Any) -> None:
        """Owe amounts in cents, each for a picture of its own."""
        for amount in amounts:
            number = self.log.head().position
            given = {"article": f"a{number}", "basis": "agreement", "kind": "editorial", **more}
            charge = Charge(f"c{number}", f"{vendor}:{number}", f"Bild {number}", amount, "EUR", on, **given)
            self.given(streams.account("tag", vendor), ChargeAccrued(charge))

    def generate(self, *vendors: str, month: str = "2026-10") -> Ticket:
        """Draft credit advices of a month."""
        last = period.month(month).last.isoformat()
        wishes = [(streams.account("tag", each), RequestCreditAdvice("tag", each, month, last)) for each in vendors]
        return self.ordered(*wishes)

    def ordered(self, *wishes: Any) -> Ticket:
        """Order wishes and carry them out."""
        ticket = self.order(wishes)
        self.work()
        return ticket

    def issue(self, *advices: str, on: str = TODAY) -> Ticket:
        """Approve and issue credit advices."""
        self.ordered(*((each, ApproveAdvice()) for each in advices))
        return self.ordered(*((each, IssueAdvice(on)) for each in advices))

    def check(self, *advices: str) -> Ticket:
        """Check credit advices again."""
        return self.ordered(*((each, CheckAdvice()) for each in advices))

    def advices(self, vendor: str = "") -> list[str]:
        """Return the streams of all credit advices, of one vendor where it is named, oldest first."""
        return [each for each in self.log.streams("advice") if not vendor or self.advice(each).vendor == vendor]

    def advice(self, stream: str) -> Advice:
        """Return a credit advice as it stands."""
        return fold(Advice(), map(decode, self.log.read_streams([stream])[stream]))

    def account(self, vendor: str) -> Account:
        """Return what is owed to a vendor as it stands."""
        own = streams.account("tag", vendor)
        return fold(Account(), map(decode, self.log.read_streams([own])[own]))

    def codes(self, vendor: str) -> list[str]:
        """Return what was found about the newest credit advice of a vendor."""
        return [each.code for each in self.advice(self.advices(vendor)[-1]).findings]

    def numbers(self) -> list[str]:
        """Return all numbers issued, in order."""
        facts = map(decode, self.log.read(0, 100_000))
        return [fact.snapshot.number for fact in facts if isinstance(fact, AdviceIssued)]


def _printed(snapshots: Sequence[Snapshot]) -> Iterable[Sheet]:
    return [Sheet() for _ in snapshots]
