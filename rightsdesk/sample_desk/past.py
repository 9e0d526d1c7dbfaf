"""What happened before: documents of an earlier month, what does not fit together, a change that was taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rightsdesk import sample
from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    BuyImages,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Query,
    UpdateImages,
)
from rightsdesk.domain import ids, streams
from rightsdesk.domain.account import Charge, ChargeAccrued
from rightsdesk.domain.vendor import VendorBankAccountChanged, VendorBankAccountConfirmed
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.hub.sample_tax import iban
from rightsdesk.hub.sample_vendors import BANKS
from rightsdesk.sample_desk.hands import Hands, Heard

PLATFORM = sample.PLATFORMS[0][0]
KEEPER = "timetable"
"""Who drafts at the end of a month; both people may then approve."""
UPDATED, UNDONE = 240, 120
VENDORS, BOUGHT, MOST = 4, 6, 12


@dataclass(frozen=True, slots=True)
class _Billed:
    """A vendor that has been billed before, with pictures bought then and others of it."""

    vendor: str
    country: str
    currency: str
    bought: Sequence[str]
    others: Sequence[str]


def happen(desk: Desk, hands: Hands, told: sample.Told) -> None:
    """Let it happen."""
    known = list(_known(desk))
    if known:
        _bill(desk, hands, known)
        _contradict(desk, known)
        hands.settle(lambda _done, _total: None)
    _change_and_take_back(desk, hands, told)


def unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


def ordered(
    desk: Desk,
    hands: Hands,
    step: str,
    order: BulkOrder,
    keys: Sequence[str],
    actor: str,
    heard: Heard = unheard,
) -> None:
    """Order it once, however often this is asked, and wait for its end."""
    if keys:
        batch = ids.named("sample", step)
        # After a crash it may be there already, and what it was ordered for looks different by now.
        if desk.feeds.parts.queue.progress(batch) is None:
            desk.order(order, keys, batch=batch, actor=actor)
        hands.finish(batch, heard)


def earlier_month() -> date:
    """Return the first day of the month before last."""
    return (sample.last_month() - timedelta(days=1)).replace(day=1)


def _known(desk: Desk) -> Iterator[_Billed]:
    reader = desk.reader()
    odd = {*sample.oddities(), *sample.TROUBLED}
    count = 0
    for row in sorted(reader.all("vendors"), key=lambda each: each.key):
        vendor = desk.masters.vendor(row.key)
        if count == VENDORS or row.key in odd or not (vendor.consent_on and vendor.iban):
            continue
        keys = reader.keys(
            "images", list(reader.ids(Query("images", f"vendor:{row.key} state:usable price>=5")))[:MOST]
        )
        country = vendor.profile.get("country", "")
        if len(keys) > BOUGHT and country == "DE":
            count += 1
            currency = vendor.agreement.currency if vendor.agreement else "EUR"
            yield _Billed(row.key, country, currency, keys[:BOUGHT], keys[BOUGHT:])


def _bill(desk: Desk, hands: Hands, known: Sequence[_Billed]) -> None:
    day = earlier_month().replace(day=10).isoformat()
    then = earlier_month().replace(day=12)
    owed = [_owed(each, f"first-{nth}", then, article=f"t{900_001 + nth}") for nth, each in enumerate(known)]
    _record(desk, "first", owed)
    bought = [key for each in known for key in each.bought]
    ordered(desk, hands, "buy-before", BuyImages(PLATFORM, day), bought, sample.SECOND)
    generate = GenerateAdvices(f"{earlier_month():%Y-%m}")
    ordered(desk, hands, "generate-before", generate, [each.vendor for each in known], KEEPER)
    for step, where, order in (
        ("approve-before", "state:draft", ApproveAdvices()),
        ("approve-before-again", "state:half-approved", ApproveAdvices()),
        ("issue-before", "state:approved", IssueAdvices(sample.last_month().replace(day=6).isoformat())),
    ):
        reader = desk.reader()
        keys = reader.keys("credit_advices", reader.ids(Query("credit_advices", where)))
        actor = "m.thiel" if step.endswith("again") else sample.SECOND
        ordered(desk, hands, step, order, keys, actor)


def _contradict(desk: Desk, known: Sequence[_Billed]) -> None:
    """Record what the checks find: billed twice, another account, an unknown use, another price than the vendor's."""
    twice, moved, *_ = known
    strange, dear = known[-2], known[-1]
    day = sample.last_month().replace(day=14)
    bank, digits, bic = BANKS[moved.country]
    account = iban(moved.country, bank + "7".rjust(digits, "4"))
    changed = (VendorBankAccountChanged(account, bic, desk.actor), VendorBankAccountConfirmed(account, sample.SECOND))
    writes = [
        _owed(twice, "again", day, article="t900001"),
        Write(streams.vendor(moved.vendor), changed),
        _owed(strange, "strange", day, usage="nobody-knows"),
        _owed(dear, "dear", day, basis="item", amount=99_900),
        _owed(dear, "unknown", day, basis="unknown", amount=None),
    ]
    _record(desk, "contradictions", writes)


def _owed(
    each: _Billed,
    name: str,
    day: date,
    *,
    article: str = "",
    usage: str = "",
    basis: str = "agreement",
    amount: int | None = 3500,
) -> Write:
    key = each.others[0]
    charge = Charge(
        charge_id=ids.named("sample", "charge", name),
        image=key,
        title=key.partition(":")[2],
        amount=amount,
        currency=each.currency,
        occurred_on=day.isoformat(),
        basis=basis,
        usage_id=usage,
        article=article,
        kind="editorial",
    )
    return Write(streams.account(PLATFORM, each.vendor), (ChargeAccrued(charge),))


def _record(desk: Desk, what: str, writes: Sequence[Write]) -> None:
    """Append facts of the past as one, unless that was done before."""
    mark = f"sample-{what}"
    if desk.log.read_correlated(mark, limit=1):
        return
    with desk.log.transaction() as tx:
        desk.log.append(tx, writes, Context(sample.SECOND, correlation_id=mark))


def _change_and_take_back(desk: Desk, hands: Hands, told: sample.Told) -> None:
    reader = desk.reader()
    keys = reader.keys("images", list(reader.ids(Query("images", "state:usable")))[5::7][:UPDATED])
    told("update", 0, len(keys))
    kept = UpdateImages.from_texts({"usage_terms": "Editorial use only, single use per article."})
    ordered(desk, hands, "update-before", kept, keys, sample.SECOND)
    ordered(desk, hands, "mistake", UpdateImages.from_texts({"credit": "RightsDesk"}), keys[:UNDONE], desk.actor)
    if not any(row.undone_by for row in _named(desk, ids.named("sample", "mistake"))):
        hands.finish(desk.undo(ids.named("sample", "mistake")).batch, lambda _done, _total: None)


def _named(desk: Desk, batch: str) -> list[Any]:
    reader = desk.reader()
    return reader.rows("batches", reader.ids(Query("batches", f"key:{batch}")))
