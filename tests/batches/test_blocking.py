"""Blocking vendors, lifting that, and taking either back."""

from rightsdesk.desk.orders import BlockVendors, UnblockVendors
from rightsdesk.domain import streams
from rightsdesk.domain.vendor import VendorBlocked
from tests.kit.house import House


def _house() -> House:
    house = House()
    for name in ("v1", "v2"):
        house.vendor(name)
    return house


def test_a_blocked_vendor_keeps_its_reason_until_the_block_is_lifted() -> None:
    house = _house()
    ticket = house.tell(*BlockVendors("Name disputed").targets(["v1", "v2"]))
    assert house.progress(ticket).done == 2
    assert house.vendor_state("v1").blocked == "Name disputed"
    house.tell(*UnblockVendors().targets(["v1"]))
    assert [house.vendor_state(name).blocked for name in ("v1", "v2")] == ["", "Name disputed"]


def test_blocking_twice_for_one_reason_changes_nothing() -> None:
    house = _house()
    house.tell(*BlockVendors("Name disputed").targets(["v1"]))
    again = house.tell(*BlockVendors(" Name disputed ").targets(["v1"]))
    assert house.progress(again).unchanged == 1
    assert house.progress(house.tell(*UnblockVendors().targets(["v2"]))).unchanged == 1


def test_a_block_taken_back_leaves_the_reason_that_stood_before() -> None:
    house = _house()
    house.given(streams.vendor("v1"), VendorBlocked("Rights dispute"))
    ticket = house.tell(*BlockVendors("Name disputed").targets(["v1", "v2"]))
    house.undo(ticket)
    assert [house.vendor_state(name).blocked for name in ("v1", "v2")] == ["Rights dispute", ""]


def test_what_somebody_changed_later_is_left_alone() -> None:
    house = _house()
    ticket = house.tell(*BlockVendors("Name disputed").targets(["v1"]))
    house.given(streams.vendor("v1"), VendorBlocked("Insolvent"))
    undone = house.undo(ticket)
    assert house.progress(undone).conflicted == 1
    assert house.vendor_state("v1").blocked == "Insolvent"
