"""What a longer time for usages would do and cost, told before it is ordered."""

from dataclasses import dataclass
from typing import Any

from rightsdesk.domain import image, terms, vendor
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection
from rightsdesk.readmodel.telling import ImpactLine
from tests.readmodel.told import Told
from tests.readmodel.uses import placed

LONGER = "2027-12-31T23:59:59+01:00"


@dataclass(frozen=True)
class Longer:
    """The order, as far as readers look at it."""

    asked: dict[str, Any]
    kind: str = "extend-grants"

    def wish(self) -> dict[str, Any]:
        return {"online_until": LONGER, **self.asked}


def lines(model: ReadModel, asked: Reader, **more: Any) -> dict[tuple[str, str], ImpactLine]:
    model.catch_up_fully()
    told = asked.impact(Selection("usages", Query("usages")), Longer(more))
    return {(line.key, line.reason): line for line in told if line.count or line.totals}


def test_a_picture_is_paid_once_on_each_platform_and_not_for_what_is_offline(
    told: Told, model: ReadModel, asked: Reader
) -> None:
    told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(terms.Agreement("on_use", version=1)))
    stream = told.image("1", licence_end="2026-12-31T23:59:59+01:00")
    placed(told, stream, article="a1")
    placed(told, stream, article="a2")
    placed(told, stream, article="a1", platform="reise")
    gone = placed(told, stream, article="a3", platform="sport")
    told.happened(stream, image.ImageUsageEnded(gone, "2026-10-08T10:00:00+00:00", "gone"))
    found = lines(model, asked, price=2000, currency="EUR")
    assert found["will-change", ""].count == 3
    assert found["already", "These are offline already."].count == 1
    assert (found["costs", ""].count, found["costs", ""].totals) == (2, (("EUR", 4000),))
