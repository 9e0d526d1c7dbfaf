"""What can be wrong with a workspace, each with a sentence and a code of its own, and nothing lost."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rightsdesk.eventlog import dialect
from tests.kit.terminal import Terminal
from tests.kit.workspaces import IMAGES

ROOT = Path(__file__).resolve().parents[2]
HOLDING = """
import sys
from pathlib import Path
from rightsdesk import bootstrap
desk = bootstrap.open_desk(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
desk.close()
"""
READING = ("images", "list")
WRITING = ("images", "update", "--where", "", "--set", "title=X")


@contextmanager
def _held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the workspace."""
    command = [sys.executable, "-c", HOLDING, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate("go\n", timeout=20)


def _digest(folder: Path) -> dict[str, str]:
    names = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != "lock"]
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in names}


def test_a_workspace_held_by_another_process_names_its_holder_and_stays_readable(bought: Terminal) -> None:
    with _held(bought.folder) as holder:
        said = bought.run(*WRITING)
        assert said.code == 1
        assert f"process {holder.pid}" in said.err
        assert bought.run("--json", *WRITING).document["error"]["code"] == "DB-IN-USE"
        assert len(bought.json(*READING)) == IMAGES
    assert bought.json(*WRITING)["total"] == IMAGES


def test_a_holder_that_was_killed_holds_nothing_any_more(bought: Terminal) -> None:
    with _held(bought.folder) as holder:
        holder.kill()
    assert bought.json(*WRITING)["total"] == IMAGES


def _newer(folder: Path) -> None:
    connection = dialect.driver().connect(str(folder / "events.db"))
    connection.execute("PRAGMA user_version=9999")
    connection.close()


def _foreign(folder: Path) -> None:
    (folder / "events.db").unlink()
    connection = dialect.driver().connect(str(folder / "events.db"))
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def _empty_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _only_other_files(folder: Path) -> None:
    (folder / "events.db").unlink()


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder", encoding="utf-8")


def _no_database(folder: Path) -> None:
    (folder / "events.db").write_bytes(b"Dear diary, " * 1000)


def _cut_off(folder: Path) -> None:
    size = (folder / "events.db").stat().st_size
    os.truncate(folder / "events.db", size // 2)


def _wiped_schema(folder: Path) -> None:
    with (folder / "events.db").open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(3900))


def _bad_settings(folder: Path) -> None:
    (folder / "settings.toml").write_text('name = "Unfinished', encoding="utf-8")


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "a newer version": (_newer, "DB-NEWER"),
    "another program": (_foreign, "DB-FOREIGN"),
    "no folder at all": (shutil.rmtree, "NO-WORKSPACE"),
    "an empty folder": (_empty_folder, "NO-WORKSPACE"),
    "other files only": (_only_other_files, "NOT-A-WORKSPACE"),
    "a file": (_a_file, "NOT-A-WORKSPACE"),
    "an empty log": (lambda folder: (folder / "events.db").write_bytes(b""), "DB-EMPTY"),
    "no database": (_no_database, "DB-NOT-A-DATABASE"),
    "a log cut off": (_cut_off, "DB-DAMAGED"),
    "a log whose first page is overwritten": (_wiped_schema, "DB-DAMAGED"),
    "settings that cannot be read": (_bad_settings, "SETTINGS"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("command", [READING, WRITING, ("log", "verify"), ("sync",), ("batches", "undo", "1")])
def test_each_unusable_place_has_a_sentence_of_its_own_and_is_left_untouched(
    bought: Terminal, wrong: str, command: tuple[str, ...]
) -> None:
    breaking, code = WRONG[wrong]
    breaking(bought.folder)
    before = _digest(bought.folder) if bought.folder.is_dir() else {}
    said = bought.run(*command)
    assert said.code == 1
    assert str(bought.folder) in said.err
    assert said.err.count("\n") == 1 or code == "SETTINGS"
    assert "Traceback" not in said.err
    assert said.out == ""
    as_json = bought.run("--json", *command)
    assert as_json.document["error"]["code"] == code
    assert as_json.err == ""
    assert (_digest(bought.folder) if bought.folder.is_dir() else {}) == before


def test_the_sentences_differ_from_each_other(made_bought: Path, tmp_path: Path) -> None:
    told = set()
    for number, (breaking, _) in enumerate(WRONG.values()):
        folder = tmp_path / str(number)
        shutil.copytree(made_bought, folder)
        breaking(folder)
        told.add(Terminal(folder).run(*READING).err.replace(str(folder), ""))
    assert len(told) >= len(WRONG) - 1  # a missing and an empty folder are told alike


def test_bytes_overwritten_in_a_page_are_found_and_the_rest_stays_readable(bought: Terminal) -> None:
    """Opening succeeds, as only one page in the middle is hit; verifying says where."""
    path = bought.folder / "events.db"
    content = bytearray(path.read_bytes())
    place = content.rindex(b'"title"')
    content[place : place + 8] = b"\x00\xff\x00\xff\x00\xff\x00\xff"
    path.write_bytes(content)
    said = bought.run("--json", "log", "verify")
    assert (said.code, said.document["ok"]) == (1, False)
    assert said.document["problems"][0]["position"] > 0
    assert len(bought.json(*READING)) == IMAGES


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    places = [folder, *folder.rglob("*")]
    modes = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(modes[place] & 0o555)
    try:
        yield
    finally:
        for place in places:
            if place.exists():
                place.chmod(modes[place])


def test_a_read_only_folder_can_be_read_and_refuses_writing(bought: Terminal) -> None:
    bought.json(*READING)
    with _read_only(bought.folder):
        told = bought.run("--json", *READING)
        assert len(told.document) == IMAGES
        assert "is read-only" in told.err
        assert bought.json("log", "verify")["ok"] is True
        said = bought.run("--json", *WRITING)
        assert said.code == 1
        assert said.document["error"]["code"] in {"DB-READ-ONLY", "READ-ONLY"}


def test_a_workspace_cannot_be_made_in_a_read_only_place(tmp_path: Path) -> None:
    """A file stands where a folder is needed, which no right can overcome."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = Terminal(tmp_path / "file" / "workspace").run("--json", "init")
    assert (said.code, said.document["error"]["code"]) == (1, "READ-ONLY")


def test_a_log_copied_without_its_write_ahead_file_is_still_a_log(bought: Terminal, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(bought.folder / "events.db", copy / "events.db")
    assert len(Terminal(copy).json(*READING)) == IMAGES
