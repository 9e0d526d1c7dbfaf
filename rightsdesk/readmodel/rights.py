"""How a picture's rights are kept for asking: one span where all platforms are alike, else spans for each of them.

The spans follow from `domain.verdict` alone; a filter compares them with the moment it is asked at. Nothing is stored
as active.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

from rightsdesk.domain import period, verdict
from rightsdesk.domain.position import HOME, Holding, Terms, plain_span, position, terms_of
from rightsdesk.domain.rights import MEDIA, ONLINE, Grant, Override, Restriction
from rightsdesk.domain.terms import Agreement, QuotaMark, Rate
from rightsdesk.domain.verdict import Position
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel.conditions import Condition, Field
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.projection import Fact, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table, as_list

SPANS = Table(
    "image_rights",
    (
        Column("image", "integer"),
        Column("platform"),
        Column("medium"),
        Column("number", "integer"),
        Column("starts", "integer", 0),
        Column("ends", "integer", 0),  # as early as it starts = no longer in use
        Column("word", "text", ""),
    ),
    keys=4,
    indexes=(Index("platform, medium, number, starts, ends, word, image"),),
)
TERMS = Table(
    "vendor_terms",
    (Column("vendor"), Column("agreements", "text", "[]"), Column("spent", "text", "[]")),
)
REACH = Table("platform_reach", (Column("key"), Column("countries", "text", "{}")))
"""One row: platform -> countries of its readers."""

ALL = "all"


# ---------------------------------------------------------------- what holds for all pictures of a vendor


def agreed(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Keep a vendor's further agreement, and look at all of the vendor's pictures again."""
    row = top["vendor_terms"].make(event.stream.partition("-")[2])
    row["agreements"] = orjson.dumps([*orjson.loads(row["agreements"]), fact["agreement"]]).decode()
    row[_STALE] = True


def quota_reached(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Keep from when a vendor's quota is used up."""
    mark = fact["mark"]
    if QuotaMark(**mark).full:
        row = top["vendor_terms"].make(event.stream.partition("-")[2])
        row["spent"] = orjson.dumps([*orjson.loads(row["spent"]), mark]).decode()
        row[_STALE] = True


def platform_registered(top: Worktop, _event: Recorded, fact: Fact) -> None:
    """Keep for which countries rights must hold on a platform."""
    row = top["platform_reach"].make(ALL)
    known = orjson.loads(row["countries"])
    details = fact["details"]
    countries = (details.get("territory") or details.get("country") or "DE").replace(",", " ").split()
    if known.get(fact["platform_id"]) != countries:
        row["countries"] = orjson.dumps({**known, fact["platform_id"]: countries}).decode()
        row[_STALE] = "TRUE" if row.get(_STALE) == "TRUE" or not HOME.issuperset(countries) else "scoped = 1"


_STALE = "stale"
"""Beside the stored columns: pictures under these terms must be looked at again when the page is through."""

PIECE = 2_000
"""Pictures looked at again at a time: a vendor may have hundreds of thousands."""


def looked_at_again(top: Worktop) -> Iterator[Sequence[int]]:
    """Yield the ids of pictures whose terms changed, piece by piece; write what was derived after each."""
    reach = top["platform_reach"].get(ALL)
    asked: list[tuple[str, tuple[str, ...]]] = []
    everywhere = reach.pop(_STALE, None) if reach is not None else None
    if everywhere:
        asked.append((str(everywhere), ()))
    vendors = [row["vendor"] for row in top["vendor_terms"].touched() if row.pop(_STALE, None)]
    asked += [("vendor = ?", (vendor,)) for vendor in vendors]
    for where, values in asked:
        found = top["images"].keys(where, *values)
        for start in range(0, len(found), PIECE):
            yield found[start : start + PIECE]


def terms_for(top: Worktop, vendor: str) -> Terms:
    """Return what was agreed with a vendor, and for whom rights must hold."""
    return _terms(*_stored(top, vendor))


def _stored(top: Worktop, vendor: str) -> tuple[str, str, str]:
    row, reach = top["vendor_terms"].get(vendor), top["platform_reach"].get(ALL)
    return (
        row["agreements"] if row else "[]",
        row["spent"] if row else "[]",
        reach["countries"] if reach else "{}",
    )


@lru_cache(maxsize=4096)
def _terms(agreements: str, spent: str, reach: str) -> Terms:
    made = agreements_of(agreements)
    readers = {platform: frozenset(countries) for platform, countries in orjson.loads(reach).items()}
    return terms_of(made, (QuotaMark(**mark) for mark in orjson.loads(spent)), readers)


def agreements_of(stored: str) -> tuple[Agreement, ...]:
    """Return the agreements kept as text."""
    return tuple(
        Agreement(**{**told, **_tuples(told), "rates": tuple(Rate(**row) for row in told.get("rates", ()))})
        for told in orjson.loads(stored)
    )


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(told.get(name, ())) for name in ("platforms", "media", "territory")}


def stored_terms(agreements: str | None, spent: str | None, reach: str | None) -> Terms:
    """Return the terms that three stored texts mean, for a reader."""
    return _terms(agreements or "[]", spent or "[]", reach or "{}")


# ---------------------------------------------------------------- one picture


def holding(layers: Row, shown: Mapping[str, Any]) -> Holding:
    """Return what a verdict rests on, from the stored layers."""
    return Holding(
        shown=shown,
        killed=bool(layers["killed"]),
        deleted=bool(layers["deleted"]),
        missing=bool(layers["missing"]),
        withdrawn=bool(layers["withdrawn"]),
        grants=tuple(Grant(**{**told, **_countries(told)}) for told in layers["grants"].values()),
        restrictions=tuple(Restriction(**told) for told in layers["restrictions"].values()),
        overrides=tuple(Override(**told) for told in layers["overrides"].values()),
    )


def _countries(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(told[name]) for name in ("territory", "territory_excluded")}


_OF_RIGHTS = (
    *("status", "embargo_until", "licence_start", "licence_end", "use_until", "online_until", "territory"),
    *("territory_excluded", "media", "needs_person", "price", "currency", "title"),
)
_LAYERED = (
    *("killed", "deleted", "missing", "withdrawn", "blocked_at", "grants", "bought", "restrictions", "overrides"),
)


def mark(layers: Row, shown: Mapping[str, Any], terms: str) -> str:
    """Return a digest of everything that the rights in a picture, its usages and findings rest on."""
    told = [terms, *map(shown.get, _OF_RIGHTS), *(layers[name] for name in _LAYERED)]
    return hashlib.blake2b(repr(told).encode(), digest_size=9).hexdigest()


def terms_mark(top: Worktop, vendor: str) -> str:
    """Return a digest of a vendor's terms."""
    return _terms_mark(*_stored(top, vendor))


@lru_cache(maxsize=4096)
def _terms_mark(*stored: str) -> str:
    return hashlib.blake2b(repr(stored).encode(), digest_size=9).hexdigest()


def is_plain(layers: Row, terms: Terms) -> bool:
    """Say whether all platforms are judged alike at once, without looking at each."""
    return not (layers["grants"] or layers["restrictions"] or layers["overrides"]) and terms.alike


def judge(top: Worktop, layers: Row, row: Row, shown: Mapping[str, Any], terms: Terms) -> None:
    """Keep in which spans a picture may be placed: in its own row where all is alike, else beside it."""
    if is_plain(layers, terms):
        _one_span(top, layers, row, shown, terms)
    else:
        row["scoped"], row["may_from"], row["may_until"], row["may"], row["may_media"] = 1, None, None, None, ""
        _many_spans(top, layers, position(holding(layers, shown), terms))


def _one_span(top: Worktop, layers: Row, row: Row, shown: Mapping[str, Any], terms: Terms) -> None:
    if layers["scopes"]:
        _drop_others(top, layers, {})
    usable = (shown.get("status") or "usable") == "usable"
    blocked = not usable or layers["killed"] or layers["deleted"] or layers["withdrawn"]
    span = None if blocked else plain_span(shown, terms)
    row["scoped"] = 0
    row["may_media"] = as_list(shown.get("media") or ())
    if span is None:
        row["may_from"] = row["may_until"] = row["may"] = None
        return
    row["may_from"], row["may_until"], word = span
    row["may"] = "conditional" if layers["missing"] else word


_NONE: tuple[int, int, verdict.Word] = (0, 0, "denied")


def _many_spans(top: Worktop, layers: Row, rights: Position) -> None:
    scopes = verdict.scopes(rights)
    media = {"", ONLINE, *(medium for _, medium in scopes)}
    kept: dict[str, int] = {}
    for platform in sorted({platform for platform, _ in scopes}):
        for medium in sorted(media):
            # A scope without any span keeps an empty one: it says that nothing is allowed, not that nothing is known.
            found = [*verdict.spans(rights, platform, medium)] or [_NONE]
            kept[f"{platform}/{medium}"] = len(found)
            for number, span in enumerate(found):
                row = top["image_rights"].make((layers["image"], platform, medium, number))
                row["starts"], row["ends"], row["word"] = span
    _drop_others(top, layers, kept)


def _drop_others(top: Worktop, layers: Row, kept: dict[str, int]) -> None:
    """Take away the spans that are not among those kept: scope -> how many."""
    for name, before in layers["scopes"].items():
        platform, _, medium = name.partition("/")
        for number in range(kept.get(name, 0), before):
            top["image_rights"].drop((layers["image"], platform, medium, number))
    if kept != layers["scopes"]:
        layers["scopes"] = kept


# ---------------------------------------------------------------- the filter

NOW = "(SELECT now_seconds())"
"""The second at which is asked; a question within brackets is answered once, not for every row."""


def _asked(word: str) -> Callable[[Value], Condition | None]:
    def one(value: Value) -> Condition | None:
        where, at_sign, moment = value.text.partition("@")
        platform, _, medium = where.partition("/")
        at = str(_second(moment)) if at_sign else NOW
        if not platform or (medium and medium not in MEDIA) or at == "None":
            return None
        return _in_word(word, platform, medium or ONLINE, at)

    return one


def _second(text: str) -> int | None:
    try:
        return period.asked(text)
    except period.NotAMoment:
        return None


def _in_word(word: str, platform: str, medium: str, at: str) -> Condition:
    """Ask for one word; pictures with spans of their own that do not know this platform are asked one by one."""
    covered = f"r.starts <= {at} AND r.ends > {at}" + ("" if word == "denied" else " AND r.word = ?")
    told = () if word == "denied" else (word,)
    among = f"images.id IN (SELECT r.image FROM image_rights r WHERE r.platform = ? AND r.medium = ? AND {covered})"
    strange = f"{_SOME_STRANGE} AND {_STRANGE} AND EXISTS (SELECT 1 FROM image_rights r WHERE {_LIKE} AND {covered})"
    here = (platform, medium)
    spans = f"images.scoped = 1 AND ({among} OR ({strange}))"
    bound = (*here, *told, *here, *here, platform, platform, medium, medium, *told)
    fits = f"(images.may_media = '' OR instr(images.may_media, '|{medium}|') > 0)"  # one of a handful of words
    alike = f"images.scoped = 0 AND images.may_from <= {at} AND images.may_until > {at} AND {fits}"
    if word == "denied":
        return f"({alike}) IS NOT TRUE AND ({spans}) IS NOT TRUE", bound
    return f"(images.may = ? AND {alike}) OR ({spans})", (*told, *bound)


_SOME_STRANGE = (
    "(SELECT count(*) FROM images s WHERE s.scoped = 1)"
    " > (SELECT count(*) FROM image_rights k WHERE k.platform = ? AND k.medium = ? AND k.number = 0)"
)
_STRANGE = "NOT EXISTS (SELECT 1 FROM image_rights k WHERE k.image = images.id AND k.platform = ? AND k.medium = ?)"
_LIKE = (
    "r.image = images.id"
    " AND r.platform = CASE WHEN EXISTS"
    " (SELECT 1 FROM image_rights k WHERE k.image = images.id AND k.platform = ?) THEN ? ELSE '' END"
    " AND r.medium = CASE WHEN EXISTS"
    " (SELECT 1 FROM image_rights k WHERE k.image = images.id AND k.medium = ?) THEN ? ELSE '' END"
)
WORDS = {
    word: Field(one=_asked(word), expects="a platform such as tag, tag/print or tag@2026-12-31")
    for word in ("allowed", "conditional", "denied")
}
"""The fields `allowed`, `conditional` and `denied`: PLATFORM, PLATFORM/MEDIUM, either with @MOMENT."""

NEXT_CHANGE = (
    f"CASE WHEN images.scoped = 1 THEN (SELECT min(CASE WHEN r.starts > {NOW} THEN r.starts ELSE r.ends END)"
    f" FROM image_rights r WHERE r.image = images.id AND r.ends > {NOW} AND r.ends > r.starts)"
    f" WHEN images.may_from > {NOW} THEN images.may_from WHEN images.may_until > {NOW} THEN images.may_until END"
)
"""The next second at which what may be done with a picture changes somewhere; END when it never does."""
