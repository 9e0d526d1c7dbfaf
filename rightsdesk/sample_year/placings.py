"""Where the invented pictures were used and which of them were bought."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from rightsdesk.sample_year.terms import PLATFORMS, mode_of

ZONE = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 1, 1, tzinfo=ZONE)
SECONDS = 365 * 86_400 - 3600
SECTIONS = ("Politik", "Reise", "Sport", "Kultur", "Wirtschaft")
EDITORS = ("m.thiel", "a.okafor", "j.lindqvist", "")
USAGE_COLUMNS = (
    *("image", "platform", "article", "placed_at", "ended_at", "planned_until", "size", "kind", "position"),
    *("headline", "url", "section", "editor", "credit"),
)
PURCHASE_COLUMNS = ("image", "platform", "purchased_on")
BOUGHT_MODES = (0, 3, 5)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Odds:
    """How often something out of the ordinary happens to a use."""

    ended: float = 0.45
    planned: float = 0.15
    again: float = 0.02
    late: float = 0.006
    favourite: float = 0.1
    uncredited: float = 0.05
    bought: float = 0.6
    bought_too_late: float = 0.03


def usages(keys: list[str], count: int, seed: int) -> Iterator[tuple[bool, Row]]:
    """Yield uses in the order of their moments, each with whether it was told late, as a row of a usage file."""
    rng, odds = Random(f"year-usages:{seed}"), Odds()
    favourites = keys[: max(1, len(keys) // 200)]
    seen: set[tuple[str, str]] = set()
    for number in range(count):
        at = BEGIN.astimezone(UTC) + timedelta(seconds=number * SECONDS // count + rng.randrange(60))
        platform = rng.choice(PLATFORMS)
        image = rng.choice(favourites if rng.random() < odds.favourite else keys)
        article = f"{platform}-{number // 9:06d}"
        while (article, image) in seen:
            image = rng.choice(keys)
        seen.add((article, image))
        row = _row(rng, odds, image, platform, article, at)
        january = row["placed_at"].startswith("2026-01")
        yield january and rng.random() < odds.late * 12, row
        if row["ended_at"] and rng.random() < odds.again / odds.ended:
            later = datetime.fromisoformat(row["ended_at"]) + timedelta(days=1)
            yield False, {**row, "placed_at": later.isoformat(), "ended_at": "", "planned_until": ""}


def _row(rng: Random, odds: Odds, image: str, platform: str, article: str, at: datetime) -> Row:
    placed = at if rng.random() < 1 / 10 else at.astimezone(ZONE)
    ended = at + timedelta(days=rng.randrange(1, 90), seconds=rng.randrange(86_400))
    over = rng.random() < odds.ended and ended < BEGIN + timedelta(days=364)
    planned = at.astimezone(ZONE).date() + timedelta(days=rng.choice((3, 6, 7, 30)))
    return {
        "image": image,
        "platform": platform,
        "article": article,
        "placed_at": placed.isoformat(),
        "ended_at": ended.astimezone(ZONE).isoformat() if over else "",
        "planned_until": planned.isoformat() if rng.random() < odds.planned else "",
        "size": rng.choice(("small", "medium", "large")),
        "kind": "advertorial" if rng.random() < 1 / 25 else "editorial",
        "position": rng.choice(("hero", "inline", "inline", "gallery")),
        "headline": f"Bericht {article}",
        "url": f"https://{platform}.invalid/a/{article}",
        "section": rng.choice(SECTIONS),
        "editor": rng.choice(EDITORS),
        "credit": "" if rng.random() < odds.uncredited else f"Foto: {image.partition(':')[0]}",
    }


def purchases(used: list[Row], modes: dict[str, int], seed: int) -> Iterator[tuple[bool, Row]]:
    """Yield what was bought, each with whether only after the use: then it may be paid twice."""
    rng, odds = Random(f"year-purchases:{seed}"), Odds()
    bought: set[tuple[str, str]] = set()
    for row in used:
        image, platform = row["image"], row["platform"]
        mode = mode_of(modes[image.partition(":")[0]])
        if mode not in BOUGHT_MODES or (image, platform) in bought:
            continue
        month = row["placed_at"][:7]
        bare = {"image": image, "platform": platform, "purchased_on": f"{month}-01"}
        if mode != 0 and rng.random() < odds.bought and (mode == 3 or month >= "2026-07"):  # noqa: PLR2004 - of terms
            bought.add((image, platform))
            yield False, bare
        elif rng.random() < odds.bought_too_late:
            bought.add((image, platform))
            yield True, {**bare, "purchased_on": "2026-12-01"}
