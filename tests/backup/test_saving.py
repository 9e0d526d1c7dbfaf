"""A backup is one consistent state of a workspace in use, whole or not there at all."""

import hashlib
import json
import os
import stat
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rightsdesk import backup, bootstrap
from rightsdesk.backup import manifest, saving
from rightsdesk.desk import Desk, Query, Selection, UpdateImages
from rightsdesk.eventlog import dialect
from rightsdesk.eventlog.sql import SqlEventLog
from rightsdesk.faults import Damaged, Unusable
from rightsdesk.settings import Settings


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _manifest(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as file:
        found: dict[str, Any] = json.loads(file.read(manifest.NAME))
    return found


def test_it_holds_log_documents_raw_and_settings_and_nothing_else(desk: Desk, saved: Path) -> None:
    (desk.folder / "secrets.json").write_text('{"dpa": "canary-7261"}', encoding="utf-8")
    names = set(_manifest(saved)["members"])
    assert {"events.db", "settings.toml"} < names
    kept = {"documents", "raw"}
    on_disk = {
        path.relative_to(desk.folder).as_posix() for name in kept for path in (desk.folder / name).rglob("*.*")
    }  # fmt: skip
    assert names == on_disk | {"events.db", "settings.toml"}
    assert any(name.endswith(".pdf") for name in names)


def test_secrets_and_read_tables_never_leave_the_workspace(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "secrets.json").write_text('{"dpa": "canary-7261"}', encoding="utf-8")
    made = desk.back_up(tmp_path / "other.zip").path
    with zipfile.ZipFile(made) as file:
        assert not {"secrets.json", "read.db", "lock", "lock.json"} & set(file.namelist())
        assert all(b"canary-7261" not in file.read(name) for name in file.namelist())


def test_the_manifest_names_every_hash_and_the_end_of_the_log(desk: Desk, saved: Path) -> None:
    told = _manifest(saved)
    head = desk.log.head()
    assert (told["position"], told["hash"], told["epoch"]) == (head.position, head.digest.hex(), head.epoch)
    with zipfile.ZipFile(saved) as file:
        for name, member in told["members"].items():
            content = file.read(name)
            assert (len(content), hashlib.sha256(content).hexdigest()) == (member["size"], member["sha256"])


def test_what_is_told_of_it_is_what_lies_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    told = desk.back_up(tmp_path / "told.zip")
    content = told.path.read_bytes()
    assert (told.size, told.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert told.position == desk.log.head().position
    assert backup.inspected(told.path) == told


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_only_its_owner_may_read_it(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_work_goes_on_while_it_is_made_and_it_shows_one_moment(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches are carried out on another thread between the steps of the copy."""
    monkeypatch.setattr(dialect, "PAGES_A_STEP", 3)
    begun, ended = threading.Event(), threading.Event()
    faults: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(1000):
                ticket = desk.submit(Selection("images", Query("images")), UpdateImages({"title": f"Title {number}"}))
                desk.wait(ticket.batch)
                begun.set()
                if ended.is_set():
                    break
        except BaseException as error:  # noqa: BLE001 - told to the test
            faults.append(error)
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    first = desk.log.head().position
    told = []
    for number in range(3):
        told.append(desk.back_up(tmp_path / f"{number}.zip"))
        while desk.log.head().position == told[-1].position and not faults:
            """Until something was recorded after it."""
    last = desk.log.head().position
    ended.set()
    writer.join()
    assert faults == []
    assert first <= told[0].position < told[1].position < told[2].position <= last
    for number, each in enumerate(told):
        restored = backup.restore(each.path, tmp_path / f"restored-{number}")
        assert restored.position == each.position


def test_what_is_recorded_between_two_steps_of_the_copy_is_not_in_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "PAGES_A_STEP", 20)
    assert isinstance(desk.log, SqlEventLog)
    before, steps = desk.log.head().position, iter(range(1000))

    def watch() -> None:
        desk.masters.set_vendor("busy", {"name": f"Step {next(steps)}"})

    saved = backup.save(desk.folder, desk.log, tmp_path / "busy.zip", watch)
    assert next(steps) > 5
    assert saved.position == before


def test_nothing_existing_is_overwritten(desk: Desk, saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(Unusable, match="nothing was overwritten") as refused:
        desk.back_up(saved)
    assert refused.value.code == "EXP-PATH"
    assert saved.read_bytes() == before


def test_a_folder_that_is_missing_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="nowhere"):
        desk.back_up(tmp_path / "nowhere" / "saved.zip")


def _no_room(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("deed", ["_put", "inspected"])
def test_a_full_disk_leaves_nothing_of_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    before = _left(tmp_path)
    with monkeypatch.context() as full:
        full.setattr(saving, deed, _no_room)
        with pytest.raises(Unusable, match="the disk is full") as refused:
            desk.back_up(tmp_path / "full.zip")
    assert refused.value.code == "STORE-FULL"
    assert _left(tmp_path) == before


def test_a_disk_that_fills_while_the_log_is_copied_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, connect = _left(tmp_path), dialect.driver().connect

    class Driver:
        """Lets the engine itself find the disk full."""

        Error = dialect.driver().Error

        @staticmethod
        def connect(path: str, **more: Any) -> Any:
            made = connect(path, **more)
            made.execute("PRAGMA max_page_count=5")
            return made

    with monkeypatch.context() as full:
        full.setattr(dialect, "driver", lambda: Driver)
        with pytest.raises(Unusable, match=r"The copy .* cannot be written: the disk is full") as refused:
            desk.back_up(tmp_path / "full.zip")
    assert refused.value.code == "STORE-FULL"
    assert _left(tmp_path) == before


class _Enough(Exception):
    """Whoever waited does so no more."""


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5, 8, 13])
def test_stopping_at_any_step_leaves_nothing_of_it(desk: Desk, tmp_path: Path, after: int) -> None:
    before, steps = _left(tmp_path), iter(range(after))

    def watch() -> None:
        if next(steps, None) is None:
            raise _Enough

    assert isinstance(desk.log, SqlEventLog)
    with pytest.raises(_Enough):
        backup.save(desk.folder, desk.log, tmp_path / "stopped.zip", watch)
    assert _left(tmp_path) == before


def test_an_altered_log_is_not_saved_over_older_backups(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    bootstrap.create_workspace(folder, Settings())
    desk = bootstrap.open_desk(folder, bootstrap.Opening(actor="kim"))
    desk.masters.set_vendor("v1", {"name": "Before"})
    desk.close()
    _alter(folder / "events.db")
    desk = bootstrap.open_desk(folder, bootstrap.Opening(writing=False))
    try:
        with pytest.raises(Damaged, match="event 1: the event or its hash was changed"):
            desk.back_up(tmp_path / "bad.zip")
    finally:
        desk.close()
    assert not (tmp_path / "bad.zip").exists()


def _alter(log: Path) -> None:
    connection = dialect.driver().connect(str(log))
    connection.execute("DROP TRIGGER es_event_no_update")
    connection.execute("UPDATE es_event SET actor = 'somebody' WHERE position = 1")
    connection.execute(
        "CREATE TRIGGER es_event_no_update BEFORE UPDATE ON es_event BEGIN SELECT RAISE(ABORT, 'what'); END"
    )
    connection.commit()
    connection.close()


def test_links_to_places_outside_are_not_followed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("mine", encoding="utf-8")
    try:
        (desk.folder / "documents" / "link.pdf").symlink_to(tmp_path / "private.txt")
    except OSError:
        pytest.skip("this system lets us make no links")
    assert "documents/link.pdf" not in _manifest(desk.back_up(tmp_path / "links.zip").path)["members"]
