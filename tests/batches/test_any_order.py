"""Whatever is asked in whatever order: one number an advice, nothing issued ever changes, nobody approves their own."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rightsdesk.domain import streams
from rightsdesk.domain.account import RequestCreditAdvice
from rightsdesk.domain.advice import (
    AdviceApproved,
    AdviceCancelled,
    AdviceDrafted,
    AdviceIssued,
    ApproveAdvice,
    AskVendor,
    CancelAdvice,
    IssueAdvice,
    RecordObjection,
    RecordPayment,
    RejectAdvice,
    TakeBackApproval,
    TakeOffHold,
)
from rightsdesk.domain.numbering import NumberDrawn
from tests.kit.shop import Shop
from tests.kit.works import decode

PEOPLE = ("kim", "lee", "abel")
WISHES = {
    "approve": ApproveAdvice(),
    "approve-half": ApproveAdvice(threshold=0),
    "take-back": TakeBackApproval(),
    "reject": RejectAdvice("Wrong month"),
    "ask": AskVendor("Which rate?"),
    "off-hold": TakeOffHold("7 %"),
    "issue": IssueAdvice("2026-11-23"),
    "issue-next-year": IssueAdvice("2027-01-02"),
    "cancel": CancelAdvice("2027-01-05", "Wrong rate"),
    "object": RecordObjection("2026-11-25", "Wrong rate"),
    "pay": RecordPayment("2026-12-01"),
}
OTHERS = ("generate", "buy", "redo", "killed-issue", "killed-cancel", "old-approve")
OFTEN = ("approve", "issue", "cancel", "generate") * 3
STEPS = st.lists(
    st.tuples(st.sampled_from((*WISHES, *OTHERS, *OFTEN)), st.sampled_from(PEOPLE), st.integers(0, 9)),
    min_size=8,
    max_size=60,
)


def _deed(shop: Shop, step: str, by: str, which: int) -> None:
    advices = shop.advices()
    some = advices[which % 3 :: 2] or advices
    if step == "buy":
        shop.buy(shop.image(f"more-{len(shop.log.streams('image'))}", vendor=f"v{which % 2 + 1}"))
    elif step == "generate":
        wishes = [_wish_to_generate(vendor) for vendor in ("v1", "v2")]
        shop.carried_out(wishes, actor=by)
    elif step == "redo":
        batches = shop.log.streams("batch")
        shop.lifecycle.redo(streams.identifier(batches[which % len(batches)]), by)
        shop.work()
    elif step == "old-approve":
        shop.carried_out([(each, ApproveAdvice()) for each in some], actor=by, as_of=which)
    elif step.startswith("killed"):
        wish = WISHES[step.removeprefix("killed-")]
        shop.order([(each, wish) for each in some], actor=by)
        shop.killed(shop.work)
        shop.work()
    else:
        shop.carried_out([(each, WISHES[step]) for each in some], actor=by)


def _wish_to_generate(vendor: str) -> tuple[str, RequestCreditAdvice]:
    return streams.account("tag", vendor), RequestCreditAdvice("tag", vendor, "2026-10", "2026-10-31")


@settings(max_examples=60)
@given(STEPS)
def test_no_order_of_wishes_breaks_a_promise(steps: list[tuple[str, str, int]]) -> None:
    shop = Shop()
    shop.buy(*(shop.image(str(nth), vendor=shop.vendor(name)) for nth, name in enumerate(("v1", "v2"))))
    shop.generate("v1", "v2")
    for step in steps:
        _deed(shop, *step)
    for stream in shop.advices():
        _holds_in_its_own_story(shop, stream)
    _numbers_are_gapless(shop)
    _each_charge_is_billed_once(shop)


def _holds_in_its_own_story(shop: Shop, stream: str) -> None:
    facts = [decode(each) for each in shop.log.read_streams([stream])[stream]]
    issued = [fact for fact in facts if isinstance(fact, AdviceIssued)]
    assert len(issued) <= 1
    assert shop.advice(stream).snapshot == (issued[0].snapshot if issued else None)
    drafted = {fact.by for fact in facts if isinstance(fact, AdviceDrafted)}
    assert not drafted & {fact.by for fact in facts if isinstance(fact, AdviceApproved)}
    assert sum(isinstance(fact, AdviceCancelled) for fact in facts) <= 1
    if issued and drafted:
        assert any(isinstance(fact, AdviceApproved) for fact in facts[: facts.index(issued[0])])


def _numbers_are_gapless(shop: Shop) -> None:
    told = []
    for stream in shop.log.streams("numbering"):
        drawn: list[NumberDrawn] = [decode(each) for each in shop.log.read_streams([stream])[stream]]
        assert [fact.ordinal for fact in drawn] == list(range(1, len(drawn) + 1))
        told += [fact.number for fact in drawn]
    assert sorted(told) == sorted(shop.numbers())
    assert len(set(told)) == len(told)


def _each_charge_is_billed_once(shop: Shop) -> None:
    """Count of each charge the documents that bill it less those that cancel one: none or one, and then not open."""
    counted: Counter[str] = Counter()
    for stream in shop.advices():
        snapshot = shop.advice(stream).snapshot
        for line in snapshot.lines if snapshot else ():
            counted[line.charge_id] += -1 if snapshot and snapshot.cancels else 1
    still_open = {key for vendor in ("v1", "v2") for key in shop.account(vendor).open}
    assert set(counted.values()) <= {0, 1}
    assert not still_open & {key for key, count in counted.items() if count}
