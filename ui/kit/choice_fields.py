"""Where something lies: a line to type or paste into, and a button that opens the system's dialog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.declare import Text
from ui.kit.labels import label
from ui.kit.words import follow_words, tr

Kind = Literal["file", "folder", "new-folder"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place that is asked for: its name, what may be typed, which kinds the buttons choose, endings of files."""

    key: str
    title: Text
    hint: Text
    kinds: Sequence[Kind] = ("file",)
    endings: str = ""


class PlaceField(QWidget):
    """A line for one place; `changed` tells every letter."""

    changed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self.line = QLineEdit()
        self.line.textChanged.connect(self.changed)
        self._title = label(weight=600)
        self._title.setMinimumWidth(150)
        self._title.setBuddy(self.line)
        self._buttons: list[tuple[Button, Kind]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.line, 1)
        for kind in place.kinds:
            button = Button(icon="file-text" if kind == "file" else "folder-open")
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            self._buttons.append((button, kind))
            row.addWidget(button)
        follow_words(self, self._say)

    def text(self) -> str:
        """What stands in the line, without the quotes that a copied path may carry."""
        return self.line.text().strip().strip('"')

    def dialog(self, kind: Kind) -> QFileDialog:
        """The system's dialog for that kind of place."""
        dialog = QFileDialog(self.window(), str(self._place.title), self.text())
        if kind == "file":
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters([f"{self._place.title} ({self._place.endings})", tr("Kit", "All files (*)")])
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.line.setText)
        return dialog

    def _choose(self, kind: Kind) -> None:
        self.dialog(kind).open()

    def _say(self) -> None:
        title = str(self._place.title)
        self._title.setText(title)
        self.line.setPlaceholderText(str(self._place.hint))
        self.line.setAccessibleName(title)
        self.line.setAccessibleDescription(str(self._place.hint))
        words = {"file": tr("Kit", "File…"), "folder": tr("Kit", "Folder…"), "new-folder": tr("Kit", "Folder…")}
        for button, kind in self._buttons:
            button.setText(words[kind])
            button.setAccessibleName(f"{title}: {words[kind]}")


class PlaceFields(QWidget):
    """The places that belong to one answer, one under the other; hidden while it is not the chosen one."""

    changed = Signal()

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.fields = {place.key: PlaceField(place) for place in places}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for field in self.fields.values():
            field.changed.connect(self.changed)
            column.addWidget(field)

    def texts(self) -> dict[str, str]:
        """What was typed, by key."""
        return {key: field.text() for key, field in self.fields.items()}
