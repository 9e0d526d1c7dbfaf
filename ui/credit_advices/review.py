"""How credit advices are reviewed: four eyes, what needs no look, and the words for all of it."""

from rightsdesk.desk import IssueAdvices
from ui.credit_advices.actions import UNDECIDED
from ui.credit_advices.filters import TABS
from ui.credit_advices.remedies import FINDINGS, ITEMS
from ui.kit.contents import day, join, prefixed, text
from ui.kit.contents_review import compared
from ui.kit.declare_review import FourEyes, Review, Trail
from ui.kit.words import phrase

EYES = FourEyes(
    made_by="drafted_by",
    given="approvals",
    amount="gross",
    stops="stops",
    open_states=UNDECIDED,
    own_work=phrase("Advices", "You generated this credit advice"),
    given_already=phrase("Advices", "You gave the first approval"),
    not_an_approver=phrase("Advices", "You are not among those who approve"),
    stopped=phrase("Advices", "A check stops it; put it right and check again"),
    missing=phrase("Advices", "The document is missing"),
)
TRAIL = Trail(
    made=phrase("Advices", "Generated"),
    made_note=join(text("drafted_by"), day("drafted_at"), by="\n"),
    first=phrase("Advices", "First"),
    second=phrase("Advices", "Second"),
    approval=phrase("Advices", "approval"),
    you=phrase("Advices", "You"),
    your_first=phrase("Advices", "approval"),
    your_second=phrase("Advices", "second approval"),
    ends=(
        (phrase("Advices", "Issued"), "issued_on", day("issued_on")),
        (
            phrase("Advices", "Sent"),
            "delivered_at",
            join(day("delivered_at"), prefixed(phrase("Advices", "paid"), day("paid_on")), by="\n"),
        ),
    ),
)
REVIEW = Review(
    tabs=TABS,
    queue="review",
    clean="state:draft,half-approved -has:findings",
    approve="approve",
    eyes=EYES,
    findings=FINDINGS,
    items=ITEMS,
    trail=TRAIL,
    compared=compared("gross", "mean"),
    clean_words=phrase("Advices", "%n without findings"),
    clean_button=phrase("Advices", "Approve %n"),
    waiting=phrase("Advices", "%n to review"),
    done=phrase("Advices", "All %n reviewed."),
    done_where="state:asked,half-approved,approved,rejected",
    second=phrase("Advices", "%n wait(s) for the second approval by {names}."),
    second_where="state:half-approved",
    anybody=phrase("Advices", "another person"),
    export="export",
    alone={"approve": phrase("Advices", "Approve and next")},
    again=lambda row: IssueAdvices(row.issued_on),
    hints=(
        ("J K", phrase("Advices", "move")),
        ("A", phrase("Advices", "approve")),
        ("R", phrase("Advices", "reject")),
        ("Q", phrase("Advices", "ask")),
        ("Ctrl+Z", phrase("Advices", "take back")),
    ),
)
