"""Lists of images in questions: how many rows have each word, and which rows an edit of lists would leave alone."""

from collections.abc import Mapping, Sequence

from rightsdesk.domain import image
from rightsdesk.domain.image.fields import LISTS
from rightsdesk.readmodel.asking import Asker
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.table import from_list


def same(name: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Condition:
    """Ask whether an image has all these words in a list and none of those, by the layers that count for the edit."""
    if name not in LISTS:
        raise image.NoSuchField(f"{name!r} is no list that can be added to; these are {', '.join(LISTS)}.")
    parts = [f"instr(images.{name}, ?) > 0" for _ in add] + [f"NOT ({_corrected(name)})" for _ in remove]
    values = (*(f"|{word}|" for word in add), *(value for word in remove for value in (f"|{word}|", word)))
    return " AND ".join(parts) or "TRUE", values


def _corrected(name: str) -> str:
    """Ask for a word that can be taken away: a bought platform stands in the column, too, but in no layer."""
    either = f"coalesce(json_extract(l.local, '$.{name}'), json_extract(l.remote, '$.{name}'), '[]')"
    found = f"EXISTS (SELECT 1 FROM json_each({either}) w WHERE w.value = ?)"
    layered = f"(SELECT {found} FROM image_layers l WHERE l.image = images.id)"
    return f"instr(images.{name}, ?) > 0 AND {layered}"


def words(asker: Asker, name: str, where: Condition) -> Mapping[str, int]:
    """Return how many of the rows have each word in a list; exact, since there are few different lists."""
    counted: dict[str, int] = {}
    for stored, count in asker.all(f"SELECT {name}, count(*) FROM images{where[0]} GROUP BY 1", where[1]):
        for word in from_list(stored):
            counted[word] = counted.get(word, 0) + count
    return counted
