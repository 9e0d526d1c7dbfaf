"""How a picture stands: from what vendor, agreement and people said to what a verdict rests on.

A vendor's policy grants use where the agreement in force bills on use or flat; where it bills on purchase the policy
is an offer. Without a policy the agreement alone may grant. Every grant keeps where it came from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from rightsdesk.domain import period
from rightsdesk.domain.rights import Grant, Override, Restriction
from rightsdesk.domain.terms import BEGINNING, END, Agreement, QuotaMark, Segment, segments
from rightsdesk.domain.verdict import Barrier, Carrier, Cost, Position, Waiver, Word

FEED, AGREEMENT = "feed", "agreement"
"""Identifiers of grants that nobody bought: by the vendor's policy, by the vendor's agreement."""

HOME = frozenset({"DE"})
_STATED = ("price", "licence_start", "licence_end", "territory", "media")
_ALWAYS = (Segment(BEGINNING, END, None),)


class Spent(NamedTuple):
    """A half-open span of seconds in which so many uses, a quota, are used up; `since` began its contract period."""

    starts: int
    ends: int
    quota: int
    since: str

    def binds(self, agreement: Agreement) -> bool:
        """Say whether an agreement's own quota is used up with it: it covers no more, and began no later."""
        return self.quota >= (agreement.quota or 0) and not self.since < agreement.valid_from


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all pictures of one vendor: agreements by span, spans without quota left, readers' countries."""

    segments: tuple[Segment, ...] = _ALWAYS
    spent: tuple[Spent, ...] = ()
    reach: Mapping[str, frozenset[str]] = field(default_factory=dict)
    home: frozenset[str] = HOME

    @property
    def alike(self) -> bool:
        """Say whether all platforms and media, at all times, are judged alike as far as these terms go."""
        agreement = self.segments[0].agreement
        narrow = agreement is not None and (agreement.platforms or agreement.media or agreement.territory)
        return len(self.segments) == 1 and not narrow and not self.spent and set(self.reach.values()) <= {self.home}


def terms_of(
    agreements: tuple[Agreement, ...],
    marks: Iterable[QuotaMark] = (),
    reach: Mapping[str, frozenset[str]] | None = None,
) -> Terms:
    """Return the terms of a vendor; of the marks those count at which a quota was used up."""
    full = (mark for mark in marks if mark.full)
    spent = tuple(
        Spent(period.seconds(mark.at), period.begins(mark.period_until), mark.quota, mark.period_from) for mark in full
    )
    return Terms(segments(agreements) if agreements else _ALWAYS, spent, reach or {})


@dataclass(frozen=True, slots=True)
class Holding:
    """What is known of one picture's rights: effective metadata, the vendor's and publisher's marks, people's facts."""

    shown: Mapping[str, Any]
    killed: bool = False
    deleted: bool = False
    missing: bool = False
    withdrawn: bool = False
    grants: tuple[Grant, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    overrides: tuple[Override, ...] = ()


def position(holding: Holding, terms: Terms) -> Position:
    """Return everything a verdict about the picture rests on."""
    return Position(
        carriers=(*map(_bought, holding.grants), *_standing(holding.shown, terms)),
        barriers=tuple(_barriers(holding)),
        waivers=tuple(map(_waiver, holding.overrides)),
        doubts=tuple(_doubts(holding)),
        reach=terms.reach,
        home=terms.home,
    )


def plain_span(shown: Mapping[str, Any], terms: Terms) -> tuple[int, int, Word] | None:
    """Return the one span in which a usable picture may be placed in its media, on all platforms alike, or None.

    The quick way through `position` and `spans` for a picture that nobody bought, restricted or overrode, under terms
    that are `alike`: most of a million are such, and each is asked at every change. A test holds both ways together.
    """
    agreement = terms.segments[0].agreement
    stated = any(shown.get(name) not in (None, [], ()) for name in _STATED)
    priced = agreement is not None and (agreement.rate is not None or bool(agreement.rates))
    flat = agreement is not None and agreement.billing_mode == "flat"
    if not (stated or priced or flat):
        return None
    allowed, excluded = shown.get("territory"), shown.get("territory_excluded")
    if (allowed and not terms.home.issubset(allowed)) or (excluded and not terms.home.isdisjoint(excluded)):
        return None
    ends = shown.get("licence_end")
    begun = _seconds(shown.get("licence_start"), BEGINNING)
    if shown.get("embargo_until"):
        begun = max(begun, period.seconds(shown["embargo_until"]))
    until = _seconds(shown.get("use_until", ends), END)
    if begun >= until:
        return None
    sure = flat or (agreement is not None and agreement.billing_mode == "on_use" and _has_price(shown, priced=priced))
    return begun, until, "allowed" if sure and not shown.get("needs_person") else "conditional"


def _has_price(shown: Mapping[str, Any], *, priced: bool) -> bool:
    return priced or shown.get("price") is not None


def _bought(grant: Grant) -> Carrier:
    return Carrier(
        grant_id=grant.grant_id,
        origin=grant.origin,
        starts=_seconds(grant.starts_at, BEGINNING),
        use_ends=_seconds(grant.use_until, END),
        online_ends=_seconds(grant.online_until, END),
        platforms=(grant.platform,) if grant.platform else (),
        media=(grant.medium,) if grant.medium else (),
        countries=frozenset(grant.territory) or None,
        excluded=frozenset(grant.territory_excluded),
        price=grant.price,
        currency=grant.currency,
    )


def _seconds(text: str | None, otherwise: int) -> int:
    return period.seconds(text) if text else otherwise


# ---------------------------------------------------------------- by policy and agreement


def _standing(shown: Mapping[str, Any], terms: Terms) -> Iterator[Carrier]:
    stated = any(shown.get(name) not in (None, [], ()) for name in _STATED)
    ends = shown.get("licence_end")
    begun = _seconds(shown.get("licence_start"), BEGINNING)
    use_ends = _seconds(shown.get("use_until", ends), END)
    policy = Carrier(
        grant_id=FEED,
        origin=FEED,
        starts=begun,
        use_ends=use_ends,
        online_ends=_seconds(shown.get("online_until", ends), END),
        media=tuple(shown.get("media") or ()),
        countries=frozenset(shown.get("territory") or ()) or None,
        excluded=frozenset(shown.get("territory_excluded") or ()),
        price=shown.get("price"),
        currency=shown.get("currency"),
    )
    if stated and use_ends <= begun:
        yield replace(policy, online_ends=min(policy.online_ends, begun))
        return
    for segment in terms.segments:
        if segment.starts < use_ends and begun < segment.ends:
            yield from _within(policy, segment, terms, stated=stated)


def _within(policy: Carrier, segment: Segment, terms: Terms, *, stated: bool) -> Iterator[Carrier]:
    agreement = segment.agreement
    if agreement is None:
        if stated:
            yield _priced(replace(policy, starts=_later(policy, segment), use_ends=_sooner(policy, segment)), None)
        return
    narrowed = _narrowed(policy, segment, agreement, stated=stated)
    if agreement.billing_mode != "flat":
        if stated or agreement.rate is not None or agreement.rates:
            yield _priced(narrowed, agreement)
        return
    yield from _by_quota(narrowed, agreement, terms)


def _later(policy: Carrier, segment: Segment) -> int:
    return max(policy.starts, segment.starts)


def _sooner(policy: Carrier, segment: Segment) -> int:
    return min(policy.use_ends, segment.ends)


def _narrowed(policy: Carrier, segment: Segment, agreement: Agreement, *, stated: bool) -> Carrier:
    """Return the policy within an agreement's span; what both limit is limited by both."""
    countries = frozenset(agreement.territory) or None
    if countries is not None and policy.countries is not None:
        countries &= policy.countries
    media = tuple(agreement.media)
    if media and policy.media:
        # Nothing in common permits nothing: a medium nobody has stands for that.
        media = tuple(medium for medium in media if medium in policy.media) or ("none",)
    return replace(
        policy,
        grant_id=FEED if stated else f"{AGREEMENT}-{agreement.version}",
        origin=FEED if stated else AGREEMENT,
        starts=_later(policy, segment),
        use_ends=_sooner(policy, segment),
        online_ends=min(policy.online_ends, segment.ends) if agreement.ends_online else policy.online_ends,
        platforms=agreement.platforms,
        media=media or policy.media,
        countries=countries if countries is not None else policy.countries,
    )


def _priced(carrier: Carrier, agreement: Agreement | None) -> Carrier:
    """Return the carrier with what a use costs; an unknown price is a doubt, never nothing."""
    price, currency = carrier.price, carrier.currency
    if price is None and agreement is not None:
        price, currency = agreement.rate, agreement.currency
    by_card = agreement is not None and bool(agreement.rates)
    cost: Cost = "free" if price == 0 and not by_card else "pay"
    doubts = ("price-unknown",) if price is None and not by_card else ()
    offer = agreement is None or agreement.billing_mode == "on_purchase"
    return replace(carrier, price=price, currency=currency, cost=cost, doubts=doubts, offer=offer)


def _by_quota(carrier: Carrier, agreement: Agreement, terms: Terms) -> Iterator[Carrier]:
    """Yield a flat agreement's grant, cut where its quota is used up: there a use needs a person."""
    free = replace(carrier, cost="free", price=None, currency=agreement.currency)
    if agreement.quota is None:
        yield free
        return
    at = free.starts
    for starts, ends, *_ in sorted(one for one in terms.spent if one.binds(agreement)):
        if ends <= at or starts >= free.use_ends:
            continue
        if at < starts:
            yield replace(free, use_ends=starts)
        over = replace(free, starts=max(at, starts), use_ends=min(ends, free.use_ends), cost="over-quota")
        yield replace(over, doubts=("over-quota",), price=agreement.rate)
        at = min(ends, free.use_ends)
    if at < free.use_ends:
        yield replace(free, starts=at)


# ---------------------------------------------------------------- against it


def _barriers(holding: Holding) -> Iterator[Barrier]:
    status = holding.shown.get("status") or "usable"
    if status == "canceled":
        yield Barrier("killed")
    elif holding.killed:
        yield Barrier("unconfirmed")
    elif status != "usable":
        yield Barrier("withheld")
    if holding.deleted:
        yield Barrier("deleted")
    if holding.withdrawn:
        yield Barrier("withdrawn")
    embargo = holding.shown.get("embargo_until")
    if embargo:
        yield Barrier("embargo", ends=period.seconds(embargo))
    for one in holding.restrictions:
        yield Barrier(
            "restricted",
            _seconds(one.starts_at, BEGINNING),
            _seconds(one.ends_at, END),
            one.platform,
            one.medium,
            one.restriction_id,
            one.reason,
        )


def _waiver(one: Override) -> Waiver:
    return Waiver(one, period.seconds(one.at), _seconds(one.ends_at, END))


def _doubts(holding: Holding) -> Iterator[str]:
    if holding.missing:
        yield "missing"
    if holding.shown.get("needs_person"):
        yield "needs-person"
