"""The demonstration without a display."""

import sys
from pathlib import Path

import pytest

from rightsdesk.cli import demo
from tests.kit.terminal import Terminal

PROMISED = {"workspace", "images", "vendors", "updated", "advices", "documents", "seconds"}


def test_the_headless_demo_does_the_main_job_and_tells_it_as_promised(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    told = Terminal(tmp_path).json("demo", "--headless", "--images", "50", "--vendors", "3", "--keep", str(folder))
    assert told.keys() >= PROMISED
    assert (told["workspace"], told["images"], told["vendors"], told["updated"]) == (str(folder), 50, 3, 50)
    assert len(told["documents"]) == told["advices"] > 0
    assert all(Path(document).is_file() for document in told["documents"])
    kept = Terminal(folder)
    assert kept.json("log", "verify")["ok"] is True
    assert {row["state"] for row in kept.json("advices", "list")} == {"rendered"}


def test_without_a_display_the_terminal_shows_counts_rates_and_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    said = Terminal(tmp_path).run("demo", "--images", "30", "--vendors", "2", "--keep", str(tmp_path / "kept"))
    assert said.code == 0
    for title in demo.TITLES.values():
        assert title in said.out
    assert "a second)" in said.out
    assert f"rightsdesk --workspace {tmp_path / 'kept'}" in said.out


def test_the_same_seed_gives_the_same_pictures_and_sums(tmp_path: Path) -> None:
    seen = []
    for name in ("first", "second"):
        keep = ("--keep", str(tmp_path / name))
        Terminal(tmp_path).json("demo", "--headless", "--images", "30", "--vendors", "2", "--seed", "5", *keep)
        terminal = Terminal(tmp_path / name)
        images = [(row["key"], row["price"], row["state"]) for row in terminal.json("images", "list")]
        sums = [(row["vendor"], row["platform"], row["gross"]) for row in terminal.json("advices", "list")]
        seen.append((images, sums))
    assert seen[0] == seen[1]


def test_a_folder_that_holds_something_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    said = Terminal(tmp_path).run("--json", "demo", "--headless", "--keep", str(tmp_path))
    assert (said.code, said.document["error"]["code"]) == (1, "NOT-A-WORKSPACE")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
