"""The frame of the real window: finding, jumping, platforms, the pill, the bell, keys and help."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from rightsdesk.desk import Query, RefreshImages, Selection
from rightsdesk.faults import Unavailable
from tests.kit.window import finished, opened, panel, press, quiet, until
from ui.kit.actions import all_actions
from ui.kit.bell import NoticeList
from ui.kit.help import HelpSheet
from ui.kit.keybook import keybook
from ui.kit.keys_editor import KeysEditor
from ui.kit.palette import Offer
from ui.kit.platform_menu import PlatformMenu
from ui.kit.sync_popover import SyncPopover
from ui.session import Session
from ui.workers.duties import SYNC
from ui.workers.duty import Heard


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    keybook().reset()


def _do(session: Session, name: str) -> None:
    next(made for made in all_actions(session.window) if made.objectName() == name).trigger()


def _offers(session: Session, typed: str) -> list[Offer]:
    palette = session.window.palette_sheet
    palette.open(typed)
    quiet(session)
    return list(palette.offers())


def test_a_pasted_list_becomes_a_selection_and_names_the_unknown(session: Session) -> None:
    images = panel(session, "images")
    keys = session.desk.reader().keys("images", images.model.ids[:7])
    _do(session, "Palette.Go to an image id or paste ids")
    palette = session.window.palette_sheet
    QGuiApplication.clipboard().setText("\n".join([*(key.split(":")[1] for key in keys), "stranger", "2nd"]))
    press(palette.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    until(lambda: len(palette.offers()) == 2, "the list to be understood")
    select, copy = palette.offers()
    assert (select.title, copy.title) == ("Select these 7 images (2 unknown)", "Copy the 2 unknown ones")
    copy.run()
    assert QGuiApplication.clipboard().text() == "stranger\n2nd"
    press(palette.field, Qt.Key.Key_Return)
    quiet(session)
    assert images.marks.selection.plus == frozenset(images.model.ids)
    assert images.selection_bar.words.text() == "7 images selected"


def test_images_vendors_and_commands_of_other_places_are_found(session: Session) -> None:
    reader = session.desk.reader()
    vendor = reader.first(Query("vendors"), 1)[0]
    key = reader.keys("images", reader.ids(Query("images"))[5:6])[0]
    image = _offers(session, key)[0]
    assert (image.kind, image.rank) == ("Image", 0)
    assert (vendor.name, "Vendor") in [(one.title, one.kind) for one in _offers(session, vendor.name)]
    generate = next(one for one in _offers(session, "generate credit") if one.title.startswith("Vendors: "))
    assert generate.kind == "Command"
    image.run()
    quiet(session)
    row = panel(session, "images").inspector.row
    assert row is not None
    assert row.key == key
    session.window.palette_sheet.taken.emit(image)
    again = _offers(session, "")[0]
    assert (again.title, again.kind) == (image.title, "Recent")
    searches = [one.rank for one in _offers(session, vendor.name)]
    assert searches == sorted(searches)


def test_the_platform_is_switched_by_a_letter(session: Session) -> None:
    _do(session, "Frame.Change platform")
    (menu,) = session.window.findChildren(PlatformMenu)
    QTest.keyClicks(menu.field, "r")
    press(menu.field, Qt.Key.Key_Return)
    assert session.window.platform() == "reise"
    assert session.window.title_bar.platform.accessibleName() == "Platform: Reisezeit"


def test_the_pill_opens_on_queue_feeds_and_try_now(session: Session) -> None:
    pill = session.window.title_bar.pill
    session.outside.hear(Heard(SYNC, fault=Unavailable("The sample hub does not answer.")))
    session.ask_status()
    until(lambda: pill.text().startswith("Offline"), "the pill to say so")
    assert session.window.banner.isVisible()
    press(pill, Qt.Key.Key_Space)
    (sheet,) = session.window.findChildren(SyncPopover)
    until(lambda: any(one.text() == "sample" for one in sheet.findChildren(QLabel)), "the feeds to be named")
    assert "The sample hub does not answer." in [one.text() for one in sheet.findChildren(QLabel)]
    session.outside.hear(Heard(SYNC))
    session.ask_status()
    until(lambda: pill.text().startswith("Synchronised"), "the pill to be in step again")
    assert not session.window.banner.isVisible()


def test_reconnecting_is_summed_up_in_one_sentence(session: Session) -> None:
    reader = session.desk.reader()
    keys = reader.keys("batches", reader.ids(Query("batches")))
    bad = reader.count(Query("batches", "has:failure"))
    status = replace(session.desk.status(), waiting=dict.fromkeys(keys, "The hub does not answer."))
    session.outside.hear(Heard(SYNC, fault=Unavailable("The hub does not answer.")))
    session.outside.show(status)
    assert session.window.title_bar.pill.text() == "Offline"
    session.outside.show(status)
    assert session.window.title_bar.pill.text() == f"Offline · {len(keys)} commands waiting"
    session.outside.hear(Heard(SYNC))
    session.outside.show(replace(status, waiting={}))
    sent = f"{len(keys)} commands sent, {bad} need{'s' if bad == 1 else ''} you"
    until(lambda: session.window.toasts.said and session.window.toasts.said[-1].endswith(sent), sent)


def test_a_finished_batch_stands_behind_the_bell_after_a_restart(qapp: QApplication, workspace: Path) -> None:
    with opened(workspace) as session:
        images = panel(session, "images")
        some = Selection("images", None, session.desk.reader().position(), frozenset(images.model.ids[:3]))
        ticket = session.desk.submit(some, RefreshImages())
        finished(session, ticket.number)
        key = f"batch:{ticket.number}"
        until(lambda: key in [one.key for one in session.shell.notices.all()], "the notice")
    with opened(workspace) as session:
        assert "unread" in session.window.title_bar.bell.accessibleName()
        _do(session, "Notice.Show messages")
        (sheet,) = session.window.findChildren(NoticeList)
        told = next(one.words for one in session.shell.notices.all() if one.key == key)
        assert told in [one.text() for one in sheet.findChildren(QLabel)]


def test_keys_are_changed_in_the_settings_and_a_clash_is_refused_by_name(session: Session) -> None:
    session.window.open_place("settings", "section:keyboard")
    editor = session.window.page("settings").findChild(KeysEditor)
    assert editor is not None
    until(lambda: editor.row("Images.Refresh from vendor") and editor.row("Review.Document or data"), "all keys")
    row, flip = editor.row("Images.Refresh from vendor"), editor.row("Review.Document or data")
    assert row is not None
    assert flip is not None
    assert flip.y() > editor.search.y()
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(row.button, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert any("“Search and commands”" in one.text() for one in row.findChildren(QLabel))
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(row.button, Qt.Key.Key_F9)
    made = next(one for one in all_actions(session.window) if one.objectName() == "images.refresh")
    assert (made.shortcut().toString(), made.toolTip()) == ("F9", "Refresh from vendor (F9)")
    keybook().reset()
    assert made.shortcut().toString() == "Ctrl+R"


def test_f1_explains_the_open_view(session: Session) -> None:
    session.window.open_place("vendors")
    _do(session, "Help.About this view")
    (sheet,) = session.window.findChildren(HelpSheet)
    assert sheet.page.toPlainText().startswith("Vendors")
    sheet.reject()


def test_the_field_of_the_palette_keeps_letters_from_acting(session: Session) -> None:
    side = session.window.stage.side_shown
    palette = session.window.palette_sheet
    palette.open()
    press(palette.field, Qt.Key.Key_I)
    assert isinstance(palette.field, QLineEdit)
    assert (palette.field.text(), session.window.stage.side_shown) == ("i", side)
