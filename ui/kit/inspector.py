"""The right-hand side: one row in full, or many with what they have in common, and the one button that acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rightsdesk.desk import Summary, TextEdit
from ui.kit import show
from ui.kit.buttons import IconButton, Tabs
from ui.kit.command_form import CommandForm
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Action, Feature, Row, Tab, counted
from ui.kit.inspector_fields import Choices, FieldForm
from ui.kit.inspector_foot import Foot
from ui.kit.inspector_headline import Headline
from ui.kit.inspector_lists import GroupsPage
from ui.kit.inspector_pages import InspectorPages
from ui.kit.inspector_picture import Pictures
from ui.kit.inspector_tabs import FactsPage, empty_words
from ui.kit.inspector_texts import row_for
from ui.kit.labels import frame, label, line
from ui.kit.locking import locking
from ui.kit.pills import Pill
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import follow_words, tr

PAD = 16
FETCHED = frozenset(("fields", "history", "related", "entries", "changes", "verdict", "items", "raw", "charts"))
"""Kinds of pages whose content is asked of the read model."""


class Inspector(InspectorPages):
    """Shows and edits; what happens with the edits is decided by the view it belongs to."""

    filled = Signal(object)
    """The row that is shown now, None for no row or many."""
    close_wished = Signal()

    def __init__(self, feature: Feature, thumbnails: Thumbnails, choices: Choices) -> None:
        super().__init__(feature, thumbnails, choices)
        self.setProperty("share", self._declared.share)
        self.many = False
        self.command: CommandForm | None = None
        self._drafts: dict[object, dict[str, str]] = {}
        self._key: object = None
        self._filled: Row | None = None
        """The row as it stands in the parts, older than ``row`` where fields were touched meanwhile."""
        self._pictures = Pictures(thumbnails)
        self._title = label(size="title", weight=600, wrap=True)
        self._subtitle = label(size="small", tone="muted", wrap=True, tabular=True)
        self._pill = Pill()
        self.headline = Headline(self._declared)
        self._tabs = Tabs()
        self.bulk = FieldForm(self._declared.fields, choices, row_for)
        self.foot = Foot(feature)
        self._build()
        self.show_nothing()
        follow_words(self, self._say)

    def _say(self) -> None:
        self._area.setAccessibleName(tr("Inspector", "Details"))
        for tab in self._declared.tabs:
            self._tabs.rename(tab.key, str(tab.title))
        self._heading.setText(str(self._declared.heading if self.many else self._feature.title))
        row = self.row
        if row is not None and not self.touched():
            self._fill(row)
        elif row is None and not self.many:
            self.show_nothing()

    # what is shown

    def show_nothing(self) -> None:
        """No row and no selection."""
        self._remember()
        self.row, self.many, self._key = None, False, None
        self._title.setText(tr("Inspector", "Nothing chosen"))
        self._subtitle.setText(tr("Inspector", "Click a row to see all of it; tick several to change them together."))
        self._pictures.show_keys(())
        self._pill.hide()
        self.headline.show_row(None)
        self.ask(None)
        self._show_parts(tabs=False)
        self.filled.emit(None)

    def show_row(self, row: Row) -> None:
        """One row in full; what was being edited there is offered again."""
        same = not self.many and self._key == row.id
        if same and (row == self._filled or (self._form is not None and self._form.touched())):
            self.row = row
            return
        self._remember()
        self._fill(row)

    def _fill(self, row: Row) -> None:
        self.row, self.many, self._key, self._filled = row, False, row.id, row
        declared = self._declared
        self._title.setText(line_of(declared.title, row).text if declared.title else str(attribute(row, "title") or ""))
        self._subtitle.setText(line_of(declared.subtitle, row).text if declared.subtitle else "")
        self._pictures.show_keys([str(attribute(row, declared.picture) or "")] if declared.picture else ())
        self._show_pill(row)
        self.headline.show_row(row)
        for facts in self._facts.values():
            facts.show_row(row)
        for changes in self._changes.values():
            changes.start = 0
        for form in self._forms.values():
            form.show_row(row)
        locking(self._declared, row, self._forms, self._lines)
        if self._form is not None:
            self._form.enter(self._drafts.get(row.id, {}))
        self._show_parts(tabs=bool(declared.tabs))
        self.filled.emit(row)
        self._open_tab(self._tabs.choice())

    def show_many(self, count: int | None, keys: Sequence[str]) -> None:
        """So many rows, with a few of their pictures; the summary comes when it is counted."""
        if not self.many:
            self._remember()
        self.row, self.many, self._key = None, True, "many"
        self._title.setText(tr("Selection", "Counting…") if count is None else counted(self._feature.selected, count))
        self._pictures.show_keys(keys if self._declared.picture else ())
        self._pill.hide()
        self.headline.show_row(None)
        self._show_parts(tabs=False)
        self.filled.emit(None)

    def show_summary(self, summary: Summary) -> None:
        """What the selected rows have in common."""
        if not self.many:
            return
        parts = [
            counted(words, len(summary.fields[name].words) or summary.fields[name].distinct)
            for name, words in self._declared.totals.items()
            if name in summary.fields
        ]
        if summary.totals:
            parts.append(tr("Inspector", "total {amount}", amount=show.totals(dict(summary.totals))))
        self._subtitle.setText(" · ".join(parts))
        self.bulk.show_summary(summary.fields, summary.count)

    def show_lines(self, tab: Tab, entries: Sequence[Any]) -> None:
        """The fetched lines of a tab."""
        if tab.kind == "fields":
            self._forms[tab.key].tell(entries)
            return
        page = self._changes.get(tab.key) or self._lines.get(tab.key) or self._facts[tab.key]
        if not isinstance(page, FactsPage | GroupsPage):
            page.say(entries, empty_words(tab))

    def start_of(self, tab: Tab) -> int:
        """The first of the listed changes that is shown."""
        return self._changes[tab.key].start if tab.key in self._changes else 0

    def add_card(self, card: QWidget) -> None:
        """One more card below what is shown; one that has ``show_row`` hears of the row, its ``foot`` never scrolls."""
        self._cards.addWidget(card)
        if (foot := getattr(card, "foot", None)) is not None:
            self._column.addWidget(foot)
        if (follow := getattr(card, "show_row", None)) is not None:
            self.filled.connect(follow)

    # what is asked of it

    @property
    def form(self) -> FieldForm | None:
        """The fields that can be edited now."""
        return self.bulk if self.many else self._form

    def touched(self) -> bool:
        """Whether a field would change."""
        return self.form is not None and self.form.touched()

    def begun(self) -> bool:
        """Whether something was entered that is lost, or meant for another row, when the list is put in order anew."""
        return self.touched() or (self.command is not None and self.command.begun())

    def texts(self) -> Mapping[str, str] | None:
        """The touched fields; None while one of them cannot be read."""
        return self.form.texts() if self.form is not None else {}

    def edits(self) -> Mapping[str, TextEdit]:
        """How the texts of touched fields are edited."""
        return self.form.edits() if self.form is not None else {}

    def offer_drafts(self, drafts: Mapping[int, Mapping[str, str]]) -> None:
        """Offer these again when their rows are shown."""
        self._drafts.update({row: dict(draft) for row, draft in drafts.items()})

    def forget_drafts(self) -> None:
        """Offer nothing again, and take back what is entered now."""
        self._drafts.clear()
        self.settled()

    def settled(self) -> None:
        """The edits were taken as an order: the fields are as before, the draft is done with."""
        self._drafts.pop(self._key, None)
        if self.form is not None:
            self.form.revert()
        if self.command is not None:
            self.command.settle()

    def edit(self) -> None:
        """Put the keyboard into the first field."""
        if self.command is not None:
            self.command.focus_first()
            return
        editing = next((tab.key for tab in self._declared.tabs if tab.kind == "fields"), "")
        if not self.many and editing:
            self._tabs.show_choice(editing)
            self._open_tab(editing)
        if self.form is not None:
            self.form.focus_first()

    def ask(self, action: Action | None) -> None:
        """Show the fields an action asks for, above the button; None takes them away."""
        if self.command is not None:
            if action is not None and self.command.action is action:
                return
            self._asked.removeWidget(self.command)
            self.command.hide()
            self.command.deleteLater()
            self.command = None
        if action is not None and action.fields:
            self.command = CommandForm(action, self.choices)
            self.command.changed.connect(self.edited)
            action_key = action.key
            self.command.entered.connect(lambda: self.foot.taken.emit(action_key))
            self._asked.addWidget(self.command)
        self._asked_title.setText(str(action.title) if action else "")
        self._command_place.setVisible(self.command is not None)

    # inside

    @property
    def _form(self) -> FieldForm | None:
        return self._forms.get(self._tabs.choice()) or next(iter(self._forms.values()), None)

    def _remember(self) -> None:
        if self._key is not None and self.form is not None:
            draft = self.form.draft()
            if draft:
                self._drafts[self._key] = draft
            else:
                self._drafts.pop(self._key, None)

    def _show_pill(self, row: Row) -> None:
        column = next((one for one in self._feature.columns if one.key == self._declared.pill), None)
        state = "" if column is None else str(attribute(row, column.state or column.key) or "")
        found = column.pills.get(state) if column else None
        self._pill.setVisible(found is not None)
        if found is not None:
            self._pill.say(
                found.tone if found.tone not in ("plain", "muted") else "neutral", str(found.word), found.icon
            )

    def _show_parts(self, *, tabs: bool) -> None:
        self._tabs.setVisible(tabs and len(self._declared.tabs) > 1)
        self._pages.setVisible(tabs)
        self.bulk.setVisible(self.many)
        self._heading.setText(str(self._declared.heading) if self.many else str(self._feature.title))

    def _open_tab(self, key: str) -> None:
        tab = next((one for one in self._declared.tabs if one.key == key), None)
        if tab is None:
            return
        self._turn_to([one.key for one in self._declared.tabs].index(key))
        if tab.kind in FETCHED and self.row is not None and (tab.kind != "fields" or tab.origins):
            self.tab_opened.emit(tab)
        self.edited.emit()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = frame("panel")
        outer.addWidget(ground)
        column = self._column = QVBoxLayout(ground)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._body())
        self._command_place.hide()
        column.addWidget(area, 1)
        column.addWidget(self.foot)

    def _head(self) -> QHBoxLayout:
        self._heading = label(weight=600)
        self._close = IconButton("x", tr("Inspector", "Close the inspector (I)"), size=28)
        self._close.clicked.connect(self.close_wished)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 8, 10, 4)
        if self._feature.review is None:
            head.addWidget(self._heading, 1)
        else:
            head.addWidget(self._title, 1)
            head.addWidget(self._pill)
        head.addWidget(self._close)
        return head

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(PAD, 4, PAD, PAD)
        column.setSpacing(8)
        for tab in self._declared.tabs:
            self._tabs.add(tab.key, str(tab.title))
            self._pages.addWidget(self._page(tab))
        self._tabs.chosen.connect(self._open_tab)
        self.bulk.changed.connect(self.edited)
        self.between = QWidget()
        self.between.hide()
        self._command_place = QWidget()
        self._asked = QVBoxLayout(self._command_place)
        self._asked.setContentsMargins(0, 0, 0, 8)
        self._asked_title = label(weight=600)
        self._asked.addWidget(self._asked_title)
        for widget in (
            self._pictures,
            self._title,
            self._subtitle,
            self._pill,
            self.headline,
            self.between,
            line(),
            self._command_place,
            self._tabs,
            self._pages,
            self.bulk,
        ):
            if self._feature.review is not None and widget in (self._title, self._pill):
                continue
            # The pill keeps its own width; all others take the whole.
            narrow = widget is self._pill
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        self._cards = QVBoxLayout()
        column.addLayout(self._cards)
        column.addStretch(1)
        return body
