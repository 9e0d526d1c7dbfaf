"""How images are looked at one by one, and what single keys say of them."""

from rightsdesk.desk import AssessImages
from ui.kit.contents import join, text
from ui.kit.contents_rating import below, chosen, stars, truth
from ui.kit.declare import Column
from ui.kit.declare_culling import Culling, Stroke
from ui.kit.words import phrase

RATING = stars("rating", phrase("Images", "Rejected"))
PICKED = chosen("picked", phrase("Images", "Picked"), "flag")
CHOSEN = (
    Column("rating", phrase("Images", "Rating"), 96, RATING, shown=False, filter="rating", changes="rating"),
    Column("picked", phrase("Images", "Pick list"), 100, PICKED, shown=False, changes="picked"),
)
PICK = Stroke(
    "P",
    phrase("Images", "Pick"),
    phrase("Images", "picked"),
    "flag",
    lambda: AssessImages("pick"),
    on=truth("picked"),
)
REJECT = Stroke(
    "X",
    phrase("Images", "Reject"),
    phrase("Images", "rejected"),
    "circle-x",
    lambda: AssessImages("reject"),
    on=below("rating"),
)
UNMARK = Stroke(
    "U", phrase("Images", "Unmark"), phrase("Images", "unmarked"), "circle-dashed", lambda: AssessImages("unmark")
)
ONE_BY_ONE = Culling(
    title=text("title"),
    subtitle=join(text("asset_id"), text("vendor_name"), text("caption")),
    picture="key",
    strokes=(PICK, REJECT, UNMARK),
    rate=lambda stars: AssessImages(rating=stars),
)
