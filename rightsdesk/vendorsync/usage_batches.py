"""Telling a vendor what was used: whole batches or nothing, so wrong ones are found by halving.

A vendor takes a batch once. Its name follows from the desk's batch and the place in it alone, so that a report broken
off anywhere and made again meets the names it used before and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.answers import Answer
from rightsdesk.vendorsync.decode import strict, verbatim
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.port import RefusedUsage, UsageReceipt, UsageReport

MOST = 1000
_NAMES = UUID("3f0c1f8e-7a52-5c86-9d0b-6f1f5f6f2a11")
_TAKEN = frozenset({200, 201, 204})
_DOUBT = "?"
_UNKNOWN = "the vendor does not know the picture"
_REPEATED = 409
_REFUSED = frozenset({400, 413, 422})


def sub_batch(batch_id: str, place: str) -> str:
    """The name of a part of a batch, always the same for the same part."""
    return str(uuid5(_NAMES, f"{batch_id}/{place}"))


@dataclass(slots=True)
class _Ledger:
    taken: list[UsageReport] = field(default_factory=list)
    already: list[UsageReport] = field(default_factory=list)
    refused: list[RefusedUsage] = field(default_factory=list)

    def refuse(self, usages: Iterable[UsageReport], reason: str) -> None:
        self.refused += [
            RefusedUsage(one, f"The use of {one.asset_id} on {one.used_on.isoformat()} was not taken: {reason}.")
            for one in usages
        ]


@dataclass(frozen=True, slots=True)
class UsageBatches:
    """Sends usages to `path` under `member`; `strangers` says which pictures the vendor seems not to have."""

    client: GuardedClient
    path: str
    member: str
    strangers: Callable[[Sequence[str]], Collection[str]]

    def report(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Report everything; those the vendor does not take are named one by one."""
        ledger = _Ledger()
        today = self.client.now().date()
        for number, at in enumerate(range(0, len(usages), MOST)):
            sane = self._sane(usages[at : at + MOST], today, ledger)
            if not sane:
                continue
            # A picture that is looked up in vain may still be known to those who count, as one deleted since.
            doubtful = set(self.strangers(list(dict.fromkeys(one.asset_id for one in sane))))
            for place, part in (
                (str(number), [one for one in sane if one.asset_id not in doubtful]),
                (f"{number}{_DOUBT}", [one for one in sane if one.asset_id in doubtful]),
            ):
                if part:
                    self._send(batch_id, place, part, ledger)
        return UsageReceipt(batch_id, tuple(ledger.taken), tuple(ledger.already), tuple(ledger.refused))

    def _sane(self, usages: Sequence[UsageReport], today: date, ledger: _Ledger) -> list[UsageReport]:
        ledger.refuse([one for one in usages if one.quantity < 1], "it counts less than one use")
        ledger.refuse([one for one in usages if one.quantity >= 1 and one.used_on > today], "it lies in the future")
        return [one for one in usages if one.quantity >= 1 and one.used_on <= today]

    def _send(self, batch_id: str, place: str, part: list[UsageReport], ledger: _Ledger) -> None:
        answer = self._put(sub_batch(batch_id, place), part)
        if answer.status == _REPEATED:
            ledger.already += part
            return
        named = _named(answer)
        wrong = [one for one in part if one.asset_id in named]
        ledger.refuse(wrong, _UNKNOWN)
        rest = [one for one in part if one.asset_id not in named]
        if answer.status in _TAKEN and (not wrong or _counted(answer)):
            ledger.taken += rest
        elif wrong:
            if rest:
                self._send(batch_id, f"{place}-", rest, ledger)
        elif len(part) == 1:
            ledger.refuse(part, _UNKNOWN if _DOUBT in place else "the vendor does not say why")
        else:
            middle = len(part) // 2
            self._send(batch_id, f"{place}.0", part[:middle], ledger)
            self._send(batch_id, f"{place}.1", part[middle:], ledger)

    def _put(self, name: str, part: list[UsageReport]) -> Answer:
        rows = [
            {"asset_id": one.asset_id, "quantity": one.quantity, "usage_date": one.used_on.isoformat()} for one in part
        ]
        answer = self.client.put(self.path.format(id=name), verbatim({self.member: rows}), _REFUSED)
        if answer.status not in _TAKEN | _REFUSED | {_REPEATED}:
            raise Invalid(
                f"{self.client.host} has no place for reports of use (status {answer.status}). Check the profile.",
                code="VND-REFUSED",
            )
        return answer


def _document(answer: Answer) -> dict[str, Any]:
    try:
        tree = strict(answer.body) if answer.body.strip() else None
    except Damaged:
        return {}
    return tree if isinstance(tree, dict) else {}


def _named(answer: Answer) -> frozenset[str]:
    named = _document(answer).get("invalid_assets")
    return frozenset(str(one) for one in named) if type(named) is list else frozenset()


def _counted(answer: Answer) -> bool:
    return bool(_document(answer).get("total_asset_usages_processed"))
