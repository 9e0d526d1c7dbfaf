"""What rows of a queue say: pills and ticks at the end of their second line, and how an amount stands to the usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ui.kit import show
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Content, Line, Pill, Row, Text, Tone
from ui.kit.words import tr

UNUSUAL = 0.25
"""From so large a difference on the comparison is told as a warning."""


def shaped(content: Content, tone: Tone, icon: str) -> Content:
    """The same words as a pill; nothing where nothing is said."""

    def pill(row: Row) -> Line:
        said = line_of(content, row)
        return replace(said, tone=tone, icon=icon, shape="pill") if said.text else said

    return pill


def counts(name: str, content: Content) -> Content:
    """Only where the attribute counts anything."""
    return lambda row: content(row) if attribute(row, name) else ""


def ticked(words: Text) -> Content:
    """A tick; the words are for whoever cannot see it."""
    return lambda _row: Line(str(words), "ok", "circle-check", shape="icon")


def by_state(name: str, contents: Mapping[str, Content], pills: Mapping[str, Pill]) -> Content:
    """What the state's own content says, for all other states their pill."""

    def content(row: Row) -> Line:
        state = str(attribute(row, name) or "")
        if state in contents:
            return line_of(contents[state], row)
        pill = pills.get(state) or Pill(state)
        return Line(str(pill.word), pill.tone, pill.icon, shape="pill")

    return content


def compared(name: str, usual: str) -> Content:
    """How much an amount differs from the usual one; a warning from a quarter on, nothing while none is known."""

    def content(row: Row) -> Line:
        now, mean = attribute(row, name), attribute(row, usual)
        if not isinstance(now, int) or not isinstance(mean, int) or mean == 0:
            return Line("")
        share = (now - mean) / abs(mean)
        sign = "+" if share > 0 else "−" if share < 0 else "±"
        said = tr("Review", "{share} against the mean of 6 months", share=f"{sign}{show.percent(abs(share))}")
        return Line(said, "warning" if abs(share) >= UNUSUAL else "muted")

    return content
