"""Archives of events: whole and unchanged, or told what is wrong with them."""

import json
from pathlib import Path

import pytest

from rightsdesk import event_archive
from rightsdesk.faults import Damaged, Unusable


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "all.rdevents"
    lines = [json.dumps({"position": nth, "data": {"title": "Köln"}}, ensure_ascii=False) + "\n" for nth in (1, 2, 5)]
    file.write_text("".join(event_archive.closed(lines)), encoding="utf-8")
    return file


def test_a_whole_archive_tells_its_events_and_check_sum(archive: Path) -> None:
    found = event_archive.check(archive)
    assert (found.events, found.first, found.last, len(found.sha256)) == (3, 1, 5, 64)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda text: text.replace("Köln", "Bonn", 1), "check sum differs"),
        (lambda text: "".join(text.splitlines(keepends=True)[1:]), "2 events, 3 were written"),
        (lambda text: "".join(text.splitlines(keepends=True)[:2]), "cut off after event 2"),
        (lambda text: text + "{}\n", "goes on after its end"),
        (lambda text: text.replace('"position": 5', '"position": 2'), "do not rise"),
        (lambda text: "nothing\n" + text, "not an event"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "newer program"),
        (lambda _text: "", "cut off"),
    ],
)
def test_a_changed_archive_says_what_is_wrong(archive: Path, damage: object, sentence: str) -> None:
    assert callable(damage)
    archive.write_text(damage(archive.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Damaged, match=sentence):
        event_archive.check(archive)


def test_an_archive_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be read"):
        event_archive.check(tmp_path / "none.rdevents")
