"""What a credit advice would look like if it were drafted now; nothing of it is recorded."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rightsdesk.batches.task import Task
from rightsdesk.desk.parts import Parts
from rightsdesk.documents import credit_advice, paper
from rightsdesk.domain import period, streams
from rightsdesk.domain.account import Account, RequestCreditAdvice
from rightsdesk.domain.advice import Advice, AdviceDrafted
from rightsdesk.domain.messages import Circumstance, Refused, fold
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.vendor import Vendor
from rightsdesk.workqueue.queue import Lease


class NothingToPreview(Refused):
    """No credit advice would be drafted for this vendor and month."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """One paper marked as a draft: the platform, the currency, and where the PDF lies."""

    platform: str
    currency: str
    path: Path


@dataclass(frozen=True, slots=True)
class Previews:
    """Lets the drafting itself decide, as for a batch, and sets the paper of what it would write."""

    parts: Parts

    def advices(self, vendor_id: str, month: str) -> list[Previewed]:
        """Return the papers of a vendor's drafts for a month (2026-10); refuse, with the reason, where none is made."""
        names = self.parts.log.streams("account")
        platforms = [platform for platform, owed in map(streams.pair, names) if owed == vendor_id]
        found: list[Previewed] = []
        reasons: list[str] = []
        for platform in sorted(platforms):
            drafts, reason = self._drafts(platform, vendor_id, month)
            found += [self._paper(draft) for draft in drafts]
            reasons += [reason] if reason else []
        if not found:
            raise NothingToPreview(reasons[0] if reasons else "")
        return found

    def _drafts(self, platform: str, vendor_id: str, month: str) -> tuple[list[AdviceDrafted], str]:
        asked, own = period.month(month), streams.account(platform, vendor_id)
        wish = RequestCreditAdvice(platform, vendor_id, str(asked), asked.last.isoformat())
        state, version = self.parts.handling.state(own, Account())
        lease = Lease(0, "", wish.kind, 0, own, 1, "")
        cx = Circumstance(self.parts.clock(), self.parts.actor)
        performed = self.parts.worker.performers[wish.kind]([Task(lease, wish, state, version, "", cx)])
        (ended,) = performed.ended
        facts = (fact for write in ended.writes for fact in write.events)
        return [fact for fact in facts if isinstance(fact, AdviceDrafted)], ended.settled.reason

    def _paper(self, draft: AdviceDrafted) -> Previewed:
        advice = fold(Advice(), (draft,))
        vendor, _ = self.parts.handling.state(streams.vendor(draft.vendor), Vendor())
        platform, _ = self.parts.handling.state(streams.platform(draft.platform), Platform())
        today = period.local_day(self.parts.clock())
        pdf = paper.preview(credit_advice.draft(advice, vendor, platform, today))
        folder = self.parts.folder / "cache"
        folder.mkdir(exist_ok=True)
        path = folder / f"preview-{sha256(pdf).hexdigest()[:20]}.pdf"
        path.write_bytes(pdf)
        return Previewed(draft.platform, draft.currency, path)
