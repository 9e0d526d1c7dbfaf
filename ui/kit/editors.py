"""Editors for the kinds of values: each reads and answers the text the desk understands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.kit import icons, show
from ui.kit.choice_box import ChoiceBox
from ui.kit.declare import Choice, Field
from ui.kit.labels import frame
from ui.kit.tag_choice import TagChoice
from ui.kit.words import locale, tr


class Unreadable(ValueError):
    """What was typed is no value of this kind; the sentence says how to write it."""


class Editor(QWidget):
    """A value being edited, in the canonical text: days as 2027-12-31, amounts as ``12.50 EUR``, lists as ``a,b``."""

    edited = Signal()
    entered = Signal()
    """Enter was pressed where that means: carry it out."""

    def text(self) -> str:
        """The canonical text; raises ``Unreadable``."""
        raise NotImplementedError

    def typed(self) -> str:
        """What was typed, blanks and all; only texts differ from ``text``."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show that canonical text without telling anybody."""
        raise NotImplementedError

    def hint(self, words: str) -> None:
        """What is said while nothing is entered."""

    def main(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def focus(self) -> None:
        """Begin to edit."""
        self.main().setFocus(Qt.FocusReason.ShortcutFocusReason)


class TextEditor(Editor):
    """One line of any text; also the ground for what is typed and then read."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        _alone(self, self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def typed(self) -> str:
        """As it stands there."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """As it is."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def hint(self, words: str) -> None:
        """In the empty field."""
        self.line.setPlaceholderText(words)

    def main(self) -> QWidget:
        """The line."""
        return self.line


class MultilineEditor(Editor):
    """A few lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self._area = QPlainTextEdit()
        self._area.setTabChangesFocus(True)
        self._area.setFixedHeight(62)
        self._silent = False
        self._area.textChanged.connect(self._tell)
        _alone(self, self._area)

    def text(self) -> str:
        """What was typed."""
        return self._area.toPlainText().strip()

    def typed(self) -> str:
        """As it stands there."""
        return self._area.toPlainText()

    def show_text(self, text: str) -> None:
        """As it is."""
        self._silent = True
        self._area.setPlainText(text)
        self._silent = False

    def hint(self, words: str) -> None:
        """In the empty field."""
        self._area.setPlaceholderText(words)

    def main(self) -> QWidget:
        """The area."""
        return self._area

    def _tell(self) -> None:
        if not self._silent:
            self.edited.emit()


class DateEditor(TextEditor):
    """A day, typed in the form of the language or as 2027-12-31, or picked from a calendar."""

    def __init__(self) -> None:
        super().__init__()
        pick = self.line.addAction(icons.icon("calendar", "accent_text"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setText(tr("Kit", "Pick a day"))
        pick.setToolTip(tr("Kit", "Pick a day"))
        pick.triggered.connect(self._calendar)

    def text(self) -> str:
        """The day as ISO text; empty takes the day away."""
        typed = self.line.text().strip()
        return day_read(typed).isoformat() if typed else ""

    def show_text(self, text: str) -> None:
        """In the form of the language."""
        super().show_text(show.day(text) if show.as_date(text) else "")

    def _calendar(self) -> None:
        float_ = frame("float")
        float_.setParent(self, Qt.WindowType.Popup)
        float_.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(float_)
        calendar = QCalendarWidget()
        calendar.setLocale(locale())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        column.addWidget(calendar)
        calendar.clicked.connect(lambda day: self._picked(day, float_))
        float_.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        float_.show()
        calendar.setFocus()

    def _picked(self, day: QDate, popup: QWidget) -> None:
        popup.close()
        self.show_text(day.toString(Qt.DateFormat.ISODate))
        self.edited.emit()


class MoneyEditor(TextEditor):
    """An amount with its currency; the person's own decimal sign is understood."""

    def __init__(self, currency: str = "EUR") -> None:
        super().__init__()
        self._currency = currency

    def text(self) -> str:
        """Such as ``240.50 EUR``; empty takes the amount away."""
        typed = self.line.text().strip()
        return amount_read(typed, self._currency) if typed else ""

    def show_text(self, text: str) -> None:
        """With the decimal sign of the language."""
        amount, _, currency = text.partition(" ")
        self._currency = currency or self._currency
        shown = amount.replace(".", locale().decimalPoint())
        super().show_text(f"{shown} {currency}".strip())


class NumberEditor(TextEditor):
    """A whole number."""

    def text(self) -> str:
        """Digits alone."""
        typed = self.line.text().strip()
        if typed and not typed.lstrip("-").isdigit():
            raise Unreadable(tr("Kit", "Write a whole number"))
        return typed


class ChoiceEditor(Editor):
    """One of a few values."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._box = ChoiceBox()
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for choice in choices:
            self._box.addItem(str(choice.title), choice.value)
        self._box.setCurrentIndex(-1)
        self._box.activated.connect(lambda _index: self.edited.emit())
        _alone(self, self._box)

    def text(self) -> str:
        """The stored value."""
        return str(self._box.currentData() or "")

    def show_text(self, text: str) -> None:
        """Its title; an unknown value is added rather than lost."""
        place = self._box.findData(text)
        if text and place < 0:
            self._box.addItem(text, text)
            place = self._box.count() - 1
        self._box.setCurrentIndex(place)

    def hint(self, words: str) -> None:
        """While nothing is chosen."""
        self._box.setPlaceholderText(words)

    def main(self) -> QWidget:
        """The box."""
        return self._box


class TagsEditor(Editor):
    """Several of a few values, each on, off or different from row to row."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.tags = TagChoice(choices)
        self.tags.edited.connect(self.edited)
        _alone(self, self.tags)

    def text(self) -> str:
        """All that are on, with commas."""
        return ",".join(self.tags.chosen())

    def show_text(self, text: str) -> None:
        """These on, the others off."""
        self.tags.show_tags(frozenset(filter(None, text.split(","))))

    def main(self) -> QWidget:
        """The row of tags."""
        return self.tags


def editor_for(field: Field, choices: Sequence[Choice] = ()) -> Editor:
    """The editor of a field; ``choices`` takes the place of the declared ones."""
    offered = choices or field.choices
    if field.empty:
        offered = (Choice("", field.empty), *offered)
    made: dict[str, Callable[[], Editor]] = {
        "text": TextEditor,
        "multiline": MultilineEditor,
        "date": DateEditor,
        "money": MoneyEditor,
        "number": NumberEditor,
        "period": TextEditor,
        "choice": lambda: ChoiceEditor(offered),
        "platform": lambda: ChoiceEditor(offered),
        "tags": lambda: TagsEditor(offered),
    }
    editor = made[field.kind]()
    editor.main().setAccessibleName(str(field.label))
    editor.setFocusProxy(editor.main())
    return editor


def canonical(field: Field, value: object, currency: str = "") -> str:
    """A stored value as the text its editor shows."""
    if value is None:
        return ""
    if field.kind == "money" and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d} {currency}".strip()
    if isinstance(value, (tuple, list, frozenset, set)):
        return ",".join(map(str, value))
    return str(value)


def day_read(typed: str) -> date:
    """A day as people write it in the chosen language, or ISO; raises ``Unreadable``."""
    stored = show.as_date(typed)
    if stored is not None:
        return stored
    own = QLocale(locale())
    for pattern in ("d MMM yyyy", "d. MMM yyyy", "dd.MM.yyyy", "d.M.yyyy", "d.M.yy", "dd/MM/yyyy", "d MMMM yyyy"):
        found = own.toDate(typed, pattern, 2000)
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    raise Unreadable(tr("Kit", "Write a day such as {day}", day=show.day("2027-12-31")))


def amount_read(typed: str, currency: str) -> str:
    """An amount as people write it, as ``12.50 EUR``; raises ``Unreadable``."""
    words = typed.replace("€", " EUR ").replace("£", " GBP ").replace("$", " USD ").split()
    letters = [word for word in words if word.isalpha()]
    figures = "".join(word for word in words if not word.isalpha()).replace("\u202f", "")
    point = locale().decimalPoint()
    grouping = "." if point == "," else ","
    bare = figures.replace(grouping, "") if point in figures or figures.count(grouping) > 1 else figures
    plain = bare.replace(point, ".").replace(",", ".")
    whole, _, rest = plain.partition(".")
    if not whole.isdigit() or not (rest or "0").isdigit() or len(rest) > 3:  # noqa: PLR2004 - no currency has more places
        raise Unreadable(tr("Kit", "Write an amount such as {amount}", amount=show.money(24050, currency)))
    return f"{whole}.{rest.ljust(2, '0')} {letters[0].upper() if letters else currency}"


def _alone(owner: QWidget, inner: QWidget) -> None:
    row = QHBoxLayout(owner)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inner)
