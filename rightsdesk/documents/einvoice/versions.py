"""What is named with every document: template, typesetter, writer of the data, versions of the official rules."""

from importlib.metadata import version

SCHEMA = "Factur-X 1.09 EN16931 XSD"
CEN = "CEN EN 16931 CII 1.3.16"
XRECHNUNG = "XRechnung CII 2.5.0"
ARCHIVE = "PDF/A-3 pikepdf 3b"
READ_BACK = "read back"
RULES = (SCHEMA, CEN, XRECHNUNG)
"""Names and versions of the rule sets, as they stand in the verdicts."""

WRITER = "; ".join(
    (
        "credit-advice-1",
        f"typst {version('typst')}",
        f"cii-1, lxml {version('lxml')}",
        f"pikepdf {version('pikepdf')}",
        f"rules {', '.join(RULES)}",
    )
)
"""The same writer gives the same bytes, another one need not."""
