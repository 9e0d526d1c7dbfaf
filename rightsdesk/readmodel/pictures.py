"""Where the pictures of images are to be had: by key, for whatever list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from rightsdesk.readmodel.asking import Asker

_SQL = (
    "SELECT k.value, images.id, images.feed, l.version, l.remote FROM (SELECT value FROM json_each(?)) k"
    " JOIN images ON images.vendor = substr(k.value, 1, instr(k.value, ':') - 1)"
    " AND images.asset_id = substr(k.value, instr(k.value, ':') + 1)"
    " JOIN image_layers l ON l.image = images.id"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One image's picture at its vendor: addresses of the large and the small rendition, empty where there is none."""

    key: str
    id: int
    feed: str
    version: int | None
    large: str
    small: str

    def address(self, *, large: bool) -> str:
        """Return the address of a rendition, or of the other one where only that is to be had."""
        return (self.large or self.small) if large else (self.small or self.large)


def pictures(asker: Asker, keys: Sequence[str]) -> dict[str, Picture]:
    """Return the picture of each image that is known by one of the keys (`vendor:asset`)."""
    found = asker.all(_SQL, (orjson.dumps(list(keys)).decode(),))
    return {key: _picture(key, row_id, feed, version, remote) for key, row_id, feed, version, remote in found}


def _picture(key: str, row_id: int, feed: str | None, version: int | None, remote: str) -> Picture:
    told = orjson.loads(remote)
    return Picture(key, row_id, feed or "", version, told.get("preview") or "", told.get("thumbnail") or "")
