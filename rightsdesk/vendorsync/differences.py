"""What a new version of an article means for its pictures: the difference places and ends usages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rightsdesk.domain import rights
from rightsdesk.domain.rights import ONLINE, Placement, Removal, Usage
from rightsdesk.vendorsync.articles import ArticleVersion, Mark, PlacedPicture

Difference = tuple[list[Placement], list[Removal]]
_REASONS = {"usable": "gone", "withheld": "withheld", "canceled": "withdrawn"}
REPLACED = "replaced"


class Live(NamedTuple):
    """A usage that is live in an article, as far as a difference needs to know it."""

    image: str
    position: str
    medium: str = ONLINE


def difference_to(live: Mapping[str, Live], after: ArticleVersion, seen: Mark | None = None) -> Difference:
    """Return what leads from the live usages (by usage id) of this platform and article to a version's own set.

    `seen` is the newest version of the article that was taken over: a version that is not after it says nothing new.
    Usages in another medium than the feed's are left alone.
    """
    if after.shown is None or not after.mark.is_after(seen):
        return [], []
    told = _placements(after)
    shown = {one.usage.usage_id for one in told}
    come = [one for one in told if one.usage.usage_id not in live]
    gone = {key: one for key, one in live.items() if one.medium == after.medium and key not in shown}
    instead = _exchanged(gone.values(), come)
    removals = [_removal(key, one, after, instead.get(one.position, "")) for key, one in gone.items()]
    return come, removals


def _placements(version: ArticleVersion) -> list[Placement]:
    """Return every picture readers see in a version as a placement at its moment."""
    return [
        Placement(one.image, _usage(version, one), version.published_at, version.evidence)
        for one in version.shown or ()
    ]


def _usage(version: ArticleVersion, one: PlacedPicture) -> Usage:
    return Usage(
        usage_id=rights.usage_id(version.platform, version.article, one.image, version.medium),
        platform=version.platform,
        article=version.article,
        medium=version.medium,
        kind=version.kind,
        size=one.size,
        position=one.position,
        headline=version.headline,
        url=version.url,
        section=version.section,
        editor=version.editor,
        credit=one.credit,
        source=version.source,
    )


def _exchanged(gone: Iterable[Live], come: Iterable[Placement]) -> dict[str, str]:
    """The picture that came, by position, where exactly one went and one came."""
    left: dict[str, list[str]] = defaultdict(list)
    entered: dict[str, list[str]] = defaultdict(list)
    for one in gone:
        left[one.position].append(one.image)
    for placed in come:
        entered[placed.usage.position].append(placed.image)
    return {place: new[0] for place, new in entered.items() if len(new) == 1 == len(left[place])}


def _removal(key: str, one: Live, after: ArticleVersion, instead: str) -> Removal:
    reason = REPLACED if instead else _REASONS[after.status]
    return Removal(one.image, key, after.published_at, reason, instead, after.evidence)
