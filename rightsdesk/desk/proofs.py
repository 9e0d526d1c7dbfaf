"""Proofs of credit advices that have no document yet: what each would look like, marked as a draft."""

from dataclasses import dataclass
from datetime import date

from rightsdesk.batches.task import histories
from rightsdesk.desk.parts import Parts
from rightsdesk.documents import credit_advice, paper
from rightsdesk.domain import period, streams
from rightsdesk.domain.advice import Advice, AdviceUnknown


@dataclass(frozen=True, slots=True)
class Proofs:
    """Sets drafts from the facts as they stand; safe on any thread, about 15 ms each."""

    parts: Parts

    def pdf(self, key: str, on: date | None = None) -> bytes:
        """Return the draft of an advice as PDF: watermark, no number, dated today unless told otherwise.

        Raises `Damaged` (PDF-RENDER) when it cannot be set; refuses a stranger.
        """
        own = streams.advice(key)
        read = histories(self.parts.log, self.parts.decode, (own,))
        advice = read.state(own)
        if not advice.state:
            raise AdviceUnknown
        return self.drawn(advice, on)

    def drawn(self, advice: Advice, on: date | None = None) -> bytes:
        """Return the draft of an advice, recorded or not, as PDF."""
        around = (streams.vendor(advice.vendor), streams.platform(advice.platform))
        beside = histories(self.parts.log, self.parts.decode, around)
        vendor, platform = (beside.state(each) for each in around)
        today = period.local_day(self.parts.clock(), self.parts.settings.zone)
        return paper.preview(credit_advice.draft(advice, vendor, platform, on or today))
