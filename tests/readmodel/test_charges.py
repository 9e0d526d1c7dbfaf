"""The table of charges: what is owed with its basis, what became of it, and what differs now."""

import pytest

from rightsdesk.domain import account, rights, streams
from rightsdesk.readmodel import Query, Reader, ReadModel
from tests.readmodel.told import Told
from tests.readmodel.uses import owed, placed, rows

ACCOUNT = streams.account("tag", "alpenpix")
DRAFTED = account.AccountAdviceDrafted("2026-10", {"x1": ("c1",)}, {"x1": "EUR"})


def test_a_charge_shows_its_frozen_basis(told: Told, model: ReadModel, reader: Reader) -> None:
    key = placed(told, told.image("1"))
    owed(told, "c1", key, article="a1", rate_version=3, late=True)
    (row,) = rows(model, reader, "charges")
    assert (row.key, row.platform, row.vendor) == ("tag:alpenpix#c1", "tag", "alpenpix")
    assert (row.amount, row.currency, row.basis, row.rate_version, row.late) == (1250, "EUR", "item", 3, True)
    assert (row.usage, row.article, row.state) == (key, "a1", "open")


def test_a_charge_is_open_then_billed_then_open_again(told: Told, model: ReadModel, reader: Reader) -> None:
    owed(told, "c1")
    states = [rows(model, reader, "charges")[0].state]
    told.happened(ACCOUNT, DRAFTED)
    states.append(rows(model, reader, "charges")[0].state)
    charge = account.Charge("c1", "alpenpix:1", "Sunset", 1250, "EUR", "2026-10-05", "item")
    told.happened(ACCOUNT, account.AccountAdviceReleased("x1", (charge,)))
    states.append(rows(model, reader, "charges")[0].state)
    assert states == ["open", "billed", "open"]
    assert rows(model, reader, "charges")[0].advice == ""


def test_a_reversed_charge_keeps_its_reason(told: Told, model: ReadModel, reader: Reader) -> None:
    owed(told, "c1")
    told.happened(ACCOUNT, account.ChargeReversed("c1", rights.MISTAKEN))
    (row,) = rows(model, reader, "charges")
    assert (row.state, row.reason) == ("reversed", "mistaken")


def test_a_difference_is_listed_until_it_is_settled(told: Told, model: ReadModel, reader: Reader) -> None:
    owed(told, "c1")
    told.happened(ACCOUNT, DRAFTED)
    more = ("c1", "x1", "alpenpix:1", 1250, "EUR", 2000, "EUR", "2026-10-01T00:00:00+00:00")
    told.happened(ACCOUNT, account.AccountPriceDifferenceDetected(*more))
    assert [row.difference for row in rows(model, reader, "charges", "difference>=0")] == [2000]
    told.happened(ACCOUNT, account.AccountPriceDifferenceSettled("c1", "ignored", "kim"))
    assert rows(model, reader, "charges", "difference>=0") == []


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("amount:none", ["c3"]),
        ("amount>=10", ["c1", "c2"]),
        ("state:open", ["c1", "c2", "c3"]),
        ("vendor:alpenpix", ["c1", "c2"]),
        ("occurred_on<2026-10-05", ["c2"]),
        ("c3", ["c3"]),
    ],
)
def test_charges_are_found_by_what_they_say(
    told: Told, model: ReadModel, reader: Reader, where: str, found: list[str]
) -> None:
    owed(told, "c1")
    owed(told, "c2", occurred_on="2026-10-04")
    owed(told, "c3", amount=None, vendor="nordbild", image="nordbild:1")
    assert sorted(row.key.rpartition("#")[2] for row in rows(model, reader, "charges", where)) == found


def test_the_same_charge_id_in_two_accounts_is_two_charges(told: Told, model: ReadModel, reader: Reader) -> None:
    for platform in ("tag", "reise"):
        owed(told, "c1", platform=platform)
    model.catch_up_fully()
    assert reader.count(Query("charges")) == 2
    assert reader.count(Query("charges", platform="reise")) == 1
