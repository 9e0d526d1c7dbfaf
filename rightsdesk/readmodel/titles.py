"""What a batch is called, made from what it asks: plain English; the window translates from the kept wish."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rightsdesk.domain import money

_KINDS = {
    "update-metadata": "Update metadata",
    "undo-metadata": "Undo",
    "refresh-metadata": "Fetch the vendors' metadata",
    "buy-images": "Buy images",
    "withdraw-images": "Withdraw images",
    "reinstate-images": "Reinstate images",
    "generate-advices": "Generate credit advices",
    "approve-advices": "Approve credit advices",
    "reject-advices": "Reject credit advices",
    "issue-advices": "Issue credit advices",
    "take-back-approvals": "Take approvals back",
    "ask-vendors": "Ask vendors",
    "end-holds": "Take credit advices off hold",
    "check-advices": "Check credit advices",
    "record-objections": "Record objections",
    "withdraw-objections": "Record the end of objections",
    "cancel-advices": "Cancel credit advices",
    "record-payments": "Record payments",
    "export-advices": "Export credit advices",
    "deliver-advices": "Deliver credit advices",
    "block-vendors": "Block vendors",
    "unblock-vendors": "Unblock vendors",
    "grant-use": "Record grants",
    "extend-grants": "Extend rights",
    "restrict-use": "Restrict use",
    "lift-restrictions": "Lift restrictions",
    "override-restrictions": "Override restrictions",
    "end-overrides": "End overrides",
    "place-usages": "Record usages",
    "end-usages": "Record usages as offline",
    "decide-take-downs": "Decide about usages",
    "reverse-charges": "Reverse charges",
    "settle-differences": "Settle price differences",
    "check-expiry": "Check what is due",
    "undo-rights": "Undo",
    "undo-decisions": "Undo",
    "undo-blocks": "Undo",
    "assess-images": "Assess images",
    "undo-assessment": "Undo",
}
_MARKS = {
    "pick": "Add to pick list",
    "unpick": "Remove from pick list",
    "reject": "Reject images",
    "unmark": "Take marks away",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATES = {"licence_start", "licence_end", "use_until", "online_until"}
_MODES = {
    "replace": "",
    "append": ", append",
    "prepend": ", prepend",
    "remove": ", remove",
    "find-replace": ", replace",
}
LONGEST_VALUE = 40


def title(kind: str, wish: Mapping[str, Any]) -> str:
    """Return for instance `Online until → 31 Dec 2027` or `Generate credit advices, 2026-10`."""
    changes, edits, lists = (wish.get(name) or {} for name in ("changes", "edits", "lists"))
    if kind == "update-metadata" and (changes or edits or lists):
        return "; ".join([*_changes(changes), *_edits(edits), *_lists(lists)])
    if kind == "assess-images" and wish:
        return "; ".join(_assessment(wish))
    said = [
        str(wish[name]) for name in ("format", "channel", "period", "platform", "decision", "reason") if wish.get(name)
    ]
    until = f" → {day(str(wish['online_until']))}" if wish.get("online_until") else ""
    return ", ".join([_KINDS.get(kind, kind.replace("-", " ").capitalize()) + until, *said])


def _changes(changes: Mapping[str, Any]) -> list[str]:
    told = []
    for name, value in changes.items():
        if name == "currency" and "price" in changes:
            continue
        told.append(f"{_field(name)} → {_value(name, value, changes)}")
    return told


def _edits(edits: Mapping[str, Any]) -> list[str]:
    return [f"{_field(name)}{_edit(**edit)}" for name, edit in edits.items()]


def _lists(lists: Mapping[str, Any]) -> list[str]:
    told = []
    for name, edit in lists.items():
        words = [*(f"+{word}" for word in edit.get("add", ())), *(f"−{word}" for word in edit.get("remove", ()))]
        told.append(f"{_field(name)} → {' '.join(words)}")
    return told


def _assessment(wish: Mapping[str, Any]) -> list[str]:
    told = [_MARKS[wish["mark"]]] if wish.get("mark") in _MARKS else []
    return [*told, f"Rating → {wish['rating']}"] if wish.get("rating") is not None else told


def _edit(mode: str, text: str = "", find: str = "", **_more: bool) -> str:
    told = f"{_MODES.get(mode, mode)} → “{_short(find or text)}”"
    return f"{told} → “{_short(text)}”" if find else told


def _field(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _value(name: str, value: Any, changes: Mapping[str, Any]) -> str:
    if value is None:
        return "as the vendor has it"
    if name == "price" and isinstance(value, int):
        currency = str(changes.get("currency") or "EUR")
        return f"{money.as_decimal(value, currency)} {currency}"
    if name in _DATES:
        return day(str(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"


def day(text: str) -> str:
    """Return the day of an ISO 8601 text as 31 Dec 2027; what is no date is returned as it is."""
    try:
        meant = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{meant.day} {_MONTHS[meant.month - 1]} {meant.year}"
