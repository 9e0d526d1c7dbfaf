"""Taking an XMP packet apart into a tree, with a bound on what may grow out of it; XML only through defusedxml."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from rightsdesk.faults import Damaged

DEEPEST = 64
MOST_NODES = 50_000

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BY_START = {b"\xfe\xff": "utf-16", b"\xff\xfe": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}


@dataclass(slots=True)
class Node:
    """One element: its expanded name, attributes by expanded names, what stands in it."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""


class Growth:
    """Builds the tree and refuses one that grows too deep or too large, before it does."""

    def __init__(self) -> None:
        self.root = Node("", {})
        self.prefixes: dict[str, str] = {}
        self._open = [self.root]
        self._count = 0

    def start_ns(self, prefix: str, address: str) -> None:
        """Remember the prefix a file uses for a namespace."""
        self.prefixes.setdefault(address, prefix)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._count += 1 + len(attributes)
        if len(self._open) > DEEPEST or self._count > MOST_NODES:
            raise Damaged(
                f"Its XMP packet is nested deeper than {DEEPEST} levels or holds more than {MOST_NODES:,} values; "
                "nothing was read from it.",
                code="FILE-XML",
            )
        node = Node(name, attributes)
        self._open[-1].children.append(node)
        self._open.append(node)

    def data(self, text: str) -> None:
        """Take text, as the parser calls it."""
        self._open[-1].text += text

    def end(self, _name: str) -> None:
        """Close an element."""
        self._open.pop()


def grown(packet: bytes, note: Callable[[str], None]) -> Growth:
    """Return the tree of a packet; raise `Damaged` for what is no XML or dangerous."""
    growth = Growth()
    parser = DefusedXMLParser(target=growth, forbid_dtd=True)
    try:
        parser.feed(_decoded(packet, note))
        parser.close()
    except DefusedXmlException as error:
        raise Damaged(
            "Its XMP packet declares a document type or entities, which no picture needs; nothing was read from it.",
            code="FILE-XML",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Damaged(f"Its XMP packet is no complete XML ({error}); nothing was read from it.") from error
    return growth


def _decoded(packet: bytes, note: Callable[[str], None]) -> str:
    wide = _BY_START.get(packet[:2])
    try:
        text = packet.decode(wide or "utf-8")
    except UnicodeDecodeError:
        note("The XMP packet is not in the encoding it should be; it was read as Windows-1252.")
        text = packet.decode("cp1252", "replace")
    if _NO_TEXT.search(text):
        text = _NO_TEXT.sub("", text)
    return text[text.find("<") : text.rfind(">") + 1]
