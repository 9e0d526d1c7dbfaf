"""A tree of UN/CEFACT elements, written briefly: names carry their prefix, what is empty is left out."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from lxml import etree

NAMESPACES: Mapping[str, str] = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}

# What XML 1.0 has no way to write, and halves of pairs (production 2, Char).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")


class Node(NamedTuple):
    """An element to be written: its name with prefix, attributes, text and children."""

    name: str
    attributes: dict[str, str]
    text: str
    children: tuple["Node", ...]


def plain(text: str) -> str:
    """Return a text on one line that XML can hold; what it cannot hold becomes a blank."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _FORBIDDEN.sub(" ", text)).strip()


def element(name: str, *parts: Node | str | None, **attributes: str) -> Node | None:
    """Return an element of that name, as in `ram:ID`, around its parts in order; None when nothing is in it."""
    text = plain("".join(part for part in parts if isinstance(part, str)))
    children = tuple(part for part in parts if isinstance(part, Node))
    return Node(name, attributes, text, children) if text or children else None


def document(name: str, *parts: Node | None) -> bytes:
    """Return the whole document in UTF-8, every prefix declared once at its root."""
    root = etree.Element(_full(name), nsmap=dict(NAMESPACES))
    _grow(root, [part for part in parts if part is not None])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _grow(parent: etree._Element, parts: Iterable[Node]) -> None:
    for part in parts:
        made = etree.SubElement(parent, _full(part.name), part.attributes)
        made.text = part.text or None
        _grow(made, part.children)


@cache
def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
