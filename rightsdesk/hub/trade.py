"""What a vendor's hub keeps about money: usage reports received and the yearly allotments they draw on."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from rightsdesk.hub.wire import Refusal

BATCH_SIZE = 1000
ALLOTMENT = 5000
BATCH_NAME = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class UsageReport:
    """One accepted usage batch and how many usages of each vendor it held."""

    name: str
    usages: tuple[Mapping[str, Any], ...]
    by_vendor: Mapping[str, int]


class UsageReports:
    """Accepted usage batches; a batch goes in whole or not at all, and once."""

    def __init__(self) -> None:
        """Nothing has been reported yet."""
        self._kept: dict[str, UsageReport] = {}
        self._used: Counter[str] = Counter()

    def find(self, name: str) -> UsageReport | None:
        """The batch of this name, None when it never was accepted."""
        return self._kept.get(name.lower())

    def take(self, name: str, usages: object, resolve: Callable[[str], str | None]) -> UsageReport:
        """Accept a batch; `resolve` gives `vendor/id` of a known asset or None. Refused with 400, 409 or 413."""
        if not BATCH_NAME.fullmatch(name):
            raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_batch_id", "A usage batch is named by a UUID.")
        if name.lower() in self._kept:
            raise Refusal(HTTPStatus.CONFLICT, "batch_exists", "This usage batch was accepted before.")
        rows = _rows(usages)
        resolved = [resolve(str(row.get("asset_id", ""))) if _is_sound(row) else None for row in rows]
        wrong = [str(row.get("asset_id", "")) for row, short in zip(rows, resolved, strict=True) if short is None]
        if wrong:
            message = f"{len(wrong)} of {len(rows)} usages are wrong; nothing of this batch was taken."
            raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_assets", message, more={"invalid_assets": wrong})
        counted: Counter[str] = Counter()
        for row, short in zip(rows, resolved, strict=True):
            counted[str(short).split("/", 1)[0]] += int(row["quantity"])
        report = UsageReport(name.lower(), tuple(rows), dict(counted))
        self._kept[report.name] = report
        self._used.update(counted)
        return report

    def quotas(self, vendors: list[str], year: int) -> list[dict[str, Any]]:
        """Allotment, used and remaining per vendor for a contract year."""
        return [
            {
                "vendor": vendor,
                "allotment": ALLOTMENT,
                "used": self._used[vendor],
                "remaining": max(0, ALLOTMENT - self._used[vendor]),
                "period_end": f"{year}-12-31",
            }
            for vendor in vendors
        ]


def _rows(usages: object) -> list[dict[str, Any]]:
    if not isinstance(usages, list) or not usages or not all(isinstance(row, dict) for row in usages):
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_usages", "usages must be a list of objects, at least one.")
    if len(usages) > BATCH_SIZE:
        raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "batch_too_large", f"At most {BATCH_SIZE} usages a batch.")
    return usages


def _is_sound(row: Mapping[str, Any]) -> bool:
    """A positive whole quantity and a calendar date."""
    quantity = row.get("quantity")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or quantity < 1:
        return False
    try:
        date.fromisoformat(str(row.get("usage_date", ""))[:10])
    except ValueError:
        return False
    return True
