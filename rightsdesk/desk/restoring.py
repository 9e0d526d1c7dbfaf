"""Earlier values of an image set again: a new order like any other, which can be undone like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rightsdesk.desk.orders import AssessImages, BulkOrder, UpdateImages
from rightsdesk.domain.image import EDITABLE, ImageObserved
from rightsdesk.readmodel import ActivityRow


@dataclass(frozen=True, slots=True)
class Restored:
    """The values that stood before an event, as far as a person may set them, and the order that does."""

    values: Mapping[str, Any]
    order: BulkOrder


def restored(event: ActivityRow) -> Restored | None:
    """Return what would undo this one event of an image's history, None where nothing can be set.

    A correction that was not there is taken away: what the vendor says counts again.
    """
    told = event.detail.get("before")
    before = dict(told) if isinstance(told, Mapping) else {}
    if "picked" in before or "rating" in before:
        mark = "" if "picked" not in before else "pick" if before["picked"] else "unpick"
        return Restored(before, AssessImages(mark, before.get("rating")))
    values = {name: value for name, value in before.items() if name in EDITABLE}
    if event.what == ImageObserved.stored_name:
        # Before a first delivery there was nothing; taking corrections away would not bring that back.
        values = {name: value for name, value in values.items() if value is not None}
    return Restored(values, UpdateImages(values)) if values else None
