"""A press whose disk is full, or that cannot set one document: the others are printed, numbers stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.issuing import Issuing
from rightsdesk.domain.advice import IssueAdvice, Snapshot
from rightsdesk.faults import Damaged, Fault, Unavailable, Unusable
from tests.kit.shop import Sheet, Shop
from tests.kit.works import decode


@dataclass
class Press:
    """Prints until it meets a number on which it was told to fail."""

    fails: dict[str, Fault]
    orders: list[int]

    def __call__(self, snapshots: Sequence[Snapshot]) -> Iterator[Sheet]:
        self.orders.append(len(snapshots))
        for each in snapshots:
            fault = self.fails.get(each.number)
            if fault is not None:
                raise fault
            yield Sheet(each.number.lower(), 1)


def _shop(fails: dict[str, Fault], vendors: int = 5) -> tuple[Shop, Press]:
    shop = Shop()
    press = Press(fails, [])
    issuing = shop.performers["issue-advices"]
    assert isinstance(issuing, Issuing)
    shop.performers["issue-advices"] = replace(issuing, prints=press)
    names = [shop.vendor(f"v{number}") for number in range(vendors)]
    shop.buy(*(shop.image(name, vendor=name) for name in names))
    shop.generate(*names)
    return shop, press


def _drawn(shop: Shop) -> int:
    return sum(each.name == "numbering.number-drawn" for each in shop.log.read(0, 1000))


def test_a_full_disk_puts_off_what_is_not_printed_and_prints_it_when_there_is_room() -> None:
    full = Unusable("The disk is full.", code="STORE-FULL")
    shop, press = _shop({"TAG-2026-00003": full})
    ticket = shop.issue(*shop.advices())
    progress = shop.progress(ticket)
    assert (progress.done, progress.failed, progress.remaining) == (2, 0, 3)
    assert shop.queue.waiting_reasons()[ticket.batch] == ("The disk is full.", 30.0)
    press.fails.clear()
    shop.wait(31)
    shop.work()
    assert (shop.progress(ticket).done, _drawn(shop)) == (5, 5)


def test_a_document_that_cannot_be_set_fails_alone() -> None:
    broken = Damaged("The document cannot be set.", code="PDF-RENDER")
    shop, press = _shop({"TAG-2026-00002": broken, "TAG-2026-00004": broken})
    ticket = shop.issue(*shop.advices())
    progress = shop.progress(ticket)
    assert (progress.done, progress.failed, progress.reasons) == (3, 2, {"PDF-RENDER": 2})
    press.fails.clear()
    shop.lifecycle.retry(ticket.batch, "kim")
    shop.work()
    assert (shop.progress(ticket).done, _drawn(shop)) == (5, 5)


def test_a_press_that_dies_while_printing_one_by_one_puts_off_the_rest() -> None:
    fails: dict[str, Fault] = {
        "TAG-2026-00001": Damaged("The document cannot be set.", code="PDF-RENDER"),
        "TAG-2026-00003": Unavailable("The press died.", code="PRESS-DIED"),
    }
    shop, press = _shop(fails)
    ticket = shop.issue(*shop.advices())
    progress = shop.progress(ticket)
    assert (progress.done, progress.failed, progress.remaining) == (1, 1, 3)
    press.fails.clear()
    shop.wait(6)
    shop.work()
    assert (shop.progress(ticket).done, shop.progress(ticket).failed) == (4, 1)


def test_when_all_goes_well_the_press_gets_one_order_for_all() -> None:
    shop, press = _shop({})
    shop.issue(*shop.advices())
    assert press.orders == [5]
    assert all(isinstance(decode(each), IssueAdvice) for each in shop.log.read(0, 1000) if "issue-req" in each.name)
