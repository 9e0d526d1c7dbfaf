"""The verdict about single pictures with all its reasons, by the very function whose spans the filters compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from rightsdesk.domain.position import position
from rightsdesk.domain.terms import BEGINNING, END
from rightsdesk.domain.verdict import Carrier, Reason, Verdict, comes_down, verdict
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker, listed
from rightsdesk.readmodel.rights import holding, stored_terms

_LAYERS = ("remote", "local", "grants", "restrictions", "overrides")
_FLAGS = ("killed", "deleted", "missing", "withdrawn")


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason as people read it: code, what it concerns, its moment, who lifted it, when, and for what reason."""

    code: str
    subject: str = ""
    at: str | None = None
    sentence: str = ""
    lifted_by: str = ""
    lifted_at: str = ""
    lifted_for: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing kept about a picture's rights: `what` is grant, restriction or override; empty scope = all.

    `subject` is a grant's origin or the ground that an override lifts; `until` is when it ends, of a grant when a use
    must come down. Moments are ISO 8601, None = open.
    """

    what: str
    subject: str
    platform: str
    medium: str
    starts: str | None
    until: str | None
    use_until: str | None = None
    by: str = ""
    at: str = ""
    reason: str = ""
    price: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict about one image on one platform: may it be placed (`word`), may it stay (`online`), and why.

    `grant` and `origin` say what carries it, `price` in minor units what a use costs, `next_change` and
    `online_until` are ISO 8601; None = never, or no moment at all where `online` is denied.
    """

    key: str
    platform: str
    medium: str
    at: str
    word: str
    online: str
    cost: str
    grounds: tuple[Ground, ...]
    grant: str
    origin: str
    price: int | None
    currency: str | None
    next_change: str | None
    online_until: str | None
    holds: tuple[Held, ...] = ()


def judged(asker: Asker, images: Sequence[int], platform: str, medium: str, at: int) -> list[Judged]:
    """Return the verdicts about images by row id, in order; ids without a row are left out."""
    layered = ", ".join(f"l.{name}" for name in (*_LAYERS, *_FLAGS))
    found = asker.all(
        f"SELECT images.id, images.vendor, images.asset_id, t.agreements, t.spent, p.countries, {layered}"
        " FROM images JOIN image_layers l ON l.image = images.id"
        " LEFT JOIN vendor_terms t ON t.vendor = images.vendor LEFT JOIN platform_reach p ON p.key = 'all'"
        " WHERE images.id IN (SELECT value FROM json_each(?))",
        (listed(images),),
    )
    made = {row[0]: _judged(row, platform, medium, at) for row in found}
    return [made[image] for image in images if image in made]


def _judged(row: Sequence[Any], platform: str, medium: str, at: int) -> Judged:
    _, vendor, asset_id, agreements, spent, reach, *stored = row
    layers = {name: orjson.loads(text) for name, text in zip(_LAYERS, stored, strict=False)}
    layers |= dict(zip(_FLAGS, stored[len(_LAYERS) :], strict=True))
    shown = {**layers["remote"], **layers["local"]}
    rights = position(holding(layers, shown), stored_terms(agreements, spent, reach))
    place, stay = verdict(rights, platform, medium, at), verdict(rights, platform, medium, at, "online")
    until = comes_down(rights, platform, medium)
    return Judged(
        key=f"{vendor}:{asset_id}",
        platform=platform,
        medium=medium,
        at=_iso(at) or "",
        word=place.word,
        online=stay.word,
        cost=place.cost,
        grounds=tuple(map(_ground, place.reasons)),
        **_carried(place),
        next_change=_iso(place.next_change),
        online_until=_iso(until),
        holds=(
            *(_grant(each) for each in layers["grants"].values()),
            *(_restriction(each) for each in layers["restrictions"].values()),
            *(_override(each) for each in layers["overrides"].values()),
        ),
    )


def _grant(told: Mapping[str, Any]) -> Held:
    where = (told["platform"], told["medium"], told["starts_at"], told["online_until"], told["use_until"])
    return Held("grant", told["origin"], *where, price=told["price"], currency=told["currency"])


def _restriction(told: Mapping[str, Any]) -> Held:
    where = (told["platform"], told["medium"], told["starts_at"], told["ends_at"])
    return Held("restriction", "", *where, by=told["by"], at=told["at"], reason=told["reason"])


def _override(told: Mapping[str, Any]) -> Held:
    where = (told["platform"], told["medium"], None, told["ends_at"])
    return Held("override", told["of"], *where, by=told["by"], at=told["at"], reason=told["reason"])


def _carried(place: Verdict) -> dict[str, Any]:
    grant = place.grant or Carrier("", "")
    return {"grant": grant.grant_id, "origin": grant.origin, "price": grant.price, "currency": grant.currency}


def _ground(reason: Reason) -> Ground:
    by = reason.lifted_by
    lifted = {} if by is None else {"lifted_by": by.by, "lifted_at": by.at, "lifted_for": by.reason}
    return Ground(reason.code, reason.subject, _iso(reason.at), reason.sentence, **lifted)


def _iso(second: int | None) -> str | None:
    if second is None or not BEGINNING < second < END:
        return None
    return moments.iso_second(second)
