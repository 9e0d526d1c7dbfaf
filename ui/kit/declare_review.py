"""What a feature says of its review: who may decide, what needs no look, what was found, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a feature holds these, and the words for both stand with it
    from ui.kit.declare import Content, Order, Row, Text


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Attributes from which it is told whether the person at the window may approve a row, and the words for why not.

    `made_by` generated it, `given` are the approvals so far, `amount` is compared with the threshold, `stops` counts
    what a check stops. `asked` is the state in which the vendor has been asked.
    """

    made_by: str
    given: str
    amount: str
    stops: str
    open_states: frozenset[str]
    own_work: Text
    given_already: Text
    not_an_approver: Text
    stopped: Text
    missing: Text
    """The document is not there: nobody approves what they cannot see."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """The one thing that helps with a finding: an action here, or rows of another place.

    `where` is its filter with `{attribute}` replaced from the row, `{found}` by what the finding has under `taken`.
    """

    word: Text
    action: str = ""
    place: str = ""
    where: str = ""
    taken: str = ""
    lines: bool = False
    """Narrows the line items to the conspicuous ones."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings of a row: an attribute with mappings of code, severity, sentence, action and charges.

    `remedies` are found by the finding's code or else by its action; `again` is the action that checks again.
    """

    name: str
    title: Text
    passed: Text
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    again: str = ""
    clean: Text = ""
    """Instead of `passed`, where nothing was found."""


@dataclass(frozen=True, slots=True)
class Items:
    """Line items: members of the row's events with a picture and a key that findings name."""

    picture: str
    key: str
    noun: Text
    conspicuous: Text


@dataclass(frozen=True, slots=True)
class Trail:
    """The attributes and words of who made a row, who approved it and what became of it."""

    made: Text
    made_note: Content
    first: Text
    second: Text
    approval: Text
    """What the open ones are: the first one, the second one."""
    you: Text
    your_first: Text
    your_second: Text
    ends: Sequence[tuple[Text, str, Content]]
    """Further steps: title, the attribute that has a value once it is taken, and what is said then."""


@dataclass(frozen=True, slots=True)
class Review:
    """How a queue of rows is decided, one after the other or those without findings at once."""

    tabs: Sequence[str]
    """Keys of the saved views that stand above the queue."""
    queue: str
    """Key of the saved view with what is to be decided."""
    clean: str
    """Filter of those that need no look, beside the queue's own; `me` stands for the person."""
    approve: str
    """Key of the action that approves, here one row, there those without findings."""
    eyes: FourEyes
    findings: Findings
    items: Items
    trail: Trail
    compared: Content
    """How the amount stands to the usual one; nothing while that is not known."""
    clean_words: Text
    """Counted: `%n without findings`."""
    clean_button: Text
    waiting: Text
    """Counted, at the foot of the queue: `%n to review`."""
    done: Text
    """Counted, once the queue is empty; `done_where` says of what."""
    done_where: str
    second: Text
    """Counted: how many wait for the second approval, of `second_where`; `{names}` are those who may give it."""
    second_where: str
    anybody: Text
    """Instead of names where everybody may approve."""
    export: str = ""
    """Key of the action that puts rows into an export, whose file is written at once."""
    alone: Mapping[str, Text] = field(default_factory=dict)
    """Words of the buttons where they are about the row under the cursor alone, by action."""
    again: Callable[[Row], Order] | None = None
    """The order that makes a row's missing document again."""
    hints: Sequence[tuple[str, Text]] = ()
    """Keys and what they do, told below the buttons."""
