"""What vendors write is shown as they wrote it, in every view: no markup is read, no file of it is opened."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from rightsdesk import bootstrap
from rightsdesk.desk import Query, Selection, UpdateImages
from tests.kit.window import made, opened, quiet, turn, until
from ui.kit.panel import Panel
from ui.session import Session

LONG = ("Ein sehr langer Titel " * 455)[:10_000].strip()
RIGHT_TO_LEFT = "\u202eelif.exe\u202c שלום \u2066x\u2069"


@pytest.fixture(scope="module")
def bait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture that whoever opens it leaves a trace on."""
    file = tmp_path_factory.mktemp("bait") / "bait.png"
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(file))
    return file


@pytest.fixture(scope="module")
def session(qapp: QApplication, bait: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = made(tmp_path_factory.mktemp("nasty") / "workspace", 40, 4)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    markup = f'<img src="file://{bait}"> & <b>bold</b>'
    vendors = [row.key for row in desk.reader().rows("vendors", desk.reader().ids(Query("vendors")))]
    desk.masters.set_vendor(vendors[0], {"name": markup, "city": markup})
    ids = list(desk.reader().ids(Query("images")))
    for nth, title in enumerate((markup, RIGHT_TO_LEFT, LONG, f"{markup}{LONG}"[:10_000])):
        order = UpdateImages.from_texts({"title": title, "caption": title, "byline": title[:200]})
        desk.wait(desk.submit(Selection("images", plus=frozenset(ids[nth::4])), order).batch)
    desk.close()
    with opened(folder) as window:
        yield window


def _labels(root: QWidget) -> Iterator[str]:
    for label in root.findChildren(QLabel):
        if "<" in label.text() and label.textFormat() != Qt.TextFormat.PlainText:
            yield f"{type(label.parent()).__name__}: {label.text()[:60]}"


def _tips(root: QWidget) -> Iterator[str]:
    widgets = [(type(one).__name__, one.toolTip()) for one in root.findChildren(QWidget)]
    actions = [(one.text(), one.toolTip()) for one in root.findChildren(QAction)]
    for one, tip in (*widgets, *actions):
        # Markup of our own is a span around text whose signs are spelled out.
        if "<img" in tip or "<b>" in tip:
            yield f"{one}: {tip[:60]}"


def _look_around(session: Session, place: str) -> list[str]:
    window = session.window
    window.open_place(place)
    quiet(session)
    found: list[str] = []
    page = window.page(place)
    if isinstance(page, Panel):
        page.selecting.acting.leave()
        for row in range(min(4, len(page.model.ids))):
            page.table.move_cursor(row)
            quiet(session)
            window.grab()
            found += [*_labels(window), *_tips(window)]
        for tab in page.feature.inspector.tabs:
            turn(page, tab.key)
            quiet(session)
            found += [*_labels(window), *_tips(window)]
        page.marks.select_all()
        quiet(session)
        window.grab()
    found += [*_labels(window), *_tips(window)]
    if isinstance(page, Panel):
        page.marks.clear()
    return found


def _opened(bait: Path) -> int:
    return bait.stat().st_atime_ns


@pytest.fixture
def watched(bait: Path) -> Path:
    """The bait with a date of last use so old that every use changes it."""
    os.utime(bait, ns=(0, bait.stat().st_mtime_ns))
    return bait


@pytest.mark.parametrize("place", ["images", "usages", "findings", "vendors", "credit_advices", "batches", "activity"])
def test_no_view_reads_markup_in_what_vendors_wrote(session: Session, watched: Path, place: str) -> None:
    assert _look_around(session, place) == []
    assert _opened(watched) == 0


def test_messages_and_the_palette_show_vendor_text_as_it_is(session: Session, watched: Path) -> None:
    markup = f'<img src="file://{watched}">'
    session.window.toasts.say(f"Anna & Co: {markup}", [("Show", lambda: None)])
    session.window.banner.say(markup, [("Try", lambda: None)])
    session.window.palette_sheet.open(markup)
    session.window.grab()
    found = [*_labels(session.window), *_tips(session.window)]
    session.window.palette_sheet.close_again()
    session.window.banner.clear()
    session.window.title_bar.bell.click()
    found += _labels(session.window)
    texts = [one.text() for one in session.window.findChildren(QLabel) if one.isVisible()]
    assert found == []
    assert any("Anna & Co" in text for text in texts)
    assert _opened(watched) == 0


def test_a_title_of_ten_thousand_characters_does_not_widen_the_window(session: Session) -> None:
    session.window.open_place("images")
    page = session.window.page("images")
    assert isinstance(page, Panel)
    before = session.window.width()
    until(lambda: page.model.ids, "rows")
    for row in range(4):
        page.table.move_cursor(row)
        quiet(session)
    assert session.window.width() == before
    assert page.inspector.width() < before / 2


def test_the_bait_would_have_told(qapp: QApplication, watched: Path, qtbot: object) -> None:
    """A label left to guess opens the file; where the disk keeps no date of use this cannot be seen."""
    with watched.open("rb") as file:
        file.read()
    if _opened(watched) == 0:
        pytest.skip("this disk does not note when a file was used")
    os.utime(watched, ns=(0, watched.stat().st_mtime_ns))
    label = QLabel(f'<img src="file://{watched}">')
    label.grab()
    QTest.qWait(10)
    assert _opened(watched) != 0
