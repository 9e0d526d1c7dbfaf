"""A trial rebuild: every table is made once more from the events beside the present ones and compared with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.buttons import Button
from ui.kit.labels import frame, label
from ui.kit.page import Surroundings
from ui.kit.pills import Pill
from ui.kit.toast import StateIcon
from ui.kit.words import follow_words, told, tr
from ui.workers.errand import Errand

SHOWN = 8


class CompareCard(QWidget):
    """Nothing is written by comparing; swapping in the rebuilt copy is a second step of its own."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._errand: Errand | None = None
        self._said: tuple[int, int] | None = None
        self._bar, self._figures = QProgressBar(), label(size="small", weight=500, tabular=True)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._title, self._sentence = label(weight=600), label(size="small", tone="muted", wrap=True)
        self._pill = Pill("neutral", "-")
        self._same, self._differ = label(weight=600, tabular=True), label(weight=600, tabular=True)
        self._same_words, self._differ_words = label(size="small"), label(size="small")
        self._examples = label(size="small", tone="muted", wrap=True)
        self.stop = Button(icon="square")
        self.stop.clicked.connect(self.give_up)
        self.compare, self.swap = Button(icon="git-compare"), Button(kind="primary", icon="check")
        self.compare.clicked.connect(self.begin)
        self.swap.clicked.connect(self.swap_in)
        self._build()
        self._show_result(None)
        follow_words(self, self._say)

    def begin(self) -> None:
        """Rebuild beside and compare, on a thread of its own."""
        model = self._around.desk.read_model
        self._run(lambda told: model.compare(progress=lambda done, all_: told(done, all_, "")), self._compared)

    def swap_in(self) -> None:
        """Make the tables anew and put them in the place of the present ones."""
        model = self._around.desk.read_model
        self._run(lambda told: model.rebuild(progress=lambda done, all_: told(done, all_, "")), self._swapped)

    def give_up(self) -> None:
        """Leave it; nothing was written."""
        if self._errand is not None:
            self._errand.stop()

    def _run(self, job: Any, done: Any) -> None:
        self.compare.setEnabled(False)
        self.swap.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        errand = self._errand = Errand(job, self)
        errand.went_on.connect(self._went_on)
        errand.failed.connect(self._failed)
        errand.done.connect(done)
        self._around.roster.adopt(errand)
        self.stop.show()
        errand.start()

    def _went_on(self, done: int, total: int, _words: str) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._figures.setText(tr("Compare", "{done} of {all} events", done=done, all=total))
        self._figures.show()

    def _compared(self, answer: Any) -> None:
        differing = sum(len(rows) for rows in answer.differences.values())
        self._figures.setText(tr("Compare", "{count} events read", count=answer.events))
        self._show_result((answer.rows - differing, differing))
        self._examples.setText(_told(answer.differences))
        self._examples.setVisible(bool(differing))

    def _swapped(self, _answer: object) -> None:
        self._show_result(None)
        self._around.toasts.say(tr("Compare", "The tables were made anew from the events."))

    def _failed(self, sentence: str) -> None:
        self._show_result(self._said)
        self._around.toasts.say(told(sentence), state="failed")

    def _show_result(self, said: tuple[int, int] | None) -> None:
        self._said = said
        self._bar.hide()
        self.stop.hide()
        self._figures.setVisible(said is not None)
        self._examples.hide()
        self.compare.setEnabled(True)
        self.swap.setVisible(said is not None and said[1] > 0)
        self.swap.setEnabled(True)
        self._counts.setVisible(said is not None)
        if said is not None:
            self._same.setText(show.number(said[0]))
            self._differ.setText(show.number(said[1]))
            self._mark.show_state("warning" if said[1] else "ok")

    def _say(self) -> None:
        self._title.setText(tr("Compare", "Replay and compare"))
        self._pill.say("neutral", tr("Compare", "trial run, nothing written"), "eye")
        self._sentence.setText(
            tr(
                "Compare",
                "Rebuilds every table from all events in a second copy and compares it with what you see now.",
            )
        )
        self._same_words.setText(tr("Compare", "rows identical"))
        self._differ_words.setText(tr("Compare", "rows differ"))
        self.stop.setText(tr("Compare", "Stop"))
        self.compare.setText(tr("Compare", "Compare now"))
        self.swap.setText(tr("Compare", "Swap in the rebuilt copy"))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(StateIcon("pending", 18, "rotate-ccw"))
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        column.addLayout(head)
        for widget in (self._sentence, self._bar, self._figures):
            column.addWidget(widget)
        self._counts = QWidget()
        grid = QGridLayout(self._counts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._mark = StateIcon("ok", 15)
        for number, parts in enumerate(
            ((StateIcon("ok", 15), self._same_words, self._same), (self._mark, self._differ_words, self._differ))
        ):
            for place, part in enumerate(parts):
                right = Qt.AlignmentFlag.AlignRight if place == len(parts) - 1 else Qt.AlignmentFlag(0)
                grid.addWidget(part, number, place, right)
        column.addWidget(self._counts)
        column.addWidget(self._examples)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.compare)
        row.addWidget(self.swap)
        column.addLayout(row)


def _told(differences: Mapping[str, list[dict[str, Any]]]) -> str:
    named = [f"{table}: {row.get('key', '')}" for table, rows in differences.items() for row in rows]
    return "\n".join(named[:SHOWN])
