"""Whatever order pages of usages come in, however often: the same is owed in the end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rightsdesk.domain import rights
from rightsdesk.domain.account import Charge
from rightsdesk.domain.messages import Circumstance
from rightsdesk.domain.rights import Placement, Removal
from rightsdesk.domain.terms import Agreement, Rate
from rightsdesk.eventlog.log import Context
from rightsdesk.vendorsync.placing import Entry, Placing
from tests.kit.house import House, usage
from tests.kit.works import NOW, decode

TURN = "2026-07-01"
BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
VENDORS = {
    "v1": (Agreement("on_use", rate=900, valid_until=TURN, version=1), Agreement("on_use", valid_from=TURN, version=2)),
    "v2": (Agreement("on_use", rates=(Rate(400, size="small"), Rate(100)), version=1),),
    "v3": (Agreement("on_purchase", version=1),),
    "v4": (Agreement("flat", rate=300, quota=3, valid_from="2026-01-01", version=1),),
}


def _place(told: tuple[str, int, int, bool]) -> tuple[str, int, int]:
    vendor, asset, day, _ = told
    return vendor, asset, day % 5


@st.composite
def stories(draw: st.DrawFn) -> list[list[Entry]]:
    """Pages of placements and removals, each usage placed once; then any order of them, with repetitions."""
    places = draw(
        st.lists(
            st.tuples(st.sampled_from(sorted(VENDORS)), st.integers(1, 3), st.integers(0, 340), st.booleans()),
            min_size=1,
            max_size=14,
            unique_by=_place,
        )
    )
    entries: list[Entry] = []
    for vendor, asset, day, ended in places:
        image, article, at = f"{vendor}:{asset}", f"a{day % 5}", BEGIN + timedelta(days=day)
        one = usage(image, article, ("tag", "reise")[day % 2], size=("small", "large")[asset % 2])
        entries.append(Placement(image, one, at.isoformat(), "file"))
        if ended:
            entries.append(Removal(image, one.usage_id, (at + timedelta(days=3)).isoformat()))
    size = draw(st.integers(1, 5))
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def house() -> House:
    made = House()
    for name, agreements in VENDORS.items():
        made.vendor(name, *agreements)
        for number in range(1, 4):
            made.image(str(number), vendor=name, price=None if number == 3 else 1000 + number)
    return made


def taken(pages: list[list[Entry]]) -> House:
    """Take pages over, each in a transaction of its own, by a run that forgets after every other page."""
    made = house()
    placing = Placing(made.log, decode)
    for number, page in enumerate(pages):
        found = placing.take(page, Circumstance(NOW, "kim"))
        with made.log.transaction() as tx:
            made.log.append(tx, found.writes, Context("kim"))
        if number % 2:
            placing.forget()
    return made


def owed(made: House) -> list[Charge]:
    names = [name for account in made.log.streams("account") for name in made.names(account)]
    assert names.count("account.charge-accrued") == len(made.charges())
    return [charge for charge in made.charges() if not charge.image.startswith("v4:")]


@settings(max_examples=60)
@given(stories(), st.data())
def test_any_order_and_repetition_of_pages_ends_in_the_same_charges(
    pages: list[list[Entry]], data: st.DataObject
) -> None:
    told = data.draw(st.permutations(pages)) + data.draw(st.lists(st.sampled_from(pages), max_size=4))
    once, other = taken(pages), taken(told)
    assert owed(once) == owed(other)
    assert len(once.charges()) == len(other.charges())
    assert once.vendor_state("v4").uses == other.vendor_state("v4").uses


def test_a_usage_has_one_identifier_whoever_reports_it() -> None:
    assert rights.usage_id("tag", "a1", "v1:1") == rights.usage_id("tag", "a1", "v1:1", "online")
    assert rights.usage_id("tag", "a1", "v1:1") != rights.usage_id("tag", "a1", "v1:1", "print")
