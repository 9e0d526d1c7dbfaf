"""The paper of a credit advice: PDF/A-3 set by typst from a template, byte for byte the same from the same snapshot."""

import re
import threading
from dataclasses import replace
from functools import cache
from typing import Any, Final

import orjson
import typst

from rightsdesk import resources
from rightsdesk.documents import credit_advice
from rightsdesk.documents.glyphs import drawable_all
from rightsdesk.documents.phrases import titled
from rightsdesk.documents.wording import words
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Damaged

STANDARDS: Final = ("a-3a", "ua-1")
"""PDF/A-3 (ISO 19005-3), which may carry the invoice as data, and PDF/UA (ISO 14289-1), which can be read aloud."""

_LONG = re.compile(r"\S{16,}")
_BETWEEN = re.compile("(?<=.)(?=[^\u0300-\u036f])")

# The compiler lets go of the interpreter while it works and cannot be entered twice.
_TURN = threading.Lock()


def typeset(snapshot: Snapshot, xml: bytes = b"") -> bytes:
    """Return the document as PDF, `xml` attached to it; raises `Damaged` (PDF-RENDER) when it cannot be set."""
    return compose(sheet(snapshot), xml)


def preview(snapshot: Snapshot) -> bytes:
    """Return what a draft would look like, as PDF: marked as a draft on every page, never with a number."""
    return compose(sheet(snapshot, preview=True))


def sheet(snapshot: Snapshot, *, preview: bool = False) -> bytes:
    """Return the template's input as JSON; only text the typeface can draw, never markup."""
    if preview:
        snapshot = replace(snapshot, number="")
    printed = credit_advice.content(snapshot)
    if preview:
        printed["watermark"] = words(snapshot.language)["draft"]
    shown: dict[str, Any] = drawable_all(printed, resources.path("fonts/Inter-Regular.otf"))
    for line in shown["lines"]:
        line["title"] = titled(line["title"])
        line.update({name: breakable(line[name]) for name in ("image", "title", "use")})
    shown["recipient"] = [breakable(each) for each in shown["recipient"]]
    shown["facts"] = [[label, breakable(value)] for label, value in shown["facts"]]
    return orjson.dumps(shown)


def breakable(text: str) -> str:
    """Return a text whose long words have places to break, unseen: they would run into the next column."""
    return _LONG.sub(lambda found: _BETWEEN.sub("\u200b", found[0]), text)


def compose(sheet: bytes, xml: bytes = b"") -> bytes:
    """Return the PDF of one sheet; about 50 ms of computing for 100 lines."""
    inputs = {"sheet": sheet.decode(), "xml": xml.decode()}
    try:
        with _TURN:
            pdf: Any = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=list(STANDARDS))
    except typst.TypstError as error:
        raise Damaged(
            f"The document could not be set: {error}. It is kept as it was; install RightsDesk again or report this.",
            code="PDF-RENDER",
        ) from error
    return bytes(pdf)


@cache
def _compiler() -> typst.Compiler:
    """Return the one compiler of this process; it keeps template and fonts parsed between documents."""
    template = resources.path("paper/credit_advice.typ")
    return typst.Compiler(
        input=str(template),
        root=str(template.parent),
        font_paths=[str(resources.path("fonts"))],
        ignore_system_fonts=True,
    )
