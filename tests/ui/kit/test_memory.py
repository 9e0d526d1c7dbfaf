from pathlib import Path

import pytest

from ui.kit.memory import Memory

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache" / "window.json")
    memory.put("images.widths", {"title": 240})
    memory.flush()
    assert Memory(tmp_path / "cache" / "window.json").get("images.widths") == {"title": 240}


def test_a_damaged_file_is_forgotten_and_not_fatal(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text('{"version": 1, "kept": [')
    assert Memory(file).get("x", "fresh") == "fresh"


def test_a_file_of_a_newer_version_is_not_misread(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text('{"version": 99, "kept": {"x": 1}}')
    assert Memory(file).get("x") is None


def test_the_same_value_again_writes_nothing(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.json")
    memory.put("x", 1)
    memory.flush()
    memory.put("x", 1)
    assert not memory.waiting


def test_a_dropped_value_is_gone_for_good(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.json")
    memory.put("x", 1)
    memory.drop("x")
    memory.flush()
    assert Memory(tmp_path / "window.json").get("x") is None


def test_a_damaged_file_is_set_aside_under_a_name_that_is_told(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text('{"version": 1, "kept": [')
    memory = Memory(file)
    memory.put("x", 1)
    memory.flush()
    assert (memory.trouble, Memory(file).get("x")) == ("window.set-aside", 1)
    assert (tmp_path / memory.trouble).read_text() == '{"version": 1, "kept": ['


def test_a_sound_file_or_none_is_no_trouble(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.json")
    memory.put("x", 1)
    memory.flush()
    assert not Memory(tmp_path / "window.json").trouble
