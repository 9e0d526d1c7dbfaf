"""The articles of the publisher's platforms: a change log each, and where an article's newest version lies in it."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rightsdesk.hub.changelog import ChangeLog, Entry
from rightsdesk.hub.item import short_name
from rightsdesk.hub.wire import encode

PLATFORMS = ("tag", "reise", "sport")
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Places:
    """Positions in the log: of an article's newest version, and of the newest one that speaks about pictures."""

    newest: int
    pictured: int


class Articles:
    """What one platform has published; every version stays in the log, nothing is overwritten."""

    def __init__(self, platform: str, retention: float | None) -> None:
        """Nothing is published yet."""
        self.platform = platform
        self.log = ChangeLog(retention, platform)
        self._places: dict[str, _Places] = {}
        self._opening: dict[str, _Places] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        """The identifiers of all articles in the order of their first publication."""
        return iter(list(self._places))

    def publish(self, document: Document, now: float) -> None:
        """Take in one more version of an article, as it is."""
        position = len(self.log)
        change = {
            "seq": position + 1,
            "change_id": f"{self.platform}-{position + 1:07d}",
            "occurred_at": document.get("versionCreated"),
            "op": "upsert",
            "uri": document["uri"],
            "item": document,
        }
        self.log.append(Entry(document["uri"], encode(change), now))
        key = article_in(document["uri"])
        before = self._places.get(key)
        pictured = position if before is None or "associations" in document else before.pictured
        self._places[key] = _Places(position, pictured)

    def newest(self, key: str) -> Document | None:
        """The newest version of an article, None for a stranger."""
        places = self._places.get(key)
        return self._at(places.newest) if places is not None else None

    def pictures(self, key: str) -> list[Document]:
        """What stands beside an article now, whichever version said so last."""
        places = self._places.get(key)
        return list(self._at(places.pictured).get("associations") or ()) if places is not None else []

    def showing(self, names: Collection[str]) -> list[str]:
        """The articles whose readers see one of these pictures now (`vendor/id`, `vendor:id` or the address)."""
        return [key for key in self if self._is_public(key) and any(_is_one(one, names) for one in self.pictures(key))]

    def rewrite(self, key: str, stamp: str, now: float, change: Mapping[str, Any]) -> Document:
        """Publish the next version of an article with some members changed, and return it."""
        newest = self.newest(key) or {}
        document = {
            **newest,
            "version": str(int(newest["version"]) + 1),
            "versionCreated": max(stamp, newest["versionCreated"]),
            **change,
        }
        self.publish(document, now)
        return document

    def without(self, key: str, names: Collection[str]) -> list[Document]:
        """What stands beside an article now but for these pictures."""
        return [one for one in self.pictures(key) if not _is_one(one, names)]

    def keep_as_opening(self) -> None:
        """Let a later `reset` come back to what is published now."""
        self._opening = dict(self._places)

    def reset(self) -> None:
        """Forget all versions published after the opening."""
        self._places = dict(self._opening)
        self.log.cut(1 + max((places.newest for places in self._places.values()), default=-1))

    def _is_public(self, key: str) -> bool:
        newest = self.newest(key)
        return newest is not None and newest.get("pubStatus", "usable") == "usable"

    def _at(self, position: int) -> Document:
        entry = next(self.log.between(position, position + 1))
        document: Document = json.loads(entry.body)["item"]
        return document


def article_in(uri: str) -> str:
    """The identifier of an article within its platform: the last part of its uri."""
    return uri.rsplit("/", 1)[-1]


def _is_one(association: Document, names: Collection[str]) -> bool:
    uri = str(association.get("uri", ""))
    short = short_name(uri)
    return bool({uri, short, short.replace("/", ":")} & set(names))
