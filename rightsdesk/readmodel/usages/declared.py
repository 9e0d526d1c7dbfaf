"""The stored columns of usages: one row for each placement of a picture in an article, live or ended."""

from rightsdesk.domain import ids
from rightsdesk.readmodel.table import Column, Index, Table

USAGES = Table(
    "usages",
    (
        Column("id", "integer"),  # made from the usage's identifier
        Column("key"),
        Column("image", "integer"),
        Column("vendor"),
        Column("asset_id"),
        Column("title"),
        Column("platform"),
        Column("article"),
        Column("medium"),
        Column("kind"),
        Column("size"),
        Column("position"),
        Column("headline"),
        Column("url"),
        Column("section"),
        Column("editor"),
        Column("credit"),
        Column("source"),
        Column("planned_until", "integer"),  # these six: seconds since 1970
        Column("first_at", "integer"),
        Column("placed_at", "integer"),
        Column("ended_at", "integer"),
        Column("online_until", "integer"),
        Column("pauses", "text", ""),  # [from, until] in seconds: must be offline meanwhile, may come back afterwards
        Column("alerted", "integer"),
        Column("turns", "integer", 0),
        Column("because", "text", ""),
        Column("basis", "text", ""),
        Column("granted", "text", ""),
        Column("licensed", "integer", 0),
        Column("charge", "integer"),
        Column("decision", "text", ""),
        Column("decided_by"),
        Column("decided_at", "integer"),
        Column("decided_on", "integer"),
        Column("decided_for"),
        Column("accepted_until", "integer"),
        Column("replacement", "text", ""),
        Column("evidence", "text", ""),
        Column("told_at", "integer"),  # position of the event that placed it last
        Column("found", "text", ""),
    ),
    indexes=(
        Index("image"),
        Index("online_until", "ended_at IS NULL"),
        Index("pauses, ended_at", "pauses <> ''"),
        Index("placed_at"),
        Index("vendor, first_at"),
        Index("platform, article"),
    ),
)


def row_id(identifier: str) -> int:
    """Return the row id made from an identifier: the first 60 bits of a UUID, of one made from any other text."""
    try:
        return int(identifier.replace("-", "")[:15], 16)
    except ValueError:
        return row_id(ids.named("row", identifier))
