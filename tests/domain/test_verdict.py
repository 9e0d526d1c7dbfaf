"""The one verdict: deny wins, one grant suffices, two clocks, half-open spans, and when it next changes."""

from dataclasses import replace
from datetime import datetime

import pytest

from rightsdesk.domain import period, verdict
from rightsdesk.domain.position import Holding, position, terms_of
from rightsdesk.domain.rights import Override
from rightsdesk.domain.terms import END, Agreement, QuotaMark
from rightsdesk.domain.verdict import COSTS, FINAL, Barrier, Carrier, Position, Verdict, Waiver

WORDS = ("denied", "conditional", "allowed")
"""From narrow to wide."""

BOUGHT = Carrier("g1", "purchase")


def judged(place: Position, at: int = 50, where: tuple[str, str] = ("tag", "online"), **more: object) -> Verdict:
    return verdict.verdict(place, *where, at, **more)  # type: ignore[arg-type]


def codes(found: Verdict) -> list[str]:
    return [reason.code for reason in found.reasons]


def override(of: str, name: str = "kim", **more: str) -> Override:
    return Override(f"o-{of}", of, "seen by legal", name, "2026-10-01T00:00:00+00:00", **more)


def waiver(of: str, starts: int = 0, ends: int = END, **more: str) -> Waiver:
    return Waiver(override(of, **more), starts, ends)


# ---------------------------------------------------------------- deny wins


def test_deny_wins_over_every_grant() -> None:
    found = judged(Position((BOUGHT, Carrier("g2", "manual")), (Barrier("restricted", subject="r1"),)))
    assert (found.word, codes(found)) == ("denied", ["restricted"])


def test_without_any_grant_nothing_is_allowed() -> None:
    found = judged(Position())
    assert (found.word, codes(found), found.grant) == ("denied", ["no-grant"], None)


def test_any_one_valid_grant_suffices() -> None:
    ended = replace(BOUGHT, use_ends=10)
    found = judged(Position((ended, Carrier("g2", "manual"))))
    assert (found.word, found.grant and found.grant.grant_id) == ("allowed", "g2")


def test_a_sure_grant_goes_before_a_cheaper_doubtful_one() -> None:
    doubtful = Carrier("g2", "agreement", cost="over-quota", doubts=("over-quota",))
    found = judged(Position((doubtful, replace(BOUGHT, cost="pay"))))
    assert (found.word, found.cost) == ("allowed", "pay")


def test_an_offer_permits_only_once_it_is_bought() -> None:
    offer = Carrier("feed", "feed", offer=True)
    assert (judged(Position((offer,))).word, codes(judged(Position((offer,))))) == ("conditional", ["purchase-needed"])
    assert judged(Position((offer, BOUGHT))).word == "allowed"


# ---------------------------------------------------------------- overrides


def test_an_override_is_named_in_the_reason_it_lifts() -> None:
    found = judged(Position((BOUGHT,), (Barrier("restricted", subject="r1"),), (waiver("r1"),)))
    assert (found.word, found.overrides[0].by, found.reasons[0].lifted_by) == ("allowed", "kim", override("r1"))


@pytest.mark.parametrize("ground", sorted(FINAL))
def test_nobody_overrides_a_final_ground(ground: str) -> None:
    assert judged(Position((BOUGHT,), (Barrier(ground),), (waiver(ground),))).word == "denied"


def test_one_lifted_restriction_does_not_lift_another() -> None:
    barriers = (Barrier("restricted", subject="r1"), Barrier("restricted", subject="r2"))
    assert judged(Position((BOUGHT,), barriers, (waiver("r1"),))).word == "denied"
    assert judged(Position((BOUGHT,), barriers, (waiver("restricted"),))).word == "allowed"


def test_an_override_holds_on_its_platform_and_until_its_day() -> None:
    place = Position((BOUGHT,), (Barrier("embargo"),), (waiver("embargo", 40, 60, platform="tag"),))
    assert [judged(place, at).word for at in (39, 40, 59, 60)] == ["denied", "allowed", "allowed", "denied"]
    assert judged(place, 50, ("reise", "online")).word == "denied"


def test_an_accepted_risk_is_conditional_and_never_allowed() -> None:
    found = judged(Position(waivers=(waiver("no-grant"),)))
    assert (found.word, codes(found)) == ("conditional", ["no-grant", "risk-accepted"])


def test_an_expired_grant_beside_takes_no_override_away() -> None:
    abroad = Carrier("feed", "feed", countries=frozenset({"GB"}))
    place = Position((abroad,), waivers=(waiver("territory"),))
    assert judged(place).word == "conditional"
    assert judged(replace(place, carriers=(abroad, replace(BOUGHT, use_ends=1)))).word == "conditional"


# ---------------------------------------------------------------- clocks and spans


def test_the_two_clocks_differ() -> None:
    place = Position((replace(BOUGHT, use_ends=40, online_ends=60),))
    assert (judged(place, 50).word, judged(place, 50, clock="online").word) == ("denied", "allowed")
    assert verdict.comes_down(place, "tag", "online") == 60


def test_a_right_begins_with_its_first_second_and_ends_before_its_last() -> None:
    place = Position((replace(BOUGHT, starts=10, use_ends=20),))
    assert [judged(place, at).word for at in (9, 10, 19, 20)] == ["denied", "allowed", "allowed", "denied"]
    assert [codes(judged(place, at)) for at in (9, 20)] == [["not-begun"], ["ended"]]


def test_what_never_ends_never_changes_and_never_comes_down() -> None:
    place = Position((BOUGHT,))
    assert (judged(place).next_change, verdict.comes_down(place, "tag", "online")) == (None, None)


def test_the_next_change_may_be_one_of_reasons_alone() -> None:
    place = Position((BOUGHT,), (Barrier("restricted", subject="r1"), Barrier("embargo", ends=70)))
    assert judged(place, 50).next_change == 70


def test_of_several_failing_grants_the_nearest_is_named() -> None:
    elsewhere = Carrier("g2", "purchase", platforms=("reise",))
    found = judged(Position((elsewhere, replace(BOUGHT, use_ends=40))))
    assert (found.reasons[0].code, found.reasons[0].subject, found.reasons[0].at) == ("ended", "g1", 40)


# ---------------------------------------------------------------- where


def test_rights_must_hold_for_all_readers_of_a_platform() -> None:
    reach = {"tag": frozenset({"DE"}), "reise": frozenset({"DE", "AT"})}
    place = Position((replace(BOUGHT, countries=frozenset({"DE", "CH"})),), reach=reach)
    assert judged(place).word == "allowed"
    assert codes(judged(place, where=("reise", "online"))) == ["territory"]


def test_a_platform_nobody_set_up_reads_at_home() -> None:
    place = Position((replace(BOUGHT, excluded=frozenset({"DE"})),), reach={"gb": frozenset({"GB"})})
    assert (judged(place, where=("new", "online")).word, judged(place, where=("gb", "online")).word) == (
        "denied",
        "allowed",
    )


def test_a_grant_for_a_platform_and_medium_says_nothing_of_others() -> None:
    place = Position((replace(BOUGHT, platforms=("tag",), media=("print",)),))
    words = [codes(judged(place, where=each)) for each in (("tag", "print"), ("tag", "online"), ("reise", "print"))]
    assert words == [[], ["medium"], ["platform"]]


# ---------------------------------------------------------------- cost


@pytest.mark.parametrize("cost", COSTS)
def test_the_cost_is_the_most_severe_that_applies(cost: verdict.Cost) -> None:
    doubtful = Position((replace(BOUGHT, cost=cost),), doubts=("needs-person",))
    assert judged(doubtful).cost == max(cost, "conditional", key=COSTS.index)


def test_no_text_makes_a_cost_milder() -> None:
    texts = Holding({"price": 1250, "usage_terms": "Free of charge!", "instructions": "no fee"})
    paid = terms_of((Agreement("on_use"),))
    assert judged(position(texts, paid)).cost == "pay"


def test_a_spent_quota_makes_further_uses_over_quota_until_the_period_ends() -> None:
    flat = Agreement("flat", quota=5, rate=300)
    spent = [used_up(5)]
    place = position(Holding({"title": "x"}), terms_of((flat,), spent))
    assert [judged(place, at).cost for at in (39, 40, 59, 60)] == ["free", "over-quota", "over-quota", "free"]
    assert [judged(place, at).word for at in (39, 40, 60)] == ["allowed", "conditional", "allowed"]


def used_up(quota: int, since: str = "1970-01-01") -> QuotaMark:
    """The mark of a quota used up from second 40 to second 60."""
    return QuotaMark(100, quota, quota, since, "1970-01-01T00:01:00+00:00", "1970-01-01T00:00:40+00:00")


def test_a_quota_that_was_raised_or_agreed_anew_covers_uses_again() -> None:
    def cost(agreement: Agreement, mark: QuotaMark) -> verdict.Cost | None:
        return judged(position(Holding({"title": "x"}), terms_of((agreement,), [mark])), 50).cost

    assert cost(Agreement("flat", quota=6), used_up(5)) == "free"
    assert cost(Agreement("flat", quota=4), used_up(5)) == "over-quota"
    begun_since = Agreement("flat", quota=5, valid_from="1970-01-01")
    assert cost(begun_since, used_up(5, "1969-06-01")) == "free"
    assert cost(begun_since, used_up(5)) == "over-quota"


def test_free_of_charge_is_a_price_and_an_unknown_price_a_doubt() -> None:
    on_use = terms_of((Agreement("on_use"),))
    free, unknown = (position(Holding({"price": price, "licence_end": "2030-01-01"}), on_use) for price in (0, None))
    assert (judged(free).word, judged(free).cost) == ("allowed", "free")
    assert (judged(unknown).word, codes(judged(unknown))) == ("conditional", ["price-unknown"])


# ---------------------------------------------------------------- both changes of the clocks


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-03-28", "2026-03-28T22:59:58+00:00"),
        ("2026-03-29", "2026-03-29T21:59:58+00:00"),
        ("2026-10-24", "2026-10-24T21:59:58+00:00"),
        ("2026-10-25", "2026-10-25T22:59:58+00:00"),
    ],
)
def test_a_day_ends_in_berlin_on_either_side_of_both_clock_changes(day: str, last: str) -> None:
    place = position(Holding({"licence_end": day, "price": 1}), terms_of((Agreement("on_use"),)))
    at = int(datetime.fromisoformat(last).timestamp())
    assert [judged(place, each).word for each in (at, at + 1)] == ["allowed", "denied"]
    assert period.asked(day) == at


@pytest.mark.parametrize(
    ("day", "midnight"),
    [("2026-03-30", "2026-03-29T22:00:00+00:00"), ("2026-10-26", "2026-10-25T23:00:00+00:00")],
)
def test_an_agreement_begins_at_midnight_in_berlin(day: str, midnight: str) -> None:
    place = position(Holding({}), terms_of((Agreement("on_use", rate=5, valid_from=day),)))
    at = int(datetime.fromisoformat(midnight).timestamp())
    assert [judged(place, each).word for each in (at - 1, at)] == ["denied", "allowed"]


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    first, second = "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"
    assert period.seconds(second) - period.seconds(first) == 3600
