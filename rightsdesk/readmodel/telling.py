"""What is said of the rows that fare alike under an order."""

from collections.abc import Mapping
from dataclasses import dataclass

from rightsdesk.domain import image
from rightsdesk.domain.messages import Refused


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """So many rows fare alike: `key` is will-change, already, nothing, held, locked or costs; `reason` the sentence.

    `totals` are amounts in minor units by currency, where the order costs or frees some.
    """

    key: str
    count: int
    reason: str = ""
    totals: tuple[tuple[str, int], ...] = ()


def said(refused: type[Refused]) -> str:
    """Return the sentence of a refusal."""
    return refused().sentence


def locked(counted: Mapping[str, int]) -> list[ImpactLine]:
    """Return the lines for images that no wish changes, by what is in the way."""
    return [
        ImpactLine("locked", counted.get("unconfirmed", 0), said(image.ReinstatementUnconfirmed)),
        ImpactLine("locked", counted.get("killed", 0), said(image.ImageIsKilled)),
        ImpactLine("locked", counted.get("deleted", 0), said(image.ImageDeleted)),
        ImpactLine("locked", counted.get("blocked", 0), said(image.ImageBlocked)),
    ]
