"""The table of usages: where pictures stand, until when they may, and what was decided about those that must go."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.domain import account, image, rights, streams, terms, vendor
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import fold
from rightsdesk.domain.rights import Override, Restriction, Usage
from rightsdesk.readmodel import Query, Reader, ReadModel, moments, open_read_model
from tests.readmodel.told import FIELDS, Told, observed
from tests.readmodel.uses import DECEMBER, OCTOBER, Wall, name, owed, placed, rows

EVER = "2027-12-31T23:59:59+01:00"


@pytest.fixture
def asked(asked: Reader, told: Told) -> Reader:
    told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(terms.Agreement("on_use", version=1)))
    return asked


def test_a_usage_shows_where_it_stands_and_on_what_it_rests(told: Told, model: ReadModel, asked: Reader) -> None:
    stream = told.image("1")
    key = placed(told, stream, headline="Boats", position="hero", credit="Weber")
    (row,) = rows(model, asked, "usages")
    assert (row.key, row.image, row.usage) == (f"alpenpix:1#{key}", "alpenpix:1", key)
    assert (row.title, row.headline, row.position, row.credit) == ("Sunset at the harbour", "Boats", "hero", "Weber")
    assert (row.basis, row.licensed, row.state, row.task) == ("feed", True, "online", "")
    assert row.online_until == "2026-12-31T22:59:59.000+00:00"


def test_the_state_changes_with_time_alone(told: Told, model: ReadModel, asked: Reader, wall: Wall) -> None:
    placed(told, told.image("1"))
    states = []
    for at in ("2026-12-24T22:59:58", "2026-12-24T22:59:59", "2026-12-31T22:59:58", "2026-12-31T22:59:59"):
        wall.at = f"{at}+00:00"
        states.append((rows(model, asked, "usages")[0].state, rows(model, asked, "usages")[0].task))
    assert states == [("online", ""), ("due", ""), ("due", ""), ("overdue", "open")]


@pytest.mark.parametrize(
    ("fact", "because"),
    [
        (image.ImageKilled("recalled"), "unconfirmed"),
        (image.ImageWithdrawn("not ours"), "withdrawn"),
        (image.ImageRemovedByVendor(), "deleted"),
        (observed("alpenpix", "1", 2, {"territory": ["GB"]}), "territory"),
    ],
)
def test_what_takes_a_right_away_is_due_since_it_happened(
    told: Told, model: ReadModel, asked: Reader, fact: Any, because: str
) -> None:
    stream = told.image("1")
    placed(told, stream, at="2026-09-01T00:00:00+00:00")
    told.happened(stream, fact)
    event = told.log.read(told.log.head().position - 1, 1)[0]
    (row,) = rows(model, asked, "usages")
    assert (row.because, row.online_until) == (because, moments.iso(event.recorded_at // 1_000_000 * 1_000_000))


def test_later_news_of_a_killed_picture_moves_no_date(told: Told, model: ReadModel, asked: Reader) -> None:
    stream = told.image("1")
    placed(told, stream, at="2026-09-01T00:00:00+00:00")
    told.happened(stream, image.ImageKilled("recalled"))
    (before,) = rows(model, asked, "usages")
    told.happened(stream, observed("alpenpix", "1", 3, {"territory": ["GB"]}), image.ImageWithdrawn("x"))
    (after,) = rows(model, asked, "usages")
    assert (after.online_until, after.because) == (before.online_until, before.because)


def test_a_restriction_elsewhere_moves_no_date(told: Told, model: ReadModel, asked: Reader) -> None:
    stream = told.image("1")
    placed(told, stream)
    elsewhere = Restriction("r1", "paper only", "kim", "2026-11-01T00:00:00+00:00", "reise")
    told.happened(stream, image.ImageUseRestricted(elsewhere))
    assert rows(model, asked, "usages")[0].online_until == "2026-12-31T22:59:59.000+00:00"
    here = Restriction("r2", "court order", "kim", "2026-11-02T00:00:00+00:00", "tag")
    told.happened(stream, image.ImageUseRestricted(here))
    assert rows(model, asked, "usages")[0].online_until == "2026-11-02T00:00:00.000+00:00"


def test_an_override_lets_a_usage_stay_until_its_day(told: Told, model: ReadModel, asked: Reader) -> None:
    stream = told.image("1", licence_end="2026-10-31T23:59:59+01:00")
    placed(told, stream)
    one = Override("o1", "no-grant", "archive", "kim", "2026-10-20T00:00:00+00:00", "tag", "", EVER)
    told.happened(stream, image.ImageRestrictionOverridden(one))
    assert rows(model, asked, "usages")[0].online_until == "2027-12-31T22:59:59.000+00:00"
    told.happened(stream, image.ImageOverrideEnded("o1"))
    assert rows(model, asked, "usages")[0].online_until == "2026-10-31T22:59:59.000+00:00"


def test_a_decision_counts_for_the_date_it_was_made_on(told: Told, model: ReadModel, asked: Reader, wall: Wall) -> None:
    stream = told.image("1")
    key = placed(told, stream)
    wall.at = "2027-01-05T00:00:00+00:00"
    told.happened(stream, image.ImageTakeDownDecided("take-down", "kim", (key,), due={key: DECEMBER}))
    assert rows(model, asked, "usages")[0].task == "take-down"
    told.happened(stream, observed("alpenpix", "1", 2, {"licence_end": "2027-01-01T12:00:00+01:00"}))
    assert rows(model, asked, "usages")[0].task == "open"


def test_what_ended_is_neither_due_nor_decided(told: Told, model: ReadModel, asked: Reader) -> None:
    stream = told.image("1")
    key = placed(told, stream)
    told.happened(stream, image.ImageTakeDownDecided("take-down", "kim", (key,), due={key: DECEMBER}))
    told.happened(stream, image.ImageUsageEnded(key, "2026-10-20T00:00:00+00:00", replaced_by="alpenpix:2"))
    (row,) = rows(model, asked, "usages")
    assert (row.state, row.task, row.decision, row.replacement) == ("ended", "", "", "alpenpix:2")


def test_a_usage_knows_what_is_owed_for_it_until_that_is_reversed(told: Told, model: ReadModel, asked: Reader) -> None:
    key = placed(told, told.image("1"))
    account_stream = owed(told, "c1", key)
    assert rows(model, asked, "usages", "has:charge")[0].amount == 1250
    told.happened(account_stream, account.ChargeReversed("c1", rights.MISTAKEN))
    assert rows(model, asked, "usages", "has:charge") == []


def test_counts_of_pictures_follow_their_usages(told: Told, model: ReadModel, asked: Reader) -> None:
    stream = told.image("1")
    keys = [placed(told, stream, article=f"a{number}") for number in range(3)]
    told.happened(stream, image.ImageUsageEnded(keys[0], OCTOBER))
    model.catch_up_fully()
    assert asked.count(Query("images", "usages:3")) == 1


# ---------------------------------------------------------------- random stories

USAGES = tuple(name(str(number)) for number in range(3))
MOMENT = st.integers(0, 400).map(lambda hours: moments.iso((1_790_000_000 + hours * 3600) * 1_000_000))
PLATFORM = st.sampled_from(["", "tag", "reise"])
SPAN = st.none() | MOMENT
CHARGE = st.builds(
    lambda charge_id, usage, amount, grant: account.ChargeAccrued(
        account.Charge(charge_id, "alpenpix:1", "Sunset", amount, "EUR", "2026-10-05", "item", grant, usage, "a1")
    ),
    st.sampled_from(["c1", "c2", "c3"]),
    st.sampled_from(["", *USAGES]),
    st.none() | st.integers(0, 5000),
    st.sampled_from(["", "g1", "c1"]),
)
OWED = st.one_of(
    CHARGE,
    st.builds(account.ChargeReversed, st.sampled_from(["c1", "c2", "c3"]), st.just("mistaken")),
    st.builds(
        lambda charge: account.AccountAdviceDrafted("2026-10", {"x1": (charge,)}, {"x1": "EUR"}),
        st.sampled_from(["c1", "c2"]),
    ),
)
PLACED = st.builds(
    lambda key, platform, at, credit, until: image.ImageUsagePlaced(
        Usage(key, platform or "tag", "a1", credit=credit, planned_until=until), at, "a1@1"
    ),
    st.sampled_from(USAGES),
    PLATFORM,
    MOMENT,
    st.sampled_from([None, "", "Weber"]),
    SPAN,
)
RESTRICTED = st.builds(
    lambda key, platform, since, until: image.ImageUseRestricted(
        Restriction(key, "x", "kim", "2026-10-01T00:00:00+00:00", platform, "", since, until)
    ),
    st.sampled_from(["r1", "r2"]),
    PLATFORM,
    SPAN,
    SPAN,
)
LIFE = st.one_of(
    PLACED,
    st.builds(image.ImageUsageEnded, st.sampled_from(USAGES), MOMENT),
    st.builds(
        lambda key, word, at: image.ImageTakeDownDecided(word, "kim", (key,), due={key: at}),
        st.sampled_from(USAGES),
        st.sampled_from(["", "take-down", "accept"]),
        MOMENT,
    ),
    st.builds(
        lambda because, key, at: image.ImageTakeDownOpened(because, {key: at}),
        st.sampled_from(["killed", "ended"]),
        st.sampled_from(USAGES),
        MOMENT,
    ),
    st.builds(
        lambda key, platform, until: image.ImageUseGranted(
            key, platform, "", (), until, until, 100, "EUR", "item", "2026-10-01"
        ),
        st.sampled_from(["g1", "g2"]),
        PLATFORM,
        SPAN,
    ),
    st.builds(image.ImageGrantShortened, st.just("g1"), SPAN, SPAN),
    RESTRICTED,
    st.builds(image.ImageRestrictionLifted, st.sampled_from(["r1", "r2"])),
    st.builds(
        lambda of, platform, at, until: image.ImageRestrictionOverridden(
            Override(f"o-{of}", of, "x", "kim", at, platform, "", until)
        ),
        st.sampled_from(["no-grant", "r1", "withheld"]),
        PLATFORM,
        MOMENT,
        SPAN,
    ),
    st.builds(image.ImageOverrideEnded, st.just("o-no-grant")),
    st.just(image.ImageKilled()),
    st.just(image.ImageReinstated()),
    st.just(image.ImageWithdrawn()),
    st.builds(image.ImageRemovedByVendor, missing=st.booleans()),
    st.builds(
        lambda end, territory, status: observed(
            "alpenpix", "1", 9, {"licence_end": end, "territory": territory, "status": status}
        ),
        SPAN,
        st.sampled_from([[], ["GB"], ["DE"]]),
        st.sampled_from(["usable", "usable", "withheld", "canceled"]),
    ),
)
AGREED = st.builds(
    lambda mode: vendor.VendorAgreementChanged(terms.Agreement(mode, rate=900)), st.sampled_from(terms.BILLING_MODES)
)
STREAMS = {True: streams.image("alpenpix", "1"), False: streams.account("tag", "alpenpix")}


def _possible(story: list[Any]) -> list[Any]:
    """Leave out what cannot happen: the end of a usage that does not stand, and decisions about it."""
    live: set[str] = set()
    kept = []
    for fact in story:
        about = getattr(fact, "usages", (getattr(fact, "usage_id", None),))
        if isinstance(fact, image.ImageUsageEnded | image.ImageTakeDownDecided) and live.isdisjoint(about):
            continue
        if isinstance(fact, image.ImageUsagePlaced):
            live.add(fact.usage.usage_id)
        if isinstance(fact, image.ImageUsageEnded):
            live.discard(fact.usage_id)
        kept.append(fact)
    return kept


@given(story=st.lists(LIFE | LIFE | OWED | AGREED, max_size=20).map(_possible), pages=st.integers(1, 21))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tables_of_any_story_are_the_same_when_made_anew(
    tmp_path_factory: pytest.TempPathFactory, story: list[Any], pages: int
) -> None:
    told = Told()
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    first = observed("alpenpix", "1", 1, FIELDS)
    told.happened(STREAMS[True], first)
    for fact in story:
        known = fact.stored_name.partition(".")[0]
        told.happened("vendor-alpenpix" if known == "vendor" else STREAMS[known == "image"], fact)
    while model.catch_up(pages).behind:
        continue
    reader = model.reader()
    found = {row.usage: row for row in reader.all("usages")}
    reader.close()
    assert model.compare().identical
    model.close()
    facts = [fact for fact in story if fact.stored_name.startswith("image.")]
    _says_the_same(found, fold(Image(), (first, *facts)))


NOWS = st.integers(0, 200).map(lambda hours: 1_790_900_000 + hours * 3600)


@given(first=PLACED, story=st.lists(RESTRICTED, max_size=3) | st.lists(LIFE, max_size=8), now=NOWS)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_live_usage_is_overdue_just_when_its_verdict_says_it_must_not_be_online(
    tmp_path_factory: pytest.TempPathFactory, first: Any, story: list[Any], now: int
) -> None:
    told = Told()
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    told.happened(STREAMS[True], observed("alpenpix", "1", 1, FIELDS))
    for fact in _possible([first, *story]):
        told.happened("vendor-alpenpix" if fact.stored_name.startswith("vendor.") else STREAMS[True], fact)
    model.catch_up_fully()
    reader = model.reader(now=lambda: now)
    made = {fact.override.at for fact in story if isinstance(fact, image.ImageRestrictionOverridden)}
    for row in reader.all("usages", "-state:ended"):
        (judged,) = reader.verdicts([row.image], row.platform, row.medium, now)
        known = all((moments.seconds(at) or 0) <= now for at in (*made, row.placed_at))
        if known:
            assert (row.state == "overdue") == (judged.online == "denied"), (row, judged)
    reader.close()
    model.close()


def _says_the_same(found: dict[str, Any], state: Image) -> None:
    assert found.keys() == state.usages.keys()
    for key, one in state.usages.items():
        row, (begins, ends) = found[key], one.intervals[-1]
        assert (row.turns, row.platform, row.decision) == (
            len(one.intervals),
            one.usage.platform,
            state.decisions.get(key, ""),
        )
        assert row.placed_at == begins
        assert row.ended_at == ends
