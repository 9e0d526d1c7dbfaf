"""How bought rights follow the image's own dates: a grant that ended with the licence moves when the licence does."""

from collections.abc import Iterator, Sequence
from typing import Any

from rightsdesk.domain import period
from rightsdesk.domain.image.rights_events import CLOCKS, ImageGrantExtended, ImageGrantShortened
from rightsdesk.domain.image.state import Image
from rightsdesk.domain.messages import Event, fold
from rightsdesk.domain.rights import Grant
from rightsdesk.domain.terms import END

Facts = tuple[Event[Image], ...]


def with_grants(image: Image, facts: Sequence[Event[Image]], *, vendor: bool = False) -> Facts:
    """Return the facts and, behind them, how each grant of the image follows.

    A grant follows a date that it shared. What the `vendor` ends earlier ends for every bought grant.
    """
    kept = tuple(facts)
    if not image.grants or not kept:
        return kept
    after: Image = fold(image, kept)
    return (*kept, *(moved for grant in image.grants.values() for moved in _moved(grant, image, after, vendor=vendor)))


def _moved(grant: Grant, before: Image, after: Image, *, vendor: bool) -> Iterator[Event[Image]]:
    clocks = {name: _clock(grant, name, before, after, vendor=vendor) for name in CLOCKS}
    if all(clocks[name] == getattr(grant, name) for name in CLOCKS):
        return
    yield moved(grant, clocks, "by the vendor" if vendor else "with the image")


def moved(grant: Grant, clocks: dict[str, str | None], reason: str, **more: Any) -> Event[Image]:
    """Return the fact that moves a grant's clocks, as an extension or as a shortening by what was lost."""
    earlier = any(second(clocks[name]) < second(getattr(grant, name)) for name in CLOCKS)
    kind = ImageGrantShortened if earlier else ImageGrantExtended
    previous = {name: getattr(grant, name) for name in CLOCKS}
    return kind(grant.grant_id, clocks["use_until"], clocks["online_until"], previous, reason, **more)


def _clock(grant: Grant, name: str, before: Image, after: Image, *, vendor: bool) -> str | None:
    own: str | None = getattr(grant, name)
    old, new = before.effective(name), after.effective(name)
    if second(old) == second(new):
        return own
    if second(own) == second(old):
        return new if new is None else str(new)
    if vendor and grant.origin == "purchase" and second(new) < second(own):
        return str(new)
    return own


def second(text: str | None) -> int:
    """Return the second of a date; no date lies behind all others."""
    return END if text is None else period.seconds(text)
