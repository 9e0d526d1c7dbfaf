"""Creating a workspace, working in the background, checking oneself; how every call ends."""

from pathlib import Path

import pytest

from rightsdesk import __version__
from tests.kit.terminal import Terminal

GROUPS = {
    "platforms": {"add", "list"},
    "vendors": {"import", "list", "show", "set"},
    "feeds": {"add", "list", "test", "remove"},
    "images": {"list", "show", "update"},
    "advices": {
        *("generate", "list", "show", "approve", "reject", "issue", "cancel", "object"),
        *("take-back", "ask", "off-hold", "check", "withdraw-objection", "paid"),
    },
    "batches": {"list", "show", "watch", "pause", "resume", "cancel", "retry", "redo", "undo"},
    "read-model": {"rebuild"},
    "timetable": {"list", "run"},
    "log": {"verify", "export", "stats", "show"},
}


def test_init_makes_an_empty_workspace_once(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "new" / "workspace")
    assert terminal.json("init", "--name", "Muster") == {"workspace": str(terminal.folder)}
    assert {"events.db", "documents", "raw", "settings.toml"} <= {file.name for file in terminal.folder.iterdir()}
    again = terminal.run("--json", "init")
    assert (again.code, again.document["error"]["code"]) == (1, "WORKSPACE-EXISTS")


@pytest.mark.parametrize("question", [("images", "list"), ("vendors", "list"), ("advices", "list"), ("batches", "list"),
                                      ("feeds", "list"), ("platforms", "list")])  # fmt: skip
def test_an_empty_workspace_answers_every_question(empty: Terminal, question: tuple[str, str]) -> None:
    assert empty.json(*question) == []
    said = empty.run(*question)
    assert (said.code, said.err) == (0, "")
    assert said.out.strip()


def test_sync_without_feeds_says_how_to_add_one(empty: Terminal) -> None:
    said = empty.run("sync")
    assert said.code == 0
    assert "feeds add" in said.out


def test_a_worker_without_work_ends_at_once(empty: Terminal) -> None:
    assert empty.json("worker", "--until-idle") == {"chunks": 0}


@pytest.mark.slow
def test_self_check_tries_every_part(tmp_path: Path) -> None:
    found = Terminal(tmp_path / "nowhere").json("self-check")
    assert found["ok"] is True
    assert {each["name"] for each in found["checks"]} >= {"database", "hub and feed", "batch", "document", "log"}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(("group", "verbs"), GROUPS.items())
def test_every_promised_command_exists_and_explains_itself(empty: Terminal, group: str, verbs: set[str]) -> None:
    for verb in verbs:
        said = empty.run(group, verb, "--help")
        assert said.code == 0
        assert "--help" in said.out


@pytest.mark.parametrize("command", ["init", "demo", "hub", "sync", "worker", "self-check", "backup", "restore"])
def test_every_promised_word_exists(empty: Terminal, command: str) -> None:
    assert empty.run(command, "--help").code == 0


@pytest.mark.parametrize("arguments", [("nonsense",), ("images", "nonsense"), ("images", "show"), ("--nonsense",)])
def test_wrong_usage_leaves_with_two(empty: Terminal, arguments: tuple[str, ...]) -> None:
    said = empty.run(*arguments)
    assert said.code == 2
    assert "Traceback" not in said.err
    assert empty.run("--json", *arguments).document["error"]["code"] == "USAGE"


def test_json_may_stand_anywhere(empty: Terminal) -> None:
    assert empty.run("images", "list", "--json").document == []


def test_the_version_is_told(empty: Terminal) -> None:
    assert __version__ in empty.run("--version").out
