"""Turns events and intents into JSON bytes under their stored name, and back into exactly what they were."""

from collections.abc import Callable
from functools import partial
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from rightsdesk.domain import (
    account,
    advice,
    article,
    batch,
    blocking,
    export,
    feed,
    numbering,
    platform,
    timetable,
    upkeep,
    vendor,
)
from rightsdesk.domain.image import commands, events, rights_commands, rights_events, usage_commands, usage_events
from rightsdesk.domain.messages import REGISTER
from rightsdesk.eventlog.upcast import lifted
from rightsdesk.faults import Damaged, Invalid

STORIES = (
    *(account, advice, article, batch, blocking, export, feed, numbering, platform, timetable, upkeep, vendor),
    *(commands, events, rights_commands, rights_events, usage_commands, usage_events),
)
"""Every module that registers stored names; a log can be read only with all of them loaded."""

_readers: dict[tuple[str, int], Callable[[bytes], Any]] = {}


def encode(event: Any) -> bytes:
    """Return the event as JSON; raise `Invalid` for a value JSON cannot hold (a lone surrogate, a huge integer)."""
    try:
        return orjson.dumps(event)
    except orjson.JSONEncodeError as error:
        raise Invalid(f"{event.stored_name} cannot be recorded: {error}.", code="EVENT-VALUE") from error


def decode(name: str, schema_version: int, data: bytes) -> Any:
    """Return the event or intent, lifted to its present shape; raise `Damaged` naming what cannot be read."""
    reader = _readers.get((name, schema_version)) or _reader(name, schema_version)
    try:
        return reader(data)
    except (ValidationError, orjson.JSONDecodeError) as error:
        raise Damaged(f"A stored {name} does not have the shape of one: {_brief(error)}", code="EVENT-SHAPE") from error


def _reader(name: str, version: int) -> Callable[[bytes], Any]:
    cls = REGISTER.get(name)
    if cls is None:
        raise Damaged(
            f"The log holds an event named {name}, which this program does not know; use the version that wrote it.",
            code="EVENT-UNKNOWN",
        )
    present: int = cls.schema_version
    if version > present:
        raise Damaged(
            f"The log holds {name} in version {version}, this program knows {present}; use the version that wrote it.",
            code="EVENT-VERSION",
        )
    validate = TypeAdapter(cls).validator.validate_json

    def lift(data: bytes) -> Any:
        return validate(orjson.dumps(lifted(name, version, present, orjson.loads(data))), strict=True)

    return _readers.setdefault((name, version), partial(validate, strict=True) if version == present else lift)


def _brief(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
