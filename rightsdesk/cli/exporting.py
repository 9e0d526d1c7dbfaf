"""Every list as a file: `@exportable` gives a command --csv and --xlsx, and its table is then written, not printed."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click

from rightsdesk.desk.lists import STYLES, Column, Kind, Style, Told, Written, pour_csv, write_list

F = TypeVar("F", bound=Callable[..., Any])
Shapes = Iterable[Mapping[str, Any]]
STANDARD_OUTPUT = "-"

AMOUNTS = frozenset({"price", "net", "tax", "gross", "rate", "vat_rate", "amount", "fee", "sum", "paid", "owed"})
"""Names under which shapes hold decimal texts; they become numbers."""
MOMENTS = frozenset({"at", "on", "day", "date", "since", "until", "next_change"})
MOMENT_ENDINGS = ("_at", "_on", "_start", "_end", "_until", "_from", "_day", "_date")
"""Names of moments and days in shapes."""


@dataclass(frozen=True, slots=True)
class Export:
    """Where a list goes instead of the screen: a file that ends in .csv or .xlsx, or CSV on standard output."""

    place: str
    ending: str
    style: Style

    @property
    def aloud(self) -> bool:
        """Say whether the list itself is what stands on standard output."""
        return self.place == STANDARD_OUTPUT

    @property
    def path(self) -> Path:
        """Return the file, with the ending of its kind."""
        path = Path(self.place)
        named = path.suffix.lower() == self.ending or path.is_dir()
        return path if named else Path(self.place + self.ending)

    def write(self, rows: Shapes, shown: Sequence[str], name: str, told: Told) -> Written:
        """Write all rows; their columns are the fields of the JSON shape, or those shown where there is no row."""
        columns, rows = _columns(rows, shown)
        if self.aloud:
            return _pour(columns, rows, replace(self.style, mark=False), told)
        return write_list(self.path, name, columns, rows, told, self.style)

    def answer(self, written: Written) -> tuple[dict[str, Any], list[str]]:
        """Return what is said of the file, as a document and in lines."""
        place = str(self.path)
        document = {"file": place, "rows": written.rows, "sheets": written.sheets, "warnings": written.warnings}
        return document, [f"{written.rows:,} rows written to {place}", *written.warnings]


def exportable(function: F) -> F:
    """Give a list command --csv, --xlsx and --csv-style; it must print through `Session.table`."""

    @click.option("--csv", "csv_place", metavar="FILE", help="Write the list to a CSV file; - for standard output.")
    @click.option("--xlsx", "xlsx_place", metavar="FILE", help="Write the list to an Excel workbook.")
    @click.option(
        "--csv-style",
        type=click.Choice(tuple(STYLES)),
        default="en",
        show_default=True,
        help="Signs of a CSV file: en , and 12.50 - de ; and 12,50. A text that could be taken for a formula"
        " carries an apostrophe.",
    )
    @wraps(function)
    def exporting(*given: Any, csv_place: str | None, xlsx_place: str | None, csv_style: str, **named: Any) -> Any:
        context = click.get_current_context()
        export = _wished(csv_place, xlsx_place, STYLES[csv_style])
        if export is not None and export.aloud and context.obj.as_json:
            raise click.UsageError("--csv - and --json both print on standard output; give one of them.")
        context.obj = replace(context.obj, export=export)
        return function(*given, **named)

    return exporting  # type: ignore[return-value] # the same function with more options


def _wished(csv_place: str | None, xlsx_place: str | None, style: Style) -> Export | None:
    if csv_place is not None and xlsx_place is not None:
        raise click.UsageError("Give either --csv or --xlsx.")
    if xlsx_place == STANDARD_OUTPUT:
        raise click.UsageError("A workbook cannot be printed; name a file after --xlsx.")
    if xlsx_place is not None:
        return Export(xlsx_place, ".xlsx", style)
    return None if csv_place is None else Export(csv_place, ".csv", style)


def _columns(rows: Shapes, shown: Sequence[str]) -> tuple[list[Column], Shapes]:
    """Take the columns from all rows of a short list, from the first of one that is made while it is written."""
    if isinstance(rows, Sequence):
        names = list(dict.fromkeys(name for row in rows for name in row))
        return [_column(name) for name in names or shown], rows
    left: Iterator[Mapping[str, Any]] = iter(rows)
    first = next(left, None)
    if first is None:
        return [_column(name) for name in shown], ()
    return [_column(name) for name in first], chain((first,), left)


def _column(name: str) -> Column:
    return Column(name, name, _kind(name), "currency" if name in AMOUNTS - {"vat_rate"} else "")


def _kind(name: str) -> Kind:
    if name in AMOUNTS:
        return "decimal"
    return "moment" if name in MOMENTS or name.endswith(MOMENT_ENDINGS) else "any"


def _pour(columns: Sequence[Column], rows: Shapes, style: Style, told: Told) -> Written:
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        return pour_csv(sys.stdout, columns, rows, style, told)
    sys.stdout.flush()
    out = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    try:
        written = pour_csv(out, columns, rows, style, told)
        out.flush()
        return written
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has; what is still held back must not complain at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), raw.fileno())
        sys.exit(1)
    finally:
        out.detach()
