"""What a feature says of things that stand elsewhere: ways to them, what tells of them, and verdicts about pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a feature holds these, and the words for both stand with it
    from ui.kit.declare import Field, Text


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


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of a sheet under one heading."""

    title: Text
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """All fields of one row in a sheet of their own.

    ``read`` names the method of the desk that answers their texts by key, ``write`` the one that takes the changed
    ones and answers what is wrong: field -> sentence, nothing where all is saved.
    """

    title: Text
    read: str
    write: str
    parts: Sequence[Part]
    note: Text = ""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """Papers of one row that exist nowhere yet.

    ``make`` names the method of the desk that answers them; beside the key it gets what ``takes`` names of the order
    that the main button would give.
    """

    title: Text
    make: str
    takes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    """What is done to one row: a sheet is opened, or ``desk`` names the method that is called with the row's key.

    Beside the key the method gets what ``takes`` names of the row, as the person saw it.
    ``barred`` names the attribute with the person who must not do it, ``why`` is then said of the grey button.
    """

    sheet: RecordSheet | PaperSheet | None = None
    desk: str = ""
    takes: Sequence[str] = ()
    said: Text = ""
    barred: str = ""
    why: Text = ""
