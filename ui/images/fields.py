"""What of an image is edited in the inspector, and what is only read there."""

from ui.images.columns import LICENCE_LENGTH
from ui.images.columns import ORIGINS as PRICES
from ui.images.culling import PICKED, RATING
from ui.images.further_columns import CHARGED
from ui.kit.contents import count, day, join, left, listed, moment, money, span, text, told, word
from ui.kit.declare import Field, Stat
from ui.kit.declare_origin import Origins
from ui.kit.words import phrase

FIELDS = (
    Field("online_until", phrase("Images", "Online until"), "date"),
    Field("use_until", phrase("Images", "Use until"), "date"),
    Field("price", phrase("Images", "Price"), "money"),
    Field("platforms", phrase("Images", "Platforms"), "tags"),
    Field("usage_terms", phrase("Images", "Usage terms"), edits=True),
    Field("title", phrase("Images", "Title"), edits=True),
    Field("caption", phrase("Images", "Caption"), "multiline", edits=True),
    Field("byline", phrase("Images", "Byline"), edits=True),
    Field("credit", phrase("Images", "Credit line"), edits=True),
)
ORIGINS = Origins(
    locks={
        "killed": phrase("Images", "The vendor has killed this image; nothing can be changed until it is reinstated."),
        "deleted": phrase("Images", "The vendor has deleted this image; nothing can be changed any more."),
        "unconfirmed": phrase(
            "Images", "The vendor delivers this killed image anew; confirm the reinstatement before changing it."
        ),
    }
)
LIVE = phrase("Images", "%n online")
RIGHTS = (
    Stat(phrase("Images", "Online until"), join(day("online_until"), left("online_until"))),
    Stat(phrase("Images", "Use until"), join(day("use_until"), left("use_until"))),
    Stat(phrase("Images", "Licence"), join(span("licence_start", "licence_end"), LICENCE_LENGTH)),
    Stat(phrase("Images", "Territory"), listed("territory")),
    Stat(phrase("Images", "Usage terms"), text("usage_terms")),
    Stat(phrase("Images", "Price"), join(money("price"), word("price_origin", PRICES))),
    Stat(phrase("Images", "Used"), join(count("usages", phrase("Images", "%n usage(s)")), count("live", LIVE))),
    Stat(phrase("Images", "Rating"), RATING),
    Stat(phrase("Images", "Pick list"), PICKED),
    Stat(phrase("Images", "Credit advice"), word("charged", CHARGED)),
    Stat(phrase("Images", "Changed by"), text("changed_by")),
    Stat(phrase("Images", "Rights change next"), moment("next_change")),
    Stat(phrase("Images", "Copyright"), text("copyright_notice")),
    Stat(phrase("Images", "Corrected here"), listed("corrected")),
    Stat(phrase("Images", "Newer at the vendor"), listed("newer")),
    Stat(phrase("Images", "Last failure"), told("failure")),
    Stat(phrase("Images", "Vendor's version"), count("version")),
    Stat(phrase("Images", "Changed"), moment("changed_at")),
    Stat(phrase("Images", "Key"), text("key")),
)
