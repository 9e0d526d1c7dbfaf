"""The log file: readable line by line, without secrets, and never endless."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import logs

OURS = logging.getLogger("rightsdesk.planted")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = logs.start(tmp_path / "logs")
    yield tmp_path / "logs"
    logs.stop(handler)


def _lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / logs.FILE_NAME).read_text(encoding="utf-8").splitlines()]


def test_a_record_becomes_one_line_with_its_facts(folder: Path) -> None:
    OURS.info("Pulled a feed", extra={"feed": "alpenpix", "items": 40})
    (line,) = _lines(folder)
    assert (line["message"], line["feed"], line["items"]) == ("Pulled a feed", "alpenpix", 40)
    assert str(line["at"]).endswith("+00:00")


def test_secrets_given_as_facts_are_blotted_out(folder: Path) -> None:
    OURS.info("Signed in", extra={"access_token": "abc123", "IBAN": "DE02", "feed": "x"})
    assert "abc123" not in (folder / logs.FILE_NAME).read_text(encoding="utf-8")
    assert _lines(folder)[0]["IBAN"] == "***"


def test_a_traceback_stays_within_its_line(folder: Path) -> None:
    try:
        int("planted")
    except ValueError:
        OURS.exception("Parked an item")
    (line,) = _lines(folder)
    assert "ValueError" in str(line["traceback"])


def test_what_cannot_be_written_as_json_is_written_as_text(folder: Path) -> None:
    OURS.info("Wrote a document", extra={"place": Path("a") / "b.pdf"})
    assert str(_lines(folder)[0]["place"]).endswith("b.pdf")


def test_nothing_is_written_after_the_log_was_stopped(tmp_path: Path) -> None:
    handler = logs.start(tmp_path)
    logs.stop(handler)
    OURS.info("Said into the void")
    assert not (tmp_path / logs.FILE_NAME).exists()


def test_a_full_file_is_put_aside_and_begun_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = (one for one in logging.getLogger().handlers if getattr(one, "maxBytes", 0) == logs.LARGEST_FILE)
    monkeypatch.setattr(handler, "maxBytes", 400)
    for number in range(40):
        OURS.info("Counted on", extra={"number": number})
    files = sorted(file.name for file in folder.iterdir())
    assert files == [logs.FILE_NAME, *(f"{logs.FILE_NAME}.{n}" for n in range(1, logs.OLD_FILES + 1))]
