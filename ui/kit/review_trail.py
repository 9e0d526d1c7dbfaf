"""Who made a row, who approved it, whose turn it is, and what became of it, from left to right."""

from __future__ import annotations

from collections.abc import Iterator

from ui.kit import show
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Row
from ui.kit.declare_review import Trail
from ui.kit.four_eyes import Turn
from ui.kit.inspector_headline import Said


def steps(trail: Trail, turn: Turn, row: Row) -> tuple[Said, ...]:
    """The steps of a row; a second approval only where it is needed or was given."""
    return (
        Said(str(trail.made), line_of(trail.made_note, row).text, "done"),
        *_approvals(trail, turn, row),
        *(
            Said(
                str(title),
                line_of(note, row).text if attribute(row, name) else "",
                "done" if attribute(row, name) else "open",
            )
            for title, name, note in trail.ends
        ),
    )


def _approvals(trail: Trail, turn: Turn, row: Row) -> Iterator[Said]:
    given = turn.given(row)
    needed = max(len(given), 2 if turn.needs_two(row) else 1)
    open_, mine = turn.is_open(row), not turn.why_not(row)
    for number in range(needed):
        if number < len(given):
            yield Said(_name(trail, turn, given[number]), _when(row, given[number]), "done")
        elif number == len(given) and open_ and mine:
            yield Said(str(trail.you), str(trail.your_second if number else trail.your_first), "turn")
        else:
            yield Said(str(trail.second if number else trail.first), str(trail.approval), "open")


def _name(trail: Trail, turn: Turn, person: str) -> str:
    return str(trail.you) if person == turn.actor else person


def _when(row: Row, person: str) -> str:
    noted = attribute(row, "trail")
    told = noted if isinstance(noted, (tuple, list)) else ()
    found = [one["at"] for one in told if one.get("what") == "approved" and one.get("by") == person]
    return f"{show.day(found[-1])}\n{show.clock(found[-1])}" if found else ""
