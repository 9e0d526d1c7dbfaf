"""Invented articles with the hub's pictures: published, corrected, pictures exchanged and used again, withdrawn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Any

from rightsdesk.hub.articles import PLATFORMS
from rightsdesk.hub.sample_article_words import EDITORS, HOSTS, OPENINGS, SECTIONS, SLUGS, TURNS
from rightsdesk.hub.sample_placings import PictureDesk, named
from rightsdesk.hub.sample_words import FIRST_NAMES, LAST_NAMES

Document = dict[str, Any]
BASE = "https://hub.invalid/v1/platforms"
STANDARD = {"name": "ninjs", "version": "3.1", "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.1.json"}
SPAN = timedelta(days=365)
MINUTES_A_DAY = 24 * 60
SILENT, ADVERTORIAL = 0.1, 0.02
FATES = {
    (): 30,
    ("text",): 24,
    ("text", "text"): 6,
    ("exchange",): 12,
    ("text", "exchange", "text"): 4,
    ("remove",): 10,
    ("remove", "restore"): 8,
    ("text", "canceled"): 4,
    ("withheld", "usable"): 2,
}


@dataclass(slots=True)
class _Article:
    """An article and what is still to happen to it, soonest first; `taken` are pictures that may come back."""

    platform: str
    key: str
    section: str
    headline: str
    author: str
    editor: str
    born: datetime
    advertorial: bool
    steps: list[tuple[datetime, str]]
    places: list[Document] = field(default_factory=list)
    taken: list[Document] = field(default_factory=list)
    version: int = 0
    status: str = "usable"


def sample_articles(
    articles: int, pictures: Iterable[Mapping[str, Any]], seed: int, *, now: datetime
) -> Iterator[tuple[str, Document]]:
    """Platform and document of every version of `articles` articles, oldest first: at most the year before `now`.

    The story begins with the oldest picture. Some pictures are shown without a credit line, twice, or earlier than
    their vendor delivered them; some come down and back again; some articles are withdrawn.
    """
    rng = Random(f"articles:{seed}")
    desk = PictureDesk(pictures, rng)
    people = [f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}" for _ in range(40)]
    first = max(now - SPAN, desk.oldest or now - SPAN)
    waiting: list[tuple[datetime, str, _Article]] = []
    for number in range(articles):
        article = _planned(rng, number, rng.choice(people), first, now)
        heappush(waiting, (article.steps[0][0], article.key, article))
    while waiting:
        at, key, article = heappop(waiting)
        document = _next_version(rng, desk, article, article.steps.pop(0))
        yield article.platform, document
        if article.steps and at <= article.steps[0][0] < now:
            heappush(waiting, (article.steps[0][0], key, article))


def _planned(rng: Random, number: int, author: str, first: datetime, now: datetime) -> _Article:
    platform = PLATFORMS[number % len(PLATFORMS)]
    minutes = max(1, int((now - first).total_seconds() // 60) - 1)
    born = first + timedelta(minutes=rng.randrange(minutes))
    (fate,) = rng.choices(list(FATES), list(FATES.values()))
    later = sorted(born + timedelta(minutes=rng.randrange(5, MINUTES_A_DAY * 45)) for _ in fate)
    return _Article(
        platform=platform,
        key=f"{platform[0]}{number + 1:06d}",
        section=rng.choice(SECTIONS[platform]),
        headline=f"{rng.choice(OPENINGS)} {rng.choice(TURNS)}",
        author=author,
        editor=rng.choice(EDITORS[platform]),
        born=born,
        advertorial=rng.random() < ADVERTORIAL,
        steps=[(born, "publish"), *zip(later, fate, strict=True)],
    )


def _next_version(rng: Random, desk: PictureDesk, article: _Article, step: tuple[datetime, str]) -> Document:
    at, what = step
    article.version += 1
    if what in _STEPS:
        _STEPS[what](rng, desk, article, at)
    else:
        article.status = what
    document = _document(article, at)
    if what == "text" and rng.random() < SILENT:
        del document["associations"]
    return document


def _publish(_: Random, desk: PictureDesk, article: _Article, at: datetime) -> None:
    article.places = desk.arrange(at)


def _correct(_: Random, __: PictureDesk, article: _Article, ___: datetime) -> None:
    article.headline = f"{article.headline.removesuffix(' (Update)')} (Update)"


def _exchange(_: Random, desk: PictureDesk, article: _Article, at: datetime) -> None:
    """Another picture in the first place."""
    if article.places and (placed := desk.place(article.places[0]["rel"], at)):
        article.places[0] = placed


def _remove(rng: Random, _: PictureDesk, article: _Article, __: datetime) -> None:
    if article.places:
        article.taken.append(article.places.pop(rng.randrange(len(article.places))))


def _restore(_: Random, __: PictureDesk, article: _Article, ___: datetime) -> None:
    article.places += article.taken
    article.taken = []


_STEPS = {"publish": _publish, "text": _correct, "exchange": _exchange, "remove": _remove, "restore": _restore}


def _document(article: _Article, at: datetime) -> Document:
    section = article.section.lower().translate(SLUGS)
    document = {
        "standard": STANDARD,
        "uri": f"{BASE}/{article.platform}/articles/{article.key}",
        "type": "text",
        "version": str(article.version),
        "versionCreated": _stamp(at),
        "firstCreated": _stamp(article.born),
        "pubStatus": article.status,
        "language": "de",
        "by": article.author,
        "headlines": [{"role": "main", "value": article.headline}],
        "subjects": [{"name": article.section, "rel": "section"}],
        "infoSources": [{"name": article.editor, "role": "editor"}],
        "renditions": [
            {
                "name": "web",
                "href": f"https://{HOSTS[article.platform]}/{section}/{article.key}",
                "contentType": "text/html",
            }
        ],
        "associations": named(article.places),
    }
    if article.advertorial:
        document["genres"] = [{"name": "Advertorial", "literal": "advertorial"}]
    return document


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
