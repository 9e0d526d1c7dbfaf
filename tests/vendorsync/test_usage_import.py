"""Files of usages in the log: placed, ended and charged once, whatever is repeated or broken off."""

from pathlib import Path
from typing import Any

import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.image import ImageUsagePlaced
from rightsdesk.domain.terms import Agreement
from rightsdesk.faults import Unusable
from tests.kit.house import House, usage, usage_file

ON_USE = Agreement("on_use", rate=900, version=1)


@pytest.fixture
def house() -> House:
    made = House()
    made.vendor("v1", ON_USE)
    for number in range(1, 7):
        made.image(str(number))
    return made


def rows(count: int = 6, platform: str = "tag") -> list[str]:
    return [f"v1:{number},{platform},a{number},2026-10-0{number}T10:00:00+02:00," for number in range(1, count + 1)]


def test_a_file_places_its_pictures_and_owes_their_prices(house: House, tmp_path: Path) -> None:
    report = house.imports.run(usage_file(tmp_path / "u.csv", rows()), "kim")
    assert (report.counts["placed"], report.counts["charges"]) == (6, 6)
    assert [charge.amount for charge in house.charges()] == [1250] * 6
    assert len(house.state(streams.image("v1", "3")).live) == 1


def test_the_same_file_again_writes_nothing(house: House, tmp_path: Path) -> None:
    file = usage_file(tmp_path / "u.csv", [*rows(), "nobody:1,tag,a9,2026-10-01,", "v1:1,tag,,2026-10-01,"])
    first = house.imports.run(file, "kim")
    before = house.log.head().position
    second = house.imports.run(file, "kim")
    assert house.log.head().position == before
    assert first.counts["placed"] == second.counts["unchanged"] == 6
    assert (first.unknown, first.rejected) == (second.unknown, second.rejected)


def test_a_picture_nobody_delivered_is_listed_and_stops_nothing(house: House, tmp_path: Path) -> None:
    file = usage_file(tmp_path / "u.csv", ["nobody:1,tag,a1,2026-10-01,", *rows(1), "nobody:1,tag,a2,2026-10-02,"])
    report = house.imports.run(file, "kim")
    assert report.unknown == {"nobody:1": 2}
    assert report.counts["placed"] == 1


def test_a_picture_delivered_later_is_placed_by_the_same_file(house: House, tmp_path: Path) -> None:
    file = usage_file(tmp_path / "u.csv", ["v1:9,tag,a1,2026-10-01,", *rows(1)])
    house.imports.run(file, "kim")
    house.image("9")
    report = house.imports.run(file, "kim")
    assert (report.counts["placed"], report.unknown) == (1, {})
    assert len(house.charges()) == 2


def test_a_row_that_cannot_be_read_is_named_and_left_out(house: House, tmp_path: Path) -> None:
    report = house.imports.run(usage_file(tmp_path / "u.csv", ["v1:1,tag,a1,yesterday,", *rows(2)[1:]]), "kim")
    assert [row.line for row in report.rejected] == [2]
    assert house.names(streams.feed("usages-files")) == ["feed.pulled", "feed.pulled"]
    assert (report.counts["placed"], report.counts["rejected"]) == (1, 1)


def test_an_import_taken_up_again_names_the_bad_rows_of_its_first_pages(house: House, tmp_path: Path) -> None:
    file = usage_file(tmp_path / "u.csv", ["v1:1,tag,a1,yesterday,", *rows()[1:], "v1:1,tag,a1,tomorrow,"])
    heard: list[int] = []
    first = house.imports.run(file, "kim", lambda counts: heard.append(counts["placed"]), lambda: bool(heard), page=2)
    assert (first.finished, [row.line for row in first.rejected]) == (False, [2])
    report = house.imports.run(file, "kim", page=2)
    assert (report.counts["placed"], [row.line for row in report.rejected]) == (4, [2, 8])


def test_an_end_in_the_row_closes_the_interval(house: House, tmp_path: Path) -> None:
    house.imports.run(
        usage_file(tmp_path / "u.csv", ["v1:1,tag,a1,2026-10-01T10:00:00+02:00,2026-10-03T10:00:00+02:00"]), "kim"
    )
    (placed,) = house.state(streams.image("v1", "1")).usages.values()
    assert placed.intervals == (("2026-10-01T08:00:00+00:00", "2026-10-03T08:00:00+00:00"),)


def test_a_usage_taken_up_again_has_two_intervals_and_one_charge(house: House, tmp_path: Path) -> None:
    twice = [
        "v1:1,tag,a1,2026-10-01T10:00:00+02:00,2026-10-03T10:00:00+02:00",
        "v1:1,tag,a1,2026-10-05T10:00:00+02:00,",
    ]
    house.imports.run(usage_file(tmp_path / "u.csv", twice), "kim")
    (placed,) = house.state(streams.image("v1", "1")).usages.values()
    assert len(placed.intervals) == 2
    assert len(house.charges()) == 1


def test_the_end_of_an_earlier_use_told_again_does_not_end_the_present_one(house: House, tmp_path: Path) -> None:
    first = "v1:1,tag,a1,2026-10-01T10:00:00+02:00,2026-10-03T10:00:00+02:00"
    file = usage_file(tmp_path / "u.csv", [first, "v1:1,tag,a1,2026-10-05T10:00:00+02:00,"])
    house.imports.run(file, "kim")
    before = house.log.head().position
    house.imports.run(file, "kim")
    assert house.log.head().position == before
    assert len(house.state(streams.image("v1", "1")).live) == 1


def test_a_dry_run_counts_and_writes_nothing(house: House, tmp_path: Path) -> None:
    before = house.log.head().position
    report = house.imports.run(usage_file(tmp_path / "u.csv", rows()), "kim", dry_run=True, page=2)
    assert (report.counts["placed"], report.counts["charges"]) == (6, 6)
    assert house.log.head().position == before


def test_stopped_between_pages_it_goes_on_where_it_was(house: House, tmp_path: Path) -> None:
    file = usage_file(tmp_path / "u.csv", rows())
    heard: list[int] = []
    stopped = house.imports.run(
        file, "kim", lambda counts: heard.append(counts["placed"]), lambda: len(heard) == 2, page=2
    )
    assert (stopped.finished, heard) == (False, [2, 4])
    report = house.imports.run(file, "kim", page=2)
    assert report.counts == {"placed": 2, "charges": 2}
    assert len(house.charges()) == 6


def test_a_crash_before_the_commit_doubles_nothing(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = usage_file(tmp_path / "u.csv", rows())
    append, calls = house.log.append, []

    def dying(*given: Any, **more: Any) -> Any:
        done = append(*given, **more)
        calls.append(done)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(house.log, "append", dying)
    with pytest.raises(KeyboardInterrupt):
        house.imports.run(file, "kim", page=2)
    monkeypatch.undo()
    assert len(house.charges()) == 2
    assert house.imports.run(file, "kim", page=2).counts["placed"] == 4
    assert len(house.charges()) == 6


def test_somebody_faster_only_makes_it_look_again(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = usage_file(tmp_path / "u.csv", rows(2))
    transaction, others = house.log.transaction, []

    def overtaken() -> Any:
        monkeypatch.undo()
        given = usage("v1:1", "a1")
        house.given(streams.image("v1", "1"), ImageUsagePlaced(given, "2026-10-01T08:00:00+00:00"))
        others.append(given)
        return transaction()

    monkeypatch.setattr(house.log, "transaction", overtaken)
    report = house.imports.run(file, "kim")
    assert (report.counts["placed"], report.counts["unchanged"], len(others)) == (1, 1, 1)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(Unusable, match="nowhere"):
        House().imports.run(Path("nowhere.csv"), "kim")
