"""May this picture be placed or stay online, on this platform, in this medium, at this moment - and why.

Deny wins over allow; one valid grant suffices; an override is a named person's dated fact. Spans are half-open, in
seconds since 1970. Nothing here remembers "active": everything is asked of a moment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rightsdesk.domain.rights import Override
from rightsdesk.domain.terms import BEGINNING, END

Word = Literal["allowed", "conditional", "denied"]
Clock = Literal["use", "online"]
Cost = Literal["free", "conditional", "over-quota", "pay"]
COSTS: tuple[Cost, ...] = ("free", "conditional", "over-quota", "pay")
"""What a use costs, from mild to severe; a verdict's cost is the most severe that applies."""

FINAL = frozenset({"killed", "unconfirmed", "deleted"})
"""Grounds that no override lifts."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing that permits: what, from when, until when by each clock, and what a use costs.

    `countries` None = the whole world; an `offer` permits only once it has been bought.
    """

    grant_id: str
    origin: str
    starts: int = BEGINNING
    use_ends: int = END
    online_ends: int = END
    platforms: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    countries: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    cost: Cost = "free"
    price: int | None = None
    currency: str | None = None
    doubts: tuple[str, ...] = ()
    offer: bool = False


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing that forbids during a span; `subject` is the restriction's id, where it is one."""

    code: str
    starts: int = BEGINNING
    ends: int = END
    platform: str = ""
    medium: str = ""
    subject: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An override with its span in seconds."""

    override: Override
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Position:
    """Everything a verdict about one picture rests on; `reach` maps a platform to the countries of its readers."""

    carriers: tuple[Carrier, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    doubts: tuple[str, ...] = ()
    reach: Mapping[str, frozenset[str]] | None = None
    home: frozenset[str] = frozenset({"DE"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground: its code, what it concerns, since or until when (seconds), and who lifted it, if somebody did."""

    code: str
    subject: str = ""
    at: int | None = None
    sentence: str = ""
    lifted_by: Override | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one moment; `grant` carries it, `next_change` is the next second at which it differs."""

    word: Word
    reasons: tuple[Reason, ...]
    cost: Cost
    grant: Carrier | None
    next_change: int | None

    @property
    def overrides(self) -> tuple[Override, ...]:
        """Return the overrides without which it would be denied."""
        return tuple(reason.lifted_by for reason in self.reasons if reason.lifted_by is not None)


def verdict(position: Position, platform: str, medium: str, at: int, clock: Clock = "use") -> Verdict:
    """Return what may be done at a second since 1970: placed anew (`use`), or left where it is (`online`)."""
    now = _judged(position, platform, medium, at, clock)
    later = (edge for edge in _edges(position, clock) if at < edge < END)
    change = next((edge for edge in later if _judged(position, platform, medium, edge, clock) != now), None)
    word, reasons, cost, grant = now
    return Verdict(word, reasons, cost, grant, change)


def verdict_at(position: Position, platform: str, medium: str, at: int, clock: Clock = "use") -> Verdict:
    """Return the verdict of one moment without looking for the next change."""
    return Verdict(*_judged(position, platform, medium, at, clock), None)


def word_at(position: Position, platform: str, medium: str, at: int, clock: Clock = "use") -> Word:
    """Return the verdict's word alone."""
    return _judged(position, platform, medium, at, clock)[0]


def spans(position: Position, platform: str, medium: str, clock: Clock = "use") -> list[tuple[int, int, Word]]:
    """Return the spans in which the word is not denied: (first second, second after, word), in order."""
    edges = [BEGINNING, *(edge for edge in _edges(position, clock) if BEGINNING < edge < END), END]
    found: list[tuple[int, int, Word]] = []
    for starts, ends in pairwise(edges):
        word = word_at(position, platform, medium, starts, clock)
        if word == "denied":
            continue
        goes_on = found and found[-1][1:] == (starts, word)
        found.append((found.pop()[0] if goes_on else starts, ends, word))
    return found


def comes_down(position: Position, platform: str, medium: str) -> int | None:
    """Return the second from which a use must be offline for good, None when it may stay for ever."""
    return ends(spans(position, platform, medium, "online"))


def ends(left: list[tuple[int, int, Word]]) -> int | None:
    """Return the second from which nothing is left of some spans, None when the last one lasts for ever."""
    last = left[-1][1] if left else BEGINNING
    return None if last == END else last


def scopes(position: Position) -> tuple[tuple[str, str], ...]:
    """Return the pairs of platform and medium for which the rights may differ; ("", "") stands for all others."""
    platforms = {"", *(position.reach or ())}
    media = {""}
    for carrier in position.carriers:
        platforms.update(carrier.platforms)
        media.update(carrier.media)
    for barrier in position.barriers:
        platforms.add(barrier.platform)
        media.add(barrier.medium)
    for waiver in position.waivers:
        platforms.add(waiver.override.platform)
        media.add(waiver.override.medium)
    return tuple(sorted((platform, medium) for platform in platforms for medium in media))


# ---------------------------------------------------------------- how it is judged

_Judged = tuple[Word, tuple[Reason, ...], Cost, Carrier | None]


def _judged(position: Position, platform: str, medium: str, at: int, clock: Clock) -> _Judged:
    reasons: list[Reason] = []
    denied = False
    for barrier in position.barriers:
        if barrier.starts <= at < barrier.ends and _meets(barrier, platform, medium):
            waiver = _lifted(position, barrier.code, barrier.subject, (platform, medium), at)
            denied = denied or waiver is None
            reasons.append(
                Reason(barrier.code, barrier.subject, _side(barrier.starts, barrier.ends), barrier.sentence, waiver)
            )
    carrier, missing = _carried(position, platform, medium, at, clock)
    doubts = list(position.doubts)
    if carrier is None:
        lacking, waiver = _forgiven(position, missing, (platform, medium), at)
        denied = denied or waiver is None
        reasons.append(Reason(lacking.code, lacking.subject, lacking.at, "", waiver))
        doubts += [] if waiver is None else ["risk-accepted"]
    else:
        doubts += carrier.doubts
        doubts += ["purchase-needed"] if carrier.offer else []
    reasons += [Reason(code) for code in doubts]
    word: Word = "denied" if denied else "conditional" if doubts else "allowed"
    return word, tuple(reasons), _cost(carrier, doubts), carrier


def _cost(carrier: Carrier | None, doubts: list[str]) -> Cost:
    """Return the most severe cost that applies; no text and no doubt makes it milder."""
    own: Cost = carrier.cost if carrier else "conditional"
    also: Cost = "over-quota" if "over-quota" in doubts else "conditional" if doubts else "free"
    return max(own, also, key=COSTS.index)


def _meets(one: Barrier | Override, platform: str, medium: str) -> bool:
    return one.platform in {"", platform} and one.medium in {"", medium}


def _lifted(position: Position, code: str, subject: str, where: tuple[str, str], at: int) -> Override | None:
    if code in FINAL:
        return None
    for waiver in position.waivers:
        one = waiver.override
        if one.of in {code, subject} and waiver.starts <= at < waiver.ends and _meets(one, *where):
            return one
    return None


def _side(starts: int, ends: int) -> int | None:
    """Return the moment people ask for: until when it lasts, else since when."""
    if ends != END:
        return ends
    return None if starts == BEGINNING else starts


_NOTHING = Reason("no-grant")
Missing = list[Reason]
"""Why each carrier fails, the one that nearly holds first; never empty."""


def _forgiven(position: Position, missing: Missing, where: tuple[str, str], at: int) -> tuple[Reason, Override | None]:
    """Return what is lacking and who lifted that: of several grants that fail, one lifted failure suffices."""
    for reason in missing if position.waivers else ():
        waiver = _lifted(position, reason.code, "no-grant", where, at)
        if waiver is not None:
            return reason, waiver
    return missing[0], None


_CLOSENESS = ("no-grant", "platform", "medium", "territory", "not-begun", "ended")
"""Why nothing carries, from far to near: of several grants the one that fails last is named."""


def _carried(position: Position, platform: str, medium: str, at: int, clock: Clock) -> tuple[Carrier | None, Missing]:
    """Return the best carrier that holds, the surest first and of those the cheapest, or why none does."""
    best: Carrier | None = None
    missing = [_NOTHING]
    for carrier in position.carriers:
        failing = _failing(position, carrier, platform, medium, at, clock)
        if failing is not None:
            missing.append(failing)
        elif best is None or _rank(carrier) < _rank(best):
            best = carrier
    if best is None and len(missing) > 1:
        missing.sort(key=lambda reason: -_CLOSENESS.index(reason.code))
    return best, missing


def _rank(carrier: Carrier) -> tuple[bool, bool, int, int, str]:
    unsure = carrier.offer or bool(carrier.doubts)
    return unsure, carrier.offer, COSTS.index(carrier.cost), len(carrier.doubts), carrier.grant_id


def _failing(position: Position, carrier: Carrier, platform: str, medium: str, at: int, clock: Clock) -> Reason | None:
    if carrier.platforms and platform not in carrier.platforms:
        return Reason("platform", carrier.grant_id)
    if carrier.media and medium not in carrier.media:
        return Reason("medium", carrier.grant_id)
    if carrier.countries is not None or carrier.excluded:
        readers = (position.reach or {}).get(platform, position.home)
        if (carrier.countries is not None and not readers <= carrier.countries) or readers & carrier.excluded:
            return Reason("territory", carrier.grant_id)
    if at < carrier.starts:
        return Reason("not-begun", carrier.grant_id, carrier.starts)
    ends = carrier.use_ends if clock == "use" else carrier.online_ends
    return Reason("ended", carrier.grant_id, ends) if at >= ends else None


def _edges(position: Position, clock: Clock) -> Iterator[int]:
    """Yield every second at which a verdict may change, in order."""
    found: set[int] = set()
    for carrier in position.carriers:
        found.update((carrier.starts, carrier.use_ends if clock == "use" else carrier.online_ends))
    for barrier in position.barriers:
        found.update((barrier.starts, barrier.ends))
    for waiver in position.waivers:
        found.update((waiver.starts, waiver.ends))
    yield from sorted(found)
