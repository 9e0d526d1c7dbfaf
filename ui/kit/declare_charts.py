"""What a feature says of its charts: which figures are asked, and under which heading they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a feature holds these, and the words stand with it
    from ui.kit.declare import Text

What = Literal["spent-by-month", "spent-by-vendor", "endings", "quotas"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One chart, or one for each currency or period: what is asked, its heading, and what is said when it is empty.

    `column` is the field with the moment at which rows end, `noun` counts them.
    """

    what: What
    title: Text
    empty: Text
    column: str = ""
    noun: Text = ""
