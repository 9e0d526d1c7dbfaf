"""How issued credit advices leave the house: into files for postings, payments and auditors, and to their vendors."""

from rightsdesk.desk import DeliverAdvices, ExportAdvices
from ui.kit.declare import Action, Choice, Field
from ui.kit.words import phrase

ISSUED = frozenset({"issued", "rendered"})
FORMATS = (
    Choice("sepa", phrase("Advices", "SEPA transfers (pain.001)")),
    Choice("datev", phrase("Advices", "DATEV postings (EXTF)")),
    Choice("xlsx", phrase("Advices", "Excel workbook")),
    Choice("zip", phrase("Advices", "Documents (ZIP)")),
    Choice("gobd", phrase("Advices", "Auditor's copy (GoBD)")),
)
WAYS = (
    Choice("mail", phrase("Advices", "By e-mail")),
    Choice("eml", phrase("Advices", "As files in a folder")),
)
FORMAT = Field("format", phrase("Advices", "Format"), "choice", FORMATS, start="first", required=True)
MONTH = Field("period", phrase("Advices", "Month (for postings)"), "period", start="last-month")
WAY = Field("channel", phrase("Advices", "Way"), "choice", WAYS, start="first", required=True)

OUTGOING = (
    Action(
        "export",
        phrase("Advices", "Export…"),
        "file-down",
        order=ExportAdvices,
        button=phrase("Advices", "Export %n credit advice(s)"),
        fields=(FORMAT, MONTH),
        primary=True,
        undoable=False,
        states=ISSUED,
        foot=phrase("Advices", "The file is written where you wish"),
    ),
    Action(
        "deliver",
        phrase("Advices", "Deliver…"),
        "send",
        order=DeliverAdvices,
        button=phrase("Advices", "Deliver %n credit advice(s)"),
        fields=(WAY,),
        primary=True,
        undoable=False,
        states=ISSUED,
        foot=phrase("Advices", "To the vendors, document and data attached"),
    ),
)
