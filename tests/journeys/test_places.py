"""Every place of the real window: keys that do not clash, names for those who listen, everything in the palette."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from tests.kit.window import panel, quiet
from ui.kit.panel import Panel
from ui.kit.words import words
from ui.pages import places
from ui.session import Session

KEYS = [place.key for place in places() if place.feature is not None]
DAILY = ("images", "usages", "vendors", "credit_advices", "batches", "activity")


def test_daily_work_is_reached_with_control_and_its_number() -> None:
    found = {place.key: place.shortcut for place in places()}
    assert [found[key] for key in DAILY] == [f"Ctrl+{number}" for number in range(1, 7)]


def test_no_key_means_two_things_in_one_place(session: Session) -> None:
    everywhere = session.window.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for key in KEYS:
        view = panel(session, key)
        heard = {*everywhere, *view.actions(), *view.table.actions()}
        keys = Counter(
            sequence.toString(QKeySequence.SequenceFormat.PortableText)
            for made in heard
            for sequence in made.shortcuts()
        )
        assert [(key, each) for each, times in keys.items() if times > 1] == []


def test_every_action_of_a_place_is_found_in_the_palette(session: Session) -> None:
    palette = session.window.palette_sheet
    for key in KEYS:
        view = panel(session, key)
        for action in view.feature.actions:
            palette.open(str(action.title))
            (made,) = view.findChildren(QAction, f"{view.feature.key}.{action.key}")
            offered = [offer for offer in palette.offers() if offer.run == made.trigger]
            assert [offer.title for offer in offered] == [str(action.title)], (key, action.key)
        palette.close()


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_that_can_be_pressed_or_filled_has_a_name(session: Session, language: str) -> None:
    words().use(language)
    asking: set[str] = set()
    for key in KEYS:
        view = panel(session, key)
        view.marks.select_all()
        quiet(session)
        for action in (one for one in view.feature.actions if one.fields and view.model.ids):
            view.selecting.acting.choose(action)
            quiet(session)
            found = list(_fillable(view))
            assert [(key, action.key, one) for one in found if not _named(one)] == []
            form = view.inspector.command
            assert form is not None
            assert form.action is action
            assert [one for one in found if form.isAncestorOf(one)], (key, action.key)
            asking.add(key)
    assert asking == {"images", "usages", "findings", "vendors"}


def _fillable(view: Panel) -> Iterator[QWidget]:
    for part in (view, view.inspector):
        for one in part.findChildren(QWidget):
            if one.isVisible() and isinstance(one, (QAbstractButton, QLineEdit, QComboBox)):
                yield one


def _named(one: QWidget) -> bool:
    words_on_it = one.text() if isinstance(one, QAbstractButton) else ""
    inside = isinstance(one.parentWidget(), (QLineEdit, QComboBox))  # Qt's own parts of a field
    return bool(one.accessibleName() or words_on_it or inside)
