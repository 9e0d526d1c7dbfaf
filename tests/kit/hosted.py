"""A bare window around a widget under test: the screenless platform warns about windows with size hints."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def hosted(qtbot: QtBot, widget: QWidget, width: int, height: int) -> QWidget:
    """Show the widget inside a window of that size."""
    host = QWidget()
    host.resize(width, height)
    widget.setParent(host)
    widget.setGeometry(0, 0, width, height)
    qtbot.addWidget(host)
    host.show()
    widget.show()
    return host
