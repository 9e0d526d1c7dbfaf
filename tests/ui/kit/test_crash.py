import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import qt_log
from ui.kit.crash import LARGEST_NOTES, CrashHook
from ui.kit.words import words


@pytest.fixture
def hook(qapp: QApplication, tmp_path: Path) -> Iterator[CrashHook]:
    made = CrashHook(tmp_path / "notes" / "crash.txt")
    made.install()
    yield made
    if made.sheet is not None:
        made.sheet.close()
    made.remove()


def test_a_defect_is_written_down_and_shown_with_what_was_saved(
    qtbot: QtBot, hook: CrashHook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        _ = 1 // 0
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    qtbot.waitUntil(lambda: hook.sheet is not None)
    assert "ZeroDivisionError" in (tmp_path / "notes" / "crash.txt").read_text()
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert hook.sheet is not None
    assert "saved in the log" in hook.sheet.informativeText()


def test_a_defect_on_another_thread_is_shown_on_the_windows_thread(
    qtbot: QtBot, hook: CrashHook, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: hook.sheet is not None)
    assert hook.sheet is not None
    assert "ZeroDivisionError" in hook.sheet.detailedText()


def test_the_hooks_are_given_back(hook: CrashHook) -> None:
    hook.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


def test_the_sheet_offers_to_copy_to_restart_and_to_go_on(
    qtbot: QtBot, hook: CrashHook, capsys: pytest.CaptureFixture[str]
) -> None:
    words().use("en")
    hook.saved = lambda: "Recorded up to event 4,214."
    wished: list[bool] = []
    hook.restart_wished.connect(lambda: wished.append(True))
    hook.caught(ValueError, ValueError("<img src='file:///x'>"), None)
    qtbot.waitUntil(lambda: hook.sheet is not None)
    sheet = hook.sheet
    assert sheet is not None
    assert sheet.textFormat() == Qt.TextFormat.PlainText
    assert "event 4,214" in sheet.informativeText()
    buttons = {one.text(): one for one in sheet.buttons()}
    buttons["Copy the report"].click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert sheet.isVisible()
    buttons["Restart"].click()
    assert wished == [True]
    assert hook.sheet is None


def test_a_broken_workspace_does_not_keep_the_sheet_away(
    qtbot: QtBot, hook: CrashHook, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise RuntimeError

    hook.saved = broken
    hook.caught(ValueError, ValueError("x"), None)
    qtbot.waitUntil(lambda: hook.sheet is not None)
    assert hook.sheet is not None
    assert "saved in the log" in hook.sheet.informativeText()


def test_old_notes_do_not_grow_for_ever(qapp: QApplication, tmp_path: Path) -> None:
    notes = tmp_path / "crash.txt"
    notes.write_text("x" * (LARGEST_NOTES + 1))
    CrashHook(notes).remove()
    assert notes.stat().st_size == 0


def test_words_of_qt_are_written_into_the_log(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    give_back = qt_log.install()
    try:
        qWarning("something about a window")
    finally:
        give_back()
    assert [record.words for record in caplog.records] == ["something about a window"]  # type: ignore[attr-defined]
