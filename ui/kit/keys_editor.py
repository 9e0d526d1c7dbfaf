"""The list of all keys among the settings: press a key to change it; what is taken already is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button, IconButton
from ui.kit.key_places import GROUPS, Keyed, clash, keyed
from ui.kit.keybook import keybook
from ui.kit.labels import elided, label
from ui.kit.palette import fits
from ui.kit.words import follow_words, tr

TALL = 32
_ALONE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class KeysEditor(QWidget):
    """Asks the window what its keys are as soon as it is seen; views that were never open are made one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Keyed] = []
        self._rows: dict[str, _KeyRow] = {}
        self._headings: dict[str, QWidget] = {}
        self._unmade: list[str] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._make_next)
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.textChanged.connect(self._search)
        self.reset_all = Button(kind="link")
        self.reset_all.clicked.connect(lambda: keybook().reset())
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.reset_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(self._list)
        keybook().changed.connect(self.refresh)
        follow_words(self, self._say)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the keys now; those of views not made yet follow without holding up the window."""
        super().showEvent(event)
        self._unmade = list(self._places())
        self._turn.start()

    def refresh(self) -> None:
        """Read all keys again."""
        if not self.isVisible():
            return
        self._all = keyed(self.window(), self._places())
        for one in self._all:
            if one.key_id not in self._rows:
                self._add(one)
            self._rows[one.key_id].tell(one)
        self.reset_all.setVisible(keybook().any_changed())

    def row(self, key_id: str) -> _KeyRow | None:
        """The line of one action."""
        return self._rows.get(key_id)

    def complaint(self, about: Keyed, keys: str) -> str:
        """Why an action cannot have these keys, empty if it can."""
        found = clash(self._all, about, keys)
        said = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        if found == "fixed":
            return tr("Keys", "{keys} moves and edits in lists and fields and stays as it is.", keys=said)
        if isinstance(found, Keyed):
            return tr(
                "Keys",
                "{keys} already means “{action}”. Choose others, or change those first.",
                keys=said,
                action=found.title,
            )
        return ""

    def _make_next(self) -> None:
        window: Any = self.window()
        if self._unmade and hasattr(window, "page"):
            window.page(self._unmade.pop(0))
        self.refresh()
        if self._unmade:
            self._turn.start()

    def _places(self) -> Mapping[str, Any]:
        return getattr(self.window(), "places", {})

    def _add(self, one: Keyed) -> None:
        row = self._rows[one.key_id] = _KeyRow(self, one)
        if one.group not in self._headings:
            place = self._places().get(one.group)
            title = str(GROUPS.get(one.group) or getattr(place, "title", one.group))
            heading = self._headings[one.group] = label(title, weight=600, tone="muted")
            heading.setContentsMargins(0, 8, 0, 2)
            self._list.addWidget(heading)
        after: QWidget = self._headings[one.group]
        for other in self._all[: self._all.index(one)]:
            if other.group == one.group and other.key_id in self._rows:
                after = self._rows[other.key_id]
        self._list.insertWidget(self._list.indexOf(after) + 1, row)
        row.setVisible(fits(one.title, self.search.text()))

    def _search(self, typed: str) -> None:
        for row in self._rows.values():
            row.setVisible(fits(row.about.title, typed))

    def _say(self) -> None:
        words = tr("Keys", "Search actions")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.reset_all.setText(tr("Keys", "Reset all keys"))
        self.refresh()


class _KeyRow(QWidget):
    def __init__(self, editor: KeysEditor, about: Keyed) -> None:
        super().__init__()
        self._editor, self.about = editor, about
        self._title = elided()
        self.button, self._wrong = KeyButton(), elided(size="small", tone="failed")
        self._reset = IconButton("rotate-ccw", "", size=26)
        self.button.pressed_keys.connect(self.take)
        self._reset.clicked.connect(lambda: keybook().reset(self.about.key_id))
        across = QHBoxLayout()
        across.addWidget(self._title, 1)
        across.addWidget(self.button)
        across.addWidget(self._reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across)
        column.addWidget(self._wrong)
        self._wrong.hide()
        # A scrolled page gives its lines no more than they insist on.
        self.setMinimumHeight(TALL)
        keep = self._reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(keep)

    def tell(self, about: Keyed) -> None:
        self.about = about
        self._title.setText(about.title)
        self.button.tell(about)
        self._reset.call(tr("Settings", "Reset: {name}", name=about.title))
        self._reset.setVisible(keybook().is_changed(about.key_id))

    def take(self, keys: str) -> None:
        wrong = self._editor.complaint(self.about, keys) if keys else ""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.setMinimumHeight(TALL + (self._wrong.sizeHint().height() if wrong else 0))
        if not wrong:
            keybook().choose(self.about.key_id, [keys] if keys else [])


class KeyButton(Button):
    """Shows the keys of an action; pressed, it waits for others: Escape leaves them, Backspace takes them away."""

    pressed_keys = Signal(str)
    waits = False
    """Asked by Qt already while the button is made."""

    def __init__(self) -> None:
        super().__init__()
        self._about: Keyed | None = None
        self.setMinimumWidth(130)
        self.clicked.connect(lambda: self._wait(on=True))

    def tell(self, about: Keyed) -> None:
        """Show the keys of that action."""
        self._about = about
        self._say()

    def event(self, event: QEvent) -> bool:
        """While it waits, keys are keys and nothing else happens in the window."""
        if self.waits and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.waits and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._hear(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        super().focusOutEvent(event)
        self._wait(on=False)

    def _hear(self, event: QKeyEvent) -> None:
        if event.key() in _ALONE:
            return
        self._wait(on=False)
        if event.key() == Qt.Key.Key_Escape:
            return
        self.pressed_keys.emit("" if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) else pressed(event))

    def _wait(self, *, on: bool) -> None:
        self.waits = on
        self._say()

    def _say(self) -> None:
        if self._about is None:
            return
        shown = [QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in self._about.keys]
        said = ", ".join(shown) or tr("Keys", "none")
        self.setText(tr("Keys", "Press keys…") if self.waits else said.replace("&", "&&"))
        self.setAccessibleName(tr("Keys", "{action}: {keys}, change", action=self._about.title, keys=said))
        self.setToolTip(tr("Keys", "Press, then press the keys; Esc leaves them, Backspace takes them away"))


def pressed(event: QKeyEvent) -> str:
    """The keys of an event in portable form; a mark that needs Shift on this keyboard is written without it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers & Qt.KeyboardModifier.ShiftModifier and len(event.text()) == 1 and not event.text().isalpha():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier if event.text().isprintable() else modifiers
    combined = QKeySequence(modifiers.value | event.key())
    return combined.toString(QKeySequence.SequenceFormat.PortableText)
