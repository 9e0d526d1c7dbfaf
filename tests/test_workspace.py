"""The folder with everything in it, written by one process at a time."""

import json
import os
from pathlib import Path

import pytest

from rightsdesk import workspace
from rightsdesk.faults import Unusable


def test_a_folder_named_by_the_environment_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RIGHTSDESK_HOME", str(tmp_path))
    assert workspace.default_folder() == tmp_path
    monkeypatch.delenv("RIGHTSDESK_HOME")
    assert "rightsdesk" in str(workspace.default_folder())


def test_prepare_makes_the_folders_and_refuses_what_is_in_use(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "workspace"
    workspace.prepare(folder)
    assert {file.name for file in folder.iterdir()} == set(workspace.FOLDERS)
    with pytest.raises(Unusable) as told:
        workspace.prepare(folder)
    assert told.value.code == "NOT-A-WORKSPACE"


def test_the_holder_is_named_while_the_lock_is_held(tmp_path: Path) -> None:
    first, second = workspace.Lock(tmp_path), workspace.Lock(tmp_path)
    first.take()
    try:
        holder = json.loads((tmp_path / "lock.json").read_text(encoding="utf-8"))
        assert holder["pid"] == os.getpid()
        with pytest.raises(Unusable) as told:
            second.take()
        assert told.value.code == "DB-IN-USE"
        assert f"process {os.getpid()}" in told.value.sentence
        second.release()
        assert (tmp_path / "lock.json").exists()
    finally:
        first.release()
    assert not (tmp_path / "lock.json").exists()
    second.take()
    second.release()


@pytest.mark.parametrize("holder", [None, "", "{", "[]", '{"pid": 1}'])
def test_a_holder_that_left_no_readable_name_is_still_in_the_way(tmp_path: Path, holder: str | None) -> None:
    first = workspace.Lock(tmp_path)
    first.take()
    try:
        (tmp_path / "lock.json").unlink()
        if holder is not None:
            (tmp_path / "lock.json").write_text(holder, encoding="utf-8")
        with pytest.raises(Unusable, match="in use by another process"):
            workspace.Lock(tmp_path).take()
    finally:
        first.release()


def test_a_full_disk_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    lock = workspace.Lock(tmp_path)
    lock.take()
    lock.release()
