"""Whose word each value of an image is: the vendor's or a person's, since when, and through which batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from rightsdesk.eventlog.log import EventLog, Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker


@dataclass(frozen=True, slots=True)
class Source:
    """Who said a value and when (ISO 8601); `batch` is the number people call it by, None outside of one."""

    by: Literal["vendor", "person"]
    at: str
    actor: str
    batch: int | None = None


_FOLLOWING = {"use_until": "licence_end", "online_until": "licence_end"}
"""Fields that follow another one as long as nobody corrects them."""


def provenance(asker: Asker, log: EventLog, image: int) -> Mapping[str, Source]:
    """Return the source of every field that an image has a value or a correction for; a stranger has none."""
    found = asker.all("SELECT 'image-' || vendor || ':' || asset_id FROM images WHERE id = ?", (image,))
    if not found:
        return {}
    stream = found[0][0]
    layers = _Layers()
    for event in log.read_streams([stream])[stream]:
        layers.hear(event)
    known = _batches(asker, layers.batches())
    return {name: _source(kind, event, known) for name, (kind, event) in layers.effective().items()}


class _Layers:
    """The event behind each field, the vendor's layer and the person's above it."""

    def __init__(self) -> None:
        self.vendor: dict[str, Recorded] = {}
        self.person: dict[str, Recorded] = {}

    def hear(self, event: Recorded) -> None:
        if event.name == "image.observed":
            self._observed(event, orjson.loads(event.data))
        elif event.name == "image.metadata-updated":
            for name, value in orjson.loads(event.data).get("local", {}).items():
                self._corrected(name, value, event)
        elif event.name == "image.assessed":
            self.person.update(dict.fromkeys(orjson.loads(event.data)["after"], event))

    def _observed(self, event: Recorded, fact: Mapping[str, Any]) -> None:
        told = fact["fields"]
        news = [name for name in told if name in fact.get("changed", ()) or name not in self.vendor]
        self.vendor.update(dict.fromkeys(news, event))
        for name in fact.get("yields", ()):
            self.person.pop(name, None)

    def _corrected(self, name: str, value: Any, event: Recorded) -> None:
        if value is None:
            self.person.pop(name, None)
        else:
            self.person[name] = event

    def effective(self) -> dict[str, tuple[Literal["vendor", "person"], Recorded]]:
        found: dict[str, tuple[Literal["vendor", "person"], Recorded]] = {}
        found.update((name, ("vendor", event)) for name, event in self.vendor.items())
        found.update((name, ("person", event)) for name, event in self.person.items())
        for name, leading in _FOLLOWING.items():
            if name not in self.person and leading in found:
                found[name] = found[leading]
        return found

    def batches(self) -> Iterable[str]:
        return {event.correlation_id for event in self.person.values() if event.correlation_id}


def _source(kind: Literal["vendor", "person"], event: Recorded, known: Mapping[str, tuple[int, str]]) -> Source:
    # What a batch changed is written by whoever works; the batch knows who asked for it.
    number, actor = known.get(event.correlation_id or "", (None, event.actor))
    return Source(kind, moments.iso(event.recorded_at), actor, number)


def _batches(asker: Asker, batches: Iterable[str]) -> dict[str, tuple[int, str]]:
    keys = orjson.dumps(list(batches)).decode()
    sql = "SELECT key, number, actor FROM batches WHERE key IN (SELECT value FROM json_each(?))"
    return {key: (number, actor) for key, number, actor in asker.all(sql, (keys,))}
