"""What a row says in one line: ready-made contents from which features compose their columns and facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from rightsdesk.desk.lists import Kind
from ui.kit import show
from ui.kit.declare import Content, Line, Pill, Row, Text, Tone, counted

SEPARATOR = " · "
WARN_DAYS = 7
"""Days before an end from which the end is shown as a warning."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A content made of one stored value: a list written to a file takes the value itself, as what it is."""

    say: Content
    name: str
    kind: Kind
    currency: str = ""
    beside: tuple[str, ...] = ()
    """Further attributes on which it depends what is said."""

    def __call__(self, row: Row) -> Line | str:
        """What is shown of it."""
        return self.say(row)


def _still(content: Content, other: Content, beside: str = "") -> Content:
    """Another way to say the same stored value, which may depend on an attribute beside it."""
    if not isinstance(content, Stored):
        return other
    return replace(content, say=other, beside=(*content.beside, beside) if beside else content.beside)


def line_of(content: Content, row: Row) -> Line:
    """What a content says about a row, always as a line."""
    said = content(row)
    return said if isinstance(said, Line) else Line(said)


def present_day() -> date:
    """This day in the machine's zone."""
    return datetime.now(UTC).astimezone().date()


def look_from(day: date | None) -> None:
    """Count days from another day while a view looks back; None for the present one again."""
    _looked_from[:] = [day] if day else []


def today() -> date:
    """The day from which days left are counted: the present one, or the one that is looked back at."""
    return _looked_from[0] if _looked_from else present_day()


_looked_from: list[date] = []


def attribute(row: Row, name: str) -> object:
    """The value under a name, also through dots; None where a part is missing."""
    value: object = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else getattr(value, part, None)
    return value


def parts_of(row: Row, bar: Sequence[tuple[str, Tone]], total: str) -> tuple[tuple[tuple[int, str], ...], int, int]:
    """The parts of a whole with their tones, the last what is left of it; what is settled; and the whole."""
    parts = tuple((_number(row, name), tone) for name, tone in bar)
    whole, settled = _number(row, total), sum(count for count, _ in parts)
    return (*parts, (max(0, whole - settled), "")), settled, whole


def _number(row: Row, name: str) -> int:
    return int(str(attribute(row, name) or 0))


def _stored(value: object) -> str | datetime | None:
    return value if isinstance(value, (str, datetime)) else None


def _shown(name: str, say: Callable[[object], str]) -> Content:
    def content(row: Row) -> str:
        value = attribute(row, name)
        return "" if value is None else say(value)

    return content


def text(name: str) -> Content:
    """The attribute as it is."""
    return _shown(name, str)


def fixed(words: Text) -> Content:
    """The same words on every row."""
    return lambda _row: str(words)


def word(name: str, titles: Mapping[str, Text]) -> Content:
    """The words for a stored value; an unknown value is shown as it is."""
    return _shown(name, lambda value: str(titles.get(str(value), value)))


def marked(name: str, pills: Mapping[str, Pill]) -> Content:
    """The word of a stored state with its tone and icon, as one line without a frame."""

    def content(row: Row) -> Line | str:
        found = pills.get(str(attribute(row, name)))
        return Line(str(found.word), found.tone, found.icon) if found else ""

    return content


def listed(name: str) -> Content:
    """All members of a tuple with commas."""
    said = _shown(name, lambda value: ", ".join(map(str, value)) if isinstance(value, (tuple, list, frozenset)) else "")
    return Stored(said, name, "list")


def told_each(name: str) -> Content:
    """All sentences of a tuple, in the chosen language."""
    return _shown(name, lambda value: "; ".join(map(show.told, map(str, value))) if isinstance(value, tuple) else "")


def money(name: str, currency: str = "currency") -> Content:
    """An amount in minor units with the currency found beside it; unknown stays empty and is not zero."""

    def content(row: Row) -> str:
        value = attribute(row, name)
        return show.money(value, str(attribute(row, currency) or "EUR")) if isinstance(value, int) else ""

    return Stored(content, name, "money", currency)


def amounts(name: str) -> Content:
    """A mapping of currency to minor units, each amount with its currency."""
    return _shown(name, lambda value: show.totals(dict(value)) if isinstance(value, Mapping) and value else "")


def count(name: str, noun: Text = "") -> Content:
    """A grouped number; with ``noun`` (``phrase("Images", "%n image(s)")``) the counted thing."""
    if noun:
        return _shown(name, lambda value: counted(noun, int(str(value))))
    return Stored(_shown(name, lambda value: show.number(int(str(value)))), name, "integer")


def percent(name: str) -> Content:
    """A decimal text or number such as 19 or 19.00 with its sign, as exact as it is stored."""
    return Stored(_shown(name, lambda value: f"{value}{show.THIN}%"), name, "decimal")


def day(name: str) -> Content:
    """The day of an ISO date or moment in the form of the language."""
    return Stored(_shown(name, lambda value: show.day(_stored(value))), name, "day")


def moment(name: str) -> Content:
    """Day and time of a moment."""
    return Stored(_shown(name, lambda value: show.moment(_stored(value))), name, "moment")


def clock(name: str) -> Content:
    """The time of day of a moment."""
    return _shown(name, lambda value: show.clock(_stored(value)))


def period(name: str) -> Content:
    """A month such as 2026-10 in words."""
    return _shown(name, lambda value: show.period(str(value)))


def left(name: str) -> Content:
    """The days until a date: a warning from a week before, failed after it."""

    def content(row: Row) -> Line:
        found = show.as_date(_stored(attribute(row, name)))
        if found is None:
            return Line("")
        now = today()
        days, said = (found - now).days, show.relative_day(found, now)
        if days < 0:
            return Line(said, "failed", "circle-alert")
        return Line(said, "warning", "triangle-alert") if days <= WARN_DAYS else Line(said)

    return content


def length(start: str, end: str) -> Content:
    """How long from one day to another, in its largest sensible unit: 3 years, 6 months, 20 days."""

    def content(row: Row) -> str:
        first, last = show.as_date(_stored(attribute(row, start))), show.as_date(_stored(attribute(row, end)))
        return "" if first is None or last is None else show.length(first, last)

    return content


def told(name: str) -> Content:
    """A title or sentence of the core, with the parts it is made of in the chosen language."""
    return _shown(name, lambda value: show.told(str(value)))


def span_of(first: str, last: str) -> Content:
    """From one number to another, or the one if they are the same."""

    def content(row: Row) -> str:
        numbers = [show.number(int(str(attribute(row, name) or 0))) for name in (first, last)]
        return " – ".join(dict.fromkeys(numbers))

    return content


def span(start: str, end: str) -> Content:
    """From one day to another, open ends as such."""

    def content(row: Row) -> str:
        first, last = attribute(row, start), attribute(row, end)
        if first is None and last is None:
            return ""
        return f"{show.day(_stored(first)) if first else '…'} – {show.day(_stored(last)) if last else '…'}"

    return content


def join(*contents: Content, by: str = SEPARATOR) -> Content:
    """Several contents in one line, without the empty ones."""
    return lambda row: by.join(filter(None, (line_of(content, row).text for content in contents)))


def first_of(*contents: Content) -> Content:
    """The first content that says something about the row."""

    def content(row: Row) -> Line:
        said = (line_of(candidate, row) for candidate in contents)
        return next((line for line in said if line.text), Line(""))

    return _still(contents[0], content)


def when(name: str, content: Content) -> Content:
    """Only where the attribute has a value."""
    return _still(content, lambda row: content(row) if attribute(row, name) else "", name)


def unless(name: str, content: Content) -> Content:
    """Only where the attribute has no value."""
    return _still(content, lambda row: "" if attribute(row, name) else content(row), name)


def toned(content: Content, tone: Tone, icon: str = "") -> Content:
    """The same words louder or quieter; empty words stay without an icon."""

    def louder(row: Row) -> Line:
        line = line_of(content, row)
        return replace(line, tone=tone, icon=icon) if line.text else line

    return _still(content, louder)


def prefixed(words: Text, content: Content) -> Content:
    """Words before what is said; nothing where nothing is said."""

    def content_after(row: Row) -> str:
        said = line_of(content, row).text
        return f"{words} {said}" if said else ""

    return content_after


def bold(content: Content) -> Content:
    """The same words in a heavier weight."""
    return _still(content, lambda row: replace(line_of(content, row), bold=True))
