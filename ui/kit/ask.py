"""A question with the verb on its button, asked only where readers or vendors see the effect at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.words import tr


def asked(owner: QWidget, title: str, sentence: str, verb: str, *, danger: bool = False) -> bool:
    """Whether the person pressed the verb; everything else means no."""
    dialog = QDialog(owner.window())
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 18)
    column.setSpacing(12)
    column.addWidget(label(title, size="lead", weight=600, wrap=True))
    words = label(sentence, tone="muted", wrap=True)
    words.setMinimumWidth(380)
    column.addWidget(words)
    row = QHBoxLayout()
    row.addStretch(1)
    back = Button(tr("Kit", "Go back"), kind="quiet")
    go = Button(verb, kind="danger" if danger else "primary")
    back.clicked.connect(dialog.reject)
    go.clicked.connect(dialog.accept)
    go.setDefault(True)
    row.addWidget(back)
    row.addWidget(go)
    column.addLayout(row)
    answer = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return answer


def place_asked(owner: QWidget, title: str, suggested: Path, kinds: Mapping[str, str]) -> Path | None:
    """Where a file shall be written, None for nowhere; the dialog asks before it takes the place of another file.

    ``kinds`` maps the names of the kinds of files to their endings; the suggested path has one of these.
    """
    dialog = QFileDialog(owner.window(), title, str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    first = next((name for name, ending in kinds.items() if suggested.suffix == f".{ending}"), "")
    dialog.selectNameFilter(first)
    dialog.setDefaultSuffix(kinds.get(first, ""))
    dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(kinds.get(name, "")))
    # Without its ending, so that another kind of file gets its own.
    dialog.selectFile(suggested.stem)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if taken and chosen else None


def file_asked(owner: QWidget, title: str, kind: str) -> Path | None:
    """Which file shall be read, None for none."""
    dialog = QFileDialog(owner.window(), title, str(Path.home()), kind)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if taken and chosen else None


def folder_asked(owner: QWidget, title: str, suggested: Path) -> Path | None:
    """Into which folder files shall be written, None for none."""
    dialog = QFileDialog(owner.window(), title, str(suggested))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if taken and chosen else None
