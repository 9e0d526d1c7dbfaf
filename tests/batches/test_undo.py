"""Undo is told beforehand: what is restored, who changed what since, and whether that is restored too."""

import pytest

from rightsdesk.domain.batch import NotUndoable
from rightsdesk.domain.image import UpdateMetadata, WithdrawImage
from tests.kit.works import Works, local


@pytest.fixture
def works() -> Works:
    return Works()


def _changed(works: Works, count: int = 3) -> tuple[str, list[str]]:
    own = [works.image(str(number)) for number in range(count)]
    ticket = works.order([(stream, UpdateMetadata({"title": "By kim"})) for stream in own])
    works.work()
    return ticket.batch, own


def test_an_undo_that_meets_nothing_restores_all(works: Works) -> None:
    batch, _own = _changed(works)
    found = works.undoing.preview(batch, "kim")
    assert (found.restored, found.left_alone, found.failed) == (3, 0, 0)


def test_who_changed_something_since_is_named(works: Works) -> None:
    batch, own = _changed(works)
    works.order([(own[1], UpdateMetadata({"title": "By thiel"}))], actor="M. Thiel")
    works.work()
    found = works.undoing.preview(batch, "kim")
    assert (found.restored, dict(found.changed_since), found.may_insist) == (2, {"M. Thiel": 1}, True)


def test_what_was_changed_since_is_left_unless_somebody_insists(works: Works) -> None:
    batch, own = _changed(works)
    works.order([(own[1], UpdateMetadata({"title": "By thiel"}))], actor="M. Thiel")
    works.work()
    works.undoing.undo(batch, "00000000-0000-8000-8000-00000000aaaa", "kim")
    works.work()
    assert [local(works, stream).get("title") for stream in own] == [None, "By thiel", None]


def test_insisting_restores_what_was_changed_since(works: Works) -> None:
    batch, own = _changed(works)
    works.order([(own[1], UpdateMetadata({"title": "By thiel"}))], actor="M. Thiel")
    works.work()
    works.undoing.undo(batch, "00000000-0000-8000-8000-00000000aaaa", "kim", insist=True)
    works.work()
    assert [local(works, stream).get("title") for stream in own] == [None, None, None]


def test_a_preview_writes_nothing(works: Works) -> None:
    batch, _own = _changed(works)
    before = works.log.head().position
    works.undoing.preview(batch, "kim")
    assert works.log.head().position == before


def test_what_cannot_be_undone_says_so_beforehand(works: Works) -> None:
    ticket = works.order([(works.image("9"), WithdrawImage("sold"))])
    works.work()
    with pytest.raises(NotUndoable):
        works.undoing.preview(ticket.batch, "kim")
