"""Pictures are made off the window's thread, each once, and those nobody needs any more are not made."""

import threading

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.workers.pool import LONGEST_QUEUE, PicturePool


def test_a_picture_wanted_twice_is_made_once(qtbot: QtBot) -> None:
    pool, came, made = PicturePool(threads=1), list[tuple[object, int]](), list[int]()
    pool.made.connect(lambda key, image: came.append((key, image.width())))
    gate = threading.Event()
    pool.want("gate", lambda: QImage(gate.wait(5) and 1, 1, QImage.Format.Format_RGB32))

    def nine() -> QImage:
        made.append(1)
        return QImage(9, 9, QImage.Format.Format_RGB32)

    for _ in range(2):
        pool.want("twice", nine)
    gate.set()
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == [("gate", 1), ("twice", 9)]
    assert made == [1]
    assert pool.end()


def test_wishes_of_rows_long_scrolled_past_are_dropped(qtbot: QtBot) -> None:
    pool, came = PicturePool(threads=1), list[object]()
    pool.made.connect(lambda key, _image: came.append(key))
    gate = threading.Event()
    pool.want("gate", lambda: QImage(gate.wait(5) and 1, 1, QImage.Format.Format_RGB32))
    for number in range(LONGEST_QUEUE + 50):
        pool.want(number, lambda: QImage(1, 1, QImage.Format.Format_RGB32))
    gate.set()
    qtbot.waitUntil(lambda: len(came) == LONGEST_QUEUE + 1)
    assert came[1] == LONGEST_QUEUE + 49
    assert 0 not in came
    assert pool.end()
