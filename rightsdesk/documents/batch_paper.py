"""A report of a batch as a page for the browser and as PDF; every text in it is only text."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from threading import Lock
from typing import Any

import orjson
import typst

from rightsdesk import resources
from rightsdesk.documents.glyphs import drawable_all
from rightsdesk.documents.paper import breakable
from rightsdesk.faults import Damaged

_STYLE = (
    "body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid}"
    "dl{display:flex;gap:2rem;flex-wrap:wrap}dt{opacity:.7}dd{margin:0;font-weight:600}"
)
_TURN = Lock()


def as_html(sheet: Mapping[str, Any]) -> bytes:
    """Return one page that needs nothing else; no script, no picture, no address in it."""
    title = escape(sheet["title"])
    causes = "".join(f"<li>{escape(cause)}</li>" for cause in sheet["causes"])
    listed = f"<ul>{causes}</ul>" if causes else f"<p>{escape(sheet['nothing'])}</p>"
    parts = [
        f"<h1>{title}</h1>",
        _pairs(sheet["facts"]),
        _pairs(sheet["figures"]),
        f"<h2>{escape(sheet['causes_title'])}</h2>{listed}",
    ]
    if sheet["items"]:
        heads = "".join(f"<th>{escape(head)}</th>" for head in sheet["heads"])
        rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in item)}</tr>" for item in sheet["items"])
        parts.append(f"<h2>{escape(sheet['items_title'])}</h2><table><tr>{heads}</tr>{rows}</table>")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f"<!doctype html><html><head>{head}</head><body>{''.join(parts)}</body></html>\n".encode()


def as_pdf(sheet: Mapping[str, Any]) -> bytes:
    """Return the pages as PDF; raises `Damaged` (PDF-RENDER) when they cannot be set."""
    shown: dict[str, Any] = drawable_all(dict(sheet), resources.path("fonts/Inter-Regular.otf"))
    shown["items"] = [[breakable(text) for text in item] for item in shown["items"]]
    try:
        with _TURN:
            pdf: Any = _compiler().compile(format="pdf", sys_inputs={"sheet": orjson.dumps(shown).decode()})
    except typst.TypstError as error:
        raise Damaged(f"The report could not be set: {error}. Write it as HTML or CSV.", code="PDF-RENDER") from error
    return bytes(pdf)


def _pairs(pairs: Sequence[Sequence[str]]) -> str:
    inner = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)
    return f"<dl>{inner}</dl>"


@cache
def _compiler() -> typst.Compiler:
    template = resources.path("paper/batch_report.typ")
    return typst.Compiler(
        input=str(template),
        root=str(template.parent),
        font_paths=[str(resources.path("fonts"))],
        ignore_system_fonts=True,
    )
