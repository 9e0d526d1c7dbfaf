"""When live usages must come down, and for which of them no alarm went out for just that moment."""

from datetime import datetime
from typing import Any

from rightsdesk.domain import image, terms, vendor
from rightsdesk.domain.rights import Restriction
from rightsdesk.readmodel import Reader, ReadModel
from tests.readmodel.told import Told, observed
from tests.readmodel.uses import DECEMBER, Wall, asking, placed

ENDS = int(datetime.fromisoformat(DECEMBER).timestamp())


def used(told: Told, asset: str = "1", **fields: Any) -> tuple[str, str]:
    if asset == "1":
        told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(terms.Agreement("on_use", version=1)))
    stream = told.image(asset, **fields)
    return stream, placed(told, stream)


def test_the_next_expiry_is_the_first_behind_a_moment(told: Told, model: ReadModel, reader: Reader) -> None:
    used(told)
    used(told, "2", licence_end="2027-06-30T23:59:59+02:00")
    model.catch_up_fully()
    later = reader.next_expiry(ENDS)
    assert (reader.next_expiry(0), reader.next_expiry(ENDS - 1)) == (ENDS, ENDS)
    assert later is not None
    assert reader.next_expiry(later) is None


def test_what_is_due_is_told_once_for_its_moment(told: Told, model: ReadModel, reader: Reader) -> None:
    stream, key = used(told)
    model.catch_up_fully()
    assert reader.unalarmed(ENDS - 1) == []
    (due,) = reader.unalarmed(ENDS)
    assert (due.image, due.usage, due.due, due.because) == (
        "alpenpix:1",
        key,
        "2026-12-31T22:59:59.000+00:00",
        "ended",
    )
    told.happened(stream, image.ImageTakeDownOpened("ended", {key: DECEMBER}))
    model.catch_up_fully()
    assert reader.unalarmed(ENDS) == []


def test_a_moved_date_is_told_again(told: Told, model: ReadModel, reader: Reader) -> None:
    stream, key = used(told)
    told.happened(stream, image.ImageTakeDownOpened("ended", {key: DECEMBER}))
    told.happened(stream, observed("alpenpix", "1", 2, {"licence_end": "2026-12-15T00:00:00+01:00"}))
    model.catch_up_fully()
    assert [each.due for each in reader.unalarmed(ENDS)] == ["2026-12-14T23:00:00.000+00:00"]


def test_the_alarm_of_a_kill_says_when_it_was(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(terms.Agreement("on_use", version=1)))
    stream = told.image("1")
    key, a_little_earlier = placed(told, stream, at="2026-09-01T00:00:00+00:00"), "2026-09-21T00:00:00+00:00"
    told.happened(stream, image.ImageKilled(), image.ImageTakeDownOpened("killed", {key: a_little_earlier}))
    model.catch_up_fully()
    assert reader.unalarmed(ENDS) == []


def test_a_pause_is_due_when_it_begins_and_not_when_it_is_over(told: Told, model: ReadModel) -> None:
    stream, key = used(told)
    began, over = "2026-12-01T00:00:00+00:00", "2026-12-10T00:00:00+00:00"
    pause = Restriction("r1", "court order", "kim", "2026-11-01T00:00:00+00:00", "tag", "", began, over)
    told.happened(stream, image.ImageUseRestricted(pause))
    model.catch_up_fully()
    begins, wall = int(datetime.fromisoformat(began).timestamp()), Wall()
    found = []
    for wall.at in ("2026-11-30T23:59:59+00:00", began, "2026-12-09T23:59:59+00:00", over):
        asked = asking(model, wall)
        found.append((asked.next_expiry(wall()), [each.because for each in asked.unalarmed(wall())]))
        asked.close()
    assert found == [(begins, []), (ENDS, ["restricted"]), (ENDS, ["restricted"]), (ENDS, [])]
    assert key


def test_what_is_gone_is_never_due(told: Told, model: ReadModel, reader: Reader) -> None:
    stream, key = used(told)
    told.happened(stream, image.ImageUsageEnded(key, "2026-11-01T00:00:00+00:00"))
    model.catch_up_fully()
    assert (reader.next_expiry(0), reader.unalarmed(2 * ENDS)) == (None, [])


def test_the_moments_of_named_usages_are_told_by_identifier(told: Told, model: ReadModel, reader: Reader) -> None:
    _, key = used(told)
    placed(told, told.image("2", licence_end=None))
    model.catch_up_fully()
    keys = reader.keys("usages", [row.id for row in reader.all("usages")])
    assert reader.due_of(keys) == {key: "2026-12-31T22:59:59.000+00:00"}
