"""What the inspector tells of one usage."""

from ui.kit.contents import day, join, moment, money, text, word
from ui.kit.declare import Stat
from ui.kit.words import phrase
from ui.usages.columns import BASIS, BECAUSE, DECISIONS, LEFT, MEDIUM, POSITIONS, UNTIL

FACTS = (
    Stat(phrase("Usages", "Article"), join(text("headline"), text("article"))),
    Stat(phrase("Usages", "Address"), text("url")),
    Stat(phrase("Usages", "Section"), join(text("section"), text("editor"))),
    Stat(phrase("Usages", "Where"), join(text("platform"), MEDIUM, word("position", POSITIONS), text("size"))),
    Stat(phrase("Usages", "First used"), moment("first_at")),
    Stat(phrase("Usages", "Placed"), moment("placed_at")),
    Stat(phrase("Usages", "Ended"), moment("ended_at")),
    Stat(phrase("Usages", "Online until"), join(UNTIL, LEFT)),
    Stat(phrase("Usages", "Ends because"), BECAUSE),
    Stat(phrase("Usages", "Rights basis"), BASIS),
    Stat(phrase("Usages", "Owed"), money("amount")),
    Stat(phrase("Usages", "Credit shown"), text("credit")),
    Stat(phrase("Usages", "Decision"), join(word("decision", DECISIONS), text("decided_by"), day("decided_at"))),
    Stat(phrase("Usages", "Reason"), text("decided_for")),
    Stat(phrase("Usages", "Risk accepted until"), day("accepted_until")),
    Stat(phrase("Usages", "Replaced by"), text("replacement")),
    Stat(phrase("Usages", "Evidence"), join(text("source"), text("evidence"))),
    Stat(phrase("Usages", "Key"), text("key")),
)
