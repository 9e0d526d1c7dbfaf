"""Pages of the inspector that several features show: usages, findings and charges that belong to a row."""

from ui.kit.contents import day, join, left, money, span, text, unless, word
from ui.kit.declare import Tab
from ui.kit.words import phrase

STATES = {
    "open": phrase("Related", "open"),
    "billed": phrase("Related", "on a credit advice"),
    "reversed": phrase("Related", "reversed"),
    "online": phrase("Related", "online"),
    "due": phrase("Related", "due"),
    "overdue": phrase("Related", "overdue"),
    "ended": phrase("Related", "ended"),
    "coming": phrase("Related", "coming"),
    "closed": phrase("Related", "over"),
}
BASES = {
    "item": phrase("Related", "the image's price"),
    "manual": phrase("Related", "price set by hand"),
    "agreement": phrase("Related", "the agreement's rate"),
    "card": phrase("Related", "rate card"),
    "flat": phrase("Related", "flat fee"),
    "unknown": phrase("Related", "price unknown"),
}

FINDINGS = {
    "used-not-licensed": phrase("Findings", "Used, not licensed"),
    "overrun": phrase("Findings", "Online too long"),
    "credit-missing": phrase("Findings", "Credit line missing"),
    "embargo-broken": phrase("Findings", "Embargo broken"),
    "never-used": phrase("Findings", "Licensed, never used"),
    "paid-twice": phrase("Findings", "Paid twice"),
    "price-unknown": phrase("Findings", "Price unknown"),
}


def usages_of(where: str) -> Tab:
    """The page of usages that the filter finds, with state and article."""
    return Tab(
        "usages",
        phrase("Related", "Usages"),
        "related",
        table="usages",
        where=where,
        first=join(text("headline"), text("article")),
        second=join(
            text("platform"), word("state", STATES), day("online_until"), unless("ended_at", left("online_until"))
        ),
        aside=money("amount"),
        place="usages",
    )


def charges_of(where: str) -> Tab:
    """The page of charges that the filter finds, with amount, basis and state."""
    return Tab(
        "charges",
        phrase("Related", "Charges"),
        "related",
        table="charges",
        where=where,
        first=join(text("title"), text("article")),
        second=join(day("occurred_on"), word("state", STATES), text("platform"), word("basis", BASES)),
        aside=money("amount"),
    )


def findings_of(where: str) -> Tab:
    """The page of findings that the filter finds, with kind, span and amount."""
    return Tab(
        "findings",
        phrase("Related", "Findings"),
        "related",
        table="findings",
        where=where,
        first=word("kind", FINDINGS),
        second=join(word("state", STATES), span("since", "until")),
        aside=money("amount"),
        place="findings",
    )
