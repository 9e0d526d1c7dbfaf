"""What a list of findings shows."""

from ui.kit.contents import day, first_of, fixed, join, money, text, toned, when, word
from ui.kit.declare import Column, Pill
from ui.kit.related import FINDINGS
from ui.kit.words import phrase

STATES = {
    "open": Pill(phrase("Findings", "Open"), "warning", "triangle-alert"),
    "coming": Pill(phrase("Findings", "Coming"), "neutral", "clock"),
    "closed": Pill(phrase("Findings", "Over"), "ok", "circle-check", framed=False),
}
KIND = word("kind", FINDINGS)
AMOUNT = first_of(money("amount"), toned(fixed(phrase("Findings", "unknown")), "warning"))

COLUMNS = (
    Column("kind", phrase("Findings", "Finding"), 172, KIND, hideable=False, strong=True, filter="kind"),
    Column(
        "title",
        phrase("Findings", "Image"),
        220,
        second=join(text("image"), text("vendor_name")),
        picture="image",
        stretch=True,
    ),
    Column("headline", phrase("Findings", "Article"), 190, order="article", second=text("article"), spare=1),
    Column("platform", phrase("Findings", "Platform"), 90, filter="platform"),
    Column("since", phrase("Findings", "Since"), 108, day("since"), when("until", day("until"))),
    Column("amount", phrase("Findings", "Amount"), 100, AMOUNT, align="right"),
    Column("state", phrase("Findings", "State"), 104, order="", pills=STATES, filter="state"),
    Column("evidence", phrase("Findings", "Evidence"), 190, order="", spare=2),
    Column("vendor_name", phrase("Findings", "Vendor"), 148, order="vendor", filter="vendor", shown=False),
    Column("key", phrase("Findings", "Key"), 220, shown=False),
)
