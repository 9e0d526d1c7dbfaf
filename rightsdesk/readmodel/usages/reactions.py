"""What each event does to the usages of a picture, and what follows for them from its rights."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import orjson

from rightsdesk.domain import verdict
from rightsdesk.domain.terms import BEGINNING, END
from rightsdesk.domain.verdict import Position
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import findings, moments
from rightsdesk.readmodel.projection import Fact, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.stamps import stamp
from rightsdesk.readmodel.usages.declared import row_id

Spans = list[tuple[int, int, verdict.Word]]
_TOLD = (
    *("platform", "article", "medium", "kind", "size", "position", "headline", "url", "section", "editor"),
    *("credit", "source"),
)


def placed(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Open an interval of the usage, which is known to its picture from then on."""
    layers, told = top["image_layers"].make(event.stream_id), fact["usage"]
    key = row_id(told["usage_id"])
    row = top["usages"].make(key)
    layers["usages"] = {**layers["usages"], str(key): 1}
    row["image"], row["key"] = event.stream_id, f"{event.stream.partition('-')[2]}#{told['usage_id']}"
    for name in _TOLD:
        row[name] = told[name]
    at = moments.seconds(fact["at"])
    row["planned_until"] = moments.seconds(told["planned_until"])
    row["first_at"] = at if row["first_at"] is None else row["first_at"]
    row["placed_at"], row["ended_at"] = at, None
    row["turns"] += 1
    row["evidence"], row["told_at"] = fact["evidence"], event.position
    _touch(top, event)


def ended(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Close the open interval; decisions and alerts about it are over."""
    row = top["usages"].get(row_id(fact["usage_id"]))
    if row is not None:
        row["ended_at"] = moments.seconds(fact["at"])
        row["replacement"] = fact["replaced_by"]
        row["alerted"], row["decision"], row["decided_on"] = None, "", None
        layers = top["image_layers"].make(event.stream_id)
        layers["usages"] = {**layers["usages"], str(row["id"]): 0}
        _touch(top, event)


def alerted(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Remember for which moment an alarm went out; that of a kill, recorded with it, says when it was."""
    layers = top["image_layers"].get(event.stream_id)
    with_kill = layers is not None and layers["blocked_at"] == event.recorded_at // 1_000_000
    if layers is not None and with_kill and fact["because"] == "killed" and fact["due"]:
        layers["blocked_at"] = min(moments.seconds(due) or 0 for due in fact["due"].values())
    for usage, due in fact["due"].items():
        row = top["usages"].get(row_id(usage))
        if row is not None:
            row["alerted"] = moments.seconds(due)


def decided(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Keep who decided what, and for which moment."""
    for usage in fact["usages"]:
        row = top["usages"].get(row_id(usage))
        if row is None:
            continue
        row["decision"], row["decided_by"] = fact["decision"], fact["by"]
        row["decided_at"], row["decided_for"] = event.recorded_at // 1_000_000, fact["reason"]
        row["decided_on"] = moments.seconds(fact["due"].get(usage))
        row["accepted_until"], row["replacement"] = moments.seconds(fact["until"]), fact["replacement"]
    _touch(top, event)


def _touch(top: Worktop, event: Recorded) -> None:
    top["image_layers"].make(event.stream_id)
    stamp(top["images"].make(event.stream_id), event)


def derive(top: Worktop, layers: Row, image: Row, rights: Callable[[], Position], *, anew: bool) -> bool:
    """Compute until when each usage may stay, on what it rests and what is wrong; say whether any was looked at.

    Only when the picture's rights are judged `anew` are usages looked at about which the page tells nothing.
    """
    usages, image_usages = top["usages"], layers["usages"]
    look = usages.get if anew else usages.held
    rows = [row for key in image_usages if (row := look(int(key))) is not None]
    place = rights() if rows else None
    for row in rows:
        for name in ("vendor", "asset_id", "title"):
            row[name] = image[name]
        if place is not None:
            _rest(layers, row, place)
        findings.of_usage(top, layers, image, row)
    image["usages"], image["live"] = len(image_usages), sum(image_usages.values())
    return bool(rows)


def _rest(layers: Row, row: Row, rights: Position) -> None:
    """Say on what a usage rests: the grant of the moment it was placed, and until when it may be online."""
    began = verdict.verdict_at(rights, row["platform"], row["medium"], row["placed_at"])
    grant = began.grant
    row["granted"], row["basis"] = (grant.grant_id, grant.origin) if grant else ("", "")
    row["licensed"] = int(grant is not None and not grant.offer)
    left = verdict.spans(rights, row["platform"], row["medium"], "online")
    until = verdict.ends(left)
    if until is not None and until <= row["placed_at"]:
        # Nothing lets it stay now: due since the event that took the right away, or from the beginning.
        until = max(row["placed_at"], _taken_at(layers, row, rights))
    pauses = list(_pauses(layers, row, rights, left))
    row["online_until"], row["pauses"] = until, orjson.dumps(pauses).decode() if pauses else ""
    first = pauses[0][0] if pauses else until
    row["because"] = "" if first is None else _ground(rights, row, first)


def _pauses(layers: Row, row: Row, rights: Position, left: Spans) -> Iterator[tuple[int, int]]:
    """Yield when a usage must be offline for a while: a restriction ends again, a right begins anew."""
    at = row["placed_at"]
    if left and at < left[0][0] and _ground(rights, row, at) == "restricted":
        yield max(at, _taken_at(layers, row, rights)), left[0][0]
    for before, after in pairwise(left):
        if before[1] < after[0] and at < after[0]:
            yield max(at, before[1]), after[0]


def _taken_at(layers: Row, row: Row, rights: Position) -> int:
    """Return since when nothing lets a usage stay: its first restriction, else what blocked the picture."""
    if _ground(rights, row, row["placed_at"]) != "restricted":
        return int(layers["blocked_at"] or BEGINNING)
    meeting = (
        moments.seconds(told["at"]) or BEGINNING
        for told in layers["restrictions"].values()
        if told["platform"] in {"", row["platform"]} and told["medium"] in {"", row["medium"]}
    )
    return min(meeting, default=BEGINNING)


def _ground(rights: Position, row: Row, until: int) -> str:
    """Return the code of the ground on which it must come down."""
    if until >= END:
        return ""
    then = verdict.verdict_at(rights, row["platform"], row["medium"], until, "online")
    codes: Iterable[str] = (reason.code for reason in then.reasons if reason.lifted_by is None)
    return next(iter(codes), "ended")
