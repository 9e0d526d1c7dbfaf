"""A text of many rows: set anew for all, or added to, cut and mended in each, with a preview of what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from rightsdesk.desk import FieldSummary, TextEdit, TextMode
from ui.kit.check_box import CheckBox
from ui.kit.declare import Choice, Field
from ui.kit.edit_preview import EditPreview
from ui.kit.inspector_fields import FieldRow
from ui.kit.inspector_tags import TagsRow
from ui.kit.labels import retouch
from ui.kit.text_modes import HINTS, SEARCHING, ModeButton
from ui.kit.words import follow_words, tr


def row_for(field: Field, choices: Sequence[Choice]) -> FieldRow:
    """The row of a field in the form for many rows."""
    if field.kind == "tags":
        return TagsRow(field, choices)
    return TextRow(field, choices) if field.edits else FieldRow(field, choices)


class TextRow(FieldRow):
    """A field with a choice of ways; in all but *Replace* nothing is known of the result but by examples."""

    mode: TextMode = "replace"

    def __init__(self, field: Field, choices: Sequence[Choice]) -> None:
        super().__init__(field, choices)
        self.way = ModeButton(field.label)
        self.way.show_mode("replace")
        self.way.chosen.connect(self.choose)
        self.head.insertWidget(1, self.way)
        self.head.setAlignment(self._back, Qt.AlignmentFlag.AlignVCenter)
        self.search = QLineEdit()
        self.search.textEdited.connect(lambda _text: self._edited())
        self.whole, self.small = CheckBox(), CheckBox()
        self._switches = QWidget()
        row = QHBoxLayout(self._switches)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for box in (self.whole, self.small):
            box.toggled.connect(lambda _on: self._edited())
            row.addWidget(box)
        row.addStretch(1)
        self.preview = EditPreview()
        self.body.insertWidget(1, self.search)
        self.body.insertWidget(3, self._switches)
        self.body.addWidget(self.preview)
        self._in_order()
        self._show_parts()
        follow_words(self, self._say_parts)

    def choose(self, mode: str) -> None:
        """Change the texts in this way from now on; what was typed stays."""
        if mode == self.mode or mode not in get_args(TextMode):
            return
        typed = self.editor.typed() if self.touched else ""
        self.mode = cast(TextMode, mode)
        self.way.show_mode(mode)
        self.preview.clear()
        if self.mode == "replace" and not typed:
            self._begin(self._start, mixed=self._mixed)
        else:
            self.editor.show_text(typed)
        self._show_parts()
        self._edited_or_not(touched=bool(typed or self._sought()))
        self.editor.focus() if self.search.isHidden() else self.search.setFocus()

    def edit(self) -> TextEdit | None:
        """How each text is edited; None where one text is set for all."""
        if self.mode == "replace":
            return None
        searching = self.mode in SEARCHING
        whole, small = searching and self.whole.isChecked(), searching and self.small.isChecked()
        return TextEdit(self.mode, self.editor.typed(), self._sought(), whole, small)

    def text(self) -> str | None:
        """The text as typed; None while it does not say enough, which the note then tells."""
        if self.mode == "replace":
            return super().text()
        missing = not self._sought() if self.mode == "find-replace" else not self.editor.typed().strip()
        if missing and self.touched:
            self.preview.clear()
            self.complain(tr("Inspector", "Write what to find") if self._sought_for() else tr("Kit", "This is needed"))
            return None
        self._show_state()
        return self.editor.typed()

    def revert(self) -> None:
        """Leave the texts as they are, to be set for all when they are touched again."""
        self.mode = "replace"
        self.way.show_mode("replace")
        self.search.clear()
        self.preview.clear()
        self._show_parts()
        super().revert()

    def show_summary(self, summary: FieldSummary | None) -> None:
        """What the texts have in common; it is shown only where one is set for all."""
        super().show_summary(summary)
        if self.mode != "replace" and not self.touched:
            self.editor.show_text("")
        self._hint()

    # inside

    def _edited(self) -> None:
        self._edited_or_not(touched=self.mode == "replace" or bool(self.editor.typed() or self._sought()))

    def _edited_or_not(self, *, touched: bool) -> None:
        self.touched = touched
        if not touched:
            self.preview.clear()
        self._show_state()
        self.touched_changed.emit()

    def _sought(self) -> str:
        return self.search.text() if self._sought_for() else ""

    def _sought_for(self) -> bool:
        return self.mode == "find-replace"

    def _show_state(self) -> None:
        super()._show_state()
        if self.mode != "replace":
            retouch(self.search, "touched", "true" if self.touched else "false")
            # The examples say more than what was there before.
            self._note.hide()
            self._will.hide()

    def _show_parts(self) -> None:
        self.search.setVisible(self._sought_for())
        self._switches.setVisible(self.mode in SEARCHING)
        self._hint()

    def _hint(self) -> None:
        if self.mode in HINTS:
            self.editor.hint(str(HINTS[self.mode]))
        else:
            self.editor.hint(self._kept(self._summary))

    def _in_order(self) -> None:
        parts: tuple[QWidget, ...] = (self.way, self._back, self.search, self.editor.main(), self.whole, self.small)
        for first, second in pairwise(parts):
            QWidget.setTabOrder(first, second)

    def _say_parts(self) -> None:
        self.search.setPlaceholderText(tr("Inspector", "Find"))
        self.search.setAccessibleName(tr("Inspector", "{field}: find", field=str(self.field.label)))
        self.whole.setText(tr("Inspector", "Whole words"))
        self.small.setText(tr("Inspector", "Ignore case"))
        for box in (self.whole, self.small):
            box.setAccessibleName(tr("Inspector", "{field}: {way}", field=str(self.field.label), way=box.text()))
        self._hint()
