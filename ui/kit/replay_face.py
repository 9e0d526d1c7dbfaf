"""How the replay looks: from where, which tables, how far, what differs; what its buttons do is told elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rightsdesk.desk import Trial
from ui.kit import show
from ui.kit.buttons import Button
from ui.kit.labels import frame, label
from ui.kit.pills import Pill
from ui.kit.toast import StateIcon
from ui.kit.words import tn, tr


class ReplayFace(QWidget):
    """A card with three looks: waiting to be begun, running, and with a result."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._figures = label(size="small", weight=500, tabular=True)
        self._left = label(size="small", tone="muted", tabular=True)
        self._title, self._sentence = label(weight=600), label(size="small", tone="muted", wrap=True)
        self._pill = Pill("neutral", "-")
        self._same, self._differ = label(weight=600, tabular=True), label(weight=600, tabular=True)
        self._same_words, self._differ_words = label(size="small"), label(size="small")
        self._kept = label(size="small", tone="muted", wrap=True)
        self._mark = StateIcon("ok", 15)
        self.since, self.tables = Button(kind="quiet", icon="history"), Button(kind="quiet", icon="table")
        self.differences, self.put_back = Button(kind="link"), Button(kind="link")
        self.stop, self.compare = Button(icon="square"), Button(icon="git-compare")
        self.swap = Button(kind="primary", icon="check")
        self._build()

    def show_idle(self) -> None:
        """Nothing was compared yet."""
        self._look(running=False, result=False)

    def show_running(self) -> None:
        """It has begun."""
        self._bar.setRange(0, 0)
        self._figures.setText(tr("Compare", "Preparing…"))
        self._left.setText("")
        self._look(running=True, result=False)

    def show_progress(self, done: int, total: int, left: str) -> None:
        """So many events of so many; ``left`` in words, empty while nobody knows."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._figures.setText(tr("Compare", "{done} of {all} events", done=done, all=total))
        self._left.setText(left)

    def show_trial(self, trial: Trial, *, may_swap: bool) -> None:
        """What was found."""
        differing = trial.differing
        self._figures.setText(tr("Compare", "{count} events read", count=trial.events))
        self._left.setText("")
        self._same.setText(show.number(max(0, trial.rows - differing)))
        self._differ.setText(show.number(differing))
        self._mark.show_state("warning" if differing else "ok")
        self.differences.setText(tn("Compare", "Show the %n", differing))
        self._look(running=False, result=True)
        self.differences.setVisible(differing > 0)
        self.swap.setVisible(differing > 0)
        self.swap.setEnabled(may_swap)
        why = "" if may_swap else tr("Compare", "Only an administrator swaps tables.")
        self.swap.setToolTip(why)

    def say_replaced(self, at: str) -> None:
        """When tables were replaced that can still be put back; empty when there are none."""
        self._kept.setText(tr("Compare", "Tables replaced on {moment} are kept for one day.", moment=at))
        self._kept_row.setVisible(bool(at))

    def say_words(self, since: int, tables: str) -> None:
        """In the chosen language: from which event, and which tables."""
        self._title.setText(tr("Compare", "Replay from here") if since > 1 else tr("Compare", "Replay"))
        self._pill.say("neutral", tr("Compare", "trial run, nothing written"), "eye")
        self._sentence.setText(
            tr(
                "Compare",
                "Rebuilds the read model from event {event} in a second copy and compares it with what you see now.",
                event=since,
            )
        )
        begin = tr("Compare", "From event {event}", event=since)
        self.since.setText(begin)
        self.since.setAccessibleName(tr("Compare", "Where the replay begins: {words}", words=begin))
        self.tables.setText(tables)
        self.tables.setAccessibleName(tr("Compare", "Compared: {words}", words=tables))
        self._same_words.setText(tr("Compare", "rows identical"))
        self._differ_words.setText(tr("Compare", "rows differ"))
        self.stop.setText(tr("Compare", "Stop"))
        self.compare.setText(tr("Compare", "Compare now"))
        self.swap.setText(tr("Compare", "Swap in the rebuilt copy"))
        self.put_back.setText(tr("Compare", "Put back"))

    def _look(self, *, running: bool, result: bool) -> None:
        for widget in (self._bar, self.stop):
            widget.setVisible(running)
        self._figures.setVisible(running or result)
        self._counts.setVisible(result)
        self.differences.setVisible(result)
        self.swap.setVisible(result)
        for button in (self.compare, self.since, self.tables, self.put_back):
            button.setEnabled(not running)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        head = _row(StateIcon("pending", 18, "rotate-ccw"), self._title)
        head.addStretch(1)
        head.addWidget(self._pill)
        choice = _row(self.since, self.tables)
        choice.addStretch(1)
        said = _row(self._figures)
        said.addStretch(1)
        said.addWidget(self._left)
        self._counts = self._grid()
        for part in (head, self._sentence, choice, self._bar, said, self._counts, self._foot()):
            column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
        self._kept_row = QWidget()
        kept = QHBoxLayout(self._kept_row)
        kept.setContentsMargins(0, 0, 0, 0)
        kept.addWidget(self._kept, 1)
        kept.addWidget(self.put_back)
        column.addWidget(self._kept_row)

    def _foot(self) -> QHBoxLayout:
        row = _row(self.differences)
        row.addStretch(1)
        for button in (self.stop, self.compare, self.swap):
            row.addWidget(button)
        return row

    def _grid(self) -> QWidget:
        counts = QWidget()
        grid = QGridLayout(counts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        lines = ((StateIcon("ok", 15), self._same_words, self._same), (self._mark, self._differ_words, self._differ))
        for number, parts in enumerate(lines):
            for place, part in enumerate(parts):
                right = Qt.AlignmentFlag.AlignRight if place == len(parts) - 1 else Qt.AlignmentFlag(0)
                grid.addWidget(part, number, place, right)
        return counts


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row
