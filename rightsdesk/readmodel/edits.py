"""How edits of texts would turn out, asked of SQLite row by row; the domain's own rule edits each text."""

from functools import lru_cache

import orjson

from rightsdesk.domain.image import TextEdit
from rightsdesk.domain.image.fields import TextTooLong
from rightsdesk.readmodel.database import Connection


def teach(connection: Connection) -> None:
    """Let statements ask `edits_outcome(edits, text, ...)`: other, same or too-long; one edit for each text."""
    connection.create_function("edits_outcome", -1, _outcome, deterministic=True)


def _outcome(told: str, *texts: str | None) -> str:
    outcome = "same"
    for edit, text in zip(_edits(told), texts, strict=True):
        try:
            if edit(text) != (text or ""):
                outcome = "other"
        except TextTooLong:
            return "too-long"
    return outcome


@lru_cache(maxsize=16)
def _edits(told: str) -> tuple[TextEdit, ...]:
    return tuple(TextEdit(**edit) for edit in orjson.loads(told))
