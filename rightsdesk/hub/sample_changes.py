"""What happens to invented pictures later: corrected captions, new prices, kills, withheld and deleted pictures."""

import copy
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

from rightsdesk.hub.item import terms_of
from rightsdesk.hub.sample_words import LATER_WORDS

LATER = datetime(2026, 10, 2, tzinfo=UTC)
NEW_PRICES = ("10.00", "22.50", "29.00", "39.90", "60.00", "95.00", "140.00", "199.00")
KILL_NOTE = "MANDATORY KILL: Bild zurückgezogen, bitte aus allen Systemen entfernen."


def sample_changes(
    items: Iterable[dict[str, Any]],
    seed: int,
    *,
    share: float = 0.1,
    killed: int = 0,
    withheld: int = 0,
    deleted: int = 0,
    now: datetime = LATER,
    first_seq: int = 1,
) -> list[dict[str, Any]]:
    """A chronological list of changes: `share` of the items get a new version, and so many of the others vanish.

    Every second new version also has a new price. The items given are left as they are; no item changes twice.
    """
    rng = Random(f"changes:{seed}")
    pool: Sequence[dict[str, Any]] = list(items)
    updated = round(len(pool) * min(max(share, 0.0), 1.0))
    wanted = min(len(pool), updated + killed + withheld + deleted)
    chosen = [pool[index] for index in rng.sample(range(len(pool)), wanted)]
    fates = ["canceled"] * killed + ["withheld"] * withheld + ["deleted"] * deleted
    changes = []
    for offset, item in enumerate(chosen):
        fate = fates[offset] if offset < len(fates) else "usable"
        changes.append(_change(rng, item, fate, now, first_seq + offset))
    return changes


def _change(rng: Random, item: dict[str, Any], fate: str, now: datetime, seq: int) -> dict[str, Any]:
    change: dict[str, Any] = {
        "seq": seq,
        "change_id": f"h{seq:07d}",
        "occurred_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "op": "delete" if fate == "deleted" else "upsert",
        "uri": item["uri"],
    }
    if fate == "canceled":
        change["reason"] = "kill"
    if fate != "deleted":
        change["item"] = _newer(rng, item, fate, now)
    return change


def _newer(rng: Random, item: dict[str, Any], status: str, now: datetime) -> dict[str, Any]:
    """The next version: a status for a kill, else a longer caption and, every second time, a new price."""
    newer = copy.copy(item)
    newer["version"] = str(int(item["version"]) + 1)
    newer["versionCreated"] = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    if status != "usable":
        newer["pubStatus"] = status
        if status == "canceled":
            newer["edNote"] = KILL_NOTE
        return newer
    word = rng.choice(LATER_WORDS)
    newer["descriptions"] = [
        {**words, "value": f"{words['value']} {word}"} if words.get("role") == "caption" else words
        for words in item.get("descriptions", [])
    ]
    if rng.random() < 1 / 2 and terms_of(item).price is not None:
        newer["rightsInfo"] = _repriced(item["rightsInfo"], rng.choice(NEW_PRICES))
    return newer


def _repriced(rights: dict[str, Any], amount: str) -> dict[str, Any]:
    """The same policy at another price; a policy that names no price stays as it is."""
    policy = json.loads(rights["encodedRights"])
    for duty in policy["permission"][0].get("duty", []):
        for constraint in duty.get("constraint", []):
            if constraint.get("leftOperand") == "payAmount":
                constraint["rightOperand"]["@value"] = amount
    return {**rights, "encodedRights": json.dumps(policy, ensure_ascii=False, separators=(",", ":"))}
