"""The charts of a view in a sheet over the window: counted off the window's thread, saved as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rightsdesk.desk import Reader
from rightsdesk.desk.lists import suggested_name
from rightsdesk.faults import Fault
from ui.kit import chart_picture
from ui.kit import selection as steps
from ui.kit.ask import place_asked
from ui.kit.buttons import Button
from ui.kit.chart_asking import asked_of
from ui.kit.chart_page import ChartsPage
from ui.kit.chart_painting import height_of
from ui.kit.chart_values import Figures, Scope
from ui.kit.declare import counted
from ui.kit.exporting import FOLDER
from ui.kit.labels import frame, label
from ui.kit.panel_view import PanelView
from ui.kit.words import follow_words, told, tr

WIDTH, HEIGHT, EDGE = 940, 820, 24
PlaceAsked = Callable[[QWidget, str, Path, Mapping[str, str]], Path | None]


class Charting(QObject):
    """Opens the charts of one view: of the selected rows, or of all that the filter finds."""

    def __init__(self, view: PanelView) -> None:
        super().__init__(view)
        self._view = view
        self.sheet: ChartSheet | None = None

    def open(self) -> None:
        """Show them for what is selected now."""
        view, chosen = self._view, self._view.marks.selection
        scope = Scope(view.asking.query(), None if steps.is_empty(chosen) else chosen)
        self.sheet = ChartSheet(view, scope)
        self.sheet.open()


class ChartSheet(QDialog):
    """All charts below each other, with what they are about in the head."""

    saved = Signal(object)

    def __init__(self, view: PanelView, scope: Scope) -> None:
        super().__init__(view.window())
        self._view, self._scope = view, scope
        self.figures: Sequence[Figures] = ()
        self.place_asked: PlaceAsked = place_asked
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page, self._heading = ChartsPage(), label(size="title", weight=600)
        self.about = label(tone="muted", wrap=True, tabular=True)
        self.save_button, self.again, self._close = Button(icon="image-down"), Button(icon="refresh-cw"), Button()
        self._build()
        self.resize(WIDTH, self._most())
        follow_words(self, self._ask)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits for an answer any more."""
        self._view.around.questions.forget((id(self), "charts"))
        super().closeEvent(event)

    def save(self) -> None:
        """Ask where to, then write a picture."""
        memory, title = self._view.around.memory, self._heading.text()
        kinds = {tr("Charts", "Picture (*.png)"): "png", tr("Charts", "Drawing that can be enlarged (*.svg)"): "svg"}
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(memory.get(FOLDER) or documents))
        name = suggested_name(title, datetime.now().astimezone().date())
        path = self.place_asked(self, tr("Charts", "Save as picture"), folder / f"{name}.png", kinds)
        if path is None:
            return
        try:
            chart_picture.save(path, f"{title} · {self.about.text()}", self.figures)
        except Fault as fault:
            self._view.around.toasts.say(told(fault.sentence), state="failed")
            return
        memory.put(FOLDER, str(path.parent))
        self._view.around.toasts.say(tr("Charts", "Charts saved as {file}", file=path.name))
        self.saved.emit(path)

    def _ask(self) -> None:
        feature, around = self._view.feature, self._view.around
        self._say()
        self.page.wait()
        self.save_button.setEnabled(False)
        self.again.hide()

        def asked(reader: Reader) -> tuple[int, list[Figures]]:
            count = reader.selected_count(self._scope.selected())
            return count, asked_of(around.desk, reader, self._scope, feature.charts)

        around.questions.ask((id(self), "charts"), asked, self._show, self._sorry, "counts")

    def _show(self, answer: tuple[int, list[Figures]]) -> None:
        count, self.figures = answer
        feature = self._view.feature
        words = feature.selected if self._scope.selection else feature.noun
        self.about.setText(counted(words, count))
        if not self._scope.selection and self._scope.query.where:
            self.about.setText(tr("Charts", "{rows} of the present filter", rows=counted(words, count)))
        self.page.say(self.figures)
        self.save_button.setEnabled(any(not one.is_empty for one in self.figures))
        self._close.setFocus()
        self.resize(self.width(), min(self._most(), self._heading.sizeHint().height() + self._tall() + 2 * EDGE))

    def _most(self) -> int:
        return min(HEIGHT, max(420, self._view.window().height() - 60))

    def _tall(self) -> int:
        """What head, charts and foot need together."""
        room = self.width() - 2 * EDGE
        charts = sum(height_of(one, room) + (76 if one.note else 56) for one in self.figures)
        return charts + self.about.sizeHint().height() + self._close.sizeHint().height() + 60

    def _sorry(self, fault: Fault) -> None:
        self.figures = ()
        self.page.complain(told(fault.sentence))
        self.again.show()

    def _say(self) -> None:
        title = tr("Charts", "Charts: {place}", place=str(self._view.feature.title))
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._area.setAccessibleName(title)
        self.save_button.setText(tr("Charts", "Save as picture…"))
        self.again.setText(tr("Table", "Try again"))
        self._close.setText(tr("Document", "Close"))

    def _build(self) -> None:
        column, inner, foot = QVBoxLayout(self), QWidget(), frame("foot")
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body, line = QVBoxLayout(inner), QHBoxLayout(foot)
        body.setContentsMargins(EDGE, 18, EDGE, 18)
        for widget in (self._heading, self.about, self.page):
            body.addWidget(widget)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column.addWidget(area, 1)
        line.setContentsMargins(20, 10, 20, 12)
        line.addWidget(self.save_button)
        line.addWidget(self.again)
        line.addStretch(1)
        line.addWidget(self._close)
        column.addWidget(foot)
        self.save_button.clicked.connect(self.save)
        self.again.clicked.connect(self._ask)
        self._close.clicked.connect(self.close)
