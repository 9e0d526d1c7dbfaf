"""Further filters of images: what is missing, until when it may be placed, who changed it, what is billed."""

from ui.images.further_columns import CHARGED
from ui.kit.declare import Filter, choices
from ui.kit.words import phrase

MISSING = {
    "price": phrase("Images", "price"),
    "caption": phrase("Images", "caption"),
    "title": phrase("Images", "title"),
    "credit": phrase("Images", "credit line"),
    "byline": phrase("Images", "byline"),
    "platforms": phrase("Images", "platforms"),
    "end": phrase("Images", "end date"),
}
USE = {
    "use_until>=today use_until<=+30d": phrase("Images", "next 30 days"),
    "use_until<today": phrase("Images", "expired"),
    "use_until:none": phrase("Images", "no end"),
}
LICENCE = {
    "licence_end>=today licence_end<=+30d": phrase("Images", "next 30 days"),
    "licence_end<today": phrase("Images", "expired"),
    "licence_end:none": phrase("Images", "no end"),
}
FURTHER_FILTERS = (
    Filter("missing", phrase("Images", "Missing"), "choice", choices(MISSING)),
    Filter("use_until", phrase("Images", "Use until"), "presets", choices(USE)),
    Filter("licence_end", phrase("Images", "Licence until"), "presets", choices(LICENCE)),
    Filter("online_until", phrase("Images", "Online until"), "date"),
    Filter("currency", phrase("Images", "Currency"), "choice"),
    Filter("charged", phrase("Images", "Credit advice"), "choice", choices(CHARGED)),
    Filter("changed", phrase("Images", "Changed"), "date"),
    Filter("changed_by", phrase("Images", "Changed by"), "text"),
    Filter("created", phrase("Images", "Here since"), "date"),
    Filter("usages", phrase("Images", "Usages"), "number"),
)
