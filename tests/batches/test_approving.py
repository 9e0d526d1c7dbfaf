"""Approving: four eyes, two approvals above an amount, deputies, taken back, decided on an older version."""

from typing import Any

import pytest

from rightsdesk.domain.advice import (
    AdviceChecked,
    ApproveAdvice,
    AskVendor,
    Finding,
    IssueAdvice,
    RejectAdvice,
    TakeBackApproval,
    TakeOffHold,
)
from tests.kit.shop import Shop

STOP = Finding("IBAN-WRONG", "stop", "The IBAN is wrong.")


@pytest.fixture
def shop() -> Shop:
    made = Shop()
    made.buy(*(made.image(str(nth), vendor=made.vendor(name)) for nth, name in enumerate(("v1", "v2"))))
    made.generate("v1", "v2")
    return made


def test_who_generated_never_approves(shop: Shop) -> None:
    ticket = shop.approve(*shop.advices(), by="kim")
    assert shop.progress(ticket).reasons == {"FourEyes": 2}
    assert {shop.advice(each).state for each in shop.advices()} == {"draft"}


def test_a_house_of_one_says_so_in_every_wish(shop: Shop) -> None:
    ticket = shop.approve(*shop.advices(), by="kim", four_eyes=False)
    assert shop.progress(ticket).done == 2
    (wish,) = (
        each for each in shop.log.read_streams(shop.advices()[:1])[shop.advices()[0]] if "requested" in each.name
    )
    assert b'"four_eyes":false' in wish.data


def test_above_the_threshold_two_persons_must_approve(shop: Shop) -> None:
    advice = shop.advices()[0]
    rules: dict[str, Any] = {"threshold": shop.advice(advice).gross}
    shop.approve(advice, **rules)
    assert shop.advice(advice).state == "half-approved"
    assert shop.progress(shop.carried_out([(advice, IssueAdvice("2026-11-23"))])).reasons == {"NotApproved": 1}
    assert shop.progress(shop.approve(advice, **rules)).reasons == {"SecondApproval": 1}
    shop.approve(advice, by="abel", **rules)
    assert (shop.advice(advice).state, shop.advice(advice).approvals) == ("approved", ("lee", "abel"))


def test_below_the_threshold_one_suffices(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.approve(advice, threshold=shop.advice(advice).gross + 1)
    assert shop.advice(advice).state == "approved"


def test_only_approvers_and_their_deputies_approve(shop: Shop) -> None:
    first, second = shop.advices()
    rules: dict[str, Any] = {"approvers": ("weber",)}
    assert shop.progress(shop.approve(first, by="lee", **rules)).reasons == {"NotAnApprover": 1}
    shop.approve(first, by="lee", deputy_for="weber", **rules)
    shop.approve(second, by="weber", **rules)
    assert {shop.advice(each).state for each in (first, second)} == {"approved"}
    assert shop.told(first).deputy_for == "weber"


def test_what_a_check_stops_is_neither_approved_nor_issued(shop: Shop) -> None:
    first, second = shop.advices()
    shop.given(first, AdviceChecked((STOP,)))
    shop.approve(second)
    shop.given(second, AdviceChecked((STOP,)))
    assert shop.progress(shop.approve(first)).reasons == {"Stopped": 1}
    ticket = shop.carried_out([(second, IssueAdvice("2026-11-23"))])
    assert (shop.progress(ticket).reasons, shop.numbers()) == ({"Stopped": 1}, [])


def test_an_asked_vendor_holds_the_draft_until_the_answer(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.approve(advice)
    shop.carried_out([(advice, AskVendor("Which rate?"))])
    assert shop.progress(shop.approve(advice)).reasons == {"VendorAsked": 1}
    shop.carried_out([(advice, TakeOffHold("7 %"))])
    shop.approve(advice)
    assert shop.advice(advice).state == "approved"


def test_undo_takes_the_approvals_of_a_batch_back_until_a_number_is_drawn(shop: Shop) -> None:
    first, second = shop.advices()
    ticket = shop.approve(first, second)
    shop.carried_out([(second, IssueAdvice("2026-11-23"))])
    undone = shop.undoing.undo(ticket.batch, "00000000-0000-8000-8000-00000000aaaa", "lee")
    shop.work()
    assert (shop.advice(first).state, shop.advice(second).state) == ("draft", "rendered")
    assert (shop.progress(undone).done, shop.progress(undone).reasons) == (1, {"AlreadyIssued": 1})


def test_undo_leaves_what_another_person_approved_since(shop: Shop) -> None:
    advice = shop.advices()[0]
    ticket = shop.approve(advice, threshold=0)
    shop.approve(advice, by="abel", threshold=0)
    undone = shop.undoing.undo(ticket.batch, "00000000-0000-8000-8000-00000000aaaa", "lee")
    shop.work()
    assert (shop.advice(advice).state, shop.progress(undone).conflicted) == ("approved", 1)


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_decision_on_an_older_version_must_be_made_again(shop: Shop, decision: str) -> None:
    advice, other = shop.advices()
    seen = shop.log.head().position
    shop.given(advice, AdviceChecked((Finding("HIGH", "warning", "More than usual."),)))
    if decision == "approve":
        ticket = shop.carried_out([(each, ApproveAdvice()) for each in (advice, other)], as_of=seen)
    else:
        ticket = shop.carried_out([(each, RejectAdvice("Wrong month")) for each in (advice, other)], as_of=seen)
    assert (shop.progress(ticket).conflicted, shop.progress(ticket).done) == (1, 1)
    assert (shop.advice(advice).state, shop.told(advice).stored_name) == ("draft", "advice.decision-conflicted")
    shop.approve(advice)
    assert shop.advice(advice).state == "approved"


def test_another_approval_since_is_no_other_version(shop: Shop) -> None:
    advice = shop.advices()[0]
    seen = shop.log.head().position
    shop.approve(advice, threshold=0)
    shop.carried_out([(advice, ApproveAdvice(threshold=0, offline=True))], actor="abel", as_of=seen)
    assert (shop.advice(advice).state, shop.told(advice).offline) == ("approved", True)


def test_an_approval_taken_back_does_not_come_again_by_delivering_it_anew(shop: Shop) -> None:
    advice = shop.advices()[0]
    ticket = shop.approve(advice, by="lee")
    shop.carried_out([(advice, TakeBackApproval())], actor="lee")
    shop.lifecycle.redo(ticket.batch, "kim", "")
    shop.work()
    assert (shop.advice(advice).state, shop.progress(ticket).conflicted) == ("draft", 1)
    shop.approve(advice, by="lee")
    assert shop.advice(advice).state == "approved"


def test_taking_an_approval_back_twice_changes_nothing_more(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.approve(advice)
    shop.carried_out([(advice, TakeBackApproval())])
    again = shop.carried_out([(advice, TakeBackApproval())])
    assert (shop.advice(advice).state, shop.progress(again).unchanged) == ("draft", 1)
