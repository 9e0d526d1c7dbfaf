"""How one vendor writes its tables: the saved profile, as far as a person fixed it; the rest is sniffed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.tabular.columns import FIELDS, plain

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"}
DATE_ORDERS = ("dmy", "mdy", "ymd")
_COLUMN = "column."
_NAMES = ("delimiter", "encoding", "date_order", "decimal", "currency")


@dataclass(frozen=True, slots=True)
class Layout:
    """A vendor's way of writing; an empty text is sniffed, `columns` maps headers (plain) to our fields."""

    delimiter: str = ""
    encoding: str = ""
    date_order: str = ""
    decimal: str = ""
    currency: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, options: Mapping[str, str]) -> Layout:
        """Return the layout of a feed's options; raise `Invalid` for one that says nothing to us.

        Options are delimiter, encoding, date_order (dmy, mdy, ymd), decimal (`,` or `.`), currency (ISO 4217) and
        column.FIELD=HEADER for a column we would not recognise.
        """
        told = {name: value for name, value in options.items() if not name.startswith(_COLUMN)}
        for name in told:
            if name not in _NAMES:
                raise _wrong(name, f"options are {', '.join(_NAMES)} and {_COLUMN}FIELD")
        columns = {}
        for name, header in options.items():
            if name.startswith(_COLUMN):
                columns[plain(header)] = _field(name)
        told["delimiter"] = DELIMITERS.get(told.get("delimiter", ""), told.get("delimiter", ""))
        delimiter, encoding, date_order, decimal, currency = (told.get(name, "") for name in _NAMES)
        layout = cls(delimiter, encoding, date_order, decimal, currency, columns)
        layout._refuse_unusable()
        return layout

    def _refuse_unusable(self) -> None:
        if self.delimiter and self.delimiter not in DELIMITERS.values():
            raise _wrong("delimiter", f"write {', '.join(DELIMITERS)} or the character itself")
        if self.date_order and self.date_order not in DATE_ORDERS:
            raise _wrong("date_order", f"write one of {', '.join(DATE_ORDERS)}")
        if self.decimal and self.decimal not in {",", "."}:
            raise _wrong("decimal", "write a comma or a point")
        if self.currency and not (
            len(self.currency) == len("EUR") and self.currency.isalpha() and self.currency.isupper()
        ):
            raise _wrong("currency", "write an ISO 4217 code such as EUR")
        try:
            " ".encode(self.encoding or "utf-8")
        except (LookupError, UnicodeError) as error:
            raise _wrong("encoding", "write utf-8, cp1252 or another encoding's name") from error


def _field(name: str) -> str:
    wanted = name.removeprefix(_COLUMN)
    if wanted not in FIELDS:
        raise _wrong(name, f"fields are {', '.join(FIELDS)}")
    return wanted


def _wrong(name: str, way_out: str) -> Invalid:
    return Invalid(f"The option {name!r} of this folder cannot be used; {way_out}.", code="FEED-OPTION")
