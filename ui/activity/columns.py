"""What the timeline shows."""

from ui.kit.contents import clock, count, day, first_of, join, span_of, text, told
from ui.kit.declare import Column, Tone
from ui.kit.words import phrase

ICONS: dict[str, tuple[Tone, str]] = {
    "batch.queued": ("pending", "layers"),
    "batch.undone": ("neutral", "undo-2"),
    "batch.paused": ("warning", "pause"),
    "batch.moved": ("neutral", "arrow-up-down"),
    "batch.cancel-requested": ("warning", "x"),
    "batch.retried": ("pending", "refresh-cw"),
    "batch.redo-requested": ("pending", "redo-2"),
    "feed.configured": ("neutral", "rss"),
    "feed.pulled": ("ok", "refresh-cw"),
    "tables.swapped": ("review", "table"),
    "tables.put-back": ("review", "undo-2"),
    "image.killed": ("failed", "ban"),
    "vendor.registered": ("neutral", "building-2"),
    "vendor.bank-account-changed": ("warning", "landmark"),
    "vendor.self-billing-agreed": ("ok", "handshake"),
    "vendor.agreement-changed": ("neutral", "handshake"),
    "vendor.blocked": ("failed", "ban"),
    "platform.registered": ("neutral", "newspaper"),
}
SUBJECT = first_of(count("detail.number", phrase("Activity", "Batch %n")), text("subject"))
THINGS = count("count", phrase("Activity", "%n thing(s)"))

COLUMNS = (
    Column("at", phrase("Activity", "Time"), 76, clock("at"), hideable=False),
    Column(
        "title",
        phrase("Activity", "What"),
        240,
        told("title"),
        join(text("actor"), THINGS, SUBJECT),
        marks=ICONS,
        state="what",
        hideable=False,
        stretch=True,
        strong=True,
    ),
    Column("day", phrase("Activity", "Date"), 110, day("at"), order="at", shown=False),
    Column("actor", phrase("Activity", "Who"), 120, filter="actor", shown=False),
    Column("first", phrase("Activity", "Events"), 150, span_of("first", "last"), align="right", order="id"),
)
