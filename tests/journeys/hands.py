"""What a person does with a view: click the button of an action, agree to what is asked."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.kit.window import quiet, until
from ui.kit.panel import Panel
from ui.session import Session


def carry_out(session: Session, view: Panel, action: str, words: str = "") -> None:
    """Click the button of an action in the foot, once it can be clicked and says these words."""
    until(lambda: view.inspector.foot.button(action) is not None, action)
    button = view.inspector.foot.button(action)
    assert button is not None
    until(button.isEnabled, action)
    assert not words or button.text() == words
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    quiet(session)


def say_yes() -> None:
    """Agree to the next question, whenever it comes."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.accept()
        else:
            QTimer.singleShot(20, press)

    QTimer.singleShot(20, press)
