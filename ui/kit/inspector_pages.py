"""The pages of the inspector: one for each tab, of the kind that was declared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.kit.chart_page import ChartsPage
from ui.kit.declare import Feature, Row, Tab
from ui.kit.history_page import HistoryPage
from ui.kit.inspector_asking import filled
from ui.kit.inspector_fields import Choices, FieldForm
from ui.kit.inspector_lists import ChangesPage, GroupsPage
from ui.kit.inspector_tabs import FactsPage, LinesPage, RawPage
from ui.kit.items_page import ItemsPage
from ui.kit.thumbnail import Thumbnails
from ui.kit.verdict_page import VerdictPage


class InspectorPages(QWidget):
    """Makes the pages and says what is wished on them; what they show is the inspector's."""

    place_wished = Signal(str, str)
    """Place and filter under which what a page counts can be seen and is selected."""
    restore_wished = Signal(object)
    """An entry of the history whose earlier values shall stand again."""
    rows_wished = Signal(str, str)
    """Place and filter under which the rows of a page can be seen."""

    edited = Signal()
    tab_opened = Signal(object)
    """A tab whose lines must be fetched for the present row."""

    def __init__(self, feature: Feature, thumbnails: Thumbnails, choices: Choices) -> None:
        super().__init__()
        self._feature, self._declared = feature, feature.inspector
        self._thumbnails, self.choices = thumbnails, choices
        self.row: Row | None = None
        self._pages = QStackedWidget()
        self._lines: dict[str, LinesPage | VerdictPage | ItemsPage | HistoryPage | ChartsPage] = {}
        self._facts: dict[str, FactsPage | GroupsPage | RawPage] = {}
        self._changes: dict[str, ChangesPage] = {}
        self.items: ItemsPage | None = None
        self._forms: dict[str, FieldForm] = {}

    def _turn_to(self, number: int) -> None:
        # A stack is as high as its highest page; only the open one may have a say.
        for at in range(self._pages.count()):
            policy = QSizePolicy.Policy.Preferred if at == number else QSizePolicy.Policy.Ignored
            page = self._pages.widget(at)
            if page is not None:
                page.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._pages.setCurrentIndex(number)
        self._pages.updateGeometry()

    def _page(self, tab: Tab) -> QWidget:
        if tab.kind == "fields":
            form = self._forms[tab.key] = FieldForm(tab.fields or self._declared.fields, self.choices)
            form.changed.connect(self.edited)
            return form
        if tab.kind == "changes":
            changes = self._changes[tab.key] = ChangesPage(self._thumbnails)
            changes.turned.connect(lambda: self.tab_opened.emit(tab))
            return changes
        if tab.kind == "groups" and tab.groups is not None:
            groups = self._facts[tab.key] = GroupsPage(tab.groups)
            groups.wished.connect(self.place_wished)
            return groups
        if tab.kind in ("facts", "raw"):
            facts = self._facts[tab.key] = FactsPage(tab.facts) if tab.kind == "facts" else RawPage()
            return facts
        return self._fetched(tab)

    def _fetched(self, tab: Tab) -> QWidget:
        if tab.kind == "verdict":
            verdicts = self._lines[tab.key] = VerdictPage()
            return verdicts
        if tab.kind == "charts":
            charts = self._lines[tab.key] = ChartsPage()
            return charts
        if tab.kind == "items" and self._feature.review is not None:
            self.items = self._lines[tab.key] = ItemsPage(self._feature.review.items, self._thumbnails)
            return self.items
        if tab.restore is not None:
            history = self._lines[tab.key] = HistoryPage()
            history.restore_wished.connect(self.restore_wished)
            return history
        lines = self._lines[tab.key] = LinesPage(place=bool(tab.place))
        lines.all_wished.connect(lambda: self.rows_wished.emit(tab.place, filled(tab.where, self.row)))
        return lines
