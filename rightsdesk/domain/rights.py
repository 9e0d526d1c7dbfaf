"""What may be done with a picture and where it is used, as plain values that stories share.

A picture's rights have two clocks: until when it may be placed anew (`use_until`), and when it must come down
(`online_until`). Moments are ISO 8601 texts with offset, spans are half-open; an empty platform or medium means all.
"""

from dataclasses import dataclass

from rightsdesk.domain import ids
from rightsdesk.domain.messages import Refused

MEDIA = ("online", "print", "social", "newsletter", "app")
POSITIONS = ("hero", "inline", "gallery")
ONLINE = "online"
MISTAKEN = "mistaken"
"""Why a usage ends, and a charge is reversed, that should never have been recorded."""


class NoSuchMedium(Refused):
    """There is no such medium."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A right that was obtained for one picture; `origin` is purchase or manual, price in minor units (None = none)."""

    grant_id: str
    platform: str = ""
    medium: str = ""
    territory: tuple[str, ...] = ()
    territory_excluded: tuple[str, ...] = ()
    starts_at: str | None = None
    use_until: str | None = None
    online_until: str | None = None
    origin: str = "purchase"
    price: int | None = None
    currency: str | None = None
    price_origin: str | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """Somebody forbids a use of one picture for a span, for a reason; deny wins over every grant."""

    restriction_id: str
    reason: str
    by: str
    at: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    ends_at: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A named person lifts one ground of denial: `of` is a restriction's id or the ground's code (`ended` ...)."""

    override_id: str
    of: str
    reason: str
    by: str
    at: str
    platform: str = ""
    medium: str = ""
    ends_at: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """One placement of one picture in one article on one platform, as its source tells it.

    `kind`, `size` and the planned end choose the row of a rate card; `credit` is the line shown to readers,
    None where the source does not tell; `source` names the feed or file, `hand` for a person.
    """

    usage_id: str
    platform: str
    article: str
    medium: str = ONLINE
    kind: str = "editorial"
    size: str = ""
    position: str = "inline"
    headline: str = ""
    url: str = ""
    section: str = ""
    editor: str = ""
    credit: str | None = None
    planned_until: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture (key `vendor:asset`) was placed at a moment; `evidence` names the article version or file row."""

    image: str
    usage: Usage
    at: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """A usage of a picture ended at a moment; `replaced_by` is the key of the picture now in its place, if any.

    `began` is the moment at which the interval meant began, where the source tells it.
    """

    image: str
    usage_id: str
    at: str
    reason: str = "gone"
    replaced_by: str = ""
    evidence: str = ""
    began: str = ""


def usage_id(platform: str, article: str, image: str, medium: str = ONLINE) -> str:
    """Return the identifier of a usage: the same picture in the same article is the same usage, whoever reports it."""
    return ids.named("usage", platform, medium, article, image)


def checked_medium(medium: str) -> str:
    """Return the medium, or refuse one that nobody knows; empty means all."""
    if medium and medium not in MEDIA:
        sentence = f"There is no medium {medium!r}; media are {', '.join(MEDIA)}."
        raise NoSuchMedium(sentence)
    return medium
