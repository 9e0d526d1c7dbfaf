"""Further columns of images, hidden until somebody wishes for them."""

from ui.kit.contents import count, day, listed, moment, text, told_each, word
from ui.kit.declare import Column
from ui.kit.words import phrase

CHARGED = {
    "open": phrase("Images", "owed"),
    "billed": phrase("Images", "on a credit advice"),
    "none": phrase("Images", "nothing owed"),
}

FURTHER_COLUMNS = (
    Column("currency", phrase("Images", "Currency"), 90, order="", shown=False, filter="currency"),
    Column("purchased_on", phrase("Images", "Bought on"), 112, day("purchased_on"), order="", shown=False),
    Column("last_usage", phrase("Images", "Last usage"), 112, day("last_usage"), order="", shown=False),
    Column("articles", phrase("Images", "Articles"), 160, listed("articles"), order="", shown=False),
    Column("charged", phrase("Images", "Credit advice"), 130, word("charged", CHARGED), order="", shown=False),
    Column("uri", phrase("Images", "Vendor's address"), 260, text("uri"), order="", shown=False),
    Column("created_at", phrase("Images", "Here since"), 150, moment("created_at"), shown=False),
    Column("changed_by", phrase("Images", "Changed by"), 120, order="", shown=False, filter="changed_by"),
    Column(
        "last_event", phrase("Images", "Last event"), 110, count("last_event"), align="right", order="", shown=False
    ),
    Column("remarks", phrase("Images", "Notes"), 220, told_each("remarks"), order="", shown=False),
)
