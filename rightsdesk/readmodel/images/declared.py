"""The stored columns of images: what is asked in one narrow table, what is only shown in another."""

from rightsdesk.readmodel.table import Column, Index, Table

IMAGES = Table(
    "images",
    (
        Column("id", "integer"),
        Column("vendor"),
        Column("asset_id"),
        Column("scoped", "integer", 0),  # 1 = platforms are judged each for itself, in image_rights
        Column("may"),  # allowed or conditional within this span of seconds, denied outside
        Column("may_from", "integer"),
        Column("may_until", "integer"),
        Column("may_media", "list", ""),
        Column("usages", "integer", 0),
        Column("live", "integer", 0),
        Column("title"),
        Column("price", "integer"),
        Column("currency"),
        Column("price_rank", "integer"),  # thousandths, so that amounts with other decimals compare
        Column("price_origin"),
        Column("licence_start", "integer"),  # these four: seconds since 1970, so that offsets compare
        Column("licence_end", "integer"),
        Column("use_until", "integer"),
        Column("online_until", "integer"),
        Column("territory", "list", ""),
        Column("platforms", "list", ""),
        Column("state", "text", "usable"),
        Column("sync", "text", "in_sync"),
        Column("batch"),
        Column("failure"),
        Column("newer", "list", ""),
        Column("corrected", "list", ""),
        Column("lacking", "list", ""),
        Column("contradictions", "integer", 0),
        Column("locked", "text", ""),
        Column("rating", "integer", 0),  # as in XMP: -1 = rejected, 0 = none
        Column("picked", "integer", 0),
        Column("feed"),
        Column("first_position", "integer"),
        Column("changed_at", "integer"),
        Column("created_at", "integer"),
        Column("last_position", "integer"),
        Column("changed_by"),
        Column("changed_in"),  # the batch, where one did
    ),
    indexes=(
        Index("vendor, asset_id"),
        Index("title COLLATE NOCASE"),
        Index("price_rank"),
        Index("licence_end"),
        Index("use_until"),
        Index("online_until"),
        Index("changed_at"),
        Index("rating", "rating <> 0"),
        Index("picked", "picked = 1"),
        Index("first_position"),
        Index("locked", "locked <> ''"),
        Index("batch, sync", "sync <> 'in_sync'"),
        Index("scoped, may_from, may_until, may, may_media"),
    ),
    by_stream=True,
)
LAYERS = Table(
    "image_layers",
    (
        Column("image", "integer"),
        Column("uri"),
        Column("version", "integer"),
        Column("remote", "json"),
        Column("local", "json"),
        Column("grants", "json"),
        Column("bought", "json"),
        Column("restrictions", "json"),
        Column("overrides", "json"),
        Column("usages", "json"),
        Column("scopes", "json"),
        Column("blocked_at", "integer"),
        Column("judged", "text", ""),  # digest of what was judged last; empty where that is quicker than comparing
        Column("killed", "integer", 0),
        Column("deleted", "integer", 0),
        Column("missing", "integer", 0),
        Column("withdrawn", "integer", 0),
    ),
    by_stream=True,
)
UNSEARCHED = Table("images_unsearched", (Column("image", "integer"),), compared=False)
"""Images whose text the search does not know yet; emptied in small transactions of its own."""
