"""Exporting credit advices: each is put into the export or told why not; the file is made of it afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.task import Decode, Ended, Histories, Performed, Task, histories
from rightsdesk.domain import streams
from rightsdesk.domain.advice import Advice, ExportAdvice
from rightsdesk.domain.advice.outgoing import DATEV, SEPA, frozen, owed
from rightsdesk.domain.advice.refusals import NeverPaid
from rightsdesk.domain.export import ExportWritten
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.numbering import NumberDrawn
from rightsdesk.eventlog.log import EventLog


class PlatformAccountMissing(Refused):
    """The platform has no bank account to pay from; enter its iban first."""


class FileWritten(Refused):
    """The file of this export is written and holds what it holds; export the credit advice anew."""


class TaxKeyMissing(Refused):
    """There is no DATEV key for a VAT rate of this credit advice; add it to the setting datev_tax_keys."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """Carries out `ExportAdvice`; nets the documents of one vendor where money is to be moved."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Decide on each advice, with those of the same vendor and what each cancels before the eyes."""
        around = self._around(tasks)
        options = self._options(tasks[0])
        written = self._is_written(tasks[0].lease.batch)
        return Performed(tuple(self._ended(task, around, options, written=written) for task in tasks))

    def _is_written(self, batch: str) -> bool:
        """Say whether there is a file already, into which nothing more comes."""
        own = streams.export(batch)
        return any(each.name == ExportWritten.stored_name for each in self.log.read_streams([own])[own])

    def _ended(self, task: Task, around: "_Around", options: dict[str, str], *, written: bool) -> Ended:
        wish = task.command
        if not isinstance(wish, ExportAdvice):
            return task.refused(Refused())
        if written and task.lease.batch not in task.state.exports:
            return task.refused(FileWritten())
        try:
            return task.ended(_decided(task, replace(wish, export=task.lease.batch), around, options))
        except Refused as refusal:
            return task.refused(refusal)

    def _options(self, task: Task) -> dict[str, str]:
        own = streams.batch(task.lease.batch)
        queued = self.decode(self.log.read_streams([own])[own][0])
        return {name: str(value) for name, value in dict(queued.wish.get("options") or {}).items()}

    def _around(self, tasks: Sequence[Task]) -> "_Around":
        paying = [task for task in tasks if isinstance(task.command, ExportAdvice) and task.command.format == SEPA]
        names = {streams.advice(each) for task in paying for each in task.command.partners}  # type: ignore[attr-defined]
        partners = histories(self.log, self.decode, names)
        known = {**{name: partners.state(name) for name in names}, **{t.lease.stream: t.state for t in paying}}
        platforms = {streams.platform(each.platform) for each in known.values() if each.platform}
        return _Around(known, histories(self.log, self.decode, platforms), self._cancelled(known.values()))

    def _cancelled(self, advices: Iterable[Advice]) -> dict[str, Advice]:
        """Return the documents, by number, that others among these cancel."""
        found = [each.snapshot for each in advices if each.snapshot is not None and each.snapshot.cancels]
        series = {streams.numbering(each.platform, int(each.preceding_on[:4])) for each in found if each.preceding_on}
        wanted = {each.cancels for each in found}
        drawn = {
            fact.number: streams.advice(fact.advice_id)
            for recorded in self.log.read_streams(series).values()
            for fact in map(self.decode, recorded)
            if isinstance(fact, NumberDrawn) and fact.number in wanted
        }
        read = histories(self.log, self.decode, drawn.values())
        return {number: read.state(name) for number, name in drawn.items()}


@dataclass(frozen=True, slots=True)
class _Around:
    """What a payment depends on: advices of the order, their platforms, and by number what they cancel."""

    advices: dict[str, Advice]
    platforms: Histories
    cancelled: dict[str, Advice]

    def has_account(self, advice: Advice) -> bool:
        details = self.platforms.state(streams.platform(advice.platform)).details or {}
        return bool(details.get("iban"))

    def was_paid(self, number: str) -> bool:
        paid = self.cancelled.get(number)
        return paid is not None and (SEPA in paid.exported or bool(paid.paid_on))

    def transfer(self, task: Task, wish: ExportAdvice) -> int:
        """Return what is left for the vendor once all of the order that may be paid are added up."""
        names = {task.lease.stream, *map(streams.advice, wish.partners)}
        return sum(
            owed(frozen(each))
            for name, each in self.advices.items()
            if name in names and self._with(each, task.state) and self._counts(each, task, wish)
        )

    @staticmethod
    def _with(one: Advice, other: Advice) -> bool:
        return (one.platform, one.vendor, one.currency) == (other.platform, other.vendor, other.currency)

    def _counts(self, advice: Advice, task: Task, wish: ExportAdvice) -> bool:
        """Say whether a document is in the export or may still come into it."""
        if wish.export in advice.exports:
            return True
        try:
            replace(wish, transfer=None).decide(advice, task.cx)
        except Refused:
            return False
        snapshot = frozen(advice)
        return not snapshot.cancels or self.was_paid(snapshot.cancels)


def _decided(task: Task, wish: ExportAdvice, around: _Around, options: dict[str, str]) -> tuple[Event[Advice], ...]:
    facts = wish.decide(task.state, task.cx)
    if wish.format == DATEV:
        _keyed(task.state, options.get("tax_keys", ""))
    if wish.format != SEPA or fold(task.state, facts) == task.state:
        return facts
    if not around.has_account(task.state):
        raise PlatformAccountMissing
    snapshot = frozen(task.state)
    if snapshot.cancels and not around.was_paid(snapshot.cancels):
        raise NeverPaid
    return replace(wish, transfer=around.transfer(task, wish)).decide(task.state, task.cx)


def _keyed(advice: Advice, keys: str) -> None:
    known = {part.partition("=")[0].strip() for part in keys.split(",")}
    for group in frozen(advice).groups:
        wanted = {"S": group.rate, "AE": "AE"}.get(group.category, "")
        if wanted and wanted not in known:
            sentence = f"There is no DATEV key for {wanted}; add {wanted}=KEY to the setting datev_tax_keys."
            raise TaxKeyMissing(sentence)
