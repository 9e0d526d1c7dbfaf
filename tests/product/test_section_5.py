"""Section 5 of the product page, one verdict function: one test for each of its rules."""

import pytest

from rightsdesk.domain.image import (
    AddGrant,
    DecideTakeDown,
    EndOverride,
    GrantUse,
    LiftRestriction,
    OverrideRestriction,
    RestrictUse,
    UpdateMetadata,
)
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import VendorAgreementChanged
from rightsdesk.readmodel.images.declared import IMAGES
from tests.product.press import DECEMBER, VENDOR, Press, item, key, stream_of
from tests.readmodel.told import observed

ON_USE = Agreement("on_use", version=1)


def allowed(press: Press, **more: object) -> str:
    """Let the vendor deliver a picture that may be used; return its stream."""
    press.vendor(VENDOR, ON_USE)
    press.says(item(**more))  # type: ignore[arg-type]
    assert press.verdict(key())[0] == "allowed"
    return stream_of(key())


# ---------------------------------------------------------------- the verdict


def test_the_verdict_says_word_reasons_overrides_and_when_it_next_changes(press: Press) -> None:
    stream = allowed(press, ends=DECEMBER)
    press.tell((stream, RestrictUse("court order", "tag")))
    press.tell((stream, OverrideRestriction("restricted", "order lifted by phone", "tag")))
    (found,) = press.look().verdicts([key()], "tag")
    assert (found.word, found.next_change) == ("allowed", "2026-12-31T22:59:59.000+00:00")
    (ground,) = found.grounds
    assert (ground.code, ground.sentence, ground.lifted_by, ground.lifted_for) == (
        "restricted",
        "court order",
        "kim",
        "order lifted by phone",
    )


@pytest.mark.parametrize(
    ("platform", "medium", "word"),
    [("tag", "print", "denied"), ("tag", "online", "allowed"), ("reise", "print", "allowed")],
)
def test_the_verdict_is_about_one_platform_and_one_medium(press: Press, platform: str, medium: str, word: str) -> None:
    press.tell((allowed(press), RestrictUse("no paper", "tag", "print")))
    assert press.verdict(key(), platform, medium)[0] == word


# ---------------------------------------------------------------- two clocks


def test_two_clocks_placing_anew_ends_before_it_must_come_down(press: Press) -> None:
    stream = allowed(press)
    press.tell(
        (
            stream,
            UpdateMetadata({"use_until": "2026-10-31T23:59:59+01:00", "online_until": "2026-12-31T23:59:59+01:00"}),
        )
    )
    (found,) = press.look().verdicts([key()], "tag")
    assert (found.word, found.online, found.online_until) == ("denied", "allowed", "2026-12-31T22:59:59.000+00:00")


# ---------------------------------------------------------------- deny wins, overrides, any grant


def test_deny_wins_over_allow(press: Press) -> None:
    stream = allowed(press)
    press.tell((stream, GrantUse("tag", "2026-10-01")))
    press.tell((stream, RestrictUse("court order")))
    assert (press.verdict(key()), press.lists(key())) == (("denied", ["restricted"]), "denied")
    press.tell((stream, LiftRestriction()))
    assert press.verdict(key())[0] == "allowed"


def test_an_override_is_a_named_dated_reasoned_event_and_can_be_taken_back(press: Press) -> None:
    stream = allowed(press)
    press.tell((stream, RestrictUse("court order")))
    press.tell((stream, OverrideRestriction("restricted", "seen by legal", ends_at="2026-12-01T00:00:00+01:00")))
    fact = press.told(stream).override
    assert (fact.by, fact.reason, fact.at, fact.ends_at) == (
        "kim",
        "seen by legal",
        "2026-11-23T12:00:00+00:00",
        "2026-12-01T00:00:00+01:00",
    )
    assert press.verdict(key())[0] == "allowed"
    press.tell((stream, EndOverride()))
    assert press.verdict(key())[0] == "denied"


def test_an_override_ends_on_its_day_without_anybody_doing_anything(press: Press) -> None:
    stream = allowed(press)
    press.tell((stream, RestrictUse("court order")))
    press.tell((stream, OverrideRestriction("restricted", "seen by legal", ends_at="2026-12-01T00:00:00+01:00")))
    press.look()
    press.on("2026-12-01T00:00:00+01:00")
    assert (press.verdict(key())[0], press.lists(key())) == ("denied", "denied")


def test_an_override_of_a_kill_is_refused(press: Press) -> None:
    stream = allowed(press)
    ticket = press.tell((stream, OverrideRestriction("killed", "but it is so nice")))
    assert (press.progress(ticket).failed, press.told(stream).code) == (1, "NotOverridable")


def test_any_one_valid_grant_suffices(press: Press) -> None:
    press.says(item(ends="2026-01-31"))
    assert press.verdict(key())[0] == "denied"
    press.tell((stream_of(key()), AddGrant("by letter", "tag")))
    assert (press.verdict(key())[0], press.verdict(key(), "reise")[0]) == ("allowed", "denied")


# ---------------------------------------------------------------- cost class


def test_free_text_never_lowers_the_cost_class(press: Press) -> None:
    allowed(press, usageTerms="Free of charge for everybody", edNote="no fee")
    (found,) = press.look().verdicts([key()], "tag")
    assert (found.cost, found.price, found.currency) == ("pay", 1250, "EUR")


@pytest.mark.parametrize(
    ("agreement", "amount", "cost"),
    [
        (Agreement("on_use"), "12.50", "pay"),
        (Agreement("on_use"), "0.00", "free"),
        (Agreement("flat"), "12.50", "free"),
    ],
)
def test_the_cost_class_follows_price_and_agreement(press: Press, agreement: Agreement, amount: str, cost: str) -> None:
    press.vendor(VENDOR, agreement)
    press.says(item(amount=amount))
    (found,) = press.look().verdicts([key()], "tag")
    assert found.cost == cost


def test_the_cost_class_is_the_most_severe_that_applies(press: Press) -> None:
    press.vendor(VENDOR, Agreement("flat", rate=300, quota=1, valid_from="2026-01-01", version=1))
    press.says(item("1"), item("2"))
    press.publishes("a1", 1, key("1"))
    press.look()
    (found,) = press.reader.verdicts([key("2")], "tag")
    assert (found.word, found.cost, [each.code for each in found.grounds]) == (
        "conditional",
        "over-quota",
        ["over-quota"],
    )
    press.tell((stream_of(key("2")), GrantUse("tag", "2026-10-01")))
    assert press.look().verdicts([key("2")], "tag")[0].cost == "free"


# ---------------------------------------------------------------- half-open spans, nothing stored as active


def test_spans_are_half_open(press: Press) -> None:
    stream = allowed(press)
    press.tell((stream, RestrictUse("x", starts_at="2026-12-01T00:00:00+01:00", ends_at="2026-12-02T00:00:00+01:00")))
    words = []
    for at in ("2026-11-30T23:59:59", "2026-12-01T00:00:00", "2026-12-01T23:59:59", "2026-12-02T00:00:00"):
        press.on(f"{at}+01:00")
        words.append((press.verdict(key())[0], press.lists(key())))
    assert words == [(word, word) for word in ("allowed", "denied", "denied", "allowed")]


def test_nothing_derived_from_time_is_stored_lists_change_without_an_event(press: Press) -> None:
    allowed(press, ends=DECEMBER)
    assert press.lists(key()) == "allowed"
    before = press.log.head().position
    press.on("2027-01-01T00:00:00+01:00")
    assert (press.lists(key()), press.log.head().position) == ("denied", before)
    assert not {"active", "expired", "valid"} & {column.name for column in IMAGES.columns}


# ---------------------------------------------------------------- one implementation


def test_list_inspector_command_and_report_say_the_same(press: Press) -> None:
    stream = allowed(press)
    for wish in (RestrictUse("no paper", "tag"), AddGrant("by letter", "sport", "print"), AddGrant("x", "reise")):
        press.tell((stream, wish))
        for platform in ("tag", "reise", "sport", "unheard"):
            assert press.verdict(key(), platform)[0] == press.lists(key(), platform)


def test_agreements_changed_after_the_pictures_change_their_verdicts_in_one_step(press: Press) -> None:
    press.says(*(item(str(number)) for number in range(20)))
    press.look()
    press.given(f"vendor-{VENDOR}", VendorAgreementChanged(Agreement("on_use", version=1)))
    changed = press.model.catch_up()
    assert len(changed.rows["images"]) == 20
    assert {found.word for found in press.reader.verdicts([key(str(n)) for n in range(20)], "tag")} == {"allowed"}


# ---------------------------------------------------------------- names of the field's standards


def test_an_unknown_licence_code_means_a_person_and_never_allowed(press: Press) -> None:
    stream = allowed(press)
    press.given(stream, observed(VENDOR, "1", 9, {"needs_person": ["PL-NEW"]}))
    assert (press.verdict(key()), press.lists(key())) == (("conditional", ["needs-person"]), "conditional")


def test_an_accepted_risk_is_conditional_and_names_who_accepted_it(press: Press) -> None:
    press.vendor(VENDOR, ON_USE)
    press.says(item(ends="2026-10-31"))
    press.publishes("a1", 1, key())
    (usage,) = press.rows("usages")
    press.tell((stream_of(key()), DecideTakeDown("accept", (usage.usage,), reason="archive")))
    (found,) = press.look().verdicts([key()], "tag")
    assert (found.word, found.grounds[0].lifted_by, found.grounds[1].code) == ("conditional", "kim", "risk-accepted")
