"""The real program with an observer inside: says where things stand on the screen, touches nothing.

`python -m tests.journeys.on_screen.observed --workspace DIR` reads one question a line and answers each with one line
of JSON. Everything that happens to the window comes from the screen's own mouse and keyboard.
"""

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from rightsdesk import __main__ as door


class Observer(QObject):
    """Lives on the window's thread; a reader at the standard input hands it the questions."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Read until nobody asks any more."""
        for line in sys.stdin:
            self.asked.emit(line)

    def _answer(self, line: str) -> None:
        wanted = json.loads(line)
        found = [_told(one) for one in QApplication.allWidgets() if one.isVisible() and _fits(one, wanted)]
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


def _fits(one: QWidget, wanted: dict[str, str]) -> bool:
    told = {"object": one.objectName(), "text": _text(one), "kind": type(one).__name__, "name": one.accessibleName()}
    return all(value in told[key] if key == "text" else value == told[key] for key, value in wanted.items())


def _told(one: QWidget) -> dict[str, Any]:
    corner = one.mapToGlobal(QPoint(0, 0))
    size = one.size()
    return {
        "text": _text(one)[:300],
        "enabled": one.isEnabled(),
        "focus": one.hasFocus(),
        "place": [corner.x(), corner.y(), size.width(), size.height()],
    }


def _text(one: QWidget) -> str:
    if isinstance(one, QAbstractButton | QLabel | QLineEdit):
        return one.text()
    return one.windowTitle()


def main() -> int:
    """Open the window as the program does, with the observer beside it."""
    begun: list[Observer] = []

    def observe() -> None:
        begun.append(Observer())
        threading.Thread(target=begun[0].listen, daemon=True).start()

    from ui import app

    begin = app.Program.begin

    def watched(program: app.Program, *given: Any, **named: Any) -> None:
        observe()
        begin(program, *given, **named)

    app.Program.begin = watched  # type: ignore[method-assign, assignment]
    return door.main()


if __name__ == "__main__":
    sys.exit(main())
