"""Whose turn a credit advice is, and the words that say why not."""

from types import SimpleNamespace

import pytest

from rightsdesk.desk import Policy
from rightsdesk.desk.checks import CHECKS, parts
from rightsdesk.documents.checking.codes import RULES, found
from ui.credit_advices.columns import STANDING
from ui.credit_advices.review import EYES, TRAIL
from ui.kit.contents import line_of
from ui.kit.contents_review import compared
from ui.kit.findings_card import said
from ui.kit.four_eyes import Turn, personal
from ui.kit.review_trail import steps
from ui.kit.words import catalogue, words


def _row(**told: object) -> SimpleNamespace:
    known = {
        "state": "draft", "drafted_by": "weber", "drafted_at": "2026-11-02T08:00:00+00:00", "approvals": (),
        "gross": 50_000, "stops": 0, "trail": (), "issued_on": None, "delivered_at": None, "paid_on": None,
    }  # fmt: skip
    return SimpleNamespace(**{**known, **told})


@pytest.mark.parametrize(
    ("row", "policy", "reason"),
    [
        (_row(), Policy(), ""),
        (_row(drafted_by="kim"), Policy(), "You generated this credit advice"),
        (_row(drafted_by="kim"), Policy(four_eyes=False), ""),
        (_row(approvals=("kim",)), Policy(), "You gave the first approval"),
        (_row(), Policy(approvers=("weber",)), "You are not among those who approve"),
        (_row(), Policy(approvers=("weber",), deputy_for="weber"), ""),
        (_row(stops=1), Policy(), "A check stops it; put it right and check again"),
    ],
)
def test_a_grey_button_says_why(row: SimpleNamespace, policy: Policy, reason: str) -> None:
    assert str(Turn(EYES, "kim", policy).why_not(row)) == reason


def test_without_its_document_nothing_is_approved() -> None:
    assert str(Turn(EYES, "kim", Policy()).why_not(_row(), seen=False)) == "The document is missing"


def test_what_is_settled_at_once_is_never_ones_own_nor_above_the_threshold() -> None:
    assert Turn(EYES, "kim", Policy(threshold=100_050)).alone() == "mine:kim gross<1000.50"
    assert Turn(EYES, "A. Weber", Policy(four_eyes=False)).alone() == '-approved_by:"A. Weber"'
    assert not Turn(EYES, "kim", Policy(threshold=0)).may_alone()
    assert not Turn(EYES, "kim", Policy(approvers=("weber",))).may_alone()


def test_me_in_a_filter_is_the_person_at_the_window() -> None:
    assert personal("state:draft -approved_by:me mine:me", "A. Weber") == (
        'state:draft -approved_by:"A. Weber" mine:"A. Weber"'
    )
    assert personal("vendor:me", "kim") == "vendor:me"


def test_a_cancelled_one_says_so_in_the_queue() -> None:
    assert line_of(STANDING, _row(state="rendered", cancelled_by="")).text == "Issued"
    assert line_of(STANDING, _row(state="rendered", cancelled_by="TAG-2026-00002")).text == "Cancelled"


def test_the_trail_says_who_approved_and_whose_turn_it_is() -> None:
    told = ({"what": "approved", "by": "weber", "at": "2026-11-03T09:00:00+00:00"},)
    row = _row(drafted_by="thiel", state="half-approved", approvals=("weber",), trail=told)
    shown = steps(TRAIL, Turn(EYES, "kim", Policy(threshold=0)), row)
    assert [(one.title, one.state) for one in shown] == [
        ("Generated", "done"), ("weber", "done"), ("You", "turn"), ("Issued", "open"), ("Sent", "open"),
    ]  # fmt: skip


def test_below_the_threshold_one_approval_is_shown() -> None:
    shown = steps(TRAIL, Turn(EYES, "kim", Policy(threshold=100_000)), _row(drafted_by="kim"))
    assert [one.title for one in shown] == ["Generated", "First", "Issued", "Sent"]


@pytest.mark.parametrize(
    ("gross", "mean", "said_", "tone"),
    [
        (138, 100, "+38\u202f% against the mean of 6 months", "warning"),
        (90, 100, "−10\u202f% against the mean of 6 months", "muted"),
        (90, None, "", "plain"),
        (90, 0, "", "plain"),
    ],
)
def test_the_amount_is_compared_with_the_usual_one_where_that_is_known(
    gross: int, mean: int | None, said_: str, tone: str
) -> None:
    line = line_of(compared("gross", "mean"), SimpleNamespace(gross=gross, mean=mean))
    assert (line.text, line.tone) == (said_, tone)


def test_every_finding_is_told_in_german_with_what_it_names() -> None:
    german = catalogue("de")["Core"]
    assert not [rule.sentence for rule in RULES.values() if rule.sentence not in german]
    words().use("de")
    try:
        finding = found("amount-unusual", (), net="1,240.00 EUR", percent="38", mean="898.00 EUR")
        sentence = said({"code": finding.code, "sentence": finding.sentence})
        assert sentence.replace("\u202f", " ").replace("\xa0", " ") == (
            "Die Nettosumme 1.240,00 € weicht um 38 % vom Mittel der letzten sechs Monate ab, 898,00 €."
        )
    finally:
        words().use("en")


@pytest.mark.parametrize(("language", "month"), [("en", "October 2026"), ("de", "Oktober 2026")])
def test_a_draft_that_a_finding_names_is_told_by_vendor_and_month(language: str, month: str) -> None:
    words().use(language)
    try:
        for name, shown in {
            "Alpen Pix, AG, 2026-10": f"(Alpen Pix, AG, {month})",
            "MAG-2026-10": "(MAG-2026-10)",
        }.items():
            finding = found("paid-twice", advice=name)
            assert shown in said({"code": finding.code, "sentence": finding.sentence})
    finally:
        words().use("en")


def test_a_sentence_of_another_version_is_shown_as_it_is() -> None:
    assert parts("amount-unusual", "Something else.") == ("Something else.", {})
    assert parts("unknown-code", "Whatever {it} is.") == ("Whatever {it} is.", {})
    assert len(RULES) == CHECKS
