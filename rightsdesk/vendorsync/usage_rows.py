"""From a row of a usage file to a placement and, where the row has an end, a removal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time
from functools import lru_cache, partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rightsdesk.domain import ids, rights
from rightsdesk.domain.messages import Refused
from rightsdesk.domain.period import ZONE, utc_text
from rightsdesk.domain.rights import ONLINE, POSITIONS, Placement, Removal, Usage
from rightsdesk.vendorsync.identity import checked_address, checked_vendor
from rightsdesk.vendorsync.record import LONGEST_TEXT, Broken
from rightsdesk.vendorsync.record import moment as checked_moment
from rightsdesk.vendorsync.tabular import Layout
from rightsdesk.vendorsync.tabular.cells import day, identifier

HERO, INLINE, GALLERY = POSITIONS
_POSITIONS: Mapping[str, str] = {
    **dict.fromkeys(("hero", "aufmacher", "lead", "main"), HERO),
    **dict.fromkeys(("", "inline", "text", "im text"), INLINE),
    **dict.fromkeys(("gallery", "galerie", "bildergalerie", "bildstrecke", "slideshow"), GALLERY),
}
_MEDIA: Mapping[str, str] = {
    **{medium: medium for medium in rights.MEDIA},
    **dict.fromkeys(("", "web", "website", "internet"), ONLINE),
    **dict.fromkeys(("druck", "zeitung", "heft", "magazin"), "print"),
    "soziale medien": "social",
}
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("", "editorial", "redaktionell"), "editorial"),
    **dict.fromkeys(("advertorial", "anzeige", "werbung", "advertising"), "advertorial"),
}
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})[T ,]+(\d{1,2}:\d\d(?::\d\d)?)(?: ?Uhr)?", re.ASCII)
_DAY, _WHOLE = len("2026-12-31"), len("2026-12-31T18:00:00+01:00")
_ANY = Layout()


class UsageRow(NamedTuple):
    """One row that can be taken over: `line` as a person counts it, a removal where the row has an end."""

    line: int
    placement: Placement
    removal: Removal | None = None


class RowReader:
    """Reads rows of one file; `platform` is meant where a row names none, `source` names the file."""

    def __init__(self, source: str, platform: str = "") -> None:
        """Refuse a platform that cannot be one."""
        self._source = source
        self._platform = ids.checked(platform, "platform") if platform else ""

    def read(self, line: int, cells: Sequence[str]) -> UsageRow:
        """Return the row; `cells` follow the fields of a usage, an empty one says nothing; raises `Broken`."""
        (vendor, asset, image, platform, article, url, headline, placed, ended,
         position, medium, kind, size, section, editor, credit, planned) = cells  # fmt: skip
        image = _image(image) if image else _picture(vendor, asset)
        platform = _platform(platform) if platform else self._platform
        if not article or not platform:
            what = "platform" if article else "article"
            raise Broken("ROW-EMPTY", f"the row names no {what}", what)
        if len(headline) + len(url) + len(credit) > LONGEST_TEXT:
            raise Broken("REC-LENGTH", f"its texts have more than {LONGEST_TEXT:,} characters", "headline")
        medium = _MEDIA.get(medium) or _word(_MEDIA, medium, "medium")
        at = _placed_at(placed)
        usage = Usage(
            rights.usage_id(platform, article, image, medium),
            platform,
            article,
            medium,
            _KINDS.get(kind.lower(), kind),
            size,
            _POSITIONS.get(position) or _word(_POSITIONS, position, "position"),
            headline,
            url,
            section,
            editor,
            credit or None,
            _planned_until(planned) if planned else None,
            self._source,
        )
        evidence = f"{self._source}:{line}"
        removal = _removal(image, usage.usage_id, at, ended, evidence) if ended else None
        return UsageRow(line, Placement(image, usage, at, evidence), removal)


def _removal(image: str, usage_id: str, at: str, ended: str, evidence: str) -> Removal:
    until = _ended_at(ended)
    if until < at:
        raise Broken("REC-DATE", "the usage ends before it begins", "ended_at")
    return Removal(image, usage_id, until, "gone", "", evidence, at)


@lru_cache(maxsize=65_536)
def _picture(vendor: str, asset: str) -> str:
    if not vendor or not asset:
        raise Broken(
            "REC-ID", "the row names no picture; give vendor and asset_id, or image as vendor:asset", "asset_id"
        )
    return f"{_vendor(vendor)}:{checked_address(identifier(asset, 'asset_id'), 'asset_id')}"


@lru_cache(maxsize=65_536)
def _image(key: str) -> str:
    vendor, colon, asset = key.partition(":")
    if not colon or not asset:
        raise Broken("REC-ID", f"“{key[:40]}” is no picture; write it as vendor:asset", "image")
    return f"{_vendor(vendor)}:{checked_address(asset, 'image')}"


def _vendor(vendor: str) -> str:
    return checked_vendor(vendor, "vendor")


@lru_cache(maxsize=1024)
def _platform(platform: str) -> str:
    try:
        return ids.checked(platform, "platform")
    except Refused as refusal:
        raise Broken("ROW-PLATFORM", refusal.sentence.rstrip("."), "platform") from None


def _word(known: Mapping[str, str], told: str, column: str) -> str:
    found = known.get(told.lower())
    if found is None:
        names = ", ".join(sorted(set(known.values())))
        raise Broken("ROW-WORD", f"“{told[:40]}” is no {column}; there are {names}", column)
    return found


def _moment(column: str, is_end: bool, told: str) -> str:  # noqa: FBT001 - bound once for each column, below
    """The moment in UTC; days and times without an offset are those of Europe/Berlin, a bare end is the day's end."""
    if not told:
        raise Broken("ROW-EMPTY", f"the row has no {column}", column)
    if len(told) == _WHOLE and told[10] == "T":
        with suppress(ValueError, OverflowError):  # the usual way to write it, in a fifth of the time
            exact = datetime.fromisoformat(told)
            if exact.tzinfo is not None:
                return utc_text(exact)
    clocked = _CLOCK.fullmatch(told)
    if clocked is not None:
        return _local(day(clocked[1], _ANY, column), _time(clocked[2], told, column), column)
    found = day(told, _ANY, column)
    if len(found) == _DAY:
        return _local(found, time(23, 59, 59) if is_end else time(0), column)
    at = checked_moment(found, column)
    if at is None:
        raise Broken("ROW-EMPTY", f"the row has no {column}", column)
    return utc_text(at)


_placed_at = lru_cache(maxsize=65_536)(partial(_moment, "placed_at", False))
_ended_at = lru_cache(maxsize=65_536)(partial(_moment, "ended_at", True))
_planned_until = lru_cache(maxsize=65_536)(partial(_moment, "planned_until", True))


def _time(written: str, told: str, column: str) -> time:
    hour, _, rest = written.partition(":")
    try:
        return time.fromisoformat(f"{int(hour):02d}:{rest}")
    except ValueError:
        raise Broken("REC-DATE", f"the date “{told[:40]}” is not valid", column) from None


def _local(written: str, at: time, column: str) -> str:
    try:
        on = datetime.fromisoformat(written)
        return utc_text(datetime.combine(on, at, ZoneInfo(ZONE)))
    except (ValueError, OverflowError):
        raise Broken("REC-DATE", f"the date “{written[:40]}” is not valid", column) from None
