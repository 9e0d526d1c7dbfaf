"""An earlier value of an image set again: a new order like any other, which can be undone like any other."""

from collections.abc import Mapping
from typing import Any

from rightsdesk.desk.orders import AssessImages, BulkOrder, UpdateImages
from rightsdesk.domain.image import EDITABLE


def restored(before: Mapping[str, Any]) -> BulkOrder | None:
    """Return the order that sets these values again, None where none of them is a person's to set.

    A value that was not there is no correction any more: what the vendor says counts again.
    """
    if "picked" in before or "rating" in before:
        mark = "" if "picked" not in before else "pick" if before["picked"] else "unpick"
        return AssessImages(mark, before.get("rating"))
    changes = {name: value for name, value in before.items() if name in EDITABLE}
    return UpdateImages(changes) if changes else None
