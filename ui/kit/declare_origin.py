"""What a feature says of where the values of a row come from, and of what keeps them from being changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a page holds these, and the words for both stand with it
    from ui.kit.declare import Text


@dataclass(frozen=True, slots=True)
class Origins:
    """``vendor`` names the attribute with the name of whoever delivers.

    ``locks`` says why nothing can be changed now, by the value of the attribute that ``locked`` names.
    """

    vendor: str = "vendor_name"
    locked: str = "locked"
    locks: Mapping[str, Text] = field(default_factory=dict)
