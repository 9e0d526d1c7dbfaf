"""Tags over many rows: each is on for all, some or none; touching one adds or removes that one only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rightsdesk.desk import FieldSummary
from ui.kit.declare import Choice, Field
from ui.kit.editors import TagsEditor
from ui.kit.inspector_fields import FieldRow
from ui.kit.words import tr

ADD, REMOVE = "+", "-"


class TagsRow(FieldRow):
    """Its text says what is added and removed, such as ``+reise,-tag``; what is not named stays in every row."""

    editor: TagsEditor

    def __init__(self, field: Field, choices: Sequence[Choice]) -> None:
        self._states: Mapping[str, str] = {}
        super().__init__(field, choices)

    def show_summary(self, summary: FieldSummary | None) -> None:
        """On for all, some or none of the rows; what was touched stays."""
        words = {} if summary is None else summary.words
        states = {tag: _state(words.get(tag, 0), self.of_rows) for tag in self.editor.tags.values()}
        wanted = self.editor.tags.changes()
        self._states = states
        self.editor.tags.show_states(states)
        self.editor.tags.apply(*wanted)
        for tag in self.editor.tags.values():
            self.editor.tags.count(tag, tr("Kit", "{count} of {total}", count=words.get(tag, 0), total=self.of_rows))
        self._become(touched=any(wanted))

    def text(self) -> str:
        """What is added and removed."""
        add, remove = self.editor.tags.changes()
        return ",".join([*(ADD + tag for tag in add), *(REMOVE + tag for tag in remove)])

    def enter(self, text: str) -> None:
        """Take such a text as if a person had touched the tags."""
        parts = [part for part in text.split(",") if part]
        add = tuple(part[1:] for part in parts if part.startswith(ADD))
        self.editor.tags.apply(add, tuple(part[1:] for part in parts if part.startswith(REMOVE)))
        self._edited()

    def revert(self) -> None:
        """Leave every row as it is."""
        self.editor.tags.show_states(self._states)
        self._become(touched=False)
        self.touched_changed.emit()

    # inside

    def _edited(self) -> None:
        self._become(touched=bool(self.text()))
        self.touched_changed.emit()

    def _become(self, *, touched: bool) -> None:
        self.touched = touched
        self._before = ""
        self._show_state()
        if touched:
            self._note.setText(self._told())
            self._note.setVisible(True)

    def _told(self) -> str:
        add, remove = self.editor.tags.changes()
        said = [tr("Inspector", "added: {tags}", tags=self._titles(add))] if add else []
        said += [tr("Inspector", "removed: {tags}", tags=self._titles(remove))] if remove else []
        return " · ".join([*said, tr("Inspector", "all others stay")])

    def _titles(self, tags: Sequence[str]) -> str:
        return ", ".join(self.editor.tags.title(tag) for tag in tags)


def _state(count: int, total: int) -> str:
    if not count:
        return "none"
    return "all" if count >= total else "some"
