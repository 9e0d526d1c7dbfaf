"""What tells an auditor's program how the tables of a copy are to be read: `index.xml` and the grammar it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from rightsdesk.documents.tables import Column

DTD_NAME = "gdpdu-01-09-2004.dtd"
"""The name by which auditors' programs find the grammar; the text below is our own."""
DTD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Grammar of index.xml: the part of the description standard for data media that these tables use. -->
<!ELEMENT DataSet (Version, DataSupplier?, Media+)>
<!ELEMENT DataSupplier (Name, Location, Comment)>
<!ELEMENT Media (Name, Table+)>
<!ELEMENT Table (URL, Name?, Description?, UTF8, DecimalSymbol, DigitGroupingSymbol, Range, VariableLength)>
<!ELEMENT Range (From, To?)>
<!ELEMENT VariableLength (ColumnDelimiter, RecordDelimiter, TextEncapsulator, VariablePrimaryKey*, VariableColumn*)>
<!ELEMENT VariablePrimaryKey (Name, Description?, (AlphaNumeric | Numeric | Date))>
<!ELEMENT VariableColumn (Name, Description?, (AlphaNumeric | Numeric | Date))>
<!ELEMENT Numeric (Accuracy?)>
<!ELEMENT Date (Format?)>
<!ELEMENT AlphaNumeric EMPTY>
<!ELEMENT UTF8 EMPTY>
<!ELEMENT Version (#PCDATA)>
<!ELEMENT Name (#PCDATA)>
<!ELEMENT Location (#PCDATA)>
<!ELEMENT Comment (#PCDATA)>
<!ELEMENT URL (#PCDATA)>
<!ELEMENT Description (#PCDATA)>
<!ELEMENT DecimalSymbol (#PCDATA)>
<!ELEMENT DigitGroupingSymbol (#PCDATA)>
<!ELEMENT From (#PCDATA)>
<!ELEMENT To (#PCDATA)>
<!ELEMENT ColumnDelimiter (#PCDATA)>
<!ELEMENT RecordDelimiter (#PCDATA)>
<!ELEMENT TextEncapsulator (#PCDATA)>
<!ELEMENT Accuracy (#PCDATA)>
<!ELEMENT Format (#PCDATA)>
"""
PLACES = "2"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the copy: its file, its name, what it holds, and its columns."""

    url: str
    name: str
    description: str
    columns: tuple[Column, ...]


def index(supplier: tuple[str, str], at: datetime, tables: Sequence[Table]) -> bytes:
    """Return the description of the tables; `supplier` is name and place of whose books they are."""
    root = etree.Element("DataSet")
    _text(root, "Version", "1.0")
    who = etree.SubElement(root, "DataSupplier")
    name, place = supplier
    _text(who, "Name", name)
    _text(who, "Location", place)
    _text(who, "Comment", f"RightsDesk, {at:%Y-%m-%d %H:%M}")
    media = etree.SubElement(root, "Media")
    _text(media, "Name", "Gutschriften")
    for table in tables:
        _table(media, table)
    kind = f'<!DOCTYPE DataSet SYSTEM "{DTD_NAME}">'
    told: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=kind)
    return told


def _table(media: etree._Element, table: Table) -> None:
    told = etree.SubElement(media, "Table")
    _text(told, "URL", table.url)
    _text(told, "Name", table.name)
    _text(told, "Description", table.description)
    etree.SubElement(told, "UTF8")
    _text(told, "DecimalSymbol", ",")
    _text(told, "DigitGroupingSymbol", ".")
    _text(etree.SubElement(told, "Range"), "From", "2")
    shape = etree.SubElement(told, "VariableLength")
    _text(shape, "ColumnDelimiter", ";")
    _text(shape, "RecordDelimiter", "\r\n")
    _text(shape, "TextEncapsulator", '"')
    for column in table.columns:
        _column(shape, column)


def _column(shape: etree._Element, column: Column) -> None:
    told = etree.SubElement(shape, "VariableColumn")
    _text(told, "Name", column.title)
    if column.kind in {"money", "decimal"}:
        _text(etree.SubElement(told, "Numeric"), "Accuracy", PLACES)
    elif column.kind == "integer":
        etree.SubElement(told, "Numeric")
    elif column.kind == "day":
        _text(etree.SubElement(told, "Date"), "Format", "YYYY-MM-DD")
    else:
        etree.SubElement(told, "AlphaNumeric")


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
