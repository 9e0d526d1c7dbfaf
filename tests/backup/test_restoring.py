"""A workspace made from a backup is the one that was saved; from a damaged backup nothing is made."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk import backup, workspace
from rightsdesk.backup import restoring
from rightsdesk.backup.manifest import FORMAT
from rightsdesk.backup.manifest import NAME as MANIFEST
from rightsdesk.desk import Desk
from rightsdesk.eventlog import dialect
from rightsdesk.faults import Damaged, Fault, Unusable
from tests.kit.terminal import Terminal


class _DiskUsage(NamedTuple):
    total: int
    used: int
    free: int


def _changed(saved: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> Path:
    """Write the backup again with other content or another manifest."""
    with zipfile.ZipFile(saved) as file:
        content = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(content.pop(MANIFEST))
    change(content, manifest)
    changed = saved.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w") as file:
        for name, each in content.items():
            file.writestr(name, each)
        file.writestr(MANIFEST, json.dumps(manifest))
    return changed


def _refused(source: Path, tmp_path: Path) -> Fault:
    """Restore, and see that nothing is left of it."""
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(Fault) as refused:
        backup.restore(source, tmp_path / "restored")
    assert {path.name for path in tmp_path.iterdir()} == before
    return refused.value


def test_a_restored_workspace_is_the_saved_one_and_verifies(desk: Desk, saved: Path, tmp_path: Path) -> None:
    told = backup.restore(saved, tmp_path / "restored")
    head = desk.log.head()
    desk.settle()
    before = [row.number for row in desk.reader().all("credit_advices")]
    terminal = Terminal(told.folder)
    found = terminal.json("log", "verify")
    assert (found["ok"], found["events"], found["head"]["hash"]) == (True, head.position, head.digest.hex())
    advices = terminal.json("advices", "list")
    assert sorted(row["number"] for row in advices) == sorted(str(each) for each in before)
    for row in advices:
        assert hashlib.sha256(Path(row["pdf"]).read_bytes()).hexdigest() == Path(row["pdf"]).stem
        assert Path(row["pdf"]).is_relative_to(told.folder)
    assert terminal.json("images", "update", "--where", "", "--set", "title=Goes on", "--wait")["failed"] == 0
    assert terminal.json("read-model", "rebuild", "--compare")["differing"] == 0


def test_an_empty_folder_will_do_and_one_with_anything_in_it_not(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "restored").mkdir()
    backup.restore(saved, tmp_path / "restored")
    with pytest.raises(Unusable) as refused:
        backup.restore(saved, tmp_path / "restored")
    assert refused.value.code == "WORKSPACE-EXISTS"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Unusable, match="holds other files"):
        backup.restore(saved, tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("kind", ["events.db", "settings.toml", ".pdf", ".gz"])
def test_a_changed_member_is_named(saved: Path, tmp_path: Path, kind: str) -> None:
    named: list[str] = []

    def change(content: dict[str, bytes], _manifest: dict[str, Any]) -> None:
        named.append(next(name for name in content if name.endswith(kind)))
        spoilt = bytearray(content[named[0]])
        spoilt[len(spoilt) // 2] ^= 1
        content[named[0]] = bytes(spoilt)

    fault = _refused(_changed(saved, change), tmp_path)
    assert (type(fault), fault.code) == (Damaged, "BACKUP-DAMAGED")
    assert f"{named[0]} is not what was saved" in fault.sentence
    assert "Nothing was restored" in fault.sentence


def _lose(content: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    del content["settings.toml"]


def _add(content: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    content["documents/added.pdf"] = b"%PDF"


def _lengthen(content: dict[str, bytes], manifest: dict[str, Any]) -> None:
    content["settings.toml"] += b"\n# more"


def _forget_the_log(content: dict[str, bytes], manifest: dict[str, Any]) -> None:
    del content["events.db"], manifest["members"]["events.db"]


def _claim_more(_content: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["position"] += 50


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_lose, "settings.toml is missing"),
        (_add, "documents/added.pdf is not listed"),
        (_lengthen, "settings.toml is not what was saved"),
        (_forget_the_log, "events.db is not listed"),
        (_claim_more, "the log ends at event"),
    ],
)
def test_what_does_not_fit_the_manifest_is_named(
    saved: Path, tmp_path: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None], told: str
) -> None:
    assert told in _refused(_changed(saved, change), tmp_path).sentence


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "documents/../../outside.txt", "/outside.txt", "C:/outside.txt", "documents\\..\\outside.txt",
     "read.db", "secrets.json", "documents//x", "documents/", "raw/.", "documents/a\x07b", "rawer/x"],
)  # fmt: skip
def test_a_member_that_would_leave_its_folder_is_refused(saved: Path, tmp_path: Path, name: str) -> None:
    def change(content: dict[str, bytes], manifest: dict[str, Any]) -> None:
        content[name] = b"evil"
        manifest["members"][name] = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}

    assert "BACKUP-DAMAGED" in _refused(_changed(saved, change), tmp_path).code
    assert not (tmp_path.parent / "outside.txt").exists()


def test_an_event_altered_together_with_its_file_hash_breaks_the_chain(saved: Path, tmp_path: Path) -> None:
    def change(content: dict[str, bytes], manifest: dict[str, Any]) -> None:
        log = tmp_path / "altered.db"
        log.write_bytes(content["events.db"])
        connection = dialect.driver().connect(str(log))
        (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'es_event_no_update'").fetchone()
        connection.execute("DROP TRIGGER es_event_no_update")
        connection.execute("UPDATE es_event SET actor = 'somebody' WHERE position = 7")
        connection.execute(trigger)
        connection.commit()
        connection.close()
        altered = content["events.db"] = log.read_bytes()
        manifest["members"]["events.db"] = {"size": len(altered), "sha256": hashlib.sha256(altered).hexdigest()}

    source = _changed(saved, change)
    assert "event 7: the event or its hash was changed" in _refused(source, tmp_path).sentence


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "BACKUP-DAMAGED"), (b"not a zip", "BACKUP-DAMAGED")],
    ids=["empty", "text"],
)
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "odd.zip").write_bytes(content)
    assert _refused(tmp_path / "odd.zip", tmp_path).code == code


def test_missing_foreign_and_newer_files_have_their_own_sentence(saved: Path, tmp_path: Path) -> None:
    assert _refused(tmp_path / "nowhere.zip", tmp_path).code == "BACKUP-MISSING"
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as file:
        file.writestr("letter.txt", "mine")
    assert _refused(tmp_path / "foreign.zip", tmp_path).code == "BACKUP-FOREIGN"
    newer = _changed(saved, lambda _content, manifest: manifest.update(format=FORMAT + 1))
    assert _refused(newer, tmp_path).code == "BACKUP-NEWER"
    broken = _changed(saved, lambda _content, manifest: manifest.pop("epoch"))
    assert f"{MANIFEST} cannot be read" in _refused(broken, tmp_path).sentence


def test_a_cut_off_backup_is_refused(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * share)])
        assert _refused(tmp_path / "cut.zip", tmp_path).code == "BACKUP-DAMAGED"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), near_the_end=st.booleans())
def test_a_flipped_bit_is_found_or_means_nothing(
    saved: Path, tmp_path: Path, place: float, bit: int, near_the_end: bool
) -> None:
    spoilt = bytearray(saved.read_bytes())
    reach = min(2000, len(spoilt)) if near_the_end else len(spoilt)
    spoilt[len(spoilt) - 1 - int(place * reach)] ^= 1 << bit
    (tmp_path / "spoilt.zip").write_bytes(spoilt)
    try:
        told = backup.restore(tmp_path / "spoilt.zip", tmp_path / "restored")
    except Fault as fault:
        assert fault.code.startswith("BACKUP-")  # noqa: PT017 - either answer is right
    else:
        assert told.position == backup.inspected(saved).position
        shutil.rmtree(tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_a_disk_without_room_is_told_before_anything_is_unpacked(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as small:
        small.setattr("shutil.disk_usage", lambda _path: _DiskUsage(10, 10, 0))
        fault = _refused(saved, tmp_path)
    assert (fault.code, "are needed" in fault.sentence) == ("STORE-FULL", True)


def test_a_disk_that_fills_on_the_way_leaves_nothing(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(restoring, "_unpack", no_room)
        fault = _refused(saved, tmp_path)
    assert (fault.code, "the disk is full" in fault.sentence) == ("STORE-FULL", True)
    assert not workspace.exists(tmp_path / "restored")
