"""Files handed in by hand: what they would bring is counted first, nothing is recorded before it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from rightsdesk.desk import Desk, Handing
from rightsdesk.faults import Fault
from ui.kit.buttons import Button, Tabs
from ui.kit.labels import label, tone_of
from ui.kit.page import Surroundings
from ui.kit.words import tn, told, tr
from ui.workers.errand import Errand, Progress

IMAGES, USAGES = "images", "usages"
USAGE_ENDINGS = frozenset((".csv", ".json", ".jsonl", ".ndjson"))
IMAGE_ENDINGS = frozenset((".csv", ".xlsx", ".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".webp", ""))
ENDINGS = USAGE_ENDINGS | IMAGE_ENDINGS
MOST_REASONS = 500
WIDTH = 620


@dataclass(frozen=True, slots=True)
class Handed:
    """What was counted or taken over: numbers by kind, and a sentence for everything that is not taken."""

    new: int = 0
    changed: int = 0
    known: int = 0
    reasons: tuple[str, ...] = ()
    refused: int = 0

    @property
    def worth(self) -> int:
        """How much there is to take over."""
        return self.new + self.changed


class ImportSheet(QDialog):
    """Counts, asks, takes over; ``taken`` says what came of it and under which place it is seen."""

    taken = Signal(object, str)

    def __init__(self, files: Sequence[Path], around: Surroundings, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._files, self._around = tuple(files), around
        self._errand: Errand | None = None
        self.setWindowTitle(tr("Import", "Import"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.kind = Tabs()
        for key, title in ((IMAGES, tr("Import", "Images")), (USAGES, tr("Import", "Usages"))):
            if all(one.suffix.lower() in _endings(key) for one in files):
                self.kind.add(key, title)
        self.kind.setAccessibleName(tr("Import", "What the files hold"))
        self.kind.chosen.connect(lambda _key: self.count())
        self.told, self._bar = label(tone="muted", wrap=True), QProgressBar()
        self.reasons = QPlainTextEdit(readOnly=True)
        self.reasons.setAccessibleName(tr("Import", "What is not taken over, and why"))
        self.go_on = Button(tr("Import", "Import"), kind="primary")
        self.go_on.clicked.connect(self.take)
        self._build()
        self.count()

    def count(self) -> None:
        """Read the files and say what they would bring; nothing is recorded."""
        self._begin(dry_run=True)

    def take(self) -> None:
        """Take over what was counted."""
        self._begin(dry_run=False)

    def reject(self) -> None:
        """Close; what is being read is left where it is, what was taken over stays."""
        if self._errand is not None:
            self._errand.stop()
        super().reject()

    def _begin(self, *, dry_run: bool) -> None:
        if self._errand is not None:
            return
        kind = self.kind.choice()
        job = partial(_handed, self._around.desk, kind, self._files, dry_run)
        # It belongs to the roster: the window may be closed while the files are read.
        errand = self._errand = Errand(job, self._around.roster)
        self._around.roster.adopt(errand)
        errand.went_on.connect(self._went_on)
        errand.failed.connect(self._sorry)
        errand.done.connect(self._counted if dry_run else partial(self._done, kind=kind))
        self.go_on.setEnabled(False)
        self.kind.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        tone_of(self.told, "muted")
        words = tr("Import", "Reading the files; nothing is recorded yet.")
        self.told.setText(words if dry_run else tr("Import", "Taking over what was counted."))
        errand.start()

    def _went_on(self, done: int, total: int, _words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _counted(self, found: Handed) -> None:
        self._rest()
        self.told.setText(sentence(found))
        tone_of(self.told, "warning" if found.refused else "muted")
        self.reasons.setPlainText("\n".join(found.reasons))
        self.reasons.setVisible(bool(found.reasons))
        self.go_on.setEnabled(bool(found.worth))
        words = tn("Import", "Import %n row(s)", found.worth) if found.worth else tr("Import", "Nothing to import")
        self.go_on.setText(words)

    def _done(self, found: Handed, kind: str) -> None:
        self._rest()
        self.taken.emit(found, kind)
        self.accept()

    def _sorry(self, words: str) -> None:
        self._rest()
        tone_of(self.told, "failed")
        self.told.setText(told(words))
        self.go_on.setEnabled(True)
        self.go_on.setText(tr("Import", "Try again"))

    def _rest(self) -> None:
        self._errand = None
        self.kind.setEnabled(True)
        self._bar.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        named = tr("Import", "Import {file}", file=self._files[0].name) if len(self._files) == 1 else ""
        title = named or tn("Import", "Import %n file(s)", len(self._files))
        column.addWidget(label(title, size="lead", weight=600, wrap=True))
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.told)
        column.addWidget(self._bar)
        column.addWidget(self.reasons, 1)
        self.reasons.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(tr("Kit", "Go back"), kind="quiet")
        back.clicked.connect(self.reject)
        row.addWidget(back)
        row.addWidget(self.go_on)
        column.addLayout(row)


def sentence(found: Handed) -> str:
    """What the files hold, in words."""
    return tr(
        "Import",
        "{new} new, {changed} changed, {known} known already, {refused} cannot be taken over.",
        new=found.new,
        changed=found.changed,
        known=found.known,
        refused=found.refused,
    )


def _endings(kind: str) -> frozenset[str]:
    return IMAGE_ENDINGS if kind == IMAGES else USAGE_ENDINGS


def _handed(desk: Desk, kind: str, files: Sequence[Path], dry_run: bool, progress: Progress) -> Handed:
    return _images(desk, files, dry_run, progress) if kind == IMAGES else _usages(desk, files, dry_run, progress)


def _images(desk: Desk, files: Sequence[Path], dry_run: bool, progress: Progress) -> Handed:
    report = desk.imports.take(Handing(files, dry_run=dry_run), lambda done, total: progress(done, total, ""))
    counts = report.counts
    changed = counts.get("changed", 0) + counts.get("conflicts", 0)
    reasons = tuple(told(each.reason) for each in report.not_taken[:MOST_REASONS])
    return Handed(counts.get("new", 0), changed, counts.get("ignored", 0), reasons, len(report.not_taken))


def _usages(desk: Desk, files: Sequence[Path], dry_run: bool, progress: Progress) -> Handed:
    new = changed = known = 0
    reasons: list[str] = []
    for number, file in enumerate(files):
        progress(number, len(files), "")
        try:
            report = desk.usages.import_file(file, dry_run=dry_run)
        except Fault as fault:
            reasons.append(told(fault.sentence))
            continue
        new += report.counts.get("placed", 0)
        changed += report.counts.get("ended", 0)
        known += report.counts.get("unchanged", 0)
        reasons += [tr("Import", "{image} is not known here.", image=image) for image in report.unknown]
        reasons += [told(each.sentence) for each in report.rejected]
    return Handed(new, changed, known, tuple(reasons[:MOST_REASONS]), len(reasons))
