import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.crash import CrashHook


@pytest.fixture
def hook(qapp: QApplication, tmp_path: Path) -> Iterator[CrashHook]:
    made = CrashHook(tmp_path / "notes" / "crash.txt")
    made.install()
    yield made
    if made.sheet is not None:
        made.sheet.close()
    made.remove()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the screenless platform knows no size hints
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


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the screenless platform knows no size hints
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
