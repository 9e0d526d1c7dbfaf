"""Which pictures stand beside an invented article, where, at what size and under which line."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

Document = dict[str, Any]
WIDTHS = {"hero": (1600, 1200), "inline": (800, 640), "gallery": (1024, 320)}
RECENT = 0.15
FILM = "https://hub.invalid/v1/films/{}"


@dataclass(frozen=True, slots=True)
class Odds:
    """How often something out of the ordinary happens to a placing."""

    favourite: float = 0.12
    recent: float = 0.6
    early: float = 0.02
    uncredited: float = 0.06
    undescribed: float = 0.02
    twice: float = 0.03
    film: float = 0.06
    no_hero: float = 0.08
    gallery: float = 0.12


@dataclass(frozen=True, slots=True)
class _Picture:
    """What an article needs to know of a picture."""

    uri: str
    created: datetime
    caption: str
    credit: str


class PictureDesk:
    """Chooses pictures for articles: often recent ones, again and again a few favourites."""

    def __init__(self, pictures: Iterable[Mapping[str, Any]], rng: Random, odds: Odds | None = None) -> None:
        """`pictures` are the hub's own ninjs documents; the same `rng` gives the same choice."""
        self._rng = rng
        self._odds = odds or Odds()
        self._pictures = sorted(map(_read, pictures), key=lambda one: (one.created, one.uri))
        self._created = [one.created for one in self._pictures]
        self._favourites = self._pictures[: max(1, len(self._pictures) // 100)]

    @property
    def oldest(self) -> datetime | None:
        """The moment at which the first picture was there."""
        return self._created[0] if self._created else None

    def arrange(self, at: datetime) -> list[Document]:
        """The placings of an article that is published at a moment."""
        rng, odds = self._rng, self._odds
        positions = [] if rng.random() < odds.no_hero else ["hero"]
        positions += ["inline"] * rng.choice((0, 0, 0, 1, 1, 2, 3))
        if rng.random() < odds.gallery:
            positions += ["gallery"] * rng.randrange(3, 8)
        placed = [place for position in positions if (place := self.place(position, at))]
        if placed and rng.random() < odds.twice:
            placed.append({**placed[0], "rel": "gallery"})
        if rng.random() < odds.film:
            placed.append({"rel": "inline", "uri": FILM.format(rng.randrange(1000, 9999)), "type": "video"})
        return placed

    def place(self, position: str, at: datetime) -> Document | None:
        """A picture at a position, None when there is none yet."""
        picture = self._choose(at)
        if picture is None:
            return None
        width, height = WIDTHS[position][0], WIDTHS[position][0] * 2 // 3
        if self._rng.random() < 1 / 2:
            width, height = WIDTHS[position][1], WIDTHS[position][1] * 2 // 3
        placed = {
            "rel": position,
            "uri": picture.uri,
            "type": "picture",
            "descriptions": [{"role": "caption", "value": picture.caption}],
            "renditions": [{"name": "shown", "contentType": "image/jpeg", "width": width, "height": height}],
        }
        return self._credited(placed, picture)

    def _credited(self, placed: Document, picture: _Picture) -> Document:
        """Most pictures have their credit line; some show none, of a few nothing is said at all."""
        chance, odds = self._rng.random(), self._odds
        if chance < odds.undescribed:
            del placed["descriptions"]
        elif chance > odds.uncredited + odds.undescribed and picture.credit:
            placed["descriptions"].append({"role": "creditline", "value": f"Foto: {picture.credit}"})
        return placed

    def _choose(self, at: datetime) -> _Picture | None:
        rng, odds = self._rng, self._odds
        there = len(self._pictures) if rng.random() < odds.early else bisect_right(self._created, at)
        if not there:
            return None
        if rng.random() < odds.favourite:
            return self._favourites[rng.randrange(min(there, len(self._favourites)))]
        first = there - max(1, int(there * RECENT)) if rng.random() < odds.recent else 0
        return self._pictures[rng.randrange(first, there)]


def named(placed: Iterable[Document]) -> list[Document]:
    """The placings as associations, each with a name of its own."""
    return [{"name": f"{place['rel']}-{number}", **place} for number, place in enumerate(placed, 1)]


def _read(document: Mapping[str, Any]) -> _Picture:
    words = {one.get("role"): str(one.get("value", "")) for one in document.get("descriptions", ())}
    created = datetime.fromisoformat(document["versionCreated"])
    return _Picture(document["uri"], created, words.get("caption", ""), words.get("creditline", ""))
