"""What an edit would make of a few texts, shown below the field while it is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rightsdesk.desk import Example
from ui.kit.excerpt import excerpts
from ui.kit.labels import elided, label, plain_tip, tone_of
from ui.kit.words import follow_words, tr

MOST = 3


class EditPreview(QWidget):
    """Up to three texts before and after; old lines go grey while they are asked anew, trouble takes their place."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        self.note = label(size="small", tone="muted", wrap=True)
        column.addWidget(self.note)
        self.lines = [ExampleLines() for _ in range(MOST)]
        for lines in self.lines:
            column.addWidget(lines)
        self.clear()
        follow_words(self, self._say)

    def clear(self) -> None:
        """Nothing is being edited."""
        self._show((), "", "muted")

    def wait(self) -> None:
        """It is being asked."""
        if not self.note.text() and all(lines.isHidden() for lines in self.lines):
            self._show((), tr("Inspector", "Looking for examples…"), "muted")
        for lines in self.lines:
            lines.setEnabled(False)

    def say(self, examples: Sequence[Example]) -> None:
        """Show these, or that there is nothing to change."""
        self._show(examples, "" if examples else tr("Inspector", "No selected text would change."), "muted")

    def complain(self, sentence: str) -> None:
        """Say why there are no examples."""
        self._show((), tr("Inspector", "No preview: {reason}", reason=sentence), "failed")

    def _show(self, examples: Sequence[Example], note: str, tone: str) -> None:
        tone_of(self.note, tone)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        for number, lines in enumerate(self.lines):
            lines.show_example(examples[number] if number < len(examples) else None)
        self.setVisible(bool(note or examples))

    def _say(self) -> None:
        self.setAccessibleName(tr("Inspector", "Preview"))


class ExampleLines(QWidget):
    """One text before, and below it with an arrow what it would become; the tip has both in full."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.before = elided(size="small", tone="muted")
        self.after = elided(size="small", weight=500)
        column.addWidget(self.before)
        column.addWidget(self.after)

    def show_example(self, example: Example | None) -> None:
        """These texts; None hides the lines."""
        self.setVisible(example is not None)
        self.setEnabled(True)
        if example is None:
            return
        nothing = tr("Inspector", "nothing")
        before, after = str(example.before or ""), str(example.after or "")
        old, new = excerpts(before, after)
        self.before.setText(old or nothing)
        self.after.setText(f"→ {new or nothing}")
        told = tr("Inspector", "{before} becomes {after}", before=before or nothing, after=after or nothing)
        self.setAccessibleName(told)
        self.setToolTip(plain_tip(told))

    def texts(self) -> tuple[str, str]:
        """What is shown."""
        return self.before.text(), self.after.text()
