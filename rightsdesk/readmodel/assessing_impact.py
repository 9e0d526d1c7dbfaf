"""What marking and rating the selected images would change."""

from collections.abc import Mapping
from typing import Any

from rightsdesk.readmodel.asking import Asker
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.telling import ImpactLine

_MARKED = {
    "pick": "picked = 1 AND rating >= 0",
    "unpick": "picked = 0",
    "reject": "picked = 0 AND rating = -1",
    "unmark": "picked = 0 AND rating >= 0",
}
"""When an image is marked so already."""


def assess(asker: Asker, where: Condition, wish: Mapping[str, Any]) -> list[ImpactLine]:
    """Tell how many images would be found otherwise, by the rules of `AssessImage`."""
    already, values = _already(wish)
    outcome = f"CASE WHEN {already} THEN 'already' ELSE 'will-change' END"
    found = asker.all(f"SELECT {outcome}, count(*) FROM images{where[0]} GROUP BY 1", (*values, *where[1]))
    counted = dict(found)
    return [
        ImpactLine("will-change", counted.get("will-change", 0)),
        ImpactLine("already", counted.get("already", 0), "These are so already."),
    ]


def _already(wish: Mapping[str, Any]) -> Condition:
    mark, rating = str(wish.get("mark") or ""), wish.get("rating")
    if rating is None:
        return _MARKED.get(mark, "TRUE"), ()
    rejected = rating < 0
    # The rating has the last word, also about what the mark made of it.
    picked = "picked = 0" if rejected else {"pick": "picked = 1", "": "TRUE"}.get(mark, "picked = 0")
    return f"rating = ? AND {picked}", (rating,)


KINDS = {"assess-images": assess}
