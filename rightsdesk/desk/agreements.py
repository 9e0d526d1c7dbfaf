"""Agreements: what was agreed with a vendor from which day on, and how much of a quota is taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from rightsdesk.desk.given import given_rows
from rightsdesk.desk.masters import TERMS, Imported, agreement_of
from rightsdesk.desk.parts import Parts
from rightsdesk.domain import money, period, streams, terms
from rightsdesk.domain.messages import Refused
from rightsdesk.domain.terms import Agreement, QuotaMark, Rate
from rightsdesk.domain.vendor import ChangeAgreement, Vendor, VendorAgreementChanged, VendorUnknown
from rightsdesk.faults import Invalid

RATE_COLUMNS = ("rate_amount", "rate_kind", "rate_medium", "rate_size", "rate_days")
COLUMNS = ("vendor", *TERMS, "territory", "ends_online", *RATE_COLUMNS)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """How much of a quota was taken in one contract period (ISO days, half-open), and the marks that were reached."""

    period_from: str
    period_until: str
    used: int
    quota: int
    marks: tuple[QuotaMark, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedAgreement:
    """An agreement with the days on which it is really in force (ISO, half-open, empty = open), and its quota's use.

    `in_force_from` None: another agreement took its place on all its days.
    """

    agreement: Agreement
    in_force_from: str | None
    in_force_until: str
    quotas: tuple[QuotaUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreements:
    """Records and lists agreements."""

    parts: Parts

    def set(self, vendor_id: str, agreement: Agreement) -> bool:
        """Agree with a vendor from `valid_from` on; return False when just that stands already on that day."""
        vendor = self._vendor(vendor_id)
        standing = terms.in_force(vendor.agreements, agreement.valid_from)
        if standing is not None and replace(standing, version=0) == replace(agreement, version=0):
            return False
        wish = ChangeAgreement(agreement)
        self.parts.handling.handle(streams.vendor(vendor_id), Vendor(), wish, self.parts.actor)
        return True

    def list(self, vendor_id: str) -> list[DatedAgreement]:
        """Return all agreements with a vendor in the order in which they were made; refuse a stranger."""
        vendor = self._vendor(vendor_id)
        return [_dated(vendor, agreement) for agreement in vendor.agreements]

    def forecast(self, use: QuotaUse) -> int | None:
        """Return how many uses a contract period comes to at the pace so far; None before it begins or after its end.

        What a silent platform did not tell is not counted: a forecast is never more certain than its feeds.
        """
        today = period.local_day(self.parts.clock())
        first, after = date.fromisoformat(use.period_from), date.fromisoformat(use.period_until)
        if not first <= today < after:
            return None
        passed = (today - first).days + 1
        return round(use.used * (after - first).days / passed)

    def fee_platforms(self, day: str) -> dict[str, str]:
        """Return the platform that owes a flat fee, where the agreement in force on a day (ISO) names one."""
        names = self.parts.log.streams("vendor")
        found: dict[str, str] = {}
        for name, history in self.parts.log.read_streams(names).items():
            # A person waits for the receipt: vendors without any fee, nearly all of them, are not read further.
            made = [each for each in history if each.name == VendorAgreementChanged.stored_name]
            if all(b'"flat_fee":null' in each.data for each in made):
                continue
            agreement = terms.in_force([self.parts.decode(each).agreement for each in made], day)
            if agreement is not None and agreement.flat_fee is not None and agreement.platforms:
                found[streams.identifier(name)] = agreement.platforms[0]
        return found

    def import_file(self, path: Path) -> Imported:
        """Take agreements over from CSV, one row for each row of a rate card, or JSON with `rates`.

        Rows of one vendor and `valid_from` in a row are one agreement. A bad one never stops the others.
        """
        taken = 0
        rejected: list[str] = []
        for number, rows in _agreements(path):
            vendor_id = str(rows[0].get("vendor", ""))
            try:
                self.set(vendor_id, _agreement(rows))
                taken += 1
            except (Refused, Invalid) as error:
                rejected.append(f"{path.name}, row {number} ({vendor_id or 'no vendor'}): {error.sentence}")
        return Imported(taken, tuple(rejected))

    def _vendor(self, vendor_id: str) -> Vendor:
        state, _ = self.parts.handling.state(streams.vendor(vendor_id), Vendor())
        if not state.vendor_id:
            sentence = f"There is no vendor {vendor_id!r}; see: rightsdesk vendors list"
            raise VendorUnknown(sentence)
        return state


def _dated(vendor: Vendor, agreement: Agreement) -> DatedAgreement:
    days = sorted({day for one in vendor.agreements for day in (one.valid_from, one.valid_until) if day} | {""})
    mine = [nth for nth, day in enumerate(days) if terms.in_force(vendor.agreements, day) == agreement]
    if not mine:
        return DatedAgreement(agreement, None, "")
    until = days[mine[-1] + 1] if mine[-1] + 1 < len(days) else ""
    return DatedAgreement(agreement, days[mine[0]], until, tuple(_quotas(vendor, agreement)))


def _quotas(vendor: Vendor, agreement: Agreement) -> Iterator[QuotaUse]:
    if agreement.quota is None:
        return
    for first, used in sorted(vendor.uses.items()):
        begins, ends = (day.isoformat() for day in terms.contract_period(agreement, date.fromisoformat(first)))
        if begins == first and terms.in_force(vendor.agreements, first) == agreement:
            marks = tuple(mark for mark in vendor.quotas if mark.period_from == first)
            yield QuotaUse(first, ends, used, agreement.quota, marks)


# ---------------------------------------------------------------------- files


def _agreement(rows: list[Row]) -> Agreement:
    first = rows[0]
    for name in first:
        if name not in (*COLUMNS, "rates"):
            sentence = f"An agreement has no field {name!r}; fields are {', '.join(COLUMNS)}."
            raise Invalid(sentence, code="VENDOR-FIELD")
    texts = {name: _text(first[name]) for name in TERMS if first.get(name) not in (None, "")}
    agreement = agreement_of(Agreement(), texts)
    rates = tuple(_rate(each, agreement.currency) for each in _given_rates(rows))
    territory = tuple(part.strip() for part in _text(first.get("territory") or "").split(",") if part.strip())
    ends = _text(first.get("ends_online") or "").lower() in {"1", "true", "yes", "ja"}
    return replace(agreement, rates=rates, territory=territory, ends_online=ends)


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value).strip()


def _given_rates(rows: list[Row]) -> list[Row]:
    """Return the rows of the rate card: those under `rates`, else those the rows themselves hold."""
    first = rows[0]
    given = first.get("rates")
    if given is None:
        given = []
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        sentence = f"The field 'rates' of vendor {first.get('vendor')} must be a list of objects, one for each rate."
        raise Invalid(sentence, code="VENDOR-FIELD")
    return given or [_rate_of(row) for row in rows if row.get("rate_amount")]


def _rate_of(row: Row) -> Row:
    return {name.removeprefix("rate_"): row[name] for name in RATE_COLUMNS if row.get(name)}


def _rate(row: Mapping[str, Any], currency: str) -> Rate:
    days = row.get("days")
    if days is not None and not str(days).isdecimal():
        sentence = f"The length {days!r} of a rate is no whole number of days."
        raise Invalid(sentence, code="VENDOR-FIELD")
    return Rate(
        amount=money.parse(str(row.get("amount", "")), currency),
        kind=str(row.get("kind") or ""),
        medium=str(row.get("medium") or ""),
        size=str(row.get("size") or ""),
        days=None if days is None else int(days),
    )


def _agreements(path: Path) -> Iterator[tuple[int, list[Row]]]:
    """Yield each agreement with the number of its first row."""
    rows = list(enumerate(given_rows(path, "agreement"), 2))
    for _, group in groupby(rows, lambda each: (each[1].get("vendor"), each[1].get("valid_from"))):
        mine = list(group)
        yield mine[0][0], [row for _, row in mine]
