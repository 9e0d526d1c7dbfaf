"""Reading one version of an article out of ninjs 1.x, 2.x or 3.x; what it shows is read in `article_pictures`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rightsdesk.domain.period import utc_text
from rightsdesk.vendorsync.article_pictures import named, pictures_of
from rightsdesk.vendorsync.articles import ADVERTORIAL, EDITORIAL, ArticleReading, ArticleVersion
from rightsdesk.vendorsync.decode import verbatim
from rightsdesk.vendorsync.identity import checked_address, segments
from rightsdesk.vendorsync.ninjs import Dialect, Fields, Item, dialect_of, read_texts, status_of
from rightsdesk.vendorsync.record import Broken, last_part, moment, objects, text, version

_ARTICLES = frozenset({"text", "composite", "article"})
_PAID = frozenset({"advertorial", "sponsored", "advertising", "anzeige"})


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
        section=_named_as(item, "subjects" if dialect.lists else "subject", "rel", "section"),
        editor=_named_as(item, dialect.sources, "role", "editor"),
        medium=reading.medium,
        kind=_kind(item),
        pictures=pictures_of(item, dialect, reading.vendor),
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
    for name, one in named(item.get("renditions"), "$.renditions"):
        kind = one.get("contentType", one.get("contenttype", one.get("mimetype")))
        if kind == "text/html" or name == "web":
            return text(one.get("href"), f"$.renditions[{name}].href") or ""
    address = str(item["uri"])
    return address if segments(address) else ""


def _named_as(item: Item, member: str, role: str, wanted: str) -> str:
    """The name of the first object in a list that plays a role."""
    for one in objects(item.get(member), f"$.{member}"):
        if _said(one.get(role)) == wanted:
            return text(one.get("name"), f"$.{member}.name") or ""
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
