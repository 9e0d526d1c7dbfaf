"""What a command would do to the selected rows, told before it is given; the command's own rules have the last word."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from rightsdesk.domain import advice, image
from rightsdesk.domain.image.fields import DATES, LISTS, TextTooLong
from rightsdesk.domain.image.refusals import NotKilled
from rightsdesk.domain.messages import Refused
from rightsdesk.readmodel import assessing_impact, generating, listing, moments, rights_impact, search
from rightsdesk.readmodel.asking import Asker, narrowed, selected
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.query import Selection
from rightsdesk.readmodel.telling import ImpactLine, locked, said


def impact(asker: Asker, selection: Selection, kind: str, wish: Mapping[str, Any]) -> tuple[ImpactLine, ...]:
    """Return the lines that apply, in the order of their weight; an unknown kind changes all."""
    where = selected(selection, asker.day())
    tell = _KINDS.get(f"{selection.table} {kind}") or _KINDS.get(kind)
    if tell is None:
        count = asker.one(f"SELECT count(*) FROM {selection.table}{where[0]}", where[1])[0]
        return _lines([ImpactLine("will-change", count)])
    return _lines(tell(asker, where, wish))


def _lines(found: list[ImpactLine]) -> tuple[ImpactLine, ...]:
    return tuple(line for line in found if line.count)


# ---------------------------------------------------------------- images

_FROM = "(SELECT {value} FROM image_layers l WHERE l.image = images.id)"
_LOCAL = "json_extract(l.local, '$.{0}')"
_REMOTE = "json_extract(l.remote, '$.{0}')"
_EITHER = f"coalesce({_LOCAL}, {_REMOTE})"  # a correction is never null: that is how one is withdrawn
_UNTIL = f"coalesce({_LOCAL}, {_EITHER.format('licence_end')})"


_BARRED = "images.locked <> '' AND images.locked IN ('unconfirmed', 'killed', 'deleted')"
"""What no update changes; few are, and an index names those that are locked at all."""


def wished(wish: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the plain changes and the edits of texts of a wish to update."""
    if "edits" in wish or "lists" in wish:
        return wish.get("changes") or {}, wish.get("edits") or {}
    return wish.get("changes") or wish, {}


def fate(wish: Mapping[str, Any]) -> Condition:
    """Return the expression that names how an image would fare: will-change, already, too-long, or what locks it."""
    changes, edits = wished(wish)
    same = [_same(name, value) for name, value in changes.items()]
    same += [listing.same(name, **edit) for name, edit in (wish.get("lists") or {}).items()]
    already = " AND ".join(f"({sql})" for sql, _ in same) or "TRUE"
    values = tuple(value for _, bound in same for value in bound)
    outcome = f"CASE WHEN {already} THEN 'already' ELSE 'will-change' END"
    if edits:
        texts = ", ".join(_effective_text(name) for name in edits)
        told = "WHEN 'too-long' THEN 'too-long' WHEN 'other' THEN 'will-change'"
        outcome = f"CASE edits_outcome(?, {texts}) {told} ELSE {outcome} END"
        values = (orjson.dumps([*edits.values()]).decode(), *values)
    return f"CASE WHEN locked IN ('unconfirmed', 'killed', 'deleted') THEN locked ELSE {outcome} END", values


def _update(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> list[ImpactLine]:
    changes, edits = wished(wish)
    plain = changes and not edits and not wish.get("lists")
    counted = _by_index(asker, where, changes) if plain else _each(asker, where, wish)
    return [
        ImpactLine("will-change", counted.get("will-change", 0)),
        ImpactLine("already", counted.get("already", 0), "These have the value already."),
        *locked(counted),
        ImpactLine("locked", counted.get("too-long", 0), said(TextTooLong)),
    ]


def _each(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> dict[str, int]:
    """Count by looking at each image."""
    outcome, values = fate(wish)
    return dict(asker.all(f"SELECT {outcome}, count(*) FROM images{where[0]} GROUP BY 1", (*values, *where[1])))


def _by_index(asker: Asker, where: Condition, changes: Mapping[str, Any]) -> dict[str, int]:
    """Count all, and those few that an index finds: what locks an image, and who has the values already."""
    total = asker.one(f"SELECT count(*) FROM images{where[0]}", where[1])[0]
    clause, values = narrowed(where, [(_BARRED, ())])
    counted = dict(asker.all(f"SELECT locked, count(*) FROM images{clause} GROUP BY 1", values))
    same = [condition for name, value in changes.items() for condition in (*_may(name, value), _same(name, value))]
    clause, values = narrowed(where, [*same, (f"NOT ({_BARRED})", ())])
    already = asker.one(f"SELECT count(*) FROM images{clause}", values)[0]
    return {**counted, "already": already, "will-change": total - already - sum(counted.values())}


def _may(name: str, value: Any) -> list[Condition]:
    """Narrow down by the index of words who may have a text already."""
    held = search.holding(name, value) if isinstance(value, str) else None
    return [] if held is None else [held]


def _effective_text(name: str) -> str:
    if name not in image.DESCRIPTIVE:
        raise image.NoSuchField(f"There is no text {name!r}; these are {', '.join(image.DESCRIPTIVE)}.")
    return "images.title" if name == "title" else _FROM.format(value=_EITHER.format(name))


def _same(name: str, value: Any) -> Condition:
    """Ask whether an image has this effective value; the cheap column first, the layers only where it agrees."""
    if name not in image.EDITABLE:
        raise image.NoSuchField(f"There is no field {name!r}; fields are {', '.join(image.EDITABLE)}.")
    if value is None:
        return "instr(images.corrected, ?) = 0", (f"|{name}|",)
    if name in {"title", "currency", "price"}:
        return f"images.{name} IS ?", (value,)
    expression = _UNTIL if name in {"use_until", "online_until"} else _EITHER
    layered = f"{_FROM.format(value=expression.format(name))} IS ?"
    if name in DATES:
        return f"images.{name} IS ? AND {layered}", (moments.seconds(value), value)
    return layered, (orjson.dumps(value).decode() if name in LISTS else value,)


def _buy(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> list[ImpactLine]:
    bought = _FROM.format(value="EXISTS (SELECT 1 FROM json_each(l.grants) g WHERE g.value ->> 'platform' = ?)")
    found = asker.all(
        "SELECT CASE WHEN locked <> '' THEN locked"
        f" WHEN {bought} THEN 'already' WHEN use_until < ? THEN 'ended' ELSE 'will-change' END, count(*)"
        f" FROM images{where[0]} GROUP BY 1",
        (wish.get("platform"), moments.midnight(asker.day()), *where[1]),
    )
    counted = dict(found)
    return [
        ImpactLine("will-change", counted.get("will-change", 0)),
        ImpactLine("already", counted.get("already", 0), "These have been bought for this platform already."),
        *locked(counted),
        ImpactLine("locked", counted.get("ended", 0), said(image.RightsEnded)),
    ]


def _withdraw(asker: Asker, where: Condition, _wish: Mapping[str, Any]) -> list[ImpactLine]:
    gone = _FROM.format(value="l.withdrawn")
    counted = dict(asker.all(f"SELECT {gone}, count(*) FROM images{where[0]} GROUP BY 1", where[1]))
    return [
        ImpactLine("will-change", counted.get(0, 0)),
        ImpactLine("locked", counted.get(1, 0), said(image.AlreadyWithdrawn)),
    ]


def _reinstate(asker: Asker, where: Condition, _wish: Mapping[str, Any]) -> list[ImpactLine]:
    waits = "images.locked = 'unconfirmed'"
    counted = dict(asker.all(f"SELECT {waits}, count(*) FROM images{where[0]} GROUP BY 1", where[1]))
    return [
        ImpactLine("will-change", counted.get(1, 0)),
        ImpactLine("locked", counted.get(0, 0), said(NotKilled)),
    ]


# ---------------------------------------------------------------- credit advices


def _by_state(changing: str, already: tuple[str, ...], refused: type[Refused]) -> "_Tell":
    def tell(asker: Asker, where: Condition, _wish: Mapping[str, Any]) -> list[ImpactLine]:
        counted = dict(asker.all(f"SELECT state, count(*) FROM credit_advices{where[0]} GROUP BY 1", where[1]))
        done = sum(counted.get(state, 0) for state in already)
        changed = sum(counted.get(state, 0) for state in changing.split())
        return [
            ImpactLine("will-change", changed),
            ImpactLine("already", done, "These are so already."),
            ImpactLine("locked", sum(counted.values()) - done - changed, said(refused)),
        ]

    return tell


_APPROVING: dict[str, type[Refused]] = {
    "own": advice.FourEyes,
    "given": advice.SecondApproval,
    "no-approver": advice.NotAnApprover,
    "stopped": advice.Stopped,
    "asked": advice.VendorAsked,
    "no-draft": advice.NotADraft,
}
"""Why an approval is refused."""


def _approve(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> list[ImpactLine]:
    """Tell it as the rules of approving decide; without the person's name nothing is anybody's own work."""
    actor, allowed = str(wish.get("actor", "")), wish.get("approvers") or ()
    barred = bool(actor and allowed) and not {actor, wish.get("deputy_for")} & {*allowed}
    found = asker.all(
        "SELECT CASE WHEN state IN ('approved', 'issued', 'rendered') THEN 'already' WHEN state = 'asked' THEN 'asked'"
        " WHEN state NOT IN ('draft', 'half-approved') THEN 'no-draft' WHEN ? AND drafted_by = ? THEN 'own'"
        " WHEN instr(approvals, ?) THEN 'given' WHEN ? THEN 'no-approver' WHEN stops > 0 THEN 'stopped' ELSE 'will'"
        f" END, count(*) FROM credit_advices{where[0]} GROUP BY 1",
        (bool(actor) and wish.get("four_eyes", True), actor, f"|{actor}|", barred, *where[1]),
    )
    counted = dict(found)
    return [
        ImpactLine("will-change", counted.get("will", 0)),
        ImpactLine("already", counted.get("already", 0), "These are so already."),
        *(ImpactLine("locked", counted.get(fate, 0), said(refused)) for fate, refused in _APPROVING.items()),
    ]


def _after_issue(already: str) -> "_Tell":
    """Tell of what can only be done to issued ones."""
    fate = f"CASE WHEN state NOT IN ('issued', 'rendered') THEN 'locked' WHEN {already} THEN 'already' ELSE 'will' END"

    def tell(asker: Asker, where: Condition, _wish: Mapping[str, Any]) -> list[ImpactLine]:
        counted = dict(asker.all(f"SELECT {fate}, count(*) FROM credit_advices{where[0]} GROUP BY 1", where[1]))
        return [
            ImpactLine("will-change", counted.get("will", 0)),
            ImpactLine("already", counted.get("already", 0), "These are so already."),
            ImpactLine("locked", counted.get("locked", 0), said(advice.NotIssued)),
        ]

    return tell


_Tell = Callable[[Asker, Condition, Mapping[str, Any]], list[ImpactLine]]
_KINDS: dict[str, _Tell] = {
    **rights_impact.KINDS,
    **generating.KINDS,
    **assessing_impact.KINDS,
    "update-metadata": _update,
    "buy-images": _buy,
    "withdraw-images": _withdraw,
    "reinstate-images": _reinstate,
    "approve-advices": _approve,
    "issue-advices": _by_state("approved", ("issued", "rendered"), advice.NotApproved),
    "export-advices": _by_state("issued rendered", (), advice.NotIssued),
    "deliver-advices": _by_state("rendered", (), advice.NotIssued),
    "reject-advices": _by_state("draft asked half-approved approved", ("rejected",), advice.AlreadyIssued),
    "take-back-approvals": _by_state("approved half-approved", ("draft", "asked", "rejected"), advice.AlreadyIssued),
    "ask-vendors": _by_state("draft asked half-approved approved", (), advice.AlreadyIssued),
    "end-holds": _by_state("asked", ("draft", "half-approved", "approved", "rejected"), advice.AlreadyIssued),
    "check-advices": _by_state("draft asked half-approved approved", ("rejected",), advice.AlreadyIssued),
    "record-objections": _after_issue("objected IS NOT NULL"),
    "withdraw-objections": _after_issue("objected IS NULL"),
    "cancel-advices": _after_issue("cancelled_by <> ''"),
    "record-payments": _after_issue("paid_on IS NOT NULL"),
}
