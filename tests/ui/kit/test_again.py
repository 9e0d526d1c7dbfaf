"""Starting the program once more, from its sources or frozen, and its mark as files."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from rightsdesk import desktop_entry, resources
from ui.kit import again, logo_files


def test_from_its_sources_the_module_is_started() -> None:
    assert again.command(["--workspace", "w"]) == (sys.executable, ["-m", "rightsdesk", "--workspace", "w"])


def test_frozen_the_window_program_of_the_same_folder_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "rightsdesk"))
    assert again.command([]) == (str(tmp_path / "rightsdesk"), [])
    (tmp_path / "rightsdesk-window").touch()
    assert again.command([]) == (str(tmp_path / "rightsdesk-window"), [])


def test_icons_of_every_installed_size_are_drawn(qapp: QApplication, tmp_path: Path) -> None:
    files = logo_files.write_icons(tmp_path)
    assert logo_files.SIZES == desktop_entry.SIZES
    assert [QImage(str(file)).width() for file in files[:-1]] == list(logo_files.SIZES)


def test_the_shipped_drawing_is_that_of_the_program() -> None:
    assert resources.path("desktop/icons/rightsdesk.svg").read_text(encoding="utf-8") == logo_files.svg()
