"""Reading an XMP packet (ISO 16684-1) into plain values: texts, tuples for lists, mappings for structures.

A text in several languages is given in its default language; each other one stands beside it as `name@language`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from rightsdesk.vendorsync.metadata.names import RDF, XML, named
from rightsdesk.vendorsync.metadata.packets import Node, grown

Value: TypeAlias = "str | tuple[Value, ...] | Mapping[str, Value]"

_LANGUAGE = f"{{{XML}}}lang"
_DEFAULT = "x-default"
_LISTS = frozenset({f"{{{RDF}}}Bag", f"{{{RDF}}}Seq"})
_ALTERNATIVES, _ITEM, _DESCRIPTION = f"{{{RDF}}}Alt", f"{{{RDF}}}li", f"{{{RDF}}}Description"
_RESOURCE, _VALUE, _ROOT = f"{{{RDF}}}resource", f"{{{RDF}}}value", f"{{{RDF}}}RDF"


def read_packet(packet: bytes, note: Callable[[str], None]) -> dict[str, Value]:
    """Return all properties of a packet; raise `Damaged` for what is no XML or dangerous."""
    growth = grown(packet, note)
    found: dict[str, Value] = {}
    for rdf in _descendants(growth.root, _ROOT):
        for description in rdf.children:
            for name, value in _members(description, growth.prefixes):
                found.setdefault(name, value)
    return found


def _descendants(node: Node, name: str) -> Iterator[Node]:
    for child in node.children:
        if child.name == name:
            yield child
        else:
            yield from _descendants(child, name)


def _members(node: Node, prefixes: dict[str, str]) -> Iterator[tuple[str, Value]]:
    """Yield what a description says: each property under its name, further languages beside it."""
    for attribute, text in node.attributes.items():
        if not attribute.startswith((f"{{{RDF}}}", f"{{{XML}}}")) and attribute[:1] == "{" and text:
            yield _name(attribute, prefixes), text
    for child in node.children:
        name = _name(child.name, prefixes)
        languages = _languages(child)
        if languages is None:
            value = _value(child, prefixes)
            if value:
                yield name, value
        else:
            yield from _in_languages(name, languages)


def _in_languages(name: str, languages: dict[str, str]) -> Iterator[tuple[str, Value]]:
    if not languages:
        return
    first = _DEFAULT if _DEFAULT in languages else next(iter(languages))
    yield name, languages[first]
    for language, text in languages.items():
        if language != first and text != languages[first]:
            yield f"{name}@{language}", text


def _languages(node: Node) -> dict[str, str] | None:
    """Return the texts of a language alternative by language, None where the node is none."""
    if len(node.children) != 1 or node.children[0].name != _ALTERNATIVES:
        return None
    texts: dict[str, str] = {}
    for item in node.children[0].children:
        if item.text.strip():
            texts.setdefault(item.attributes.get(_LANGUAGE, _DEFAULT), item.text.strip())
    return texts


def _value(node: Node, prefixes: dict[str, str]) -> Value:
    if _RESOURCE in node.attributes:
        return node.attributes[_RESOURCE]
    if not node.children:
        plain = {name for name in node.attributes if not name.startswith((f"{{{RDF}}}", f"{{{XML}}}"))}
        return dict(_members(node, prefixes)) if plain else node.text.strip()
    inner = node.children[0]
    if inner.name in _LISTS or inner.name == _ALTERNATIVES:
        values = (_value(item, prefixes) for item in inner.children if item.name == _ITEM)
        return tuple(value for value in values if value)
    if inner.name == _DESCRIPTION and len(node.children) == 1:
        return _structure(inner, prefixes)
    return _structure(node, prefixes)


def _structure(node: Node, prefixes: dict[str, str]) -> Value:
    """Return the members; a value with qualifiers is its value."""
    told = next((child for child in node.children if child.name == _VALUE), None)
    return _value(told, prefixes) if told is not None else dict(_members(node, prefixes))


def _name(expanded: str, prefixes: dict[str, str]) -> str:
    namespace, _, local = expanded[1:].partition("}")
    return named(namespace, local, prefixes.get(namespace, ""))
