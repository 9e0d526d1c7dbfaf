"""Fields of the inspector: what is touched will change, what is not is kept; nothing happens before the one button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.desk import FieldSummary, TextEdit
from ui.kit import show
from ui.kit.buttons import IconButton
from ui.kit.contents import attribute
from ui.kit.declare import Choice, Field, Row, counted
from ui.kit.editors import Unreadable, canonical, editor_for
from ui.kit.labels import elided, label, plain_tip, retouch, tone_of
from ui.kit.theme import color
from ui.kit.words import follow_words, tr

Choices = Callable[[Field], Sequence[Choice]]
MakeRow = Callable[[Field, Sequence[Choice]], "FieldRow"]
BAR = 3


class FieldRow(QWidget):
    """One field: label, editor, and once it is touched a bar, *will change*, what was before, and the way back."""

    touched_changed = Signal()
    of_rows = 0
    """How many rows are selected, where they are many."""
    currency = "EUR"
    """That of an amount over many rows; empty where they have several, so that amounts cannot be compared."""

    def __init__(self, field: Field, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.field = field
        self.touched = False
        self._mixed = False
        self._start = ""
        self._summary: FieldSummary | None = None
        self.body = column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 0, 2)
        column.setSpacing(4)
        self.head = head = QHBoxLayout()
        head.setSpacing(4)
        self._title = label(str(field.label), size="small", weight=500, tone="muted")
        self._will = label(tr("Inspector", "will change"), size="small", weight=500, tone="accent")
        self._back = IconButton("rotate-ccw", tr("Inspector", "Leave as it is"), size=20)
        self._back.clicked.connect(self.revert)
        for widget in (self._title, self._will, self._back):
            head.addWidget(widget, 1 if widget is self._title else 0)
        self.editor = editor_for(field, choices)
        self.editor.edited.connect(self._edited)
        self.editor.setEnabled(field.editable)
        self._note = label(size="small", tone="muted", wrap=True)
        self.origin = elided(size="small", tone="faint")
        self.origin.hide()
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._note)
        column.addWidget(self.origin)
        self._show_state()
        follow_words(self, self._say)

    def show_row(self, row: Row) -> None:
        """The value of one row."""
        currency = str(attribute(row, self.field.currency) or "EUR")
        self._begin(canonical(self.field, attribute(row, self.field.key), currency))

    def show_summary(self, summary: FieldSummary | None) -> None:
        """What many rows have in this field: one value, or the words *keep* with how many there are."""
        self._summary = summary
        self._mixed = summary is None or summary.distinct != 1
        only = None if summary is None or self._mixed else summary.only
        self._before = "" if summary is None else self._range(summary)
        if not self.touched:
            self._begin(canonical(self.field, only, self.currency), mixed=self._mixed)
        self.editor.hint(self._kept(summary))
        self._show_state()

    def revert(self) -> None:
        """Leave the value as it is."""
        self._begin(self._start, mixed=self._mixed)
        self.touched_changed.emit()

    def enter(self, text: str) -> None:
        """Take a canonical text as if a person had entered it, as a draft offered again."""
        self.editor.show_text(text)
        self._edited()

    def tell(self, origin: str) -> None:
        """Whose word the value is."""
        self.origin.setText(origin)
        self.editor.main().setAccessibleDescription(origin)
        self.origin.setVisible(bool(origin) and not self.touched)

    def lock(self, reason: str) -> None:
        """Nothing can be changed now, for that reason; empty if it can."""
        self.editor.setEnabled(self.field.editable and not reason)
        self.editor.setToolTip(plain_tip(reason))

    def text(self) -> str | None:
        """The canonical text, or None while what was typed cannot be read; the note then says how to write it."""
        try:
            read = self.editor.text()
        except Unreadable as wrong:
            self.complain(str(wrong))
            return None
        self._show_state()
        return read

    def edit(self) -> TextEdit | None:
        """How each text is edited; None where one value is set for all, as everywhere but in texts of many rows."""
        return None

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the value."""
        tone_of(self._note, "failed")
        self._note.setText(sentence)
        self._note.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar at the left of a touched field."""
        if self.touched:
            QPainter(self).fillRect(QRect(0, 2, BAR, self.height() - 4), color("accent"))

    _before = ""

    def _say(self) -> None:
        self._title.setText(str(self.field.label))
        self._will.setText(tr("Inspector", "will change"))

    def _begin(self, text: str, *, mixed: bool = False) -> None:
        self._start, self.touched = text, False
        self.editor.show_text(text)
        self._show_state()

    def _edited(self) -> None:
        self.touched = True
        self._show_state()
        self.touched_changed.emit()

    def _show_state(self) -> None:
        tone_of(self._title, "accent" if self.touched else "muted")
        retouch(self.editor.main(), "touched", "true" if self.touched else "false")
        self._will.setVisible(self.touched)
        self._back.setVisible(self.touched)
        tone_of(self._note, "muted")
        before = tr("Inspector", "before: {value}", value=self._before) if self.touched and self._before else ""
        self._note.setText(before)
        self._note.setVisible(bool(before))
        self.origin.setVisible(bool(self.origin.text()) and not self.touched)
        self.update()

    def _kept(self, summary: FieldSummary | None) -> str:
        if summary is None:
            return tr("Inspector", "Keep")
        if summary.distinct == 0:
            return tr("Inspector", "Empty in all")
        comparable = self.field.kind == "number" or (self.field.kind == "money" and self.currency)
        if comparable and summary.lowest != summary.highest:
            return tr("Inspector", "Keep · {range}", range=self._span(summary))
        return counted(self.field.keep, summary.distinct) if summary.distinct > 1 else ""

    def _range(self, summary: FieldSummary) -> str:
        if summary.distinct <= 1:
            return _shown(self.field, summary.only, self.currency)
        if summary.lowest is None or not self.currency:
            return tr("Inspector", "{count} different values", count=summary.distinct)
        span = self._span(summary)
        return tr("Inspector", "{count} different values, {range}", count=summary.distinct, range=span)

    def _span(self, summary: FieldSummary) -> str:
        low, high = (_shown(self.field, value, self.currency) for value in (summary.lowest, summary.highest))
        return tr("Inspector", "{low} to {high}", low=low, high=high)


class FieldForm(QWidget):
    """All fields below each other; answers the touched ones."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], choices: Choices, row: MakeRow = FieldRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.locked = label(size="small", weight=500, tone="warning", wrap=True)
        self.locked.hide()
        column.addWidget(self.locked)
        self.rows = {field.key: row(field, choices(field)) for field in fields}
        for one in self.rows.values():
            column.addWidget(one)
            one.touched_changed.connect(self.changed)

    def show_row(self, row: Row) -> None:
        """The values of one row; what was touched is forgotten."""
        for one in self.rows.values():
            one.show_row(row)

    def show_summary(self, fields: Mapping[str, FieldSummary], count: int = 0) -> None:
        """What so many rows hold; what was touched stays."""
        for key, one in self.rows.items():
            one.of_rows = count
            if one.field.kind == "money" and (known := fields.get(one.field.currency)) is not None:
                one.currency = str(known.only or "") if known.distinct <= 1 else ""
            one.show_summary(fields.get(key))

    def touched(self) -> bool:
        """Whether anything would change."""
        return any(row.touched for row in self.rows.values())

    def texts(self) -> dict[str, str] | None:
        """The touched fields as canonical texts, without those that are edited; None while one cannot be read."""
        read = {key: row.text() for key, row in self.rows.items() if row.touched}
        if None in read.values():
            return None
        edited = self.edits()
        return {key: text for key, text in read.items() if text is not None and key not in edited}

    def edits(self) -> dict[str, TextEdit]:
        """How the texts of touched fields are edited."""
        found = {key: row.edit() for key, row in self.rows.items() if row.touched}
        return {key: edit for key, edit in found.items() if edit is not None}

    def tell(self, origins: Sequence[tuple[str, str]]) -> None:
        """Whose word each value is, by field."""
        known = dict(origins)
        for key, row in self.rows.items():
            row.tell(known.get(key, ""))

    def lock(self, reason: str) -> None:
        """Say why nothing can be changed, and let nothing be changed; empty takes that back."""
        self.locked.setText(reason)
        self.locked.setVisible(bool(reason))
        for row in self.rows.values():
            row.lock(reason)

    def draft(self) -> dict[str, str]:
        """What was entered so far and can be read."""
        return self.texts() or {}

    def enter(self, draft: Mapping[str, str]) -> None:
        """Offer a draft again."""
        for key, text in draft.items():
            if key in self.rows:
                self.rows[key].enter(text)

    def revert(self) -> None:
        """Leave everything as it is."""
        for row in self.rows.values():
            if row.touched:
                row.revert()

    def focus_first(self) -> None:
        """Begin to edit."""
        first = next((row for row in self.rows.values() if row.field.editable and row.editor.isEnabled()), None)
        if first is not None:
            first.editor.focus()


def _shown(field: Field, value: object, currency: str) -> str:
    if value is None:
        return tr("Inspector", "nothing")
    if field.kind == "money" and isinstance(value, int):
        return show.money(value, currency)
    if field.kind == "date" and isinstance(value, str):
        return show.day(value)
    title = next((str(choice.title) for choice in field.choices if choice.value == value), None)
    return title or canonical(field, value)
