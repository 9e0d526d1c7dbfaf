"""Who comes second to a workspace hands over and leaves; what falls or lies elsewhere keeps nobody out for ever."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui.kit import presence
from ui.kit.presence import LOCK, LONGEST_CALL, Presence

ROOT = Path(__file__).resolve().parents[3]
SECOND = """
import sys
from pathlib import Path
from ui.kit.presence import Presence
late = Presence(Path(sys.argv[1]))
print("taken" if not late.take() and late.hand_over(["rightsdesk://batch/7", "/tmp/\\u00e4 b.csv"]) else "alone")
"""


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Presence]:
    made = Presence(tmp_path)
    assert made.take()
    yield made
    made.release()


def test_a_second_start_hands_over_its_words(qtbot: QtBot, tmp_path: Path, first: Presence) -> None:
    heard: list[list[str]] = []
    first.called.connect(heard.append)
    second = subprocess.Popen(
        [sys.executable, "-c", SECOND, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    assert heard == [["rightsdesk://batch/7", "/tmp/ä b.csv"]]
    assert second.communicate(timeout=60)[0].strip() == "taken"


def test_another_workspace_is_free(tmp_path: Path, first: Presence) -> None:
    (tmp_path / "other").mkdir()
    other = Presence(tmp_path / "other")
    assert other.take()
    other.release()


def test_the_same_workspace_by_another_name_is_the_same(tmp_path: Path, first: Presence) -> None:
    assert not Presence(tmp_path / "x" / "..").take()


def test_a_released_workspace_is_free_again(tmp_path: Path, first: Presence) -> None:
    first.release()
    again = Presence(tmp_path)
    assert again.take()
    again.release()


def test_a_lock_of_a_process_that_is_gone_keeps_nobody_out(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("999999\npython3.11\n" + QSysInfo.machineHostName() + "\n")
    late = Presence(tmp_path)
    assert late.take()
    late.release()


def test_a_lock_of_another_computer_is_told_by_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("4711\nrightsdesk\nredaktion-07\n")
    late = Presence(tmp_path)
    assert not late.take()
    assert late.elsewhere() == "redaktion-07"


@pytest.mark.parametrize(
    "words", [b"nonsense\n", b"[]\n", b'{"words": "x"}\n', b'{"words": [1]}\n', b"x" * (LONGEST_CALL + 10)]
)
def test_a_call_that_is_none_of_ours_is_dropped(qtbot: QtBot, tmp_path: Path, first: Presence, words: bytes) -> None:
    heard: list[object] = []
    first.called.connect(heard.append)
    line = QLocalSocket()
    line.connectToServer(presence.address(tmp_path.resolve()))
    line.write(words)
    qtbot.waitUntil(lambda: line.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []
    assert line.readAll().data() == b""
