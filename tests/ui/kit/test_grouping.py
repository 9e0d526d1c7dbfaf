"""Groups are counted, named, searched and cut where nobody waits: the window gets no more than it lists."""

from collections.abc import Collection, Iterable
from types import SimpleNamespace
from typing import Any, cast

from rightsdesk.desk import Query, Reader
from ui.kit.declare_side import Group
from ui.kit.group_list import Member
from ui.kit.grouping import MOST, groups_of

VENDOR = Group("vendor", "Vendor", "vendor", "vendor", names="vendors.name")
MANY = 20_000


class Vendors:
    """A reader that knows very many vendors, each with a name."""

    def __init__(self) -> None:
        self.looked_up = 0

    def facets(self, _query: Query, _column: str) -> tuple[tuple[str, int], ...]:
        return tuple((f"v{n}", MANY - n) for n in range(MANY))

    def ids_of(self, _table: str, keys: Collection[str]) -> dict[str, int]:
        self.looked_up = len(keys)
        return {key: int(key[1:]) for key in keys}

    def rows(self, _table: str, ids: Iterable[int]) -> list[Any]:
        return [SimpleNamespace(id=one, name=f"Agency {one}") for one in ids]


def test_only_the_largest_are_named_and_listed() -> None:
    vendors = Vendors()
    found = groups_of(cast(Reader, vendors), Query("usages"), VENDOR, {})
    assert (len(found.shown), found.hits, found.all) == (MOST, MANY, MANY)
    assert found.shown[1] == Member("vendor:v1", "Agency 1", MANY - 1)
    assert vendors.looked_up == MOST


def test_a_search_finds_groups_that_are_not_listed() -> None:
    found = groups_of(cast(Reader, Vendors()), Query("usages"), VENDOR, {}, "aGency 4999")
    assert [one.title for one in found.shown] == ["Agency 4999"]
    assert (found.hits, found.all) == (1, MANY)


def test_the_smallest_groups_are_found_by_their_keys() -> None:
    found = groups_of(cast(Reader, Vendors()), Query("usages"), VENDOR, {}, "v19999")
    assert found.shown == (Member("vendor:v19999", "v19999", 1),)


def test_choices_of_a_filter_lend_their_titles() -> None:
    sync = Group("sync", "Sync", "sync", "sync")
    found = groups_of(cast(Reader, Vendors()), Query("images"), sync, {"v7": "in sync"}, "in sync")
    assert found.shown == (Member("sync:v7", "in sync", MANY - 7),)
