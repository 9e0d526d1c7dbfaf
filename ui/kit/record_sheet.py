"""All fields of one row in a sheet of their own: what is touched is saved as a whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rightsdesk.faults import Fault
from ui.kit.buttons import Button
from ui.kit.declare_ways import Part, RecordSheet
from ui.kit.inspector_fields import Choices, FieldRow
from ui.kit.labels import frame, label
from ui.kit.page import Surroundings
from ui.kit.words import told, tr

COLUMNS = 2
WIDTH, HEIGHT = 760, 700


class RecordDialog(QDialog):
    """The sheet of one row; ``saved`` says that the desk has taken what was changed."""

    saved = Signal()

    def __init__(self, sheet: RecordSheet, key: str, around: Surroundings, choices: Choices, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._sheet, self._key, self._around, self._choices = sheet, key, around, choices
        self.rows: dict[str, FieldRow] = {}
        self.setWindowTitle(str(sheet.title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._trouble = label(size="small", tone="failed", wrap=True)
        self._trouble.hide()
        self.save = Button(tr("Kit", "Save changes"), kind="primary")
        self._build()
        self.resize(WIDTH, min(HEIGHT, max(400, owner.window().height() - 60)))
        read = attrgetter(sheet.read)(around.desk)
        around.roster.errands.run(lambda: read(key), self._show, self._sorry)

    def texts(self) -> dict[str, str] | None:
        """The touched fields as the desk understands them; None while one cannot be read."""
        found: dict[str, str] = {}
        readable = True
        for name, row in self.rows.items():
            if row.touched:
                text = row.text()
                readable = readable and text is not None
                found[name] = _bare(row, text or "")
        return found if readable else None

    def take(self) -> None:
        """Hand what was changed to the desk."""
        texts = self.texts()
        if not texts or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        write = attrgetter(self._sheet.write)(self._around.desk)
        self._around.roster.errands.run(lambda: write(self._key, texts), self._answered, self._sorry)

    def _show(self, record: Mapping[str, str]) -> None:
        for name, row in self.rows.items():
            row.show_row({name: record.get(name, "")})
        self.body.setEnabled(True)
        self._touched()

    def _answered(self, wrong: Mapping[str, str]) -> None:
        if not wrong:
            self.saved.emit()
            self.accept()
            return
        for name, sentence in wrong.items():
            if name in self.rows:
                self.rows[name].complain(told(sentence))
        first = next((self.rows[name] for name in self.rows if name in wrong), None)
        if first is not None:
            first.editor.focus()
            # Only once the sentence below the field has its place.
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(first))
        self._complain(tr("Kit", "Nothing was saved: what stands in red cannot be used."))
        self.save.setEnabled(True)

    def _sorry(self, fault: Fault) -> None:
        self._complain(told(fault.sentence))
        self._touched()

    def _complain(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _touched(self) -> None:
        self.save.setEnabled(any(row.touched for row in self.rows.values()))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 10)
        head.addWidget(label(str(self._sheet.title), size="title", weight=600))
        head.addWidget(label(self._key, size="small", tone="muted"))
        column.addLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = QWidget()
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(12, 0, 24, 16)
        inside.setSpacing(14)
        for part in self._sheet.parts:
            inside.addLayout(self._part(part))
        inside.addStretch(1)
        self.body.setEnabled(False)
        self._area.setWidget(self.body)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot())

    def _part(self, part: Part) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        heading = label(str(part.title), size="lead", weight=600)
        heading.setContentsMargins(12, 0, 0, 2)
        grid.addWidget(heading, 0, 0, 1, COLUMNS)
        for number, field in enumerate(part.fields):
            row = self.rows[field.key] = FieldRow(field, self._choices(field))
            row.editor.hint(str(field.hint))
            row.touched_changed.connect(self._touched)
            grid.addWidget(row, 1 + number // COLUMNS, number % COLUMNS, Qt.AlignmentFlag.AlignTop)
        for at in range(COLUMNS):
            grid.setColumnStretch(at, 1)
        return grid

    def _foot(self) -> QWidget:
        foot = frame("foot")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(24, 10, 24, 14)
        inside.addWidget(self._trouble)
        line = QHBoxLayout()
        line.addWidget(label(str(self._sheet.note), size="small", tone="muted", wrap=True), 1)
        back = Button(tr("Kit", "Go back"), kind="quiet")
        back.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.setEnabled(False)
        self.save.clicked.connect(self.take)
        line.addWidget(back)
        line.addWidget(self.save)
        inside.addLayout(line)
        return foot


def _bare(row: FieldRow, text: str) -> str:
    # The currency of an amount has a field of its own here.
    return text.partition(" ")[0] if row.field.kind == "money" else text
