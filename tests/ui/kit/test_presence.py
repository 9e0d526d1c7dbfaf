"""Who comes second to a workspace hands over and leaves; what falls or lies elsewhere keeps nobody out for ever."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui.kit import presence
from ui.kit.presence import LOCK, LONGEST_CALL, Presence
from ui.workers.errand import Errand


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Presence]:
    made = Presence(tmp_path)
    assert made.take()
    yield made
    made.release()


def _elsewhere(qtbot: QtBot, job: Callable[[], object]) -> object:
    """Do it on another thread, as another process would, while this one goes on living."""
    found: list[object] = []
    errand = Errand(lambda _told: job())
    errand.done.connect(found.append)
    errand.failed.connect(found.append)
    errand.start()
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_a_second_start_hands_over_its_words(qtbot: QtBot, tmp_path: Path, first: Presence) -> None:
    heard: list[list[str]] = []
    first.called.connect(heard.append)

    def second() -> bool:
        late = Presence(tmp_path)
        return not late.take() and late.hand_over(["rightsdesk://batch/7", "/tmp/ä b.csv"])

    assert _elsewhere(qtbot, second) is True
    assert heard == [["rightsdesk://batch/7", "/tmp/ä b.csv"]]


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
    (tmp_path / LOCK).write_text("999999\npython3.11\n" + _machine() + "\n")
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


def _machine() -> str:
    from PySide6.QtCore import QSysInfo

    return QSysInfo.machineHostName()
