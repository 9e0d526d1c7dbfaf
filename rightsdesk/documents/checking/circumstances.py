"""What the checks of a snapshot must know besides the snapshot itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day of the check and the last day of the closed period (ISO, empty = not asked); `final`: it has its number.

    `xrechnung`: the document is also to satisfy the German public bodies' rules.
    """

    today: str = ""
    closed_until: str = ""
    final: bool = False
    xrechnung: bool = False
