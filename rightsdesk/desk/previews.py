"""What a credit advice would look like if it were drafted now; nothing of it is recorded."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rightsdesk.batches.task import Task
from rightsdesk.desk.parts import Parts
from rightsdesk.desk.proofs import Proofs
from rightsdesk.domain import period, streams
from rightsdesk.domain.account import Account, RequestCreditAdvice
from rightsdesk.domain.advice import Advice, AdviceDrafted
from rightsdesk.domain.messages import Circumstance, Refused, fold
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
        for earlier in (self.parts.folder / "cache").glob("preview-*.pdf"):
            with suppress(OSError):  # it may be open still
                earlier.unlink()
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
        pdf = Proofs(self.parts).drawn(advice)
        folder = self.parts.folder / "cache"
        folder.mkdir(exist_ok=True)
        path = folder / f"preview-{sha256(pdf).hexdigest()[:20]}.pdf"
        path.write_bytes(pdf)
        return Previewed(draft.platform, draft.currency, path)
