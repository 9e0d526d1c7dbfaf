"""The vocabulary in which a feature says what it shows and offers; behaviour lives in the rest of the kit.

Every text is a ``phrase("Images", "Online until")``: English in the source, said in the chosen language when it is
shown, so a declaration is made once and survives a change of language. Counted texts carry ``%n``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtWidgets import QWidget

from ui.kit.declare_charts import Asked
from ui.kit.declare_culling import Culling
from ui.kit.declare_origin import Origins
from ui.kit.declare_review import Review
from ui.kit.declare_side import Badge, Side
from ui.kit.declare_tile import Tile
from ui.kit.declare_ways import Alone, Groups, Judging, Pulse, Way
from ui.kit.words import Phrase, tn

Tone = Literal["plain", "muted", "ok", "warning", "failed", "pending", "review", "neutral"]
"""The colour family of a state; the words are those of the tokens."""

Text = Phrase | str
"""Words for people: a phrase, or text that needs no translation."""

Align = Literal["left", "right"]
EditorKind = Literal["text", "multiline", "date", "money", "choice", "tags", "number", "period", "platform", "reason"]
FilterKind = Literal["text", "choice", "date", "money", "number", "presets"]
TabKind = Literal[
    "fields", "facts", "history", "related", "entries", "groups", "changes", "raw", "verdict", "items", "charts"
]
Layout = Literal["table", "review", "timeline"]

_KEEP = Phrase("Kit", "Keep · %n different value(s)")
_FOOT = Phrase("Kit", "Runs in the background, can be undone")
_UPDATE = Phrase("Kit", "Update %n item(s)")
_EDIT = Phrase("Kit", "Edit selection")

Row = Any
"""One frozen row of a read model; the kit reads attributes and never looks behind them."""
Order = Any
"""One frozen order of the desk."""


def counted(text: Text, n: int) -> str:
    """The text in its form for ``n`` things."""
    return tn(text.context, text.literal, n) if isinstance(text, Phrase) else tn("", text, n)


@dataclass(frozen=True, slots=True)
class Line:
    """One painted line of a cell: its text and how loud it is."""

    text: str
    tone: Tone = "plain"
    icon: str = ""
    bold: bool = False
    shape: Literal["", "pill", "icon"] = ""
    """As a pill, or the icon alone with the words for whoever cannot see it; otherwise plain words."""


Content = Callable[[Row], Line | str]
"""What a row says in one line; the ready-made ones are in ``ui.kit.contents``."""


@dataclass(frozen=True, slots=True)
class Pill:
    """The word, tone and icon shown for one stored state; a plain pill has no ground."""

    word: Text
    tone: Tone = "neutral"
    icon: str = ""
    framed: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``first`` and ``second`` make the lines; without ``first`` the attribute named ``key`` is shown.

    ``order`` is the column key the read model sorts by (``None``: the same as ``key``; empty: cannot be sorted).
    ``picture`` names the attribute from which the thumbnail is made, ``tags`` the attribute with the tuple of words,
    ``pills`` maps the attribute named by ``state`` (or ``key``) to pills. ``changes`` names the order's field whose
    pending value is laid over this column.
    """

    key: str
    title: Text
    width: int = 130
    first: Content | None = None
    second: Content | None = None
    align: Align = "left"
    order: str | None = None
    picture: str = ""
    tags: str = ""
    pills: Mapping[str, Pill] = field(default_factory=dict)
    state: str = ""
    changes: str = ""
    hideable: bool = True
    shown: bool = True
    stretch: bool = False
    strong: bool = False
    filter: str = ""
    """The field of the filter language for *filter by this cell* (empty: not offered)."""
    spare: int = 0
    """Given up while there is little room, the highest first; 0 is kept."""
    bar: Sequence[tuple[str, Tone]] = ()
    """Counters that make the parts of a bar, each with its tone; ``total`` names the whole."""
    total: str = ""
    marks: Mapping[str, tuple[Tone, str]] = field(default_factory=dict)
    """Tone and icon of the round mark before the lines, by the attribute named by ``state``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a person can pick, and the word shown for it."""

    value: str
    title: Text
    icon: str = ""


def choices(titles: Mapping[str, Text | Pill]) -> tuple[Choice, ...]:
    """Choices from a mapping of stored values to words, or to the pills that a column shows for them."""
    return tuple(
        Choice(value, title.word, title.icon) if isinstance(title, Pill) else Choice(value, title)
        for value, title in titles.items()
    )


@dataclass(frozen=True, slots=True)
class Field:
    """One value that is shown, edited or asked for; ``key`` is the attribute of the row and the field of the order."""

    key: str
    label: Text
    kind: EditorKind = "text"
    choices: Sequence[Choice] = ()
    content: Content | None = None
    currency: str = "currency"
    keep: Text = _KEEP
    hint: Text = ""
    editable: bool = True
    required: bool = False
    start: str = ""
    empty: Text = ""
    """Words of a further choice that means no value, such as *all platforms*."""
    edits: bool = False
    """Over many rows the text can also be added to, cut and mended in each, not only set for all."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question asked only where readers or vendors see the effect at once; the verb stands on the button."""

    title: Text
    sentence: Text
    verb: Text
    above: int = 0
    """Asked only when more than this many are concerned."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something done to the selection: ``order(**asked)`` is submitted, or ``desk`` names the method of the desk.

    ``desk`` methods (``pause``, ``retry``, ...) are called once for each selected row with its ``key``; ``copies``
    names the attribute of the selected rows that goes to the clipboard, one a line.
    ``button`` is the text with the count (``"Approve %n credit advice(s)"``); ``states`` names the values of the
    attribute ``state`` for which the action makes sense on a single row (empty: all).
    """

    key: str
    title: Text
    icon: str = ""
    order: Callable[..., Order] | None = None
    desk: str = ""
    shortcut: str = ""
    button: Text = ""
    fields: Sequence[Field] = ()
    needs_selection: bool = True
    primary: bool = False
    undoable: bool = True
    danger: bool = False
    states: frozenset[str] = frozenset()
    where: str = ""
    """Narrows the selection to the rows the action is meant for (filter language)."""
    confirm: Confirm | None = None
    foot: Text = _FOOT
    copies: str = ""
    given: Sequence[str] = ()
    """Attributes of which a single row must have one at least."""
    goes: Way | None = None
    """Instead of an order: to the rows of another place that belong to the selected ones."""
    alone: Alone | None = None
    """Instead of an order: done to one row, never to many."""
    by_impact: bool = False
    """The count on the button is that of what would come of it, not of the rows selected."""
    keys: str = ""
    """Attribute with the keys of the rows, of the order's own table, that are meant."""
    advance: bool = False
    """After it was done to the row under the cursor, the cursor goes on to the next one."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One entry of *+ Filter*: a field of the filter language with its ready-made terms or values.

    A choice of kind ``presets`` holds all its terms in ``value`` (``"online_until>=today online_until<=+30d"``);
    for the other kinds the value alone. A ``choice`` without choices offers the values that the table has.
    """

    key: str
    title: Text
    kind: FilterKind = "text"
    choices: Sequence[Choice] = ()
    column: str = ""
    """Where the values of an open choice stand, if not in the column of the same name."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter with its order under a name in the navigation."""

    key: str
    title: Text
    icon: str = "circle-dashed"
    where: str = ""
    order: str = ""
    descending: bool = False
    counted: bool = True
    preselect: bool = False
    """All matching rows are selected when the view is opened."""


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure with its caption."""

    caption: Text
    content: Content


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trail: taken once the attribute ``done`` has a value, and what is then said below it."""

    title: Text
    done: str
    note: Content


@dataclass(frozen=True, slots=True)
class Changes:
    """What one command changed on the rows of a table: those that ``where`` finds, by the events of ``batch``."""

    tables: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    table: str = ""
    where: str = ""
    batch: str = "batch"


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the inspector for a single row.

    ``fields`` are edited in place, ``facts`` are read only; ``related`` lists rows of another table whose filter is
    ``where`` with ``{attribute}`` replaced from the row; ``entries`` lists the members of the list that the row's
    events hold under that name; ``groups`` counts sentences; ``changes`` shows before and after; ``raw`` everything;
    ``verdict`` says what may be done with a picture, and why.
    """

    key: str
    title: Text
    kind: TabKind = "facts"
    fields: Sequence[Field] = ()
    facts: Sequence[Stat] = ()
    table: str = ""
    where: str = ""
    first: Content | None = None
    second: Content | None = None
    entries: str = ""
    aside: Content | None = None  # what stands at the right of an entry, such as its amount
    groups: Groups | None = None
    changes: Changes | None = None
    judging: Judging | None = None
    charts: Sequence[Asked] = ()
    place: str = ""  # in which all related rows can be seen
    origins: Origins | None = None  # whose word each field is, said below it
    restore: Callable[[Any], Any] | None = None  # of a history: what an event changed, and the order that sets it again


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What is said when there is nothing yet, and the next step."""

    title: Text
    sentence: Text = ""
    icon: str = "inbox"
    actions: Sequence[str] = ()
    """Keys of actions offered as buttons."""


@dataclass(frozen=True, slots=True)
class Inspector:
    """The right-hand side: what is shown for one row and what can be changed for many.

    ``order(changes)`` makes the order from the touched fields, ``order(changes, edits)`` where texts are edited;
    ``button`` is its text with the count.
    """

    title: Content | None = None
    subtitle: Content | None = None
    picture: str = ""
    pill: str = ""
    stats: Sequence[Stat] = ()
    tabs: Sequence[Tab] = ()
    fields: Sequence[Field] = ()
    order: Callable[..., Order] | None = None
    button: Text = _UPDATE
    heading: Text = _EDIT
    figure: Content | None = None
    """The one large figure under the title, with ``figure_note`` beside it."""
    figure_note: Content | None = None
    steps: Sequence[Step] = ()
    bar: Sequence[tuple[str, Tone]] = ()
    total: str = ""
    cards: Sequence[Callable[[Any], QWidget]] = ()
    """Makers of further cards below the row, each given the surroundings of the view."""
    share: float = 0.0
    """The part of the stage that the inspector takes, where that is more than its usual width."""
    totals: Mapping[str, Text] = field(default_factory=dict)
    """Fields whose number of different values is said under the count: ``{"vendor": phrase(.., "%n vendor(s)")}``."""


@dataclass(frozen=True, slots=True)
class Impact:
    """How one kind of impact line is worded; without words it is said what the line itself gives as reason."""

    key: str
    words: Text
    icon: str = "circle-check"
    tone: Tone = "ok"


@dataclass(frozen=True, slots=True)
class Feature:
    """One place of the navigation: a table of the read model with everything that can be seen and done there."""

    key: str
    title: Text
    icon: str
    table: str
    noun: Text
    """Counted name, such as ``"%n image(s)"``."""
    selected: Text
    """Counted selection, such as ``"%n image(s) selected"``."""
    all_selected: Text
    """All matching, such as ``"All %n matching image(s) selected"``."""
    columns: Sequence[Column]
    inspector: Inspector = Inspector()
    actions: Sequence[Action] = ()
    views: Sequence[SavedView] = ()
    filters: Sequence[Filter] = ()
    impacts: Sequence[Impact] = ()
    empty: EmptyState = EmptyState(Phrase("Kit", "Nothing here yet"))
    shortcut: str = ""
    order: str = ""
    descending: bool = False
    checkable: bool = True
    layout: Layout = "table"
    badges: Sequence[Badge] = ()
    """Counters in the navigation, the most pressing first: the first that counts anything is shown, all are told."""
    pulse: Pulse | None = None
    """What the rows are told by, said in a line below the head."""
    summed: bool = False
    """The amounts of all rows that match are summed in the head."""
    tile: Tile | None = None
    """How a row looks as a tile; with it the view has a grid beside its table."""
    side: Side | None = None
    """What stands at the left of the table: the days ahead, and groups."""
    day: str = ""
    """Attribute by which a timeline is cut into days."""
    state: str = "state"
    """Attribute compared with ``Action.states``."""
    density: str = ""  # row height of its own by the theme's word; empty: as chosen in the settings
    document: str = ""
    """Attribute that names the row's document, for the layout with a document beside the list."""
    review: Review | None = None
    """What the rows are decided by, in that layout."""
    culling: Culling | None = None
    charts: Sequence[Asked] = ()  # what the sheet of charts shows
    problems: str = ""  # filter of the rows that need somebody, from one to the next of which F8 goes
    report: Callable[[Any, Row], Callable[[Any], object]] | None = None  # makes what writes a row's report as a PDF
    live: bool = False
    """Rows come and go by themselves, as batches do; elsewhere a bar offers to refresh."""
