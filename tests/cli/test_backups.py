"""Saving and restoring from the command line."""

import hashlib
from pathlib import Path

from rightsdesk import bootstrap
from tests.kit.terminal import Terminal


def test_what_is_saved_can_be_restored_elsewhere(issued: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "saved.zip"
    told = issued.json("backup", str(file))
    before = issued.json("log", "verify")
    assert told == {
        "file": str(file),
        "position": before["head"]["position"],
        "members": told["members"],
        "bytes": file.stat().st_size,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }
    other = Terminal(tmp_path / "restored")
    made = other.json("restore", str(file))
    assert (made["workspace"], made["position"]) == (str(other.folder), told["position"])
    assert other.json("log", "verify") == before
    assert other.json("images", "list") == issued.json("images", "list")


def test_a_workspace_that_is_in_use_can_be_saved(bought: Terminal, tmp_path: Path) -> None:
    desk = bootstrap.open_desk(bought.folder, bootstrap.Opening(actor="kim"))
    try:
        said = bought.run("backup", str(tmp_path / "saved.zip"))
        assert (said.code, said.err) == (0, "")
        assert "Saved up to event" in said.out
    finally:
        desk.close()


def test_what_cannot_be_saved_or_restored_is_told_in_a_sentence(bought: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "odd.zip"
    file.write_bytes(b"not a zip")
    said = bought.run("backup", str(file))
    assert (said.code, "EXP-PATH" in said.err, file.read_bytes()) == (1, True, b"not a zip")
    said = Terminal(tmp_path / "restored").run("restore", str(file))
    assert (said.code, "BACKUP-DAMAGED" in said.err) == (1, True)
    assert not (tmp_path / "restored").exists()
    assert Terminal(bought.folder).run("--json", "restore", str(file)).document["error"]["code"] == "WORKSPACE-EXISTS"
