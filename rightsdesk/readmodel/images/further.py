"""What is asked of an image beside itself: who changed it last, where it was used, what is billed for it."""

from typing import Any

import orjson

from rightsdesk.domain.image import DESCRIPTIVE
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Condition, Field
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.view import one_of

_KEY = "images.vendor || ':' || images.asset_id"
_CHARGED = f"EXISTS (SELECT 1 FROM charges c WHERE c.image = {_KEY} AND c.state = '{{state}}')"


SHOWN = {
    "created_at": "images.created_at",
    "last_event": "images.last_position",
    # What a batch changed is written by whoever works; the batch knows who asked for it.
    "changed_by": "coalesce((SELECT b.actor FROM batches b WHERE b.key = images.changed_in), images.changed_by)",
    "last_usage": "(SELECT max(u.placed_at) FROM usages u WHERE u.image = images.id)",
    "articles": "(SELECT json_group_array(DISTINCT u.article) FROM usages u WHERE u.image = images.id)",
    "charged": f"CASE WHEN {_CHARGED.format(state='open')} THEN 'open'"
    f" WHEN {_CHARGED.format(state='billed')} THEN 'billed' ELSE 'none' END",
    "purchased_on": "(SELECT max(g.value ->> 'on') FROM json_each(l.bought) g)",
}
"""Further columns of a row, by name."""


def made_plain(found: dict[str, Any]) -> None:
    """Turn these columns into what a row shows: moments into ISO 8601 texts, articles into a tuple."""
    found["created_at"] = moments.iso(found["created_at"])
    found["last_usage"] = None if found["last_usage"] is None else moments.iso_second(found["last_usage"])
    found["articles"] = tuple(filter(None, orjson.loads(found["articles"])))


def _changed_by(value: Value) -> Condition:
    return (
        (
            "images.changed_in IN (SELECT b.key FROM batches b WHERE b.actor = ?) OR (images.changed_by = ?"
            " AND images.changed_in IS NULL)"
        ),
        (value.text, value.text),
    )


FIELDS = {
    "missing": one_of(
        {
            **{name: f"instr(images.lacking, '|{name}|') > 0" for name in DESCRIPTIVE},
            "price": "images.price IS NULL",
            "platforms": "images.platforms = ''",
            "end": "images.online_until IS NULL",
        }
    ),
    "created": Field("moment", "images.created_at / 1000000"),
    "changed_by": Field(one=_changed_by, expects="the name of a person such as brandt"),
    "charged": one_of(
        {
            "open": _CHARGED.format(state="open"),
            "billed": _CHARGED.format(state="billed"),
            "none": f"NOT EXISTS (SELECT 1 FROM charges c WHERE c.image = {_KEY} AND c.state <> 'reversed')",
        }
    ),
}
"""Further names in filters."""
