"""How a picture stands, from what vendor, agreement and people said; and the quick way of plain pictures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsdesk.domain import verdict
from rightsdesk.domain.position import Holding, Terms, plain_span, position, terms_of
from rightsdesk.domain.rights import Grant, Restriction
from rightsdesk.domain.terms import Agreement, Rate
from tests.domain.test_verdict import codes, judged

ASKED = st.tuples(st.sampled_from(["tag", "reise", "new"]), st.sampled_from(["online", "print"]))

DAYS = st.sampled_from(["2026-03-28", "2026-03-29", "2026-10-25", "2027-01-01T00:00:00+00:00"])
SHOWN = st.fixed_dictionaries(
    {},
    optional={
        "price": st.none() | st.sampled_from([0, 1250]),
        "licence_start": st.none() | DAYS,
        "licence_end": st.none() | DAYS,
        "use_until": DAYS,
        "online_until": DAYS,
        "embargo_until": st.none() | DAYS,
        "territory": st.none() | st.sampled_from([[], ["DE"], ["GB"], ["DE", "AT"]]),
        "territory_excluded": st.none() | st.sampled_from([[], ["DE"], ["CH"]]),
        "needs_person": st.none() | st.just(["PL-NEW"]),
        "media": st.none() | st.sampled_from([[], ["online"], ["print", "social"], ["none"]]),
    },
)
PLAIN_TERMS = st.builds(
    lambda mode, rate, rates: terms_of((Agreement(mode, rate=rate, rates=rates),)),
    st.sampled_from(["on_use", "on_purchase", "flat"]),
    st.none() | st.just(900),
    st.sampled_from([(), (Rate(500),)]),
) | st.just(Terms())


@given(SHOWN, PLAIN_TERMS, ASKED)
@settings(max_examples=300)
def test_the_quick_way_of_plain_pictures_equals_the_general_one(
    shown: dict[str, object], terms: Terms, where: tuple[str, str]
) -> None:
    assert terms.alike
    quick = plain_span(shown, terms)
    general: Sequence[tuple[int, int, str]] = verdict.spans(position(Holding(shown), terms), *where)
    media = shown.get("media") or ()
    fits = not media or where[1] in media  # type: ignore[operator] # a list of words
    assert ([quick] if quick is not None and fits else []) == list(general)


def test_a_grant_keeps_where_it_came_from() -> None:
    grant = Grant("g1", "tag", use_until="2026-12-31", price=100, currency="EUR")
    place = position(Holding({"price": 5, "licence_end": "2026-12-31"}, grants=(grant,)), terms_of((Agreement(),)))
    assert [(each.origin, each.offer) for each in place.carriers] == [("purchase", False), ("feed", True)]


@pytest.mark.parametrize(
    ("holding", "code"),
    [
        (Holding({"status": "canceled"}, killed=True), "killed"),
        (Holding({"status": "usable"}, killed=True), "unconfirmed"),
        (Holding({"status": "withheld"}), "withheld"),
        (Holding({}, deleted=True), "deleted"),
        (Holding({}, withdrawn=True), "withdrawn"),
        (Holding({}, restrictions=(Restriction("r1", "court", "kim", "2026-01-01T00:00:00+00:00"),)), "restricted"),
    ],
)
def test_every_mark_of_a_picture_forbids_by_its_own_name(holding: Holding, code: str) -> None:
    found = judged(position(replace(holding, grants=(Grant("g1"),)), Terms()))
    assert (found.word, codes(found)) == ("denied", [code])


def test_an_embargo_forbids_until_its_moment() -> None:
    place = position(Holding({"embargo_until": "1970-01-01T00:00:50+00:00"}, grants=(Grant("g1"),)), Terms())
    assert [judged(place, at).word for at in (49, 50)] == ["denied", "allowed"]


def test_an_unknown_code_means_a_person_and_never_allowed() -> None:
    place = position(Holding({"needs_person": ["PL-NEW"]}, grants=(Grant("g1"),)), Terms())
    assert (judged(place).word, codes(judged(place))) == ("conditional", ["needs-person"])


def test_policy_and_agreement_both_limit_territory_and_media() -> None:
    shown = {"territory": ["DE", "GB"], "media": ["online", "print"], "price": 1}
    agreed = Agreement("on_use", territory=("DE", "AT"), media=("print", "social"))
    (carrier,) = position(Holding(shown), terms_of((agreed,))).carriers
    assert (carrier.countries, carrier.media) == (frozenset({"DE"}), ("print",))


def test_an_agreement_may_end_what_is_online_too() -> None:
    for ends_online, until in ((False, None), (True, "2026-06-30T22:00:00+00:00")):
        agreed = Agreement("on_use", rate=1, valid_until="2026-07-01", ends_online=ends_online)
        found = verdict.comes_down(position(Holding({}), terms_of((agreed,))), "tag", "online")
        assert found == (None if until is None else int(datetime.fromisoformat(until).timestamp()))
