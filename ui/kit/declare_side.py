"""What a feature says of the pane at the left of its table, and of the counters beside its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.kit.words import Phrase

if TYPE_CHECKING:  # a feature holds these, and the words for both stand with it
    from ui.kit.declare import Text, Tone

_AHEAD = Phrase("Side", "Next 90 days")
_NOTHING = Phrase("Side", "Nothing in the next 90 days")


@dataclass(frozen=True, slots=True)
class Group:
    """One way to group the rows: by the values of ``column``, each found again by a term of the filter ``field``.

    Where values are keys, ``names`` says which attribute of which table people know them by (``"vendors.name"``);
    ``through`` is the field of that table, and its attribute, in which the values stand where they are not its keys.
    """

    key: str
    title: Text
    column: str
    field: str
    names: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The pane at the left of a table: days ahead as bars, and groups with their counts.

    ``column`` is the moment, and the field of the filter language, by which the strip counts (empty: no strip).
    """

    column: str = ""
    title: Text = _AHEAD
    empty: Text = _NOTHING
    groups: Sequence[Group] = ()


@dataclass(frozen=True, slots=True)
class Badge:
    """One counter beside the name of a place: the rows that ``where`` finds.

    ``text`` is what the counter shows (counted; empty: the number alone), ``words`` what it means, in the tooltip and
    for screen readers (``"%n expired but online"``).
    """

    where: str
    tone: Tone = "neutral"
    text: Text = ""
    words: Text = ""
