"""The counters of a place: the first that counts anything is shown, all of them are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rightsdesk.desk import Query
from ui.kit import show
from ui.kit.declare import Feature, counted
from ui.kit.filter_terms import dated

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Told:
    """What stands beside the name of a place: the counter, its tone, and all counters in words."""

    counter: str = ""
    tone: str = "neutral"
    words: str = ""


def queries(feature: Feature, platform: str | None) -> dict[str, Query]:
    """What is counted, by the filter of each counter."""
    return {one.where: Query(feature.table, dated(one.where), platform=platform) for one in feature.badges}


def told(feature: Feature, counts: Mapping[str, int]) -> Told:
    """The counters in today's language; nothing where there is nothing."""
    counting = [(one, counts.get(one.where, 0)) for one in feature.badges if counts.get(one.where, 0)]
    if not counting:
        return Told()
    first, n = counting[0]
    spoken = SEPARATOR.join(counted(one.words, count) for one, count in counting if one.words)
    return Told(counted(first.text, n) if first.text else show.number(n), first.tone, spoken)
