"""The report of a batch: what came of it, its failures grouped by cause first, then each failed item."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from rightsdesk.desk.parts import Parts
from rightsdesk.documents.batch_paper import as_html, as_pdf
from rightsdesk.documents.csv_file import ENGLISH, Style, write_csv
from rightsdesk.documents.tables import Column
from rightsdesk.documents.whole_file import replacing
from rightsdesk.domain import streams
from rightsdesk.domain.messages import REGISTER
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import BatchRow, Reader

PAGE = 5_000
CONFLICTED = "Somebody changed the same fields meanwhile; nothing was overwritten."
TABLES = {"image": "images", "vendor": "vendors", "advice": "credit_advices"}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why items failed: how many, the sentence, and whose they are with the number of each, most first."""

    count: int
    sentence: str
    vendors: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FailedItem:
    """One item without success."""

    key: str
    title: str
    vendor: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BatchReport:
    """Everything that a report says; `causes` the most frequent first."""

    row: BatchRow
    causes: tuple[Cause, ...]
    items: tuple[FailedItem, ...]


@dataclass(frozen=True, slots=True)
class BatchReports:
    """Makes reports of batches from the log and writes them to files."""

    parts: Parts

    def report(self, reader: Reader, batch: str) -> BatchReport:
        """Return the report of a batch named by its identifier."""
        row: BatchRow = reader.rows("batches", list(reader.ids_of("batches", [batch]).values()))[0]
        failed = dict(self._failed(batch))
        named = dict(_named(reader, failed))
        items = []
        for own, sentence in failed.items():
            title, vendor = named.get(own, ("", ""))
            items.append(FailedItem(streams.identifier(own), title, vendor, sentence))
        return BatchReport(row, tuple(_causes(items)), tuple(items))

    def write(
        self, reader: Reader, batch: str, path: Path, words: Mapping[str, str] | None = None, style: Style = ENGLISH
    ) -> BatchReport:
        """Write a report to a `.html`, `.csv` or `.pdf` file, whole or not at all; `words` translate its headings."""
        words, ending = words or {}, path.suffix.lower()
        report = _worded(self.report(reader, batch), words)
        if ending == ".csv":
            columns = [Column(key, words.get(title, title)) for key, title in _COLUMNS.items()]
            rows = [dict(zip(_COLUMNS, line, strict=True)) for line in _lines(report)]
            write_csv(path, columns, rows, style, lambda _count: None)
            return report
        made = {".html": as_html, ".htm": as_html, ".pdf": as_pdf}.get(ending)
        if made is None:
            raise Invalid(f"{path.name}: a report is written to a file that ends in .html, .csv or .pdf.")
        with replacing(path) as beside:
            beside.write_bytes(made(sheet(report, words)))
        return report

    def _failed(self, batch: str) -> Iterator[tuple[str, str]]:
        """Yield stream and sentence of each item whose last outcome is no success."""
        last: dict[str, str] = {}
        after = 0
        while page := self.parts.log.read_correlated(batch, after, PAGE):
            for event in page:
                known = REGISTER.get(event.name)
                outcome = known.outcome if known else None
                if outcome == "failed":
                    last[event.stream] = str(orjson.loads(event.data).get("reason", ""))
                elif outcome == "conflicted":
                    last[event.stream] = CONFLICTED
                elif outcome:
                    last.pop(event.stream, None)
            after = page[-1].position
        yield from last.items()


def sheet(report: BatchReport, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a report as texts under headings, for whatever sets it."""
    row = report.row

    def said(text: str) -> str:
        return words.get(text, text)

    figures = (
        ("Items", row.total),
        ("Done", row.done),
        ("Already so", row.unchanged),
        ("Failed", row.failed),
        ("Changed elsewhere", row.conflicted),
        ("Withdrawn", row.cancelled),
    )
    facts = [("Batch", str(row.number)), ("Who", row.actor), ("Started", _moment(row.queued_at))]
    facts += [("Finished", _moment(row.finished_at))] if row.finished_at else []
    return {
        "title": said(row.title),
        "facts": [[said(name), value] for name, value in facts],
        "figures": [[said(name), f"{count:,}"] for name, count in figures],
        "causes_title": said("Failures by cause"),
        "nothing": said("Nothing failed."),
        "causes": [cause_line(cause) for cause in report.causes],
        "items_title": said("Items that failed"),
        "heads": [said(title) for title in ("Item", "Title", "Vendor", "Cause")],
        "items": [[item.key, item.title, item.vendor, item.sentence] for item in report.items],
    }


def _worded(report: BatchReport, words: Mapping[str, str]) -> BatchReport:
    """Return the report with its sentences as they are said in other words."""

    def said(text: str) -> str:
        return words.get(text, text)

    causes = tuple(replace(cause, sentence=said(cause.sentence)) for cause in report.causes)
    return replace(
        report, causes=causes, items=tuple(replace(one, sentence=said(one.sentence)) for one in report.items)
    )


def cause_line(cause: Cause) -> str:
    """Return a cause in one line: 12 × The vendor's record is locked: Globus Picture Desk."""
    vendors = ", ".join(f"{name} ({count:,})" if len(cause.vendors) > 1 else name for name, count in cause.vendors)
    told = f"{cause.sentence.removesuffix('.')}: {vendors}" if vendors else cause.sentence
    return f"{cause.count:,} × {told}"


def _causes(items: list[FailedItem]) -> Iterator[Cause]:
    grouped: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        grouped[item.sentence][item.vendor] += 1
    for sentence, vendors in sorted(grouped.items(), key=lambda one: (-one[1].total(), one[0])):
        named = tuple((name, count) for name, count in vendors.most_common() if name)
        yield Cause(vendors.total(), sentence, named)


_COLUMNS = {"count": "Count", "cause": "Cause", "key": "Item", "title": "Title", "vendor": "Vendor"}


def _lines(report: BatchReport) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the groups first, each with its count, then every item."""
    for cause in report.causes:
        yield str(cause.count), cause.sentence, "", "", ", ".join(name for name, _ in cause.vendors)
    for item in report.items:
        yield "", item.sentence, item.key, item.title, item.vendor


def _named(reader: Reader, failed: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield stream, title and vendor of what the tables know."""
    by_table: dict[str, dict[str, str]] = defaultdict(dict)
    for own in failed:
        table = TABLES.get(streams.category(own))
        if table is not None:
            by_table[table][streams.identifier(own)] = own
    for table, keys in by_table.items():
        found = reader.ids_of(table, list(keys))
        rows = {row.id: row for row in reader.rows(table, list(found.values()))}
        for key, row_id in found.items():
            row = rows.get(row_id)
            title = next((str(v) for n in ("title", "number", "name") if (v := getattr(row, n, None))), "")
            yield keys[key], (title, str(getattr(row, "vendor_name", "") or getattr(row, "name", "") or ""))


def _moment(iso: str | None) -> str:
    return (iso or "")[:16].replace("T", " ")
