"""Reading the pictures beside an article: what is associated but no picture is passed over, none is guessed.

A member that is absent says nothing: without `associations` a version leaves the pictures as they are, an empty list
or null takes all away. A picture nobody can name sets the article aside, because its set would be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rightsdesk.vendorsync.articles import GALLERY, HERO, INLINE, PlacedPicture, strongest
from rightsdesk.vendorsync.identity import asset_in, checked_address, vendor_in
from rightsdesk.vendorsync.ninjs import (
    PICTURES,
    Dialect,
    Fields,
    Item,
    Reading,
    dialect_of,
    read_sources,
    read_texts,
    vendor_for,
)
from rightsdesk.vendorsync.record import Broken, members, objects, text

_PLACES = {
    **dict.fromkeys(("hero", "featuremedia", "featured", "mainpic", "main", "lead", "opener", "aufmacher"), HERO),
    **dict.fromkeys(("inline", "editor", "body", "embedded"), INLINE),
    **dict.fromkeys(("gallery", "slideshow", "galerie", "bildergalerie", "bildstrecke"), GALLERY),
}
_WORD = re.compile(r"[a-z]+")
_CREDITS = ("creditline", "creditLine")
_LARGE, _MEDIUM = 1200, 600


def pictures_of(item: Item, dialect: Dialect, vendor: str | None) -> tuple[PlacedPicture, ...] | None:
    """Return each picture once, None where nothing is said; `vendor` is paid for pictures that name nobody."""
    if "associations" not in item:
        return None
    whose = Reading(default_vendor=vendor)
    return strongest(_placed(item["associations"], "$.associations", "", dialect, whose))


def _placed(value: Any, path: str, within: str, dialect: Dialect, whose: Reading) -> Iterator[PlacedPicture]:
    """The pictures among what is associated; those of a gallery stand in the gallery."""
    for number, (name, one) in enumerate(named(value, path)):
        place = f"{path}.{name}" if type(value) is dict else f"{path}[{number}]"
        own = dialect_of(one)[0] if "standard" in one or "$standard" in one else dialect
        try:
            position = _position(one.get("rel"), name) or within
            if one.get("type") == "composite":
                yield from _placed(one.get("associations"), "$.associations", position or GALLERY, own, whose)
            elif _is_picture(one):
                yield _picture(one, position or INLINE, own, whose)
        except Broken as broken:
            raise Broken(broken.code, broken.reason, place + broken.path[1:]) from None


def named(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the names and objects of a list (ninjs 2.x, 3.x) or of an object of objects (1.x)."""
    if type(value) is dict:
        yield from ((name, members(one, f"{path}.{name}")) for name, one in value.items())
    else:
        yield from ((str(one.get("name", "")), one) for one in objects(value, path))


def _position(*names: Any) -> str:
    """The position meant by the first name that means one, empty when none does."""
    for name in names:
        for word in _WORD.findall(name.lower()) if type(name) is str else ():
            if word in _PLACES:
                return _PLACES[word]
    return ""


def _is_picture(one: Item) -> bool:
    kind = one.get("type")
    if kind is None:
        return vendor_in(str(one.get("uri"))) is not None
    if type(kind) is not str:
        raise Broken("REC-TYPE", "what is associated does not say whether it is a picture", "$.type")
    return kind in PICTURES


def _picture(one: Item, position: str, dialect: Dialect, whose: Reading) -> PlacedPicture:
    uri = checked_address(one.get("uri"), "$.uri")
    supplier = read_sources(one, dialect, {})
    vendor = vendor_for(uri, supplier, whose)
    return PlacedPicture(f"{vendor}:{asset_in(uri, vendor)}", position, _credit(one, dialect), _size(one))


def _credit(one: Item, dialect: Dialect) -> str | None:
    """The line shown; "" where the picture's words are given and none of them is a credit line."""
    for name in _CREDITS:
        if name in one:
            return text(one[name], f"$.{name}") or ""
    words: Fields = {}
    read_texts(one, dialect, words)
    if "credit" in words:
        return str(words["credit"] or "")
    spoke = "descriptions" in one if dialect.lists else any(name.startswith("description") for name in one)
    return "" if spoke else None


def _size(one: Item) -> str:
    """The class of the width shown: of the rendition that says so, or of the only one; "" where nobody knows."""
    found = dict(named(one.get("renditions"), "$.renditions"))
    shown = found.get("shown") or (next(iter(found.values())) if len(found) == 1 else {})
    width = shown.get("width")
    if type(width) is not int or width < 1:
        return ""
    return "large" if width >= _LARGE else "medium" if width >= _MEDIUM else "small"
