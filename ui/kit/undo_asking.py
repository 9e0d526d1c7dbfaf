"""Before an undo that meets later changes: what is restored, what somebody changed since, and what becomes of that."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.words import tn, tr

LEAVE, INSIST = 1, 2
MOST_NAMES = 3


def undo_asked(owner: QWidget, title: str, preview: Any) -> bool | None:
    """False to leave what was changed since, True to restore it too, None for no undo at all."""
    dialog = UndoDialog(owner, title, preview)
    answer = dialog.exec()
    dialog.deleteLater()
    return {LEAVE: False, INSIST: True}.get(answer)


class UndoDialog(QDialog):
    """Two verbs and the way back."""

    def __init__(self, owner: QWidget, title: str, preview: Any) -> None:
        super().__init__(owner.window())
        heading = tr("Undo", "Undo “{title}”?", title=title)
        self.setWindowTitle(heading)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(heading, size="lead", weight=600, wrap=True))
        words = label(told_of(preview), tone="muted", wrap=True)
        words.setMinimumWidth(420)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(tr("Kit", "Go back"), kind="quiet")
        back.clicked.connect(self.reject)
        self.insist = Button(tn("Undo", "Restore the %n too", preview.left_alone))
        self.insist.clicked.connect(lambda: self.done(INSIST))
        self.insist.setVisible(preview.may_insist)
        self.leave = Button(tn("Undo", "Leave the %n", preview.left_alone), kind="primary")
        self.leave.clicked.connect(lambda: self.done(LEAVE))
        self.leave.setDefault(True)
        for button in (back, self.insist, self.leave):
            row.addWidget(button)
        column.addLayout(row)


def told_of(preview: Any) -> str:
    """What an undo would do, in one sentence for each part."""
    parts = [tn("Undo", "%n will be restored.", preview.restored)]
    names = sorted(preview.changed_since, key=lambda name: -preview.changed_since[name])
    parts += [
        tn("Undo", "%n changed since by {name}.", preview.changed_since[name], name=name) for name in names[:MOST_NAMES]
    ]
    if len(names) > MOST_NAMES:
        others = sum(preview.changed_since[name] for name in names[MOST_NAMES:])
        parts.append(tn("Undo", "%n changed since by others.", others))
    if preview.failed:
        parts.append(tn("Undo", "%n cannot be restored.", preview.failed))
    return " ".join(parts)
