"""Reads from the log what an export is made of: nothing but facts recorded until its batch had ended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rightsdesk.batches.task import Decode
from rightsdesk.documents.exports.content import Export, Happened, Item
from rightsdesk.documents.stock import Stock
from rightsdesk.domain import streams
from rightsdesk.domain.advice import Advice, AdviceExported, ExportAdvice
from rightsdesk.domain.advice.outgoing import GOBD
from rightsdesk.domain.batch import BatchFinished, BatchQueued, BatchUnknown
from rightsdesk.domain.messages import fold
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Recorded
from rightsdesk.faults import Invalid

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads exports and issued advices out of a log; `documents` is the folder they lie in."""

    log: EventLog
    decode: Decode
    documents: Path
    zone: str

    def wish(self, batch: str) -> dict[str, Any]:
        """Return what a batch of exports asked for; refuse any other batch."""
        return self._begun(batch)[1].wish

    def _begun(self, batch: str) -> tuple[Recorded, BatchQueued]:
        history = self.log.read_streams([streams.batch(batch)])[streams.batch(batch)]
        if not history:
            raise BatchUnknown
        queued: BatchQueued = self.decode(history[0])
        if queued.kind != ExportAdvice.kind:
            raise Invalid("This batch is no export; see: rightsdesk batches list", code="EXPORT-NONE")
        return history[0], queued

    def export(self, batch: str) -> Export:
        """Return the export that a batch became."""
        begun, queued = self._begun(batch)
        exported = {each.stream: each for each in self._exported(batch)}
        last = self._ended(batch)
        histories = {
            stream: [each for each in history if each.position <= (last if queued.wish["format"] == GOBD else position)]
            for stream, history in self.log.read_streams(exported).items()
            for position in (exported[stream].position,)
        }
        items = sorted((self._item(stream, histories[stream], exported[stream]) for stream in exported), key=_number)
        return Export(
            export=batch,
            format=str(queued.wish["format"]),
            at=datetime.fromtimestamp(begun.recorded_at / 1_000_000, UTC).astimezone(ZoneInfo(self.zone)),
            actor=begun.actor,
            items=tuple(items),
            period=str(queued.wish.get("period") or ""),
            options=dict(queued.wish.get("options") or {}),
            platforms=self._platforms({item.snapshot.platform for item in items}, begun.position),
            accounts={streams.identifier(name): nth for nth, name in enumerate(self.log.streams("vendor"))},
            events=self._events(histories.values()),
            read=Stock(self.documents).read,
        )

    def _exported(self, batch: str) -> Iterator[Recorded]:
        """Return the first fact by which each advice came into the export."""
        seen: set[str] = set()
        after = 0
        while chunk := self.log.read_correlated(batch, after, CHUNK):
            for each in chunk:
                if each.name == AdviceExported.stored_name and each.stream not in seen:
                    seen.add(each.stream)
                    yield each
            after = chunk[-1].position

    def _ended(self, batch: str) -> int:
        """Return the position at which the batch had first ended."""
        history = self.log.read_streams([streams.batch(batch)])[streams.batch(batch)]
        ended = (each.position for each in history if each.name == BatchFinished.stored_name)
        return next(ended, history[-1].position)

    def _item(self, stream: str, history: Sequence[Recorded], exported: Recorded) -> Item:
        fact: AdviceExported = self.decode(exported)
        return _item_of(stream, fold(Advice(), map(self.decode, history)), again=fact.again)

    def _platforms(self, names: Iterable[str], until: int) -> dict[str, Platform]:
        """Return the platforms as they stood when the export was ordered."""
        by_stream = {streams.platform(name): name for name in names}
        return {
            by_stream[stream]: fold(Platform(), (self.decode(each) for each in history if each.position <= until))
            for stream, history in self.log.read_streams(by_stream).items()
        }

    @staticmethod
    def _events(histories: Iterable[Sequence[Recorded]]) -> tuple[Happened, ...]:
        found = [
            Happened(
                position=each.position,
                at=datetime.fromtimestamp(each.recorded_at / 1_000_000, UTC),
                stream=each.stream,
                version=each.version,
                name=each.name,
                actor=each.actor,
                told=each.data.decode(),
            )
            for history in histories
            for each in history
        ]
        return tuple(sorted(found, key=lambda each: each.position))

    # ------------------------------------------------------------------ reports

    def issued(self) -> Iterator[Item]:
        """Return every issued advice as it stands now."""
        names = self.log.streams("advice")
        for start in range(0, len(names), CHUNK):
            for stream, history in self.log.read_streams(names[start : start + CHUNK]).items():
                state = fold(Advice(), map(self.decode, history))
                if state.snapshot is not None:
                    yield _item_of(stream, state)

    def vendors(self, items: Iterable[Item]) -> dict[str, Vendor]:
        """Return the vendors of these advices as they stand now."""
        names = {streams.vendor(item.vendor): item.vendor for item in items}
        read = self.log.read_streams(names)
        return {names[stream]: fold(Vendor(), map(self.decode, history)) for stream, history in read.items()}


def _item_of(stream: str, state: Advice, *, again: bool = False) -> Item:
    if state.snapshot is None:
        raise Invalid(f"{stream} was never issued.", code="EXPORT-NONE")
    return Item(
        advice=streams.identifier(stream),
        vendor=state.vendor,
        snapshot=state.snapshot,
        pdf=state.pdf,
        xml=state.xml,
        again=again,
        objected=state.objected,
        cancelled_by=state.cancelled_by,
        delivered=state.delivered,
        paid_on=state.paid_on,
    )


def _number(item: Item) -> tuple[str, str]:
    return item.snapshot.platform, item.snapshot.number
