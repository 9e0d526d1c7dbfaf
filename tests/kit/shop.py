"""A works with the performers of money: pictures are bought, credit advices drafted, issued, cancelled."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rightsdesk.batches.cancelling import Cancelling
from rightsdesk.batches.drafting import Drafting, Rejecting
from rightsdesk.batches.issuing import Issuing
from rightsdesk.batches.purchasing import Purchasing
from rightsdesk.batches.submit import Ticket
from rightsdesk.documents.credit_advice import cancellation
from rightsdesk.domain import streams
from rightsdesk.domain.account import Account, RequestCreditAdvice
from rightsdesk.domain.advice import (
    Advice,
    AdviceIssued,
    ApproveAdvice,
    CancelAdvice,
    IssueAdvice,
    Party,
    Snapshot,
    sums,
    vat_groups,
)
from rightsdesk.domain.image import GrantUse
from rightsdesk.domain.messages import fold
from rightsdesk.domain.platform import Platform, PlatformRegistered
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    Vendor,
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.faults import Unavailable
from tests.kit.works import Works, decode, unchecked


class Killed(BaseException):
    """The program died here."""


@dataclass(frozen=True)
class Sheet:
    """A printed document of a fake press."""

    sha256: str
    size: int
    xml_sha256: str = ""
    xml_size: int = 0
    verdicts: dict[str, str] = field(default_factory=dict)


class Shop(Works):
    """A works with the performers of money and a press that may be down."""

    def __post_init__(self) -> None:
        """Put the performers in."""
        super().__post_init__()
        self.press_down = False
        self.printed: list[str] = []
        self.killed_at_print = False
        issuing = Issuing(self.log, decode, lambda: self.at, _frozen, unchecked, self._print, "test")
        self.performers |= {
            "buy-images": Purchasing(self.log, decode),
            "generate-advices": Drafting(self.log, decode, unchecked),
            "reject-advices": Rejecting(self.log, decode),
            "issue-advices": issuing,
            "cancel-advices": Cancelling(issuing, cancellation),
        }
        self.given(streams.platform("tag"), PlatformRegistered("tag", "Tagwerk", {}))

    def _print(self, snapshots: Sequence[Snapshot]) -> Iterable[Sheet]:
        if self.press_down:
            sentence = "The printer is down."
            raise Unavailable(sentence)
        for each in snapshots:
            if self.killed_at_print:
                raise Killed
            self.printed.append(each.number)
            yield Sheet(hashlib.sha256(repr(each).encode()).hexdigest(), 1)

    def vendor(self, name: str, *, consent: bool = True, bank: bool = True, **terms: Any) -> str:
        """Register a vendor who may be billed unless told otherwise."""
        facts: list[Any] = [VendorRegistered(name, {"name": name}), VendorAgreementChanged(Agreement(**terms))]
        facts += [VendorSelfBillingAgreed("2026-01-01")] * consent
        facts += [VendorBankAccountChanged("DE89370400440532013000")] * bank
        self.given(streams.vendor(name), *facts)
        return name

    def buy(self, *images: str, on: str = "2026-10-05") -> Ticket:
        """Buy images for the platform."""
        ticket = self.order([(image, GrantUse("tag", on)) for image in images])
        self.work()
        return ticket

    def generate(self, *vendors: str, period: str = "2026-10", last: str = "2026-10-31") -> Ticket:
        """Draft credit advices."""
        wishes = [(streams.account("tag", v), RequestCreditAdvice("tag", v, period, last)) for v in vendors]
        ticket = self.order(wishes)
        self.work()
        return ticket

    def advices(self) -> list[str]:
        """Return the streams of all advices."""
        return self.log.streams("advice")

    def issue(self, *advices: str) -> Ticket:
        """Approve and issue advices."""
        self.order([(advice, ApproveAdvice()) for advice in advices])
        ticket = self.order([(advice, IssueAdvice("2026-11-23")) for advice in advices])
        self.work()
        return ticket

    def approve(self, *advices: str, by: str = "lee", **rules: Any) -> Ticket:
        """Approve advices in a person's name."""
        return self.carried_out([(advice, ApproveAdvice(**rules)) for advice in advices], actor=by)

    def cancel(self, *advices: str, reason: str = "Wrong rate", on: str = "2026-11-30", kind: str = "389") -> Ticket:
        """Cancel advices by documents of their own."""
        return self.carried_out([(advice, CancelAdvice(on, reason, kind)) for advice in advices])

    def carried_out(self, targets: Sequence[tuple[str, Any]], **more: Any) -> Ticket:
        """Order something and carry it out."""
        ticket = self.order(targets, **more)
        self.work()
        return ticket

    def advice(self, stream: str) -> Advice:
        """Return the present state of an advice."""
        return fold(Advice(), map(decode, self.log.read_streams([stream])[stream]))

    def account(self, vendor: str) -> Account:
        """Return what the platform owes a vendor."""
        own = streams.account("tag", vendor)
        return fold(Account(), map(decode, self.log.read_streams([own])[own]))

    def killed(self, deed: Callable[[], object]) -> None:
        """Let the program die while the documents of a deed are printed, and start it again."""
        self.killed_at_print = True
        with contextlib.suppress(Killed):
            deed()
        self.killed_at_print = False
        self.worker.recover()

    def numbers(self) -> list[str]:
        """Return all numbers issued, in order."""
        facts = map(decode, self.log.read(0, 10_000))
        return [fact.snapshot.number for fact in facts if isinstance(fact, AdviceIssued)]


def _frozen(advice: Advice, vendor: Vendor, platform: Platform, number: str, day: date) -> Snapshot:
    net, tax, gross = sums(advice.lines)
    party = Party(vendor.profile["name"], reference=vendor.vendor_id)
    return Snapshot(
        number=number,
        issued_on=day.isoformat(),
        due_on=day.isoformat(),
        period_first="",
        period_last="",
        currency=advice.currency,
        supplier=party,
        buyer=Party(platform.name),
        iban=vendor.iban,
        bic="",
        consent_on="",
        lines=advice.lines,
        groups=vat_groups(advice.lines),
        net=net,
        tax=tax,
        gross=gross,
        platform=advice.platform,
        platform_name=platform.name,
        replaces=advice.replaces,
        preceding_on=advice.replaces_on,
    )
