"""The shelf lists shipped views first and people's own in the order they gave them."""

from pathlib import Path

import pytest

from tests.kit.features import FEATURE
from ui.kit.view_shelf import Shelf

pytestmark = pytest.mark.usefixtures("qapp")


def _titles(shelf: Shelf) -> list[str]:
    return [str(one.title) for one in shelf.of(FEATURE)]


def test_own_views_stand_after_the_shipped_ones_in_their_order() -> None:
    shelf = Shelf()
    first = shelf.keep(FEATURE, "Mine", {"where": "sync:failed"})
    shelf.keep(FEATURE, "Yours", {})
    assert _titles(shelf) == ["Sync failed", "All images", "Mine", "Yours"]
    assert shelf.move(FEATURE, first.key, 1)
    assert not shelf.move(FEATURE, first.key, 1)
    assert _titles(shelf)[2:] == ["Yours", "Mine"]


def test_a_name_is_taken_whatever_its_capitals() -> None:
    shelf = Shelf()
    mine = shelf.keep(FEATURE, "Mine", {})
    assert shelf.taken(FEATURE, " mINE ")
    assert shelf.taken(FEATURE, "all images")
    assert not shelf.taken(FEATURE, "Mine", but=mine.key)


def test_what_is_forgotten_can_be_put_back_as_it_was() -> None:
    shelf = Shelf()
    mine = shelf.keep(FEATURE, "Mine", {"where": "sync:failed"})
    gone = shelf.forget(mine.key)
    assert gone == mine
    assert shelf.named(mine.key) is None
    shelf.put(mine)
    assert shelf.named(mine.key) == mine


def test_a_view_given_to_a_file_says_what_it_is(tmp_path: Path) -> None:
    shelf = Shelf()
    mine = shelf.keep(FEATURE, "Mine", {"where": "sync:failed"})
    shelf.give(mine.key, tmp_path / "mine.rdview")
    assert b'"rightsdesk_view": 1' in (tmp_path / "mine.rdview").read_bytes()
