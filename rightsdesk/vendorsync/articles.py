"""What one version of an article says, whoever tells it: which pictures stand in it, where, and credited how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rightsdesk.domain.rights import ONLINE, POSITIONS

HERO, INLINE, GALLERY = POSITIONS
EDITORIAL, ADVERTORIAL = "editorial", "advertorial"


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


def strongest(placed: Iterable[PlacedPicture]) -> tuple[PlacedPicture, ...]:
    """Return each picture once, in the strongest of its positions: hero before inline before gallery."""
    found: dict[str, PlacedPicture] = {}
    for one in placed:
        known = found.get(one.image)
        if known is None or POSITIONS.index(one.position) < POSITIONS.index(known.position):
            found[one.image] = one
    return tuple(found.values())
