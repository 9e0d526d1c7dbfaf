"""Small likings are kept, told when they change, and damaged ones count as the usual."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.likings import CACHE_MB, SIZE, Likings, kept_size
from ui.kit.memory import Memory


@pytest.fixture
def file(qapp: QApplication, tmp_path: Path) -> Path:
    return tmp_path / "window.json"


def test_a_liking_is_kept_and_told(file: Path) -> None:
    memory, liked, heard = Memory(file), Likings(), list[str]()
    liked.remember(memory)
    liked.changed.connect(heard.append)
    liked.put(CACHE_MB, 90)
    liked.put(CACHE_MB, 90)
    again = Likings()
    again.remember(memory)
    assert (again.number(CACHE_MB), heard) == (90, [CACHE_MB])
    liked.put(CACHE_MB, 500)
    assert memory.get(CACHE_MB) is None


def test_a_damaged_liking_counts_as_the_usual_one(file: Path) -> None:
    memory, liked = Memory(file), Likings()
    memory.put(CACHE_MB, "a lot")
    liked.remember(memory)
    assert liked.number(CACHE_MB) == 500


def test_the_size_is_known_before_there_is_a_window(file: Path) -> None:
    assert kept_size(file) == ""
    memory = Memory(file)
    memory.put(SIZE, "125")
    memory.flush()
    assert kept_size(file) == "1.25"
    memory.put(SIZE, "9000")
    memory.flush()
    assert kept_size(file) == ""
    file.write_text("not at all json")
    assert kept_size(file) == ""
