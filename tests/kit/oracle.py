"""A second, independently written answer to what may be done with a picture, kept plain instead of quick."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from rightsdesk.domain.image import Image
from rightsdesk.domain.terms import Agreement, QuotaMark

FOREVER = 10**12
BERLIN = ZoneInfo("Europe/Berlin")
FINAL = {"killed", "unconfirmed", "deleted"}


def second(text: str | None, otherwise: int) -> int:
    """Return the second of a moment with an offset."""
    return int(datetime.fromisoformat(text).timestamp()) if text else otherwise


@dataclass(frozen=True)
class Permit:
    """One thing that may permit a use; `sure` where nobody has to be asked."""

    platforms: frozenset[str]
    media: frozenset[str]
    allowed: frozenset[str]
    excluded: frozenset[str]
    starts: int
    ends: int
    sure: bool

    def lacks(self, platform: str, medium: str, readers: frozenset[str], at: int) -> str:
        """Return why it does not permit a use, nothing when it does."""
        if self.platforms and platform not in self.platforms:
            return "platform"
        if self.media and medium not in self.media:
            return "medium"
        if (self.allowed and not readers <= self.allowed) or readers & self.excluded:
            return "territory"
        return "not-begun" if at < self.starts else "ended" if at >= self.ends else ""


@dataclass(frozen=True)
class Oracle:
    """What one vendor agreed, and for whom rights must hold."""

    agreements: tuple[Agreement, ...]
    marks: tuple[QuotaMark, ...]
    reach: Mapping[str, frozenset[str]]

    def permits(self, image: Image) -> list[Permit]:
        """Return everything that may permit a use of a picture."""
        return [*self._bought(image), *self._standing(image)]

    @staticmethod
    def _bought(image: Image) -> Iterator[Permit]:
        for grant in image.grants.values():
            yield Permit(
                frozenset({grant.platform} - {""}),
                frozenset({grant.medium} - {""}),
                frozenset(grant.territory),
                frozenset(grant.territory_excluded),
                second(grant.starts_at, -FOREVER),
                second(grant.use_until, FOREVER),
                sure=True,
            )

    def _standing(self, image: Image) -> Iterator[Permit]:
        of = image.effective
        names = ("price", "licence_start", "licence_end", "territory", "media")
        stated = any(of(name) not in (None, [], ()) for name in names)
        starts, ends = second(of("licence_start"), -FOREVER), second(of("use_until"), FOREVER)
        allowed, media = frozenset(of("territory") or ()), frozenset(of("media") or ())
        excluded, priced = frozenset(of("territory_excluded") or ()), of("price") is not None
        nobody = frozenset({"nobody"})
        if stated and ends <= starts:
            yield Permit(frozenset(), media, allowed, excluded, starts, ends, sure=False)
            return
        for first, after, terms in _parts(self.agreements):
            since, until = max(starts, first), min(ends, after)
            if since >= until:
                continue
            if terms is None:
                if stated:
                    yield Permit(frozenset(), media, allowed, excluded, since, until, sure=False)
                continue
            agreed, channels = frozenset(terms.territory), frozenset(terms.media)
            rated = terms.rate is not None or bool(terms.rates)
            if terms.billing_mode != "flat" and not (stated or rated):
                continue
            where = (
                frozenset(terms.platforms),
                (media & channels or nobody) if media and channels else media | channels,
                (allowed & agreed or nobody) if allowed and agreed else allowed | agreed,
                excluded,
            )
            sure = terms.billing_mode == "flat" or (terms.billing_mode == "on_use" and (priced or rated))
            for begin, end, over in self._pieces(terms, since, until):
                yield Permit(*where, begin, end, sure=sure and not over)

    def _pieces(self, terms: Agreement, since: int, until: int) -> Iterator[tuple[int, int, bool]]:
        """Part a span by the quota: used up in one of the parts, not in the others."""
        if terms.billing_mode != "flat" or terms.quota is None:
            yield since, until, False
            return
        used_up = [
            (second(mark.at, 0), second(mark.period_until, 0))
            for mark in self.marks
            if mark.percent == 100 and mark.quota >= terms.quota and mark.period_from >= terms.valid_from
        ]
        edges = sorted({since, until, *(each for span in used_up for each in span)})
        for begin, end in pairwise(edges):
            if since <= begin and end <= until:
                over = any(first <= begin < after for first, after in used_up)
                yield begin, end, over

    def says(self, image: Image, permits: list[Permit], platform: str, medium: str, at: int) -> str:
        """Return denied, conditional or allowed."""
        lifted = {
            one.of
            for one in image.overrides.values()
            if one.platform in {"", platform}
            and one.medium in {"", medium}
            and second(one.at, 0) <= at < second(one.ends_at, FOREVER)
        }
        for ground, name in _forbidding(image, platform, medium, at):
            if ground in FINAL or lifted.isdisjoint({ground, name}):
                return "denied"
        readers = self.reach.get(platform, frozenset({"DE"}))
        lacking = {each: each.lacks(platform, medium, readers, at) for each in permits}
        holding = [each for each in permits if not lacking[each]]
        if not holding and lifted.isdisjoint({"no-grant", *lacking.values()}):
            return "denied"
        doubtful = image.missing or image.effective("needs_person") or not any(each.sure for each in holding)
        return "conditional" if doubtful else "allowed"


def _parts(agreements: tuple[Agreement, ...]) -> Iterator[tuple[int, int, Agreement | None]]:
    """Part all of time where agreements begin and end; the one that began last holds, the later made of two."""
    held = [(_dawn(one.valid_from, -FOREVER), _dawn(one.valid_until, FOREVER), one) for one in agreements]
    edges = sorted({-FOREVER, FOREVER, *(edge for since, until, _ in held for edge in (since, until))})
    for begin, end in pairwise(edges):
        mine = [(since, number) for number, (since, until, _) in enumerate(held) if since <= begin < until]
        yield begin, end, held[max(mine)[1]][2] if mine else None


def _dawn(day: str, otherwise: int) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=BERLIN).timestamp()) if day else otherwise


def _forbidding(image: Image, platform: str, medium: str, at: int) -> Iterator[tuple[str, str]]:
    status = image.effective("status") or "usable"
    if status == "canceled" or image.killed:
        yield "killed", ""
    if status == "withheld":
        yield "withheld", ""
    if image.deleted:
        yield "deleted", ""
    if image.withdrawn:
        yield "withdrawn", ""
    if at < second(image.effective("embargo_until"), -FOREVER):
        yield "embargo", ""
    for one in image.restrictions.values():
        here = one.platform in {"", platform} and one.medium in {"", medium}
        if here and second(one.starts_at, -FOREVER) <= at < second(one.ends_at, FOREVER):
            yield "restricted", one.restriction_id
