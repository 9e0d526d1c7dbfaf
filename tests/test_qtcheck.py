"""A machine on which Qt cannot start is told what to install, instead of the process dying."""

import socket
import sys
from pathlib import Path

import pytest

from rightsdesk import qtcheck


def _absent(*present: str) -> tuple[qtcheck.Library, ...]:
    def load(file: str) -> None:
        if file not in present:
            raise OSError(file)

    return qtcheck.missing(qtcheck.DRAWING, load)


def test_a_complete_machine_hears_nothing() -> None:
    assert qtcheck.sentence(_absent(*(library.file for library in qtcheck.DRAWING))) is None


def test_a_missing_library_is_named_with_its_packages() -> None:
    present = [library.file for library in qtcheck.DRAWING if library.file != "libEGL.so.1"]
    told = str(qtcheck.sentence(_absent(*present)))
    assert "libEGL.so.1" in told
    assert "apt-get install libegl1." in told
    assert "dnf install libglvnd-egl." in told


def test_two_libraries_of_one_package_name_it_once() -> None:
    told = str(qtcheck.sentence(_absent()))
    assert told.count("libglib2.0-0") == 1
    assert told.count("libgthread-2.0.so.0") == 1


def test_without_a_screen_the_window_is_said_to_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no screen" in str(qtcheck.obstacle(screen=True))


def test_a_screen_that_does_not_answer_counts_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":9753")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert qtcheck.screen_kind() is None


def test_a_wayland_socket_is_taken_as_a_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "w"))
        assert qtcheck.screen_kind() == "wayland"


def test_a_platform_asked_for_by_name_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    assert qtcheck.screen_kind() == "offscreen"


def test_systems_that_bring_their_own_libraries_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert qtcheck.obstacle(screen=True) is None
