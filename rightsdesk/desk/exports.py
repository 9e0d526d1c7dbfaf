"""Exports: orders made complete, files made of ended batches, reports by year and quarter."""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rightsdesk.desk.export_orders import DeliverAdvices, ExportAdvices
from rightsdesk.desk.export_reading import Reading
from rightsdesk.desk.parts import Parts
from rightsdesk.documents.exports.content import Export, Maker
from rightsdesk.documents.tables import Column
from rightsdesk.documents.whole_file import replacing
from rightsdesk.domain import export as story
from rightsdesk.domain import streams
from rightsdesk.domain.advice.outgoing import DATEV, GOBD, MAIL, SEPA, XLSX, ZIP
from rightsdesk.domain.batch import BatchNotFinished, BatchUnknown
from rightsdesk.domain.export import ExportWritten, RecordExport
from rightsdesk.domain.messages import Circumstance
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import AdviceRow, Reader
from rightsdesk.settings import Settings

SMTP = "mail:smtp"
"""The name under which the password of the mail server is kept; no feed can be called so."""
ENDINGS = {SEPA: ".xml", DATEV: ".csv", XLSX: ".xlsx", ZIP: ".zip", GOBD: ".zip"}
_WRITING = threading.Lock()
"""One file is made at a time: a thousand documents are packed in memory of one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written: where, its SHA-256 (hex), bytes, advices, gross sums in minor units, and warnings."""

    path: Path
    sha256: str
    size: int
    advices: int
    sums: dict[str, int]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Exports:
    """Makes files of credit advices."""

    parts: Parts
    reader: Callable[[], Reader]

    # ------------------------------------------------------------------ orders

    def complete(self, order: ExportAdvices, keys: Sequence[str]) -> ExportAdvices:
        """Return an order with what the desk knows: settings for postings, documents of one vendor for payments."""
        if order.format == DATEV and not order.options:
            order = replace(order, options=datev_options(self.parts.settings))
        if order.format == SEPA and not order.partners:
            order = replace(order, partners=self._partners(keys))
        return order

    def check(self, order: DeliverAdvices) -> None:
        """Raise `Invalid` where nothing can be sent, before anything is queued."""
        settings = self.parts.settings
        if order.channel == MAIL and not (settings.smtp_host and settings.sender):
            raise Invalid("No mail server is set; write smtp_host and sender into the settings first.", code="SMTP")

    def keep_password(self, password: str) -> bool:
        """Keep the password of the mail server; return False when no key ring was there to hold it."""
        return self.parts.strongbox.keep(SMTP, password)

    def _partners(self, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the others of the same vendor, platform and currency, for vendors with more than one document."""
        reader = self.reader()
        found: dict[tuple[str, str, str], list[str]] = {}
        rows: Sequence[AdviceRow] = reader.rows("credit_advices", list(reader.ids_of("credit_advices", keys).values()))
        for row in rows:
            found.setdefault((row.vendor, row.platform, row.currency), []).append(row.key)
        return {
            key: tuple(other for other in sorted(group) if other != key)
            for group in found.values()
            if len(group) > 1
            for key in group
        }

    # ------------------------------------------------------------------ files

    def place(self, batch_format: str, path: Path, *, force: bool = False) -> Path:
        """Return where the file of a format is written: with its ending, and DATEV's beginning.

        Raises `Invalid` where a file stands already, unless it may be replaced.
        """
        if path.is_dir():
            path = path / f"{batch_format}-{self.parts.clock():%Y-%m-%d}{ENDINGS[batch_format]}"
        if path.suffix.lower() != ENDINGS[batch_format]:
            path = path.with_name(path.name + ENDINGS[batch_format])
        if batch_format == DATEV:
            from rightsdesk.documents.exports import datev

            path = path.with_name(datev.file_name(path.name))
        if path.exists() and not force:
            raise Invalid(f"{path} exists already; name another file, or say --force to replace it.", code="EXP-EXISTS")
        return path

    def format_of(self, batch: str) -> str:
        """Return the format of an export by its batch, or refuse another batch."""
        return self._reading().wish(batch)["format"]  # type: ignore[no-any-return]

    def write(self, batch: str, path: Path) -> Made:
        """Write the file of an ended export, the same bytes whenever it is written, and record it once.

        Raises `BatchNotFinished`, `AnotherFile` and what the format has to say of its content.
        """
        export = self._export(batch)
        if not export.items:
            raise Invalid("No credit advice is in this export; there is nothing to write.", code="EXPORT-EMPTY")
        with _WRITING, replacing(path) as beside:
            with beside.open("wb") as out:
                warnings = _maker(export.format)(export, out)
            sha256, size = _hashed(beside)
            told = ExportWritten(export.format, path.name, sha256, size, len(export.items), export.sums())
            self._refuse_another(batch, told)
        self.parts.handling.handle(streams.export(batch), story.Export(), RecordExport(told), self.parts.actor)
        return Made(path, sha256, size, len(export.items), told.sums, warnings)

    def _refuse_another(self, batch: str, told: ExportWritten) -> None:
        """Refuse before the file takes its place what could not be recorded afterwards."""
        state, _ = self.parts.handling.state(streams.export(batch), story.Export())
        RecordExport(told).decide(state, Circumstance(self.parts.clock(), self.parts.actor))

    def _export(self, batch: str) -> Export:
        progress = self.parts.queue.progress(batch)
        if progress is None:
            raise BatchUnknown
        if progress.state != "finished":
            raise BatchNotFinished
        return self._reading().export(batch)

    def _reading(self) -> Reading:
        parts = self.parts
        return Reading(parts.log, parts.decode, parts.folder / "documents", parts.settings.zone)

    # ------------------------------------------------------------------ reports

    def social_levy(self, year: int) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
        """Return the report for the Künstlersozialkasse: columns and rows."""
        from rightsdesk.documents.exports import ksk

        items = list(self._reading().issued())
        return ksk.COLUMNS, ksk.report(year, items, self._reading().vendors(items))

    def withholding(self, quarter: str) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
        """Return the report on tax withheld in a quarter such as 2026-Q3: columns and rows."""
        from rightsdesk.documents.exports import withholding

        items = list(self._reading().issued())
        return withholding.COLUMNS, withholding.report(quarter, items, self._reading().vendors(items))


def datev_options(settings: Settings) -> dict[str, str]:
    """Return the settings that shape a posting file, as they stand now."""
    names = ("consultant", "client", "year_start", "account_length", "first_creditor")
    more = ("expense_accounts", "tax_keys", "withholding_account")
    return {name: str(getattr(settings, f"datev_{name}")) for name in (*names, *more)}


def _maker(name: str) -> Maker:
    """Return what makes files of a format; what writes XML and spreadsheets is loaded when it is needed."""
    from rightsdesk.documents.exports import archive, datev, gobd, sepa, workbook

    makers: Mapping[str, Maker] = {
        SEPA: sepa.make,
        DATEV: datev.make,
        XLSX: workbook.make,
        ZIP: archive.make,
        GOBD: gobd.make,
    }
    return makers[name]


def _hashed(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
