"""What the queue of credit advices shows."""

from ui.kit.contents import bold, count, day, first_of, fixed, join, moment, money, text, when
from ui.kit.contents_review import by_state, counts, shaped, ticked
from ui.kit.declare import Column, Pill
from ui.kit.words import phrase

STATES = {
    "draft": Pill(phrase("Advices", "To review"), "review", "eye"),
    "asked": Pill(phrase("Advices", "Vendor asked"), "pending", "message-circle-question"),
    "half-approved": Pill(phrase("Advices", "Second approval"), "review", "user-check"),
    "approved": Pill(phrase("Advices", "Approved"), "pending", "check-check"),
    "issued": Pill(phrase("Advices", "Issued"), "ok", "stamp"),
    "rendered": Pill(phrase("Advices", "Issued"), "ok", "file-check"),
    "rejected": Pill(phrase("Advices", "Rejected"), "failed", "circle-x"),
}
NUMBER = first_of(text("number"), fixed(phrase("Advices", "no number yet")))
LINES = count("lines", phrase("Advices", "%n image(s)"))
COUNTED = count("findings", phrase("Advices", "%n finding(s)"))
FINDINGS = first_of(
    counts("stops", shaped(COUNTED, "failed", "octagon-x")),
    counts("findings", shaped(COUNTED, "warning", "triangle-alert")),
    ticked(phrase("Advices", "no findings")),
)
CANCELLED = when("cancelled_by", shaped(fixed(phrase("Advices", "Cancelled")), "neutral", "ban"))
STANDING = first_of(CANCELLED, by_state("state", {"draft": FINDINGS, "half-approved": FINDINGS}, STATES))

COLUMNS = (
    Column(
        "vendor",
        phrase("Advices", "Vendor"),
        168,
        bold(text("vendor_name")),
        join(NUMBER, LINES),
        hideable=False,
        stretch=True,
        strong=True,
        filter="vendor",
    ),
    Column("gross", phrase("Advices", "Amount"), 124, bold(money("gross")), STANDING, align="right"),
    Column("state", phrase("Advices", "State"), 130, pills=STATES, filter="state", shown=False),
    Column("platform", phrase("Advices", "Platform"), 110, shown=False, filter="platform"),
    Column("number", phrase("Advices", "Number"), 140, shown=False),
    Column("net", phrase("Advices", "Net"), 110, money("net"), align="right", shown=False),
    Column("tax", phrase("Advices", "VAT"), 100, money("tax"), align="right", shown=False),
    Column("findings", phrase("Advices", "Findings"), 110, FINDINGS, shown=False),
    Column("drafted_at", phrase("Advices", "Drafted"), 150, moment("drafted_at"), shown=False),
    Column("approved_by", phrase("Advices", "Approved by"), 140, shown=False),
    Column("issued_on", phrase("Advices", "Issued on"), 120, day("issued_on"), shown=False),
    Column("key", phrase("Advices", "Key"), 260, shown=False),
)
