"""Reading one picture out of ninjs 1.x, 2.x or 3.x (IPTC), tolerant of what it does not know.

A member that is absent leaves a field as it was, an explicit null withdraws it, a wrong type sets the record aside.
`expires` is never read as the end of a licence: it says when the provider loses editorial interest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rightsdesk.vendorsync import odrl
from rightsdesk.vendorsync.decode import canonical, verbatim
from rightsdesk.vendorsync.identity import asset_in, checked_address, checked_vendor, vendor_in
from rightsdesk.vendorsync.port import RemoteImage
from rightsdesk.vendorsync.record import Broken, last_part, members, moment, objects, refuse_reversed, text, version

Item = dict[str, Any]
Fields = dict[str, object]

_STATUS = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
PICTURES = frozenset({"picture", "image", "photo"})
_SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names one generation of ninjs uses for what we read."""

    generation: int
    texts: tuple[tuple[str, str], ...]
    version_created: str
    status: str
    embargo: str
    rights: str
    encoded: str
    sources: str
    lists: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How records of one feed are read: the vendor configured for it and what its profile does before."""

    vendor: str | None = None
    default_vendor: str | None = None
    record_format: str | None = None
    prepare: Callable[[Item], Item] | None = None
    asset: Callable[[Item], Any] | None = None
    volatile: frozenset[str] = frozenset()


_COMMON = (("title", "title"),)
_LOWER = (
    *_COMMON,
    ("copyrightholder", "copyright_holder"),
    ("copyrightnotice", "copyright_notice"),
    ("usageterms", "usage_terms"),
    ("ednote", "instructions"),
)
_FIRST = Dialect(
    1, (*_LOWER, ("byline", "byline")), "versioncreated", "pubstatus", "embargoed", "rightsinfo", "encodedrights",
    "infosource", lists=False,
)  # fmt: skip
_SECOND = Dialect(
    2, (*_LOWER, ("by", "byline")), "versioncreated", "pubstatus", "embargoed", "rightsinfo", "encodedrights",
    "infosources", lists=True,
)  # fmt: skip
_THIRD = Dialect(
    3,
    (
        *_COMMON,
        ("by", "byline"),
        ("copyrightHolder", "copyright_holder"),
        ("copyrightNotice", "copyright_notice"),
        ("usageTerms", "usage_terms"),
        ("edNote", "instructions"),
    ),
    "versionCreated", "pubStatus", "embargoedUntil", "rightsInfo", "encodedRights", "infoSources", lists=True,
)  # fmt: skip
_BY_GENERATION = {"1": _FIRST, "2": _SECOND, "3": _THIRD}
_CAMEL = ("versionCreated", "pubStatus", "firstCreated", "rightsInfo", "usageTerms", "copyrightNotice", "edNote")
_ARRAYS = ("headlines", "descriptions", "by", "bodies", "infosources", "places", "subjects")


def dialect_of(item: Item) -> tuple[Dialect, str]:
    """The generation a record is written in, as declared or else by its names, and its full name."""
    declared = item.get("standard", item.get("$standard"))
    number = declared.get("version") if type(declared) is dict else None
    if type(number) is str and number[:1] in _BY_GENERATION:
        return _BY_GENERATION[number[:1]], f"ninjs-{number[:10]}"
    if any(name in item for name in _CAMEL):
        return _THIRD, "ninjs-3"
    if any(name in item for name in _ARRAYS):
        return _SECOND, "ninjs-2"
    return _FIRST, "ninjs-1"


def is_picture(item: Item) -> bool:
    """Whether the record describes a picture; raises when it does not say what it is."""
    kind = item.get("type")
    if type(kind) is not str:
        raise Broken("REC-TYPE", "the record does not say whether it is a picture", "$.type")
    return kind in PICTURES


def read_item(item: Item, reading: Reading) -> RemoteImage | None:
    """One picture, None for a record that is none; raises `Broken` with the JSON path."""
    prepared = reading.prepare(item) if reading.prepare is not None else item
    if not is_picture(prepared):
        return None
    dialect, name = dialect_of(prepared)
    uri = checked_address(prepared.get("uri"), "$.uri")
    fields: Fields = {}
    read_texts(prepared, dialect, fields)
    supplier = read_sources(prepared, dialect, fields)
    vendor = vendor_for(uri, supplier, reading)
    _read_rights(prepared, dialect, fields)
    _read_status(prepared, dialect, fields)
    _read_renditions(prepared, fields)
    number = version(prepared.get("version"), "$.version")
    _refuse_reversed_period(fields, number, f"$.{dialect.rights}")
    stable = {k: v for k, v in item.items() if k not in reading.volatile} if reading.volatile else item
    return RemoteImage(
        vendor=vendor,
        asset_id=_asset(prepared, uri, vendor, reading),
        uri=uri,
        version=number,
        version_created=moment(prepared.get(dialect.version_created), f"$.{dialect.version_created}"),
        content_hash=hashlib.sha256(canonical(stable)).hexdigest(),
        fields=fields,
        raw=verbatim(item),
        raw_format=reading.record_format or name,
    )


def vendor_for(uri: str, supplier: str | None, reading: Reading) -> str:
    """Who is paid: the vendor configured for the feed, else the named supplier, else the one in the address."""
    vendor = reading.vendor or supplier or vendor_in(uri) or reading.default_vendor
    if vendor is None:
        raise Broken("REC-VENDOR", "the record names no supplier; set the vendor of this feed", "$.uri")
    return checked_vendor(vendor, "$.uri")


def _asset(item: Item, uri: str, vendor: str, reading: Reading) -> str:
    named = reading.asset(item) if reading.asset is not None else None
    return checked_address(named, "$.altids.itemid") if named is not None else asset_in(uri, vendor)


def read_texts(item: Item, dialect: Dialect, fields: Fields) -> None:
    """Add the words a record speaks: title, headline, caption, credit, byline and terms."""
    for name, field in dialect.texts:
        if name in item:
            fields[field] = text(item[name], f"$.{name}")
    if dialect.lists:
        _read_lists(item, fields)
    else:
        _read_suffixed(item, fields)
    if fields.get("title") is None and "headline" in fields:
        fields["title"] = fields["headline"]


def _read_lists(item: Item, fields: Fields) -> None:
    if "headlines" in item:
        headline = _by_role(item["headlines"], "$.headlines", "main", "")
        if headline is not _NONE or item["headlines"] is None:
            fields["headline"] = headline if headline is not _NONE else None
    if "descriptions" in item:
        found = item["descriptions"]
        caption = _by_role(found, "$.descriptions", "caption", "text", "")
        credit = _by_role(found, "$.descriptions", "creditline")
        if found is None:
            fields["caption"] = None
        if caption is not _NONE:
            fields["caption"] = caption
        if credit is not _NONE:
            fields["credit"] = credit


_NONE = object()


def _by_role(value: Any, path: str, *roles: str) -> object:
    """The value under the first of `roles` that occurs, `_NONE` where none does."""
    found: dict[str, Any] = {}
    for entry in objects(value, path):
        role = entry.get("role")
        found.setdefault((role if role.isalpha() else last_part(role)) if type(role) is str else "", entry.get("value"))
    for role in roles:
        if role in found:
            return text(found[role], f"{path}[{role or 0}].value")
    return _NONE


def _read_suffixed(item: Item, fields: Fields) -> None:
    for field, names in (
        ("headline", ("headline", "headline_main")),
        ("caption", ("description_caption", "description_text", "description")),
        ("credit", ("description_creditline",)),
    ):
        for name in names:
            if name in item:
                fields[field] = text(item[name], f"$.{name}")
                break


def read_sources(item: Item, dialect: Dialect, fields: Fields) -> str | None:
    """Add the named source; return the supplier's identifier, None where the record names none."""
    if dialect.sources not in item:
        return None
    path = f"$.{dialect.sources}"
    sources = objects(item[dialect.sources], path)
    chosen = next((one for one in sources if _is_supplier(one)), sources[0] if sources else None)
    if chosen is None:
        fields["source"] = None
        return None
    if "name" in chosen:
        fields["source"] = text(chosen["name"], f"{path}.name")
    return text(chosen.get("literal"), f"{path}.literal") if _is_supplier(chosen) else None


def _is_supplier(source: Item) -> bool:
    role = source.get("role")
    return type(role) is str and (role == _SUPPLIER or last_part(role) == _SUPPLIER)


def _read_rights(item: Item, dialect: Dialect, fields: Fields) -> None:
    if "policy" in item:
        fields.update(odrl.read_policy(item["policy"], "$.policy") if item["policy"] is not None else odrl.WITHDRAWN)
    if dialect.rights not in item:
        return
    path = f"$.{dialect.rights}"
    if item[dialect.rights] is None:
        fields.update(odrl.WITHDRAWN)
        return
    rights = members(item[dialect.rights], path)
    if dialect.encoded in rights:
        fields.update(odrl.read_encoded(rights[dialect.encoded], f"{path}.{dialect.encoded}"))


def _refuse_reversed_period(fields: Fields, number: int | None, path: str) -> None:
    """A first version that ends before it begins is an error; a later one takes the licence away and must be heard."""
    if (number or 0) <= 1:
        refuse_reversed(fields.get("licence_start"), fields.get("licence_end"), path)


def status_of(item: Item, dialect: Dialect) -> str:
    """The publishing status a record states; usable where it states none."""
    if dialect.status not in item:
        return "usable"
    told = item[dialect.status]
    status = _STATUS.get(last_part(told)) if type(told) is str else None
    if status is None:
        raise Broken("REC-STATUS", f"the publishing status “{str(told)[:40]}” is not known", f"$.{dialect.status}")
    return status


def _read_status(item: Item, dialect: Dialect, fields: Fields) -> None:
    fields["status"] = status_of(item, dialect)
    if fields["status"] != "usable" and fields.get("instructions"):
        fields["status_reason"] = fields["instructions"]
    if dialect.embargo in item:
        until: datetime | None = moment(item[dialect.embargo], f"$.{dialect.embargo}")
        fields["embargo_until"] = until.isoformat() if until else None


def _read_renditions(item: Item, fields: Fields) -> None:
    if "renditions" not in item:
        return
    told = item["renditions"]
    if type(told) is dict:
        named = {name: members(one, f"$.renditions.{name}") for name, one in told.items()}
    else:
        named = {str(one.get("name")): one for one in objects(told, "$.renditions")}
    fields["preview"] = _href(named, ("preview", "main", "small", "thumbnail", *named))
    small = _href(named, ("thumbnail", "small"))
    fields["thumbnail"] = small if small != fields["preview"] else None


def _href(named: dict[str, Item], wanted: Iterable[str]) -> str | None:
    """The address of the first of the renditions that has one."""
    for name in wanted:
        href = named.get(name, {}).get("href")
        if href is not None:
            return text(href, f"$.renditions.{name}.href")
    return None
