"""What a list of usages shows."""

from ui.kit.contents import day, first_of, fixed, join, left, moment, money, text, toned, unless, word
from ui.kit.declare import Column, Pill
from ui.kit.verdict_words import MEDIA, ORIGINS, REASONS
from ui.kit.words import phrase

STATES = {
    "online": Pill(phrase("Usages", "Online"), "ok", "circle-check", framed=False),
    "due": Pill(phrase("Usages", "Due"), "warning", "calendar-clock"),
    "overdue": Pill(phrase("Usages", "Overdue"), "failed", "circle-alert"),
    "ended": Pill(phrase("Usages", "Ended"), "neutral", "circle-minus", framed=False),
}
TASKS = {
    "open": Pill(phrase("Usages", "To decide"), "failed", "gavel"),
    "take-down": Pill(phrase("Usages", "Take down"), "pending", "arrow-down-to-line"),
    "replace": Pill(phrase("Usages", "Replace"), "pending", "replace"),
    "accept": Pill(phrase("Usages", "Risk accepted"), "review", "shield-alert"),
}
POSITIONS = {
    "hero": phrase("Usages", "hero"),
    "inline": phrase("Usages", "inline"),
    "gallery": phrase("Usages", "gallery"),
}
NO_RIGHT = toned(fixed(phrase("Usages", "no right")), "failed", "ban")
BASIS = first_of(word("basis", ORIGINS), NO_RIGHT)
BECAUSE = word("because", REASONS)
UNTIL = first_of(day("online_until"), toned(fixed(phrase("Usages", "no end")), "muted"))
LEFT = unless("ended_at", left("online_until"))
MEDIUM = word("medium", MEDIA)
DECISIONS = {state: pill.word for state, pill in TASKS.items()}

COLUMNS = (
    Column(
        "title",
        phrase("Usages", "Image"),
        160,
        second=join(text("asset_id"), text("vendor_name")),
        picture="image",
        hideable=False,
        stretch=True,
        strong=True,
    ),
    Column(
        "headline", phrase("Usages", "Article"), 126, second=join(text("article"), text("section")), filter="article"
    ),
    Column("platform", phrase("Usages", "Platform"), 76, second=MEDIUM, filter="platform", spare=2),
    Column("position", phrase("Usages", "Position"), 84, word("position", POSITIONS), filter="position", spare=5),
    Column("first_at", phrase("Usages", "First used"), 104, day("first_at"), spare=4),
    Column("online_until", phrase("Usages", "Online until"), 126, UNTIL, LEFT, order="days"),
    Column("state", phrase("Usages", "State"), 112, pills=STATES, filter="state"),
    Column("task", phrase("Usages", "Decision"), 126, pills=TASKS, filter="task"),
    Column("basis", phrase("Usages", "Rights basis"), 132, BASIS, filter="basis", spare=3),
    Column("editor", phrase("Usages", "Editor"), 110, filter="editor", spare=6),
    Column("source", phrase("Usages", "Source"), 90, filter="source", spare=7),
    Column("days", phrase("Usages", "Days left"), 126, LEFT, order="online_until", shown=False),
    Column("because", phrase("Usages", "Ends because"), 220, BECAUSE, shown=False),
    Column("amount", phrase("Usages", "Owed"), 92, money("amount"), align="right", order="", shown=False),
    Column("section", phrase("Usages", "Section"), 110, filter="section", shown=False),
    Column("url", phrase("Usages", "Address"), 220, order="", shown=False),
    Column("placed_at", phrase("Usages", "Placed"), 150, moment("placed_at"), shown=False),
    Column("ended_at", phrase("Usages", "Ended"), 150, moment("ended_at"), shown=False),
    Column("credit", phrase("Usages", "Credit shown"), 160, order="", shown=False),
    Column("key", phrase("Usages", "Key"), 220, shown=False),
)
