"""A small sheet over the window lies within it and leaves with Escape or a press elsewhere."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.floating import Floating


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    host.resize(400, 300)
    QLineEdit(host)
    qtbot.addWidget(host)
    host.show()
    return host


def _floating(host: QWidget, place: QPoint) -> tuple[Floating, QLineEdit]:
    sheet = Floating(host)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    sheet.resize(200, 100)
    field = QLineEdit(sheet)
    sheet.float_at(host.mapToGlobal(place), field)
    return sheet, field


def test_all_of_it_lies_within_the_window(host: QWidget) -> None:
    sheet, _ = _floating(host, QPoint(390, 290))
    assert host.rect().contains(sheet.geometry())
    sheet.leave()


def test_escape_takes_it_away_and_gives_the_keyboard_back(host: QWidget, qtbot: QtBot) -> None:
    before = host.findChild(QLineEdit)
    assert before is not None
    before.setFocus()
    sheet, field = _floating(host, QPoint(10, 10))
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_press_elsewhere_takes_it_away_and_a_press_inside_does_not(host: QWidget) -> None:
    sheet, field = _floating(host, QPoint(10, 100))
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    QTest.mouseClick(host, Qt.MouseButton.LeftButton, pos=QPoint(395, 5))
    assert not sheet.isVisible()
