"""Figures and facts of one credit advice."""

from ui.credit_advices.columns import LINES, NUMBER
from ui.kit.contents import day, listed, money, period, text, told
from ui.kit.declare import Stat
from ui.kit.words import phrase

FACTS = (
    Stat(phrase("Advices", "Net"), money("net")),
    Stat(phrase("Advices", "VAT"), money("tax")),
    Stat(phrase("Advices", "Gross"), money("gross")),
    Stat(phrase("Advices", "Period"), period("period")),
    Stat(phrase("Advices", "Platform"), text("platform")),
    Stat(phrase("Advices", "Number"), NUMBER),
    Stat(phrase("Advices", "Line items"), LINES),
    Stat(phrase("Advices", "Withheld"), money("withheld")),
    Stat(phrase("Advices", "To be paid"), money("payable")),
    Stat(phrase("Advices", "Replaces"), text("replaces")),
    Stat(phrase("Advices", "Cancels"), text("cancels")),
    Stat(phrase("Advices", "Cancelled by"), text("cancelled_by")),
    Stat(phrase("Advices", "Vendor asked"), text("asked")),
    Stat(phrase("Advices", "Objected"), day("objected")),
    Stat(phrase("Advices", "Exported"), listed("exported")),
    Stat(phrase("Advices", "Decide again"), told("conflict")),
    Stat(phrase("Advices", "Last failure"), told("failure")),
    Stat(phrase("Advices", "Key"), text("key")),
)
