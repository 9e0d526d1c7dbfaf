"""The story of one row, event by event, with what was before and after."""

from typing import Any

import orjson

from rightsdesk.eventlog.log import EventLog, Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.activity import ActivityRow
from rightsdesk.readmodel.asking import Asker

_STREAMS = {
    "images": "SELECT 'image-' || vendor || ':' || asset_id FROM images WHERE id = ?",
    "vendors": "SELECT 'vendor-' || key FROM vendors WHERE id = ?",
    "credit_advices": "SELECT 'advice-' || key FROM credit_advices WHERE id = ?",
    "batches": "SELECT 'batch-' || key FROM batches WHERE id = ?",
    "feeds": "SELECT 'feed-' || key FROM feeds WHERE id = ?",
    "platforms": "SELECT 'platform-' || key FROM platforms WHERE id = ?",
    "usages": "SELECT 'image-' || vendor || ':' || asset_id FROM usages WHERE id = ?",
    "findings": "SELECT 'image-' || image FROM findings WHERE id = ?",
    "charges": "SELECT 'account-' || platform || ':' || vendor FROM charges WHERE id = ?",
    "activity": "SELECT subject FROM activity WHERE id = ?",
}


def told(asker: Asker, log: EventLog, table: str, row_id: int) -> list[ActivityRow]:
    """Return the events of the row's stream, newest first; an unknown row has none."""
    sql = _STREAMS.get(table)
    found = asker.all(sql, (row_id,)) if sql else []
    if not found:
        return []
    remote: dict[str, Any] = {}
    lines = [_line(event, remote) for event in log.read_streams(found[0])[found[0][0]]]
    return lines[::-1]


def _line(event: Recorded, remote: dict[str, Any]) -> ActivityRow:
    fact = orjson.loads(event.data)
    return ActivityRow(
        id=event.position,
        at=moments.iso(event.recorded_at),
        actor=event.actor,
        what=event.name,
        title=event.name.partition(".")[2].replace("-", " ").capitalize(),
        subject=event.stream,
        batch=event.correlation_id,
        count=1,
        first=event.position,
        last=event.position,
        detail=_observed(fact, remote) if event.name == "image.observed" else fact,
    )


def _observed(fact: dict[str, Any], remote: dict[str, Any]) -> dict[str, Any]:
    """Add to a delivery what it changed: the event itself holds only what the vendor said."""
    changed = fact.get("changed", ())
    detail = {
        **fact,
        "before": {name: remote.get(name) for name in changed},
        "after": {name: fact["fields"].get(name) for name in changed},
    }
    remote.update(fact["fields"])
    return detail
