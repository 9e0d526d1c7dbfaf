"""Cancelling issued credit advices by documents of their own, and billing again what they billed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rightsdesk.domain import ids, streams
from rightsdesk.domain.account import AccountPriceDifferenceDetected, SettlePriceDifference
from rightsdesk.domain.advice import AdviceIssued, CancelAdvice, RecordObjection, Snapshot
from tests.kit.shop import Shop
from tests.kit.works import decode


@pytest.fixture
def shop() -> Shop:
    made = Shop()
    made.buy(*(made.image(str(nth), vendor=made.vendor(name)) for nth, name in enumerate(("v1", "v2", "v3"))))
    made.generate("v1", "v2", "v3")
    made.issue(*made.advices())
    made.at += timedelta(days=7)
    return made


def _document(advice: str) -> str:
    return streams.advice(ids.named("cancellation", streams.identifier(advice)))


def _snapshot(shop: Shop, stream: str) -> Snapshot:
    found = shop.advice(stream).snapshot
    assert found is not None
    return found


def test_a_cancelled_advice_names_the_document_that_cancels_it(shop: Shop) -> None:
    advice = shop.advices()[0]
    before = _snapshot(shop, advice)
    ticket = shop.cancel(advice)
    document = _snapshot(shop, _document(advice))
    assert (document.number, document.cancels, document.gross) == ("TAG-2026-00004", before.number, -before.gross)
    assert (document.issued_on, document.preceding_on) == ("2026-11-30", before.issued_on)
    assert (shop.advice(advice).cancelled_by, shop.advice(_document(advice)).state) == (document.number, "rendered")
    assert _snapshot(shop, advice) == before
    assert (shop.progress(ticket).done, shop.printed[-1]) == (1, document.number)


def test_as_261_the_amounts_stay_positive(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.cancel(advice, kind="261")
    document = _snapshot(shop, _document(advice))
    assert (document.type_code, document.gross) == ("261", _snapshot(shop, advice).gross)


def test_cancelling_again_draws_no_second_number(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.cancel(advice)
    again = shop.cancel(advice)
    assert (shop.progress(again).unchanged, len(shop.numbers())) == (1, 4)


def test_numbers_stay_gapless_with_cancellations_among_them(shop: Shop) -> None:
    shop.cancel(*shop.advices()[:2])
    shop.generate("v1", "v2", "v3")
    shop.issue(*(each for each in shop.advices() if shop.advice(each).state == "draft"))
    assert shop.numbers() == [f"TAG-2026-{nth:05d}" for nth in range(1, 8)]


def test_what_is_cancelled_is_billed_again_with_reference_to_the_first_document(shop: Shop) -> None:
    (advice,) = (each for each in shop.advices() if shop.advice(each).vendor == "v1")
    first = _snapshot(shop, advice)
    shop.cancel(advice)
    assert list(shop.account("v1").open) == [line.charge_id for line in first.lines]
    shop.buy(shop.image("new", vendor="v1"))
    shop.generate("v1")
    drafts = [each for each in shop.advices() if shop.advice(each).state == "draft"]
    assert sorted(shop.advice(each).replaces for each in drafts) == ["", first.number]
    assert sorted(shop.advice(each).run for each in drafts) == [2, 3]
    shop.issue(*drafts)
    (again,) = (_snapshot(shop, each) for each in drafts if shop.advice(each).replaces)
    assert (again.replaces, again.preceding_on, again.gross) == (first.number, first.issued_on, first.gross)


def test_an_advice_that_replaces_another_can_be_cancelled_in_its_turn(shop: Shop) -> None:
    for _ in range(3):
        mine = [each for each in shop.advices() if shop.advice(each).vendor == "v1"]
        (valid,) = (each for each in mine if not shop.advice(each).cancelled_by and not _snapshot(shop, each).cancels)
        shop.cancel(valid)
        shop.generate("v1")
        (draft,) = (each for each in shop.advices() if shop.advice(each).state == "draft")
        assert shop.advice(draft).replaces == _snapshot(shop, valid).number
        shop.issue(draft)
    assert shop.numbers() == [f"TAG-2026-{nth:05d}" for nth in range(1, 10)]


def test_an_objected_advice_can_be_cancelled(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.carried_out([(advice, RecordObjection("2026-11-25", "Wrong rate"))])
    assert shop.progress(shop.cancel(advice)).done == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": " "}, "ReasonNeeded"),
        ({"kind": "381"}, "NoSuchKind"),
        ({"on": "2026-11-22"}, "CancelledBeforeIssue"),
        ({"on": "2026-12-01"}, "CancelledAhead"),
        ({"on": "2026-11-24"}, "PeriodClosed"),
    ],
)
def test_what_cannot_cancel_draws_no_number_and_stops_nobody(shop: Shop, more: dict[str, str], code: str) -> None:
    shop.performers["cancel-advices"] = replace(shop.performers["cancel-advices"], closed_until="2026-11-24")  # type: ignore[type-var]
    ticket = shop.cancel(shop.advices()[0], **more)
    assert shop.progress(ticket).reasons == {code: 1}
    assert len(shop.numbers()) == 3


def test_a_draft_and_a_cancelling_document_are_not_cancelled(shop: Shop) -> None:
    advice = shop.advices()[0]
    shop.cancel(advice)
    shop.generate("v1", "v2", "v3")
    (draft,) = (each for each in shop.advices() if shop.advice(each).state == "draft")
    ticket = shop.cancel(draft, _document(advice), shop.advices()[1])
    assert shop.progress(ticket).reasons == {"NotIssued": 1, "IsCancellation": 1}
    assert shop.progress(ticket).done == 1


def test_killed_between_number_and_print_the_same_document_is_printed_later(shop: Shop) -> None:
    advice = shop.advices()[0]
    ticket = shop.order([(advice, CancelAdvice("2026-11-30", "Wrong rate"))])
    shop.killed(shop.work)
    assert (len(shop.numbers()), shop.advice(_document(advice)).state) == (4, "issued")
    before = _snapshot(shop, _document(advice))
    shop.work()
    assert (len(shop.numbers()), shop.advice(_document(advice)).state) == (4, "rendered")
    assert _snapshot(shop, _document(advice)) == before
    assert (shop.progress(ticket).done, shop.progress(ticket).remaining) == (1, 0)
    assert shop.names(advice).count("advice.cancelled") == 1
    assert "advice.unchanged" not in shop.names(advice)


def test_a_silent_printer_puts_the_cancelling_document_off(shop: Shop) -> None:
    shop.press_down = True
    ticket = shop.cancel(shop.advices()[0])
    assert (len(shop.numbers()), shop.progress(ticket).remaining) == (4, 1)
    shop.press_down = False
    shop.wait(60)
    shop.work()
    assert (len(shop.numbers()), shop.progress(ticket).done) == (4, 1)


def test_redo_of_a_cancellation_prints_the_same_and_draws_nothing(shop: Shop) -> None:
    advice = shop.advices()[0]
    ticket = shop.cancel(advice)
    before = shop.advice(_document(advice)).pdf
    shop.lifecycle.redo(ticket.batch, "kim")
    shop.work()
    assert (len(shop.numbers()), shop.advice(_document(advice)).pdf) == (4, before)
    assert shop.printed[-2:] == ["TAG-2026-00004"] * 2
    assert shop.progress(ticket).unchanged == 1


def test_a_price_difference_that_is_corrected_is_owed_at_the_new_price_after_cancelling(shop: Shop) -> None:
    (advice,) = (each for each in shop.advices() if shop.advice(each).vendor == "v1")
    (line,) = _snapshot(shop, advice).lines
    own = streams.account("tag", "v1")
    identifier = streams.identifier(advice)
    told = AccountPriceDifferenceDetected(line.charge_id, identifier, line.image, 1250, "EUR", 990, "EUR", "")
    shop.given(own, told)
    shop.carried_out([(own, SettlePriceDifference((line.charge_id,), "corrected"))])
    shop.cancel(advice)
    shop.generate("v1")
    (draft,) = (each for each in shop.advices() if shop.advice(each).state == "draft")
    assert [each.net for each in shop.advice(draft).lines] == [990]
    assert [each.net for each in _snapshot(shop, advice).lines] == [1250]


def test_every_document_with_a_number_is_one_fact(shop: Shop) -> None:
    shop.cancel(*shop.advices())
    issued = [fact for fact in map(decode, shop.log.read(0, 10_000)) if isinstance(fact, AdviceIssued)]
    assert len({fact.snapshot.number for fact in issued}) == len(issued) == 6
    assert sum(fact.snapshot.gross for fact in issued) == 0
