"""What the palette looks for in the read model, in the order in which it is offered."""

from ui.kit.contents import first_of, join, money, period, prefixed, text, told
from ui.kit.palette_finding import Lookup
from ui.kit.waiting import Kind
from ui.kit.words import phrase

NUMBER = prefixed(phrase("Palette", "Batch"), text("number"))
LOOKUPS = (
    Lookup(
        "images",
        phrase("Palette", "Image"),
        "image",
        first_of(text("title"), text("key")),
        join(text("asset_id"), text("vendor_name")),
        "key",
    ),
    Lookup(
        "vendors",
        phrase("Palette", "Vendor"),
        "building-2",
        first_of(text("name"), text("key")),
        join(text("key"), text("city")),
        "key",
        exact=("key",),
    ),
    Lookup(
        "batches",
        phrase("Palette", "Batch"),
        "layers",
        told("title"),
        join(NUMBER, text("actor")),
        "number",
        exact=("number",),
    ),
    Lookup(
        "credit_advices",
        phrase("Palette", "Credit advice"),
        "receipt-text",
        first_of(text("number"), text("vendor_name")),
        join(text("vendor_name"), period("period"), money("gross")),
        "key",
        exact=("number", "key"),
    ),
)
WAITING = (
    Kind(
        "waiting:approvals",
        "credit_advices",
        "mine:{actor}",
        phrase("Notice", "%n credit advice(s) wait for your approval"),
    ),
    Kind(
        "waiting:again", "credit_advices", "has:conflict", phrase("Notice", "%n decision(s) to make again"), "warning"
    ),
    Kind("waiting:overdue", "usages", "state:overdue", phrase("Notice", "%n usage(s) expired but online"), "failed"),
)
