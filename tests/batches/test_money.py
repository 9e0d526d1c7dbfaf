"""Buying images, drafting, rejecting and issuing credit advices."""

from rightsdesk.batches.purchasing import Purchasing
from rightsdesk.domain import streams
from rightsdesk.domain.account import AccountPriceDifferenceDetected, SettlePriceDifference
from rightsdesk.domain.advice import Advice, AdviceIssued, ApproveAdvice, IssueAdvice, RejectAdvice
from rightsdesk.domain.messages import fold
from rightsdesk.eventlog.log import Recorded
from tests.kit.shop import Shop
from tests.kit.works import decode


def test_buying_an_image_owes_its_price_to_its_vendor() -> None:
    """The grant and the charge are recorded together."""
    shop = Shop()
    vendor = shop.vendor("v1")
    image = shop.image("1", vendor=vendor, price=2500)
    shop.buy(image)
    charge = shop.told(streams.account("tag", vendor)).charge
    assert (charge.amount, charge.currency, charge.basis) == (2500, "EUR", "item")


def test_buying_twice_owes_nothing_more() -> None:
    """The same image on the same platform accrues one charge."""
    shop = Shop()
    image = shop.image("1", vendor=shop.vendor("v1"))
    shop.buy(image)
    again = shop.buy(image)
    assert shop.progress(again).unchanged == 1
    assert shop.names(streams.account("tag", "v1")) == ["account.charge-accrued"]


def test_an_image_without_price_takes_the_agreed_rate() -> None:
    """Unknown is not 0.00: the agreement says what is owed."""
    shop = Shop()
    image = shop.image("1", vendor=shop.vendor("v1", rate=4900), price=None, currency=None)
    shop.buy(image)
    charge = shop.told(streams.account("tag", "v1")).charge
    assert (charge.amount, charge.basis) == (4900, "agreement")


def test_a_vendor_paid_on_use_is_owed_nothing_on_purchase() -> None:
    """The agreement's billing mode decides."""
    shop = Shop()
    shop.buy(shop.image("1", vendor=shop.vendor("v1", billing_mode="on_use")))
    assert shop.log.streams("account") == []


def test_each_currency_gets_a_credit_advice_of_its_own() -> None:
    """A document has one currency; amounts are never converted."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(shop.image("1", vendor=vendor, price=100), shop.image("2", vendor=vendor, price=200, currency="CHF"))
    shop.generate(vendor)
    drafts = [fold(Advice(), map(decode, shop.log.read_streams([own])[own])) for own in shop.advices()]
    assert sorted((draft.currency, draft.lines[0].net) for draft in drafts) == [("CHF", 200), ("EUR", 100)]


def test_generating_twice_drafts_nothing_twice() -> None:
    """The second run finds nothing to pay."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(shop.image("1", vendor=vendor))
    shop.generate(vendor)
    again = shop.generate(vendor)
    assert len(shop.advices()) == 1
    assert shop.progress(again).reasons == {"NothingToPay": 1}
    assert shop.progress(again).failed == 0


def test_a_vendor_that_cannot_be_billed_is_held_and_stops_nobody() -> None:
    """Consent missing, account missing: each with its reason; the third one is drafted."""
    shop = Shop()
    vendors = [shop.vendor("v1", consent=False), shop.vendor("v2", bank=False), shop.vendor("v3")]
    shop.buy(*(shop.image("1", vendor=vendor) for vendor in vendors))
    ticket = shop.generate(*vendors)
    assert shop.progress(ticket).reasons == {"SelfBillingNotAgreed": 1, "BankAccountMissing": 1}
    assert len(shop.advices()) == 1


def test_a_purchase_of_the_next_month_waits_for_its_period() -> None:
    """October's advice holds nothing of November."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(shop.image("1", vendor=vendor), on="2026-11-01")
    ticket = shop.generate(vendor)
    assert shop.progress(ticket).reasons == {"NothingToPay": 1}
    shop.generate(vendor, period="2026-11", last="2026-11-30")
    assert len(shop.advices()) == 1


def test_rejecting_a_draft_opens_its_charges_again() -> None:
    """What is owed stays owed; the next run drafts it anew under another identifier."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(shop.image("1", vendor=vendor))
    shop.generate(vendor)
    shop.order([(shop.advices()[0], RejectAdvice("wrong month"))])
    shop.work()
    shop.generate(vendor)
    assert [shop.told(advice).__class__.__name__ for advice in shop.advices()] == ["AdviceRejected", "AdviceChecked"]


def test_a_rejected_draft_gives_a_corrected_charge_back_at_its_new_price() -> None:
    shop = Shop()
    shop.buy(shop.image("1", vendor=shop.vendor("v1")))
    shop.generate("v1")
    (draft,) = shop.advices()
    (line,) = shop.advice(draft).lines
    own = streams.account("tag", "v1")
    told = (line.charge_id, streams.identifier(draft), line.image, 1250, "EUR", 990, "EUR", "")
    shop.given(own, AccountPriceDifferenceDetected(*told))
    shop.carried_out([(own, SettlePriceDifference((line.charge_id,), "corrected"))])
    shop.carried_out([(draft, RejectAdvice("Another price"))])
    shop.generate("v1")
    assert [each.net for each in shop.advice(shop.advices()[-1]).lines] == [990]


def test_numbers_are_gapless_in_order_of_issue() -> None:
    """One series per platform and year."""
    shop = Shop()
    vendors = [shop.vendor(f"v{n}") for n in range(5)]
    shop.buy(*(shop.image("1", vendor=vendor) for vendor in vendors))
    shop.generate(*vendors)
    shop.issue(*shop.advices())
    assert shop.numbers() == [f"TAG-2026-0000{n}" for n in range(1, 6)]


def test_an_unapproved_advice_draws_no_number() -> None:
    """It fails with its reason, the approved neighbour is issued."""
    shop = Shop()
    vendors = [shop.vendor("v1"), shop.vendor("v2")]
    shop.buy(*(shop.image("1", vendor=vendor) for vendor in vendors))
    shop.generate(*vendors)
    first, second = shop.advices()
    shop.order([(second, ApproveAdvice())])
    ticket = shop.order([(each, IssueAdvice("2026-11-23")) for each in (first, second)])
    shop.work()
    assert shop.progress(ticket).reasons == {"NotApproved": 1}
    assert shop.numbers() == ["TAG-2026-00001"]


def test_a_silent_printer_keeps_the_number_and_prints_later() -> None:
    """The number is drawn once; the document follows when the printer answers."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(shop.image("1", vendor=vendor))
    shop.generate(vendor)
    shop.press_down = True
    ticket = shop.issue(*shop.advices())
    assert (shop.numbers(), shop.progress(ticket).remaining) == (["TAG-2026-00001"], 1)
    shop.press_down = False
    shop.wait(60)
    shop.work()
    assert (shop.numbers(), shop.progress(ticket).done) == (["TAG-2026-00001"], 1)


def test_redo_of_an_issue_draws_no_number_and_prints_the_same() -> None:
    """Redo renders the frozen snapshot again."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(shop.image("1", vendor=vendor))
    shop.generate(vendor)
    ticket = shop.issue(*shop.advices())
    before = shop.told(shop.advices()[0]).sha256
    shop.lifecycle.redo(ticket.batch, "kim")
    shop.work()
    assert shop.numbers() == ["TAG-2026-00001"]
    assert shop.told(shop.advices()[0]).sha256 == before
    assert shop.printed == ["TAG-2026-00001", "TAG-2026-00001"]


def test_tax_is_rounded_once_per_rate_on_the_sum() -> None:
    """Three lines of 0.33 at 7 % owe 0.07, not three times 0.02."""
    shop = Shop()
    vendor = shop.vendor("v1")
    shop.buy(*(shop.image(str(n), vendor=vendor, price=33) for n in range(3)))
    shop.generate(vendor)
    shop.issue(*shop.advices())
    issued = next(f for f in map(decode, shop.log.read(0, 1000)) if isinstance(f, AdviceIssued)).snapshot
    assert (issued.net, issued.tax, issued.gross) == (99, 7, 106)


def test_a_vendor_of_many_purchases_is_read_once() -> None:
    """Twenty images of one vendor in one chunk fold that vendor's story one time, not twenty."""
    shop = Shop()
    vendor = shop.vendor("v1")
    images = [shop.image(str(n), vendor=vendor) for n in range(20)]
    read: list[str] = []

    def counted(recorded: Recorded) -> object:
        read.append(recorded.stream)
        return decode(recorded)

    shop.performers["buy-images"] = Purchasing(shop.log, counted)
    shop.buy(*images)
    assert read.count(streams.vendor(vendor)) == len(shop.names(streams.vendor(vendor)))
