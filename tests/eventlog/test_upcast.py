"""Old shapes are lifted when read, and a broken ladder is found at start-up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from rightsdesk.domain.messages import REGISTER, Event, event
from rightsdesk.eventlog import codec, upcast
from rightsdesk.eventlog.codec import decode
from rightsdesk.faults import Damaged


def to_two(shape: dict[str, Any]) -> dict[str, Any]:
    return {"first": shape["name"].split()[0], "last": shape["name"].split()[1]}


def to_three(shape: dict[str, Any]) -> dict[str, Any]:
    return {**shape, "title": "Dr"}


@pytest.fixture
def painter(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Any]]:
    monkeypatch.setattr(codec, "_readers", {})

    @event("test.painter-named", version=3)
    @dataclass(frozen=True, slots=True)
    class PainterNamed(Event[Any]):
        first: str
        last: str
        title: str

    yield PainterNamed
    del REGISTER["test.painter-named"]


def test_a_first_version_is_lifted_step_by_step(painter: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(upcast.STEPS, ("test.painter-named", 1), to_two)
    monkeypatch.setitem(upcast.STEPS, ("test.painter-named", 2), to_three)
    assert decode("test.painter-named", 1, b'{"name":"Ada Kern"}') == painter("Ada", "Kern", "Dr")
    assert decode("test.painter-named", 2, b'{"first":"Ada","last":"Kern"}') == painter("Ada", "Kern", "Dr")


def test_a_missing_step_is_named_when_read(painter: type[Any]) -> None:
    with pytest.raises(Damaged, match=r"test\.painter-named is stored in version 1"):
        decode("test.painter-named", 1, b"{}")


def test_the_ladders_of_this_program_are_whole() -> None:
    upcast.check()


def test_a_gap_in_a_ladder_is_found_at_start(painter: type[Any]) -> None:
    with pytest.raises(ValueError, match="no step lifts version 2"):
        upcast.check({("test.painter-named", 1): to_two})


def test_a_step_above_the_top_is_found_at_start(painter: type[Any]) -> None:
    ladder = {("test.painter-named", version): to_three for version in (1, 2, 3)}
    with pytest.raises(ValueError, match="from version 3, but its version is 3"):
        upcast.check(ladder)


def test_a_step_for_an_unknown_name_is_found_at_start() -> None:
    with pytest.raises(ValueError, match=r"no event has this stored name"):
        upcast.check({("image.painted", 1): to_two}, {})


def test_two_ways_to_lift_one_version_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upcast, "STEPS", {})
    upcast.upcast("image.painted", 1)(to_two)
    with pytest.raises(ValueError, match="two ways"):
        upcast.upcast("image.painted", 1)(to_three)
