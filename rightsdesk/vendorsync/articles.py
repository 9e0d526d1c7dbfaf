"""Reading one version of an article out of ninjs 1.x, 2.x or 3.x: which pictures stand in it, where, and credited how.

A member that is absent says nothing: without `associations` a version leaves the pictures as they are, an empty list
or null takes all away. What is associated but no picture is passed over; a picture nobody can name sets the article
aside, because its set of pictures would be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rightsdesk.domain.period import utc_text
from rightsdesk.domain.rights import ONLINE, POSITIONS
from rightsdesk.vendorsync.decode import verbatim
from rightsdesk.vendorsync.identity import asset_in, checked_address, segments, vendor_in
from rightsdesk.vendorsync.ninjs import (
    PICTURES,
    Dialect,
    Fields,
    Item,
    Reading,
    dialect_of,
    read_sources,
    read_texts,
    status_of,
    vendor_for,
)
from rightsdesk.vendorsync.record import Broken, last_part, members, moment, objects, text, version

HERO, INLINE, GALLERY = POSITIONS
EDITORIAL, ADVERTORIAL = "editorial", "advertorial"
_ARTICLES = frozenset({"text", "composite", "article"})
_PLACES = {
    **dict.fromkeys(("hero", "featuremedia", "featured", "mainpic", "main", "lead", "opener", "aufmacher"), HERO),
    **dict.fromkeys(("inline", "editor", "body", "embedded"), INLINE),
    **dict.fromkeys(("gallery", "slideshow", "galerie", "bildergalerie", "bildstrecke"), GALLERY),
}
_WORD = re.compile(r"[a-z]+")
_PAID = frozenset({"advertorial", "sponsored", "advertising", "anzeige"})
_CREDITS = ("creditline", "creditLine")
_LARGE, _MEDIUM = 1200, 600


@dataclass(frozen=True, slots=True)
class Mark:
    """Which version of an article was told: its number, if it has one, and its moment (UTC)."""

    version: int | None
    at: str

    def is_after(self, other: Mark | None) -> bool:
        """Say whether this version is newer: by number, without one by moment; any is newer than none."""
        if other is None:
            return True
        if self.version is not None and other.version is not None:
            return self.version > other.version
        return self.at > other.at


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """One picture (key `vendor:asset`) in an article; `credit` is "" where none is shown, None where none is told."""

    image: str
    position: str = INLINE
    credit: str | None = None
    size: str = ""


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version of an article; `pictures` is None where it says nothing about them, () where there are none."""

    platform: str
    article: str
    version: int | None
    published_at: str
    status: str = "usable"
    headline: str = ""
    url: str = ""
    section: str = ""
    editor: str = ""
    medium: str = ONLINE
    kind: str = EDITORIAL
    pictures: tuple[PlacedPicture, ...] | None = None
    source: str = ""
    raw: bytes = field(default=b"", compare=False, repr=False)

    @property
    def mark(self) -> Mark:
        """Return what orders this version among the others of its article."""
        return Mark(self.version, self.published_at)

    @property
    def shown(self) -> tuple[PlacedPicture, ...] | None:
        """Return the pictures readers see: none in an article taken off line, None where nothing is said."""
        return self.pictures if self.status == "usable" else ()

    @property
    def evidence(self) -> str:
        """Return how this version is named as evidence: article@version."""
        return f"{self.article}@{self.version if self.version is not None else self.published_at}"


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """How a platform's articles are read; `vendor` is paid for pictures that name nobody, None refuses them."""

    platform: str
    medium: str = ONLINE
    vendor: str | None = None
    source: str = ""


def read_article(item: Item, reading: ArticleReading, told_at: datetime | None = None) -> ArticleVersion | None:
    """Return one version, None for a record that is no article; raises `Broken` with the JSON path.

    `told_at` is when the feed told it, for a version that does not say when it was made.
    """
    if not _is_article(item):
        return None
    dialect, _ = dialect_of(item)
    words: Fields = {}
    read_texts(item, dialect, words)
    return ArticleVersion(
        platform=reading.platform,
        article=article_in(checked_address(item.get("uri"), "$.uri")),
        version=version(item.get("version"), "$.version"),
        published_at=_published_at(item, dialect, told_at),
        status=status_of(item, dialect),
        headline=str(words.get("headline") or words.get("title") or ""),
        url=_url(item),
        section=_section(item),
        editor=_editor(item, dialect),
        medium=reading.medium,
        kind=_kind(item),
        pictures=_pictures(item, dialect, reading),
        source=reading.source,
        raw=verbatim(item),
    )


def withdrawn(uri: Any, at: datetime | None, reading: ArticleReading) -> ArticleVersion:
    """Return the version in which an article is that its platform deleted."""
    article = article_in(checked_address(uri, "$.uri"))
    if at is None:
        raise Broken("REC-DATE", "the article does not say when it was deleted", "$.occurred_at")
    return ArticleVersion(
        reading.platform, article, None, utc_text(at), "canceled", medium=reading.medium, source=reading.source
    )


def article_in(address: str) -> str:
    """The identifier within the platform: the last part of …/articles/{id}, else the whole address."""
    parts = segments(address)
    return parts[-1] if len(parts) > 1 and parts[-2] == "articles" else address


def _is_article(item: Item) -> bool:
    """A record that does not say what it is counts as an article: this is a feed of articles."""
    kind = item.get("type")
    if kind is not None and type(kind) is not str:
        raise Broken("REC-TYPE", f"$.type should be a text, not {type(kind).__name__}", "$.type")
    return kind is None or kind in _ARTICLES


def _published_at(item: Item, dialect: Dialect, told_at: datetime | None) -> str:
    path = f"$.{dialect.version_created}"
    at = moment(item.get(dialect.version_created), path) or told_at
    if at is None:
        raise Broken("REC-DATE", "the article does not say when this version was published", path)
    return utc_text(at)


def _url(item: Item) -> str:
    """The address readers use: of the web page among the renditions, else the article's own."""
    for name, one in _named(item.get("renditions"), "$.renditions"):
        kind = one.get("contentType", one.get("contenttype", one.get("mimetype")))
        if kind == "text/html" or name == "web":
            return text(one.get("href"), f"$.renditions[{name}].href") or ""
    address = str(item["uri"])
    return address if segments(address) else ""


def _section(item: Item) -> str:
    for name in ("subjects", "subject"):
        for one in objects(item.get(name), f"$.{name}"):
            if _said(one.get("rel")) == "section":
                return text(one.get("name"), f"$.{name}.name") or ""
    return ""


def _editor(item: Item, dialect: Dialect) -> str:
    for one in objects(item.get(dialect.sources), f"$.{dialect.sources}"):
        if _said(one.get("role")) == "editor":
            return text(one.get("name"), f"$.{dialect.sources}.name") or ""
    return ""


def _kind(item: Item) -> str:
    words = {
        _said(one.get(name))
        for member in ("genres", "genre")
        for one in objects(item.get(member), f"$.{member}")
        for name in ("literal", "name", "code", "uri")
    }
    return ADVERTORIAL if words & _PAID else EDITORIAL


def _said(word: Any) -> str:
    """The last part of a name or qualified code, in lower case."""
    return last_part(word).lower() if type(word) is str else ""


def _pictures(item: Item, dialect: Dialect, reading: ArticleReading) -> tuple[PlacedPicture, ...] | None:
    if "associations" not in item:
        return None
    whose = Reading(default_vendor=reading.vendor)
    return strongest(_placed(item["associations"], "$.associations", "", dialect, whose))


def strongest(placed: Iterable[PlacedPicture]) -> tuple[PlacedPicture, ...]:
    """Return each picture once, in the strongest of its positions: hero before inline before gallery."""
    found: dict[str, PlacedPicture] = {}
    for one in placed:
        known = found.get(one.image)
        if known is None or POSITIONS.index(one.position) < POSITIONS.index(known.position):
            found[one.image] = one
    return tuple(found.values())


def _placed(value: Any, path: str, within: str, dialect: Dialect, whose: Reading) -> Iterator[PlacedPicture]:
    """The pictures among what is associated; those of a gallery stand in the gallery."""
    for number, (name, one) in enumerate(_named(value, path)):
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


def _named(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names and objects of a list (ninjs 2.x, 3.x) or of an object of objects (1.x)."""
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
    named = dict(_named(one.get("renditions"), "$.renditions"))
    shown = named.get("shown") or (next(iter(named.values())) if len(named) == 1 else {})
    width = shown.get("width")
    if type(width) is not int or width < 1:
        return ""
    return "large" if width >= _LARGE else "medium" if width >= _MEDIUM else "small"
