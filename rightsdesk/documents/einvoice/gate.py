"""The gate before release: only a file that is PDF/A-3, the invoice attached as the standard wants it, may leave.

pikepdf knows level b only, and none of the extension schemas that ISO 19005-3 allows; what follows from that alone is
left out, finding by finding. Everything else, also what it cannot check, keeps the document here.
"""

import io
import re

from pikepdf import pdfa

from rightsdesk.faults import Damaged

_FOREIGN_XMP = re.compile(r"\b(?:namespace|property) (?:pdfaExtension|pdfaSchema|pdfaProperty|pdfuaid|fx)\b")
_LEVEL_A = "pdfaid:conformance is 'A', expected 'B'"
_UNITS = re.compile(r"CFF FontMatrix \[([0-9.]+), 0, 0, \1, 0, 0\] is not supported")
"""A typeface drawn on another grid than 1,000 units: legal, but the widths are not measured again."""


def findings(pdf: bytes) -> tuple[str, ...]:
    """Return why a file is not approved, each with the rule's id; nothing for one that may leave."""
    report = pdfa.validate_written(io.BytesIO(pdf), "3b")
    return tuple(f"{each.rule} {each.where}: {each.message}" for each in report.findings if not _is_allowed(each))


def passed(pdf: bytes) -> None:
    """Raise `Damaged` (PDF-GATE) for a file that may not leave."""
    found = findings(pdf)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise Damaged(
            f"The PDF does not keep the rules of PDF/A-3: {found[0]}{more}. It was not released; report this.",
            code="PDF-GATE",
        )


def _is_allowed(finding: pdfa.Finding) -> bool:
    if finding.rule.endswith(":6.6.2.3.1-1"):
        return bool(_FOREIGN_XMP.search(finding.message))
    if finding.rule.endswith(":6.6.4-3"):
        return finding.message == _LEVEL_A
    return finding.rule == "pikepdf:font-program" and bool(_UNITS.search(finding.message))
