"""A disk that takes no more: said in a sentence, everything recorded kept, and on with it once there is room."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk.batches import issuing
from rightsdesk.cli import session
from rightsdesk.documents import shelf
from rightsdesk.eventlog import dialect
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from tests.kit.calendar import LAST_MONTH
from tests.kit.terminal import Terminal
from tests.kit.workspaces import IMAGES

UPDATE = ("images", "update", "--where", "", "--set", f"caption={'long words ' * 400}")
ISSUE = ("advices", "issue", "--all", "--wait")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, where this system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only a superuser on Linux may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this system does not let us mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def _fill(place: Path) -> Path:
    """Fill the disk to the last byte."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"\x00" * 4096)
            except OSError:
                return ballast


def _limit(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the engine itself find the disk full: no page more than there are now."""
    connection = dialect.driver().connect(str(folder / "events.db"))
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.close()
    settings = vars(dialect)["_SETTINGS"]
    monkeypatch.setattr(dialect, "_SETTINGS", (*settings, f"PRAGMA max_page_count={pages}"))


def test_a_command_that_finds_the_disk_full_is_refused_whole(bought: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bought.json("log", "verify")
    with monkeypatch.context() as full:
        _limit(full, bought.folder)
        said = bought.run(*UPDATE)
        assert said.code == 1
        assert "is full" in said.err
        assert "Free 100 MB" in said.err
        assert bought.run("--json", *UPDATE).document["error"]["code"] == "STORE-FULL"
        assert len(bought.json("images", "list")) == IMAGES
    assert bought.json("log", "verify") == before
    assert bought.json(*UPDATE, "--wait")["done"] == IMAGES


def test_a_batch_interrupted_by_a_full_disk_goes_on_where_it_stopped(
    bought: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = bought.json(*UPDATE)
    with monkeypatch.context() as full:
        _limit(full, bought.folder)
        said = bought.run("worker", "--until-idle")
        assert (said.code, "is full" in said.err) == (1, True)
    bought.json("worker", "--until-idle")
    shown = bought.json("batches", "show", ticket["id"])
    assert (shown["done"], shown["remaining"], shown["failed"]) == (IMAGES, 0, 0)
    assert bought.json("log", "verify")["ok"] is True


def test_a_real_full_disk_loses_nothing_and_goes_on(made_bought: Path, disk: Path) -> None:
    terminal = Terminal(disk / "workspace")
    shutil.copytree(made_bought, terminal.folder)
    before = terminal.json("log", "verify")
    ballast = _fill(disk)
    said = terminal.run(*UPDATE)
    assert said.code == 1
    assert "is full" in said.err
    assert "Traceback" not in said.err
    ballast.unlink()
    assert terminal.json("log", "verify") == before
    assert terminal.json("images", "update", "--where", "", "--set", "title=Room", "--wait")["done"] == IMAGES
    assert terminal.json("read-model", "rebuild", "--compare")["differing"] == 0


def test_what_is_recorded_can_be_read_on_a_full_disk(made_bought: Path, disk: Path) -> None:
    terminal = Terminal(disk / "workspace")
    shutil.copytree(made_bought, terminal.folder)
    _fill(disk)
    said = terminal.run("--json", "images", "list")
    assert said.code == 0, said
    assert len(said.document) == IMAGES


def test_a_workspace_cannot_be_made_on_a_full_disk_and_half_of_it_is_no_workspace(disk: Path) -> None:
    ballast = _fill(disk)
    terminal = Terminal(disk / "workspace")
    said = terminal.run("init")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert not (terminal.folder / "events.db").exists()
    ballast.unlink()
    shutil.rmtree(terminal.folder, ignore_errors=True)
    terminal.json("init")


def test_a_delivery_that_cannot_be_kept_is_not_taken_over(
    empty_terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = HubOptions(account=Credentials(open=True))
    with HubServer(HubState.from_sample(10, 2, 1, options=options)) as hub:
        empty_terminal.json("feeds", "add", "demo", hub.url)
        with monkeypatch.context() as full:
            full.setattr(Path, "write_bytes", _no_room)
            said = empty_terminal.run("--json", "sync")
            assert said.code == 1
            assert said.document["failed"]["demo"]["code"] == "STORE-FULL"
        assert empty_terminal.json("images", "list") == []
        assert empty_terminal.json("sync")["feeds"][0]["new"] == 10


def test_neither_backup_nor_restore_leaves_a_half_file_on_a_full_disk(bought: Terminal, disk: Path) -> None:
    _fill(disk).rename(disk / "other")
    said = bought.run("--json", "backup", str(disk / "saved.zip"))
    assert (said.code, said.document["error"]["code"]) == (1, "STORE-FULL")
    made = bought.folder.with_name("saved.zip")
    bought.json("backup", str(made))
    said = Terminal(disk / "restored").run("--json", "restore", str(made))
    assert (said.code, said.document["error"]["code"]) == (1, "STORE-FULL")
    assert [path.name for path in disk.iterdir()] == ["other"]
    (disk / "other").unlink()
    Terminal(disk / "restored").json("restore", str(made))
    assert Terminal(disk / "restored").json("log", "verify") == bought.json("log", "verify")


@pytest.fixture
def empty_terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "empty")
    terminal.json("init")
    return terminal


def _no_room(*_: object, **__: object) -> int:
    raise OSError(28, "No space left on device")


def test_documents_wait_for_room_and_keep_their_numbers(bought: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers are drawn once; the papers follow when the disk takes them."""
    bought.json("advices", "generate", "--period", LAST_MONTH, "--all", "--wait")
    bought.json("advices", "approve", "--all", "--wait")
    monkeypatch.setattr(session, "PATIENCE", 0.0)
    monkeypatch.setattr(issuing, "REPAIR_SECONDS", 0.2)
    monkeypatch.setattr("rightsdesk.bootstrap.Press", _InProcess)
    with monkeypatch.context() as full:
        full.setattr(shelf, "_write", _no_room)
        said = bought.run("--json", *ISSUE)
    assert said.code == 3
    assert said.document["remaining"] == said.document["total"]
    assert "is full" in said.document["waiting"]
    numbers = [row["number"] for row in bought.json("advices", "list")]
    assert all(numbers)
    assert list((bought.folder / "documents").rglob("*.p*")) == []
    bought.json("worker", "--until-idle")
    done = bought.json("batches", "show", said.document["id"])
    assert (done["done"], done["failed"]) == (done["total"], 0)
    assert [row["number"] for row in bought.json("advices", "list")] == numbers


def _InProcess(folder: Path, **_: object) -> object:
    from rightsdesk.documents.press import Press

    return Press(folder, in_process=True)
