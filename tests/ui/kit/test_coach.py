import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.kit.coach import Coach, Mark, beside, region
from ui.kit.theme import theme

ROOM = QRect(0, 0, 1600, 1000)
OWN = QRect(0, 0, 340, 180)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme().start(qapp)
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


def _mark(where: QRect | None, done: list[str], words: str = "Press it.") -> Mark:
    ways = [("End", lambda: done.append("end")), ("Do it", lambda: done.append("done"))]
    return Mark("Choose", words, lambda: where, ways, "1 of 3")


@pytest.mark.parametrize(
    "part",
    [QRect(8, 300, 200, 28), QRect(1270, 960, 300, 36), QRect(1300, 100, 280, 30), QRect(230, 60, 42, 32)],
    ids=["at the left", "at the foot", "at the right", "at the head"],
)
def test_a_mark_stands_beside_its_part_and_within_the_window(part: QRect) -> None:
    own = QRect(beside(part, OWN, ROOM), OWN.size())
    assert ROOM.contains(own)
    assert not own.intersects(part)


def test_the_ring_lets_the_mouse_through_to_the_part(window: QWidget) -> None:
    button = QPushButton("Update", window)
    button.setGeometry(100, 100, 120, 30)
    button.show()
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("update"))
    coach = Coach(window)
    coach.show_mark(_mark(region(window, button), []))
    assert window.childAt(QPoint(160, 115)) is button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["update"]


def test_the_main_way_has_the_keyboard_and_escape_leaves(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    coach = Coach(window)
    coach.show_mark(_mark(QRect(10, 10, 50, 20), done))
    main = coach.findChildren(Button)[-1]
    QTest.keyClick(main, Qt.Key.Key_Space)
    assert done == ["done"]
    with qtbot.waitSignal(coach.left):
        QTest.keyClick(coach, Qt.Key.Key_Escape)


def test_a_part_that_is_not_there_leaves_the_words_at_the_foot(window: QWidget) -> None:
    coach = Coach(window)
    coach.show_mark(_mark(None, []))
    assert not coach.ring.isVisible()
    assert coach.isVisible()
    assert coach.y() > window.height() // 2


def test_longer_words_make_the_mark_taller(window: QWidget) -> None:
    coach = Coach(window)
    coach.show_mark(_mark(None, []))
    short = coach.height()
    coach.show_mark(_mark(None, [], "Press it. " * 30))
    assert coach.height() > short + 60
    assert coach.words.height() >= coach.words.heightForWidth(coach.words.width())


def test_the_whole_mark_is_said_to_those_who_cannot_see_it(window: QWidget) -> None:
    coach = Coach(window)
    coach.show_mark(_mark(None, []))
    assert coach.accessibleName() == "Choose. Press it."
    coach.end()
    assert not coach.isVisible()


def test_hidden_parts_have_no_region(window: QWidget) -> None:
    part = QWidget(window)
    part.resize(QSize(20, 20))
    assert region(window, part) is None
    assert region(window, None) is None
