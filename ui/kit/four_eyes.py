"""Whether the person at the window may approve a row, and why not: four eyes, threshold, approvers, what stops it."""

from __future__ import annotations

from dataclasses import dataclass

from rightsdesk.desk import Policy
from ui.kit.contents import attribute
from ui.kit.declare import Row, Text
from ui.kit.declare_review import FourEyes
from ui.kit.filter_terms import exact

ME = "me"
"""Stands for the person at the window in the filters of a review."""
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Turn:
    """The rules of the house as they hold for one person."""

    eyes: FourEyes
    actor: str
    policy: Policy

    def why_not(self, row: Row, *, seen: bool = True) -> Text:
        """Why this row cannot be approved by this person, empty if it can; unless `seen`, its document is missing."""
        eyes = self.eyes
        if self.policy.four_eyes and attribute(row, eyes.made_by) == self.actor:
            return eyes.own_work
        if self.actor in self.given(row):
            return eyes.given_already
        if not self._is_approver():
            return eyes.not_an_approver
        if attribute(row, eyes.stops):
            return eyes.stopped
        return "" if seen else eyes.missing

    def is_open(self, row: Row) -> bool:
        """Whether somebody may still approve the row."""
        return str(attribute(row, "state")) in self.eyes.open_states

    def given(self, row: Row) -> tuple[str, ...]:
        """Who approved the row so far."""
        found = attribute(row, self.eyes.given)
        return tuple(map(str, found)) if isinstance(found, (tuple, list)) else ()

    def needs_two(self, row: Row) -> bool:
        """Whether two persons must approve the row."""
        amount, least = attribute(row, self.eyes.amount), self.policy.threshold
        return least is not None and isinstance(amount, int) and abs(amount) >= least

    def alone(self) -> str:
        """The terms that leave what this person settles alone: not their own work, below the threshold."""
        mine = f"mine:{exact(self.actor)}" if self.policy.four_eyes else f"-approved_by:{exact(self.actor)}"
        least = self.policy.threshold
        below = "" if least is None else f"{self.eyes.amount}<{least // _HUNDREDTHS}.{least % _HUNDREDTHS:02d}"
        return f"{mine} {below}".strip()

    def may_alone(self) -> bool:
        """Whether there can be anything that this person settles alone."""
        return self._is_approver() and self.policy.threshold != 0

    def _is_approver(self) -> bool:
        allowed = self.policy.approvers
        return not allowed or self.actor in allowed or self.policy.deputy_for in allowed


def personal(where: str, actor: str) -> str:
    """The filter with the person's name where `me` stands for it."""
    return " ".join(
        f"{term[: -len(ME)]}{exact(actor)}"
        if term.endswith((f"mine:{ME}", f"approved_by:{ME}", f"actor:{ME}"))
        else term
        for term in where.split(" ")
    )
