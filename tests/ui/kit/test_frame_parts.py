from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.declare import SavedView
from ui.kit.labels import elided, label, plain_tip
from ui.kit.navigation import Entry, Navigation
from ui.kit.palette import Offer, Palette, fits
from ui.kit.platform_mark import PlatformMark
from ui.kit.stage import Stage
from ui.kit.status_bar import StatusBar
from ui.kit.sync_pill import Standing, SyncPill
from ui.kit.title_bar import PlatformButton, initials
from ui.kit.toast import MOST, Toasts
from ui.kit.words import phrase, words


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    words().use("en")
    yield
    words().use("en")


@pytest.mark.parametrize(
    ("standing", "state", "said"),
    [
        (Standing(12), "ok", "Synchronised 12 s ago"),
        (Standing(12, under_way=4214), "pending", "Synchronising 4,214"),
        (Standing(12, offline=True, waiting=5), "warning", "Offline · 5 commands waiting"),
        (Standing(12, offline=True, conflicts=2), "failed", "Attention: 2 conflicts"),
        (Standing(), "neutral", "Not synchronised yet"),
    ],
)
def test_the_pill_says_how_we_stand_with_the_outside(qtbot: QtBot, standing: Standing, state: str, said: str) -> None:
    pill = SyncPill()
    qtbot.addWidget(pill)
    pill.tell(standing)
    assert (pill.state, pill.text(), pill.accessibleName()) == (state, said, said)


def test_text_of_vendors_is_never_taken_for_markup(qtbot: QtBot) -> None:
    for made in (label("<b>Alpenpix</b>"), elided("<b>Alpenpix</b>")):
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText


def test_a_click_on_a_place_opens_and_marks_it(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    first = navigation.add_place("images", phrase("Frame", "Search"), "images")
    second = navigation.add_place("vendors", phrase("Frame", "View"), "users")
    with qtbot.waitSignal(navigation.opened) as heard:
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert heard.args == ["vendors"]
    assert (first.isChecked(), second.isChecked()) == (False, True)


def test_badges_are_said_to_those_who_listen(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    entry = navigation.add_place("advices", phrase("Frame", "View"), "receipt-text")
    navigation.badge("advices", "42", "review")
    assert entry.accessibleName() == "View, 42"


def test_narrow_navigation_keeps_icons_and_names_in_tooltips(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    entry = navigation.add_place("advices", phrase("Frame", "View"), "receipt-text")
    navigation.narrow(on=True)
    assert (navigation.width(), entry.toolTip()) == (60, plain_tip("View"))


def test_saved_views_carry_their_counts_and_open(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    navigation.show_views([SavedView("late", phrase("Frame", "Search"), "clock")])
    navigation.count_view("late", "10,428")
    entry = navigation.findChildren(Entry, "view-late")[0]
    with qtbot.waitSignal(navigation.view_opened) as heard:
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert (heard.args, entry.counter) == (["late"], "10,428")


def test_names_change_with_the_language_at_once(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    entry = navigation.add_place("x", phrase("Settings", "Settings"), "settings")
    words().use("de")
    assert entry.text() == "Einstellungen"


def test_a_click_on_the_last_event_copies_its_number(qtbot: QtBot, qapp: QApplication) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.tell(behind=214, position=18_204_551, role="picture editor")
    assert bar.event_number.text() == "Event 18,204,551"
    QTest.mouseClick(bar.event_number, Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == "18204551"


def test_the_status_bar_names_delay_and_trouble(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.tell(behind=1, position=5, trouble="alpenpix answers with 503")
    assert bar.model.text().startswith("Read model: 1 event behind")
    assert bar.services.text() == "Vendor metadata service: not reachable"
    assert "alpenpix answers with 503" in bar.services.toolTip()


def test_the_platform_in_force_stands_on_its_button(qtbot: QtBot) -> None:
    button = PlatformButton()
    qtbot.addWidget(button)
    button.offer([PlatformMark("tag", "Tagwerk Online", "", "T")], "tag")
    assert button.accessibleName() == "Platform: Tagwerk Online"
    button.offer([], "gone")
    assert button.accessibleName() == "Platform: All platforms"


@pytest.mark.parametrize(("actor", "letters"), [("K. Brandt", "KB"), ("anna", "AN"), ("", "?"), ("a_b", "AB")])
def test_a_person_is_shown_by_two_letters(actor: str, letters: str) -> None:
    assert initials(actor) == letters


def test_the_palette_finds_by_pieces_and_runs_what_is_taken(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    done: list[str] = []
    sheet = Palette(parent)
    titles = ("Update online until", "Undo the last batch")
    sheet.add_source(
        lambda typed: [Offer(t, "Command", "command", partial(done.append, t)) for t in titles if fits(t, typed)]
    )
    parent.show()
    sheet.open()
    QTest.keyClicks(sheet.field, "last und")
    assert [offer.title for offer in sheet.offers()] == ["Undo the last batch"]
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert done == ["Undo the last batch"]
    assert not sheet.isVisible()


def test_escape_closes_the_palette_and_does_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    done, sheet = [], Palette(parent)
    sheet.add_source(lambda _typed: [Offer("Quit", "Command", "command", lambda: done.append(1))])
    parent.show()
    sheet.open()
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert not done


def test_a_message_offers_undo_and_leaves_when_taken(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    parent.show()
    undone, toasts = [], Toasts(parent)
    toast = toasts.say("3 images: online until 31 Dec 2027", [("Undo", lambda: undone.append(1))])
    button = next(each for each in toast.findChildren(QWidget) if getattr(each, "text", str)() == "Undo")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not toast.isVisible()


def test_old_messages_make_room_for_new_ones(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    parent.show()
    toasts = Toasts(parent)
    for number in range(MOST + 2):
        toasts.say(str(number))
    assert [toast.accessibleName() for toast in toasts.shown()] == ["2", "3", "4"]


def test_the_inspector_stands_beside_the_view_or_over_it(qtbot: QtBot) -> None:
    stage, view, side = Stage(), QLabel("view"), QLabel("side")
    qtbot.addWidget(stage)
    stage.add_view(view, side)
    stage.resize(1200, 700)
    stage.show()
    assert (stage.views.width(), side.pos()) == (1200 - 344, QPoint(1200 - 344, 0))
    stage.overlay_side(on=True)
    assert not side.isVisible()
    stage.toggle_side()
    assert (stage.views.width(), side.isVisible()) == (1200, True)


def test_the_drawer_takes_its_height_from_view_and_inspector(qtbot: QtBot) -> None:
    stage, view, side, drawer = Stage(), QLabel("view"), QLabel("side"), QLabel("drawer")
    qtbot.addWidget(stage)
    stage.add_view(view, side)
    stage.set_drawer(drawer)
    stage.resize(1200, 700)
    stage.set_drawer_height(204)
    assert (stage.views.height(), side.height(), drawer.width()) == (496, 496, 1200)


def test_the_clock_of_a_message_stands_still_while_the_keyboard_is_on_it(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    parent.show()
    parent.activateWindow()
    qtbot.waitUntil(parent.isActiveWindow)
    toast = Toasts(parent).say("3 images: online until 31 Dec 2027", [("Undo", lambda: None)])
    assert not toast.waits
    button = next(each for each in toast.findChildren(QWidget) if getattr(each, "text", str)() == "Undo")
    button.setFocus()
    assert toast.waits
    button.clearFocus()
    assert not toast.waits


def test_a_disabled_line_of_the_palette_says_why_and_cannot_be_taken(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    done, sheet = [], Palette(parent)
    barred = Offer(
        "Deliver", "Command", "send", lambda: done.append(1), enabled=False, reason="There is no sender yet."
    )
    sheet.add_source(lambda _typed: [barred])
    parent.show()
    sheet.open()
    told = sheet.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    sheet.take_current()
    assert told == "Deliver, Command, There is no sender yet."
    assert not done


def test_what_is_found_late_leaves_the_marked_line_marked(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    sheet, asked = Palette(parent), list[str]()
    sheet.asked.connect(asked.append)
    sheet.add_source(lambda _typed: [Offer(title, "Command", "command", list) for title in ("One", "Two")])
    sheet.add_source(lambda typed: [Offer(f"Search {typed}", "Search", "search", list, rank=3)])
    parent.show()
    sheet.open("o")
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    sheet.show_late([Offer("Exactly", "Image", "image", list, rank=0), Offer("Found", "Image", "image", list, rank=2)])
    assert [one.title for one in sheet.offers()] == ["Exactly", "One", "Two", "Found", "Search o"]
    current = sheet.current()
    assert current is not None
    assert (current.title, asked) == ("Two", ["o"])
