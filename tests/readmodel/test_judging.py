"""Verdicts about single pictures: the same word as in lists, with every reason, who lifted it, and the price."""

from rightsdesk.domain import image, platform, streams, terms, vendor
from rightsdesk.domain.rights import Override, Restriction
from rightsdesk.readmodel import Judged, Query, Reader, ReadModel
from tests.readmodel.told import Told
from tests.readmodel.uses import Wall

ON_USE = terms.Agreement("on_use", version=1)


def agreed(told: Told, agreement: terms.Agreement = ON_USE) -> None:
    told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(agreement))


def judged(model: ReadModel, asked: Reader, *keys: str, at: int | None = None) -> list[Judged]:
    model.catch_up_fully()
    return asked.verdicts(keys or ("alpenpix:1",), "tag", "online", at)


def test_a_verdict_says_what_carries_it_and_what_it_costs(told: Told, model: ReadModel, asked: Reader) -> None:
    agreed(told)
    told.image("1")
    (found,) = judged(model, asked)
    assert (found.word, found.online, found.grant, found.origin) == ("allowed", "allowed", "feed", "feed")
    assert (found.cost, found.price, found.currency, found.grounds) == ("pay", 1250, "EUR", ())
    assert found.next_change == found.online_until == "2026-12-31T22:59:59.000+00:00"


def test_keys_are_answered_in_their_order_and_strangers_left_out(told: Told, model: ReadModel, asked: Reader) -> None:
    for asset in ("1", "2", "3"):
        told.image(asset)
    keys = ("alpenpix:3", "alpenpix:9", "alpenpix:1")
    assert [found.key for found in judged(model, asked, *keys)] == ["alpenpix:3", "alpenpix:1"]


def test_a_reason_names_who_lifted_it_when_and_why(told: Told, model: ReadModel, asked: Reader) -> None:
    agreed(told)
    stream = told.image("1")
    at = "2026-10-01T00:00:00+00:00"
    told.happened(
        stream,
        image.ImageUseRestricted(Restriction("r1", "court order", "kim", at)),
        image.ImageRestrictionOverridden(Override("o1", "r1", "order lifted", "lea", at)),
    )
    (found,) = judged(model, asked)
    (ground,) = found.grounds
    assert (found.word, ground.code, ground.subject, ground.sentence) == ("allowed", "restricted", "r1", "court order")
    assert (ground.lifted_by, ground.lifted_at, ground.lifted_for) == ("lea", at, "order lifted")


def test_what_never_changes_has_no_next_change(told: Told, model: ReadModel, asked: Reader) -> None:
    agreed(told)
    told.image("1", licence_end=None)
    (found,) = judged(model, asked)
    assert (found.next_change, found.online_until) == (None, None)


def test_a_verdict_is_asked_of_a_moment(told: Told, model: ReadModel, asked: Reader, wall: Wall) -> None:
    agreed(told)
    told.image("1")
    wall.at = "2027-06-01T00:00:00+00:00"
    (now,), (then,) = judged(model, asked), judged(model, asked, at=1_790_000_000)
    assert (now.word, then.word) == ("denied", "allowed")
    assert (now.grounds[0].code, now.grounds[0].at) == ("ended", "2026-12-31T22:59:59.000+00:00")


def test_rights_must_hold_where_the_platform_is_read(told: Told, model: ReadModel, asked: Reader) -> None:
    agreed(told)
    told.image("1", territory=["DE", "AT"])
    told.happened(streams.platform("tag"), platform.PlatformRegistered("tag", "Tag", {"territory": "DE AT"}))
    assert judged(model, asked)[0].word == "allowed"
    told.happened(streams.platform("tag"), platform.PlatformRegistered("tag", "Tag", {"territory": "DE AT CH"}))
    (found,) = judged(model, asked)
    assert (found.word, [each.code for each in found.grounds]) == ("denied", ["territory"])
    assert asked.count(Query("images", "denied:tag")) == 1


def test_an_agreement_made_later_changes_all_pictures_in_one_step(told: Told, model: ReadModel, asked: Reader) -> None:
    for number in range(30):
        told.image(str(number))
    model.catch_up_fully()
    assert asked.count(Query("images", "conditional:tag")) == 30
    agreed(told)
    model.catch_up()
    assert asked.count(Query("images", "allowed:tag")) == 30


def test_a_dated_agreement_counts_from_its_day(told: Told, model: ReadModel, asked: Reader, wall: Wall) -> None:
    agreed(told, terms.Agreement("on_use", valid_from="2026-12-01", version=1))
    told.image("1")
    (found,) = judged(model, asked)
    assert (found.word, found.next_change) == ("conditional", "2026-11-30T23:00:00.000+00:00")
    wall.at = "2026-12-01T00:00:00+01:00"
    assert judged(model, asked)[0].word == "allowed"
