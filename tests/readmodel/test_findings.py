"""Findings: each kind appears, closes with what it rests on, and is taken back when that turns out otherwise."""

import pytest

from rightsdesk.domain import account, image, rights, streams, terms, vendor
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection
from rightsdesk.readmodel.findings import KINDS
from tests.readmodel.told import Told, observed
from tests.readmodel.uses import Wall, owed, placed, rows

NOVEMBER, GONE = "2026-11-01T00:00:00+00:00", "2027-01-10T00:00:00+00:00"


@pytest.fixture
def stream(told: Told) -> str:
    """A picture that may be used until the end of the year."""
    told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(terms.Agreement("on_use", version=1)))
    return told.image("1")


def bought(grant: str = "g1", **more: str) -> image.ImageUseGranted:
    where = (more.get("platform", "tag"), more.get("medium", "online"))
    return image.ImageUseGranted(grant, *where, (), None, None, 1250, "EUR", "item", "2026-10-01")


def found(model: ReadModel, asked: Reader, where: str = "state:open") -> list[str]:
    return sorted(row.kind for row in rows(model, asked, "findings", where))


def test_a_use_within_its_rights_is_no_finding(told: Told, model: ReadModel, asked: Reader, stream: str) -> None:
    placed(told, stream, credit="Weber")
    assert found(model, asked) == []


def test_used_without_a_licence_appears_and_is_taken_back(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    placed(told, stream, at="2027-02-01T00:00:00+00:00")
    assert "used-not-licensed" in found(model, asked, "")
    told.happened(stream, observed("alpenpix", "1", 2, {"licence_end": None}))
    assert found(model, asked, "") == []


def test_used_without_a_licence_stays_open_after_the_use(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    told.happened("vendor-alpenpix", vendor.VendorAgreementChanged(terms.Agreement("on_purchase", version=2)))
    key = placed(told, stream)
    told.happened(stream, image.ImageUsageEnded(key, NOVEMBER))
    assert found(model, asked) == ["used-not-licensed"]


def test_an_overrun_comes_opens_and_closes(
    told: Told, model: ReadModel, asked: Reader, stream: str, wall: Wall
) -> None:
    key = placed(told, stream)
    states = [row.state for row in rows(model, asked, "findings")]
    wall.at = "2027-01-05T00:00:00+00:00"
    states += [row.state for row in rows(model, asked, "findings")]
    told.happened(stream, image.ImageUsageEnded(key, GONE))
    wall.at = GONE
    states += [row.state for row in rows(model, asked, "findings")]
    assert states == ["coming", "open", "closed"]


def test_an_overrun_is_taken_back_when_the_licence_lasts_longer(
    told: Told, model: ReadModel, asked: Reader, stream: str, wall: Wall
) -> None:
    placed(told, stream)
    wall.at = "2027-01-05T00:00:00+00:00"
    assert found(model, asked) == ["overrun"]
    told.happened(stream, observed("alpenpix", "1", 2, {"licence_end": "2027-12-31T23:59:59+01:00"}))
    assert found(model, asked) == []


def test_a_use_that_ended_in_time_never_was_an_overrun(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    key = placed(told, stream)
    told.happened(stream, image.ImageUsageEnded(key, "2026-12-31T22:59:59+00:00"))
    assert found(model, asked, "") == []


def test_a_missing_credit_closes_with_the_use(told: Told, model: ReadModel, asked: Reader, stream: str) -> None:
    key = placed(told, stream, credit="")
    assert found(model, asked) == ["credit-missing"]
    told.happened(stream, image.ImageUsageEnded(key, NOVEMBER))
    assert (found(model, asked), found(model, asked, "state:closed")) == ([], ["credit-missing"])


def test_a_broken_embargo_ends_with_the_embargo(
    told: Told, model: ReadModel, asked: Reader, stream: str, wall: Wall
) -> None:
    placed(told, stream)
    told.happened(stream, observed("alpenpix", "1", 2, {"embargo_until": "2026-12-01T00:00:00+00:00"}))
    assert "embargo-broken" in found(model, asked)
    wall.at = "2026-12-01T00:00:00+00:00"
    assert "embargo-broken" not in found(model, asked)


def test_bought_and_never_used_comes_after_thirty_days(
    told: Told, model: ReadModel, asked: Reader, stream: str, wall: Wall
) -> None:
    told.happened(stream, bought())
    wall.at = "2026-10-31T21:59:58+00:00"
    before = found(model, asked)
    wall.at = "2026-10-31T21:59:59+00:00"
    assert (before, found(model, asked)) == ([], ["never-used"])


@pytest.mark.parametrize(
    ("grant", "unused"),
    [
        (bought(), 0),
        (bought(platform=""), 0),
        (bought(medium=""), 0),
        (bought(platform="reise"), 1),
        (bought(medium="print"), 1),
    ],
)
def test_a_right_is_used_on_its_own_platform_and_medium(
    told: Told, model: ReadModel, asked: Reader, stream: str, grant: image.ImageUseGranted, unused: int
) -> None:
    told.happened(stream, grant)
    placed(told, stream)
    assert found(model, asked, "kind:never-used") == ["never-used"] * unused


def test_a_charged_use_that_is_bought_later_is_paid_twice_until_reversed(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    key = placed(told, stream)
    owing = owed(told, "c1", key)
    told.happened(stream, bought())
    assert found(model, asked) == ["paid-twice"]
    told.happened(owing, account.ChargeReversed("c1", rights.MISTAKEN))
    assert found(model, asked) == []


def test_of_several_charges_for_one_use_the_first_is_due(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    for number in range(3):
        key = placed(told, stream, article=f"a{number}", url="https://tag.invalid/boats")
        owed(told, f"c{number}", key, occurred_on=f"2026-10-0{number + 1}")
    twice = rows(model, asked, "findings", "kind:paid-twice")
    assert sorted(row.charge.rpartition("#")[2] for row in twice) == ["c1", "c2"]
    told.happened(streams.account("tag", "alpenpix"), account.ChargeReversed("c0", "agreed"))
    assert [row.charge.rpartition("#")[2] for row in rows(model, asked, "findings", "kind:paid-twice")] == ["c2"]


def test_a_purchase_and_its_longer_times_are_not_paid_twice(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    for charge_id in ("g1", "longer-1", "longer-2"):
        owed(told, charge_id, grant_id="g1")
    assert found(model, asked, "kind:paid-twice") == []


def test_an_unknown_price_is_open_until_it_is_owed_no_more(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    owing = owed(told, "c1", placed(told, stream), None)
    assert found(model, asked) == ["price-unknown"]
    told.happened(owing, account.ChargeReversed("c1", "free of charge"))
    assert found(model, asked) == []


def test_what_was_recorded_by_mistake_has_no_findings(told: Told, model: ReadModel, asked: Reader, stream: str) -> None:
    key = placed(told, stream, credit="", at="2027-02-01T00:00:00+00:00")
    assert len(found(model, asked, "")) > 1
    told.happened(stream, image.ImageUsageEnded(key, "2027-02-01T00:00:00+00:00", rights.MISTAKEN))
    assert found(model, asked, "") == []


def test_evidence_leads_to_the_log_and_back(told: Told, model: ReadModel, asked: Reader, stream: str) -> None:
    key = placed(told, stream, credit="", evidence="a1@7")
    placed(told, stream, article="a2", evidence="a2@1")
    owing = owed(told, "c1", key, None)
    told.happened(told.image("2"), bought("g9"))
    evidence = {}
    for row in rows(model, asked, "findings", "state:open"):
        (event,) = told.log.read(row.told_at - 1, 1)
        evidence[row.kind] = (event.name, event.stream, row.evidence, row.usage, row.charge)
    usage, charge = f"alpenpix:1#{key}", "tag:alpenpix#c1"
    assert evidence == {
        "credit-missing": ("image.usage-placed", stream, "a1@7", usage, ""),
        "price-unknown": ("account.charge-accrued", owing, "charge c1", usage, charge),
        "never-used": ("image.use-granted", streams.image("alpenpix", "2"), "grant g9", "", ""),
    }
    assert found(model, asked, f'state:open usage:"{usage}"') == ["credit-missing", "price-unknown"]
    assert found(model, asked, f'charge:"{charge}"') == ["price-unknown"]
    assert found(model, asked, 'image:"alpenpix:2"') == ["never-used"]


def test_totals_add_up_kind_by_kind(told: Told, model: ReadModel, asked: Reader, stream: str) -> None:
    told.happened(told.image("2", price=300, currency="CHF"), bought())
    for article, picture in (("a1", stream), ("a2", stream), ("a3", streams.image("alpenpix", "2"))):
        placed(told, picture, article=article, credit="")
    owed(told, "c1", placed(told, stream, article="a4", at="2026-10-06T10:00:00+00:00"), None)
    assert set(found(model, asked, "")) <= set(KINDS)
    counts = dict(asked.facets(Query("findings", "state:open"), "kind"))
    sums = {
        kind: dict(asked.summary(Selection("findings", Query("findings", f"state:open kind:{kind}"))).totals)
        for kind in counts
    }
    assert counts == {"credit-missing": 3, "price-unknown": 1}
    assert sums == {"credit-missing": {"EUR": 2 * 1250, "CHF": 300}, "price-unknown": {}}


def test_a_platform_sees_its_own_findings_and_those_of_rights_for_all(
    told: Told, model: ReadModel, asked: Reader, stream: str
) -> None:
    placed(told, stream, credit="")
    told.happened(told.image("2"), bought(platform=""))
    assert found(model, asked) == ["credit-missing", "never-used"]

    def seen(platform: str) -> list[str]:
        return [
            row.kind for row in asked.rows("findings", asked.ids(Query("findings", "state:open", platform=platform)))
        ]

    assert {platform: sorted(seen(platform)) for platform in ("tag", "reise")} == {
        "tag": ["credit-missing", "never-used"],
        "reise": ["never-used"],
    }
    assert found(model, asked, "state:open platform:tag") == ["credit-missing"]
    assert found(model, asked, "platform:reise") == []
