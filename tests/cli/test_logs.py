"""The log and the read model on the command line: verified, exported, rebuilt."""

import json
import shutil
from pathlib import Path

import pytest

from rightsdesk.documents.press import Press
from rightsdesk.eventlog import dialect
from tests.kit.terminal import Terminal


def test_verify_has_every_promised_field(bought: Terminal) -> None:
    found = bought.json("log", "verify")
    assert found.keys() == {"ok", "events", "head", "problems"}
    assert (found["ok"], found["problems"]) == (True, [])
    assert found["events"] == found["head"]["position"] == bought.json("log", "stats")["events"]


def test_verify_names_the_event_in_which_a_byte_was_flipped(bought: Terminal) -> None:
    """The triggers are taken away first, as somebody with a tool of his own would."""
    position = 42
    _meddle(
        bought.folder / "events.db",
        "DROP TRIGGER es_event_no_update",
        f"UPDATE es_event SET data = CAST(replace(CAST(data AS TEXT), ':', ';') AS BLOB) WHERE position = {position}",
        "CREATE TRIGGER es_event_no_update BEFORE UPDATE ON es_event BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    said = bought.run("--json", "log", "verify")
    assert (said.code, said.document["ok"]) == (1, False)
    assert said.document["problems"][0]["position"] == position
    assert f"event {position}:" in bought.run("log", "verify").out


def test_verify_notices_that_the_tail_was_cut_off(bought: Terminal) -> None:
    events = bought.json("log", "stats")["events"]
    _meddle(
        bought.folder / "events.db",
        "DROP TRIGGER es_event_no_delete",
        f"DELETE FROM es_event WHERE position > {events - 3}",
        "CREATE TRIGGER es_event_no_delete BEFORE DELETE ON es_event BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    assert bought.run("--json", "log", "verify").document["ok"] is False


def _meddle(path: Path, *statements: str) -> None:
    connection = dialect.driver().connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_export_writes_every_event_as_a_line(bought: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "log.ndjson"
    told = bought.json("log", "export", "--out", str(file))
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row["position"] for row in rows] == list(range(1, told["events"] + 1))
    assert rows[0].keys() >= {"position", "stream", "version", "event_id", "name", "recorded_at", "actor", "data"}


def test_export_to_the_terminal_is_the_same(bought: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "log.ndjson"
    bought.json("log", "export", "--out", str(file))
    assert bought.run("log", "export").out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["there.ndjson", "no/such/folder/log.ndjson"])
def test_export_overwrites_nothing_and_says_so(bought: Terminal, tmp_path: Path, place: str) -> None:
    (tmp_path / "there.ndjson").write_text("mine", encoding="utf-8")
    said = bought.run("--json", "log", "export", "--out", str(tmp_path / place))
    assert (said.code, said.document["error"]["code"]) == (1, "EXP-PATH")
    assert (tmp_path / "there.ndjson").read_text(encoding="utf-8") == "mine"


def test_show_prints_the_events_of_one_stream(bought: Terminal) -> None:
    key = bought.json("images", "list", "--limit", "1")[0]["key"]
    rows = bought.json("log", "show", f"image-{key}")
    assert [row["version"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0]["name"] == "image.observed"


def test_a_stream_that_does_not_exist_is_unknown(bought: Terminal) -> None:
    said = bought.run("--json", "log", "show", "image-nobody:1")
    assert (said.code, said.document["error"]["code"]) == (1, "UNKNOWN")


def test_rebuild_gives_the_same_screens(issued: Terminal) -> None:
    questions = (("images", "list"), ("vendors", "list"), ("advices", "list"), ("batches", "list"))
    before = [issued.json(*question) for question in questions]
    assert issued.json("read-model", "rebuild", "--compare")["differing"] == 0
    events = issued.json("log", "stats")["events"]
    assert issued.json("read-model", "rebuild") == {"events": events}
    assert [issued.json(*question) for question in questions] == before


def test_a_read_model_thrown_away_comes_back_from_the_log(issued: Terminal) -> None:
    before = issued.json("images", "list")
    for file in issued.folder.glob("read.db*"):
        file.unlink()
    assert issued.json("images", "list") == before


def test_a_damaged_read_model_is_made_again_by_itself(issued: Terminal) -> None:
    before = issued.json("vendors", "list")
    for file in issued.folder.glob("read.db*"):
        file.write_bytes(b"\x00garbage" * 4096)
    assert issued.json("vendors", "list") == before


def test_compare_finds_a_row_that_somebody_changed(issued: Terminal) -> None:
    connection = dialect.driver().connect(str(issued.folder / "read.db"))
    connection.execute("UPDATE vendors SET city = 'Atlantis' WHERE id = (SELECT min(id) FROM vendors)")
    connection.commit()
    connection.close()
    said = issued.run("--json", "read-model", "rebuild", "--compare")
    assert (said.code, said.document["differing"]) == (1, 1)
    assert said.document["tables"]["vendors"] == 1


def test_a_rebuild_asks_no_vendor_and_prints_nothing(issued: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every door to the outside is counted: none is gone through."""
    gone: list[str] = []
    documents = sorted((issued.folder / "documents").rglob("*.pdf"))

    def counted(name: str) -> None:
        gone.append(name)
        raise AssertionError(name)

    monkeypatch.setattr(Press, "print_many", lambda *_: counted("press"))
    monkeypatch.setattr("rightsdesk.vendorsync.feed.feed_from", lambda *_: counted("feed"))
    monkeypatch.setattr("rightsdesk.embedded.EmbeddedHub.address", lambda *_: counted("hub"))
    monkeypatch.setattr("rightsdesk.vendorsync.http.GuardedClient.__init__", lambda *_: counted("client"))
    shutil.rmtree(issued.folder / "documents")
    issued.json("read-model", "rebuild")
    issued.json("read-model", "rebuild", "--compare")
    assert gone == []
    assert documents
    assert not (issued.folder / "documents").exists()
    with pytest.raises(AssertionError):
        issued.run("feeds", "test", "sample")


def test_an_exported_archive_is_checked_as_whole(bought: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "all.rdevents"
    written = bought.json("log", "export", "--out", str(out))
    found = bought.json("log", "check", str(out))
    assert (found["ok"], found["events"]) == (True, written["events"])
    out.write_bytes(out.read_bytes()[:-200])
    assert bought.run("--json", "log", "check", str(out)).document["error"]["code"] == "ARCHIVE"
