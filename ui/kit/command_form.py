"""What an action asks before it is carried out: its fields with their starting values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.contents import today
from ui.kit.declare import Action, Field, Order
from ui.kit.editors import Unreadable, editor_for
from ui.kit.inspector_fields import Choices
from ui.kit.labels import label, tone_of
from ui.kit.reason_editor import ReasonEditor
from ui.kit.words import tr


class CommandForm(QWidget):
    """Asks for the fields of one action and makes its order."""

    changed = Signal()
    entered = Signal()
    """Carry it out."""

    def __init__(self, action: Action, choices: Choices) -> None:
        super().__init__()
        self.action = action
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._editors = {}
        self._notes = {}
        self._touched: set[str] = set()
        self._begun = False
        for field in action.fields:
            column.addWidget(label(str(field.label), size="small", weight=500, tone="muted"))
            reason = field.kind == "reason"
            editor = ReasonEditor(field.choices) if reason else editor_for(field, choices(field))
            editor.hint(str(field.hint))
            editor.show_text(starting(field, choices))
            editor.entered.connect(self.entered)
            editor.edited.connect(partial(self._edited, field.key))
            note = label(size="small", tone="failed", wrap=True)
            note.hide()
            self._editors[field.key], self._notes[field.key] = editor, note
            column.addWidget(editor)
            column.addWidget(note)

    def order(self) -> Order | None:
        """The order as entered; None while a field is missing or cannot be read, which is then said below it.

        What is left empty and is not needed is left to the order. A field that nobody touched is not complained about.
        """
        texts = {field.key: self._read(field) for field in self.action.fields}
        if None in texts.values() or self.action.order is None:
            return None
        return self.action.order(**{field.key: texts[field.key] for field in self.action.fields if _said(field, texts)})

    def begun(self) -> bool:
        """Whether somebody entered something that was not ordered yet."""
        return self._begun

    def settle(self) -> None:
        """What was entered was taken as an order."""
        self._begun = False

    def insist(self) -> None:
        """The order is wanted: say below every field what is missing there."""
        self._touched = set(self._editors)

    def put(self, key: str, text: str) -> None:
        """Enter a canonical text."""
        self._editors[key].show_text(text)
        self._edited(key)

    def focus_first(self) -> None:
        """Begin to fill in."""
        for editor in list(self._editors.values())[:1]:
            editor.focus()

    def _edited(self, key: str) -> None:
        self._touched.add(key)
        self._begun = True
        self.changed.emit()

    def _read(self, field: Field) -> str | None:
        note = self._notes[field.key]
        try:
            text = self._editors[field.key].text()
        except Unreadable as wrong:
            self._complain(field.key, str(wrong))
            return None
        if field.required and not text:
            note.hide()
            if field.key in self._touched:
                self._complain(field.key, tr("Kit", "This is needed"))
            return None
        note.hide()
        return text

    def _complain(self, key: str, sentence: str) -> None:
        tone_of(self._notes[key], "failed")
        self._notes[key].setText(sentence)
        self._notes[key].show()


def _said(field: Field, texts: Mapping[str, str | None]) -> bool:
    return field.required or bool(texts[field.key])


def starting(field: Field, choices: Choices) -> str:
    """The value a field starts with: ``today``, ``this-month``, ``last-month``, ``first`` choice, or as written."""
    now = today()
    first = next((choice.value for choice in choices(field) or field.choices), "")
    words = {
        "today": now.isoformat(),
        "this-month": f"{now:%Y-%m}",
        "last-month": f"{_month_before(now):%Y-%m}",
        "first": first,
    }
    return words.get(field.start, field.start)


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
