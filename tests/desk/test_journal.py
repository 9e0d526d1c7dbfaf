"""The journal as a file: every event, sealed with a check sum that finds what was changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rightsdesk.desk import journal
from rightsdesk.faults import Damaged, Unavailable, Unusable
from tests.kit.works import Works


@pytest.fixture
def works() -> Works:
    made = Works()
    for number in range(5):
        made.image(str(number))
    return made


@pytest.fixture
def file(works: Works, tmp_path: Path) -> Path:
    return journal.write(works.log, tmp_path / "all.rdevents").path


def test_every_event_stands_between_a_head_and_a_seal(works: Works, file: Path) -> None:
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert lines[0]["format"] == "rightsdesk-events"
    assert [line["position"] for line in lines[1:-1]] == [1, 2, 3, 4, 5]
    assert lines[1]["data"]["asset_id"] == "0"
    assert lines[-1]["events"] == 5
    assert lines[-1]["chain"] == works.log.head().digest.hex()


def test_a_sound_file_is_read_again_as_it_was_written(file: Path) -> None:
    found = journal.check(file)
    assert (found.events, found.first, found.last) == (5, 1, 5)


def _changed(text: bytes) -> bytes:
    return text.replace(b"Picture 3", b"Picture 9")


def _without_a_line(text: bytes) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(lines[:3] + lines[4:])


def _cut_off(text: bytes) -> bytes:
    return b"".join(text.splitlines(keepends=True)[:-1])


def _torn(text: bytes) -> bytes:
    return text[: len(text) // 2]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_changed, "check sum does not fit"),
        (_without_a_line, "line 4: event 3 is missing here"),
        (_cut_off, "cut off after event 5"),
        (_torn, "is not JSON any more"),
    ],
)
def test_what_was_changed_afterwards_is_found(file: Path, harm: Callable[[bytes], bytes], said: str) -> None:
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(Damaged, match=said):
        journal.check(file)


def test_another_file_is_told_to_be_no_journal(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"a": 1}\n', encoding="utf-8")
    with pytest.raises(Damaged, match="no journal of RightsDesk"):
        journal.check(tmp_path / "x.json")
    with pytest.raises(Unusable, match="cannot be read"):
        journal.check(tmp_path / "nowhere.rdevents")


def test_stopping_leaves_the_earlier_file_as_it_was(works: Works, file: Path) -> None:
    before = file.read_bytes()

    def stop(_done: int, _all: int) -> None:
        raise Unavailable("Stopped.")

    with pytest.raises(Unavailable):
        journal.write(works.log, file, stop)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
