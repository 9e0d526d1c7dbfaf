"""What lies behind the pill: what waits to be sent, the last exchange with each feed, what needs a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import elided, emptied, label, line
from ui.kit.popover import Popover, as_tall_as
from ui.kit.toast import StateIcon
from ui.kit.words import tn, tr

WIDTH, TALLEST = 400, 440
MOST = 6
"""Lines of a kind; what is more is said as a number."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is, how it stands, and what may be done about it."""

    title: str
    note: str = ""
    state: str = "neutral"
    verb: str = ""
    run: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the popover says; `here` of `wanted` documents lie on this computer."""

    trouble: str = ""
    queue: Sequence[Entry] = ()
    feeds: Sequence[Entry] = ()
    conflicts: Sequence[Entry] = ()
    here: int = 0
    wanted: int = 0
    busy: bool = field(default=False)
    """Whether an exchange is under way now."""


class SyncPopover(Popover):
    """Opened empty and filled as soon as the reader has answered; told again while it is open."""

    def __init__(self, owner: QWidget, try_now: Callable[[], object]) -> None:
        super().__init__(owner, tr("Sync", "Exchange with the outside"), WIDTH)
        head = QHBoxLayout()
        head.addWidget(label(tr("Sync", "Exchange with the outside"), size="lead", weight=600), 1)
        self.try_now = Button(tr("Frame", "Try now"), icon="refresh-cw")
        self.try_now.clicked.connect(lambda _checked=False: try_now())
        head.addWidget(self.try_now)
        self.column.addLayout(head)
        inner = QWidget()
        self._parts = QVBoxLayout(inner)
        self._parts.setContentsMargins(0, 0, 6, 0)
        self._parts.setSpacing(4)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.column.addWidget(self._area)
        self._parts.addWidget(label(tr("Sync", "A moment…"), tone="muted"))

    def tell(self, told: Told) -> None:
        """Say how everything stands."""
        emptied(self._parts)
        if told.trouble:
            self._add(Entry(told.trouble, state="warning"))
        self._section(tr("Sync", "Needs a person"), told.conflicts, "")
        self._section(tr("Sync", "Queue"), told.queue, tr("Sync", "Nothing waits to be sent."))
        self._section(tr("Sync", "Last exchange"), told.feeds, tr("Sync", "No feed is set up."))
        self._documents(told)
        self._parts.addStretch(1)
        as_tall_as(self._area, self._parts, 60, TALLEST)
        self.fit()

    def _section(self, title: str, entries: Sequence[Entry], nothing: str) -> None:
        if not entries and not nothing:
            return
        self._head(title)
        for entry in entries[:MOST]:
            self._add(entry)
        if len(entries) > MOST:
            self._parts.addWidget(label(tn("Sync", "and %n more", len(entries) - MOST), tone="muted"))
        if not entries:
            self._parts.addWidget(label(nothing, tone="muted"))

    def _documents(self, told: Told) -> None:
        if not told.wanted:
            return
        self._head(tr("Sync", "Documents on this computer"))
        words = tr("Sync", "{here} of {wanted} fetched ahead", here=told.here, wanted=told.wanted)
        if told.here == told.wanted:
            words = tn("Sync", "All %n document(s) lie here; reviewing needs no connection.", told.wanted)
        self._parts.addWidget(label(words, tone="muted", wrap=True))
        if told.here < told.wanted:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, told.wanted)
            bar.setValue(told.here)
            bar.setAccessibleName(words)
            self._parts.addWidget(bar)

    def _head(self, title: str) -> None:
        if self._parts.count():
            self._parts.addWidget(line())
        self._parts.addWidget(label(title, size="small", weight=600, tone="muted"))

    def _add(self, entry: Entry) -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(8)
        across.addWidget(StateIcon(entry.state, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(entry.title, weight=500, wrap=True))
        if entry.note:
            column.addWidget(elided(entry.note, size="small", tone="muted"))
        across.addLayout(column, 1)
        if entry.run is not None:
            button = Button(entry.verb, kind="link")
            button.setAccessibleName(f"{entry.verb}: {entry.title}")
            button.clicked.connect(partial(self._take, entry.run))
            across.addWidget(button)
        row.setAccessibleName(f"{entry.title} {entry.note}".strip())
        self._parts.addWidget(row)

    def _take(self, run: Callable[[], object]) -> None:
        self.close()
        run()
