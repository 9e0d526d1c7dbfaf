"""Actions with a name, keys and a tooltip that says the keys; the menu, the palette and the tests read them back."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.kit import icons
from ui.kit.keybook import keybook
from ui.kit.words import Phrase, follow_words

KEY_ID = "key_id"
"""The property under which the book of keys knows an action; the same action of several views has the same one."""
QT_OWN = "_q_"
"""How Qt names the actions it makes inside fields."""


def action(
    owner: QWidget,
    title: Phrase | str,
    run: Callable[[], object],
    *,
    keys: str | Iterable[str] = (),
    icon: str = "",
    name: str = "",
) -> QAction:
    """An action of `owner`, found by the palette; `keys` in portable form such as `Ctrl+K`, the first is shown."""
    made = QAction(owner)
    made.setObjectName(name or (f"{title.context}.{title.literal}" if isinstance(title, Phrase) else title))
    usual = [keys] if isinstance(keys, str) and keys else list(keys)
    known = f"{title.context}.{title.literal}" if isinstance(title, Phrase) else made.objectName()
    made.setProperty(KEY_ID, known)
    if icon:
        made.setIcon(icons.icon(icon, "muted"))
        made.setProperty("icon_name", icon)
    made.triggered.connect(lambda _checked=False: run())
    owner.addAction(made)

    def say() -> None:
        made.setShortcuts([QKeySequence(key) for key in keybook().keys(known, usual)])
        made.setText(str(title))
        shown = shown_keys(made)
        made.setToolTip(f"{title} ({shown})" if shown else str(title))

    follow_words(made, say)
    return made


def shown_keys(made: QAction) -> str:
    """The keys as they stand on the keyboard of the chosen language: Ctrl+K or Strg+K; empty without keys."""
    return _native(made.shortcut().toString()) if not made.shortcut().isEmpty() else ""


def spelled(keys: str) -> str:
    """A usual key sequence in the words of the chosen language, or what a person put in its place."""
    return _native(keybook().instead(keys))


def bar(made: QAction, reason: str) -> None:
    """Grey an action with the reason, which its tooltip and the palette say; without a reason it acts again."""
    made.setEnabled(not reason)
    made.setProperty("reason", reason)
    shown = shown_keys(made)
    made.setToolTip(reason or (f"{made.text()} ({shown})" if shown else made.text()))


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def all_actions(window: QWidget) -> list[QAction]:
    """Every action in a window that has words, wherever it hangs; separators and Qt's own are left out."""
    named = (made for made in window.findChildren(QAction) if made.objectName() and not made.isSeparator())
    found = [made for made in named if not made.objectName().startswith(QT_OWN)]
    return sorted(found, key=lambda made: made.text().casefold())
