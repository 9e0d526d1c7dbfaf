"""What a feature says of things that stand elsewhere: ways to them, what tells of them, and verdicts about pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Way:
    """To the rows of another ``place``: its filter ``field`` is given the values of the attribute ``value`` here."""

    place: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """What rows are told by: rows of ``table`` that ``where`` finds, each for a platform, last heard of ``at``.

    ``platform`` and ``at`` are attributes of these rows.
    """

    table: str
    where: str
    platform: str
    at: str


@dataclass(frozen=True, slots=True)
class Judging:
    """Whose verdict is told: attributes with the picture's key, with the platform and with the medium.

    Without a platform the one in force is meant, or each of them.
    """

    image: str = "key"
    platform: str = ""
    medium: str = ""


@dataclass(frozen=True, slots=True)
class Groups:
    """Counted sentences, and where their rows can be seen.

    ``name`` is an attribute of (word, sentence, count) tuples; ``places`` maps the attribute ``by`` to the place in
    which ``where`` shows the rows of a group, ``{code}`` being its word; ``place`` is meant for all other values.
    """

    name: str
    places: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    place: str = ""
    where: str = ""
