"""What every task of the day costs in clicks, and that none is needed by whoever uses the keyboard."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QMenu, QWidget

from rightsdesk.desk import Query
from tests.journeys import given, reviews
from tests.kit.window import made, opened, panel, quiet, until
from ui.kit.buttons import Button
from ui.kit.drawer import Drawer
from ui.kit.panel import Panel
from ui.session import Session

BUDGET = {
    "set a date on all that expire": 3,
    "generate the credit advices": 3,
    "approve all without findings": 1,
    "approve one with findings": 1,
    "retry the failed ones": 1,
    "why did this row fail": 1,
    "undo a batch": 1,
    "undo a batch from activity": 2,
    "filter by the value in a cell": 1,
    "switch the platform": 2,
}
"""Clicks of the mouse at most; typing a date is no click."""
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
SYNC, VENDOR = 7, 2
"""Columns of images, after the box."""


class Hand:
    """A person's hand: it clicks, presses and types, and counts each of them."""

    def __init__(self, session: Session) -> None:
        self.session, self.clicks, self.keys = session, 0, 0

    def click(self, widget: QWidget, place: QPoint | None = None, keys: Qt.KeyboardModifier = NONE) -> None:
        self.clicks += 1
        where = widget.rect().center() if place is None else place
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, keys, where)
        quiet(self.session)

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        self.keys += 1
        QTest.keyClick(_keyboard(self.session), key, keys)
        quiet(self.session)

    def write(self, text: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(_keyboard(self.session), text)

    def entry(self, name: str) -> None:
        """Click an entry of the navigation."""
        found = self.session.window.navigation.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton)
        self.click(found)

    def cell(self, view: Panel, row: int, section: int, keys: Qt.KeyboardModifier = NONE) -> None:
        """Click into a cell."""
        place = view.table.visualRect(view.model.index(row, section))
        self.click(view.table.viewport(), QPoint(place.x() + 30, place.center().y()), keys)

    def spent(self) -> int:
        """The clicks since it was last asked."""
        clicks, self.clicks = self.clicks, 0
        return clicks


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made(tmp_path_factory.mktemp("budgets") / "workspace")
    reviews.ruled(folder, four_eyes=False)
    return folder


@pytest.fixture
def folder(house: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(house, tmp_path / "workspace"))


@pytest.mark.slow
def test_no_task_of_the_day_costs_more_clicks_than_its_budget(qapp: QApplication, folder: Path) -> None:
    with opened(folder) as session:
        hand = Hand(session)
        tasks: tuple[Callable[[Session, Hand], None], ...] = (
            _why, _filter, _switch, _date, _undo, _undo_in_activity, _retry, _generate, _approve_clean, _approve_one,
        )  # fmt: skip
        spent: dict[str, int] = {}
        for task in tasks:
            task(session, hand)
            spent[str(task.__doc__)] = hand.spent()
        assert spent.keys() == BUDGET.keys()
        assert {name: clicks for name, clicks in spent.items() if clicks > BUDGET[name]} == {}


@pytest.mark.slow
def test_with_the_keyboard_no_task_of_the_day_needs_a_click(qapp: QApplication, folder: Path) -> None:
    with opened(folder) as session:
        session.window.activateWindow()
        hand = Hand(session)
        for task in (_why_by_key, _filter_by_key, _switch_by_key, _date_by_key, _undo_by_key, _retry_by_key):
            task(session, hand)
        for work in (_generate_by_key, _approve_by_key):
            work(session, hand)
        assert hand.spent() == 0


# with the mouse


def _date(session: Session, hand: Hand) -> None:
    """set a date on all that expire"""
    images = _images(session)
    hand.entry("view-expiring")
    hand.click(images.table.head.viewport(), QPoint(22, 12))
    images.inspector.edit()
    hand.write("2099-12-31")
    button = _ready(images, "update")
    hand.click(button)
    assert given.batch(session, "update-metadata").done == 1


def _undo(session: Session, hand: Hand) -> None:
    """undo a batch"""
    until(session.window.toasts.shown, "the toast")
    toast = session.window.toasts.shown()[-1]
    hand.click(next(one for one in toast.findChildren(Button) if one.text() == "Undo"))
    assert given.batch(session, "undo-metadata").done == 1


def _undo_in_activity(session: Session, hand: Hand) -> None:
    """undo a batch from activity"""
    activity = panel(session, "activity")
    activity.filter_by("what:batch.queued")
    quiet(session)
    batch = given.batch(session, "undo-metadata")
    shown = [activity.model.row(number) for number in range(len(activity.model.ids))]
    hand.cell(activity, next(number for number, row in enumerate(shown) if row and row.batch == batch.key), 0)
    buttons = activity.inspector.findChildren(Button)
    hand.click(next(one for one in buttons if one.text() == "Undo" and one.isVisible()))
    until(lambda: given.batch(session, "undo-metadata").number > batch.number, "the undo")


def _retry(session: Session, hand: Hand) -> None:
    """retry the failed ones"""
    drawer = _drawer(session)
    drawer.open()
    quiet(session)
    row = drawer.row(_failed(session))
    assert row is not None
    button = row.button("retry")
    assert button is not None
    hand.click(button)
    until(lambda: _retried(session, row.row.key), "the retry")
    drawer.close_to_strip()


def _why(session: Session, hand: Hand) -> None:
    """why did this row fail"""
    images = _images(session)
    images.open_view("failed")
    quiet(session)
    hand.cell(images, 0, SYNC)
    assert images.causes.card is not None
    assert "licence of this image has ended" in images.causes.card.accessibleName()
    images.escape()


def _filter(session: Session, hand: Hand) -> None:
    """filter by the value in a cell"""
    images = _images(session)
    hand.cell(images, 0, VENDOR, ALT)
    assert images.asking.where.startswith("vendor:")


def _switch(session: Session, hand: Hand) -> None:
    """switch the platform"""
    button = session.window.title_bar.platform
    hand.click(button)
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        hand.click(menu, menu.actionGeometry(menu.actions()[1]).center())
    else:
        found = next(one for one in session.window.findChildren(QListWidget) if one.isVisible())
        hand.click(found.viewport(), found.visualItemRect(found.item(1)).center())
    assert session.window.platform() is not None
    _all_platforms(session)


def _generate(session: Session, hand: Hand) -> None:
    """generate the credit advices"""
    hand.entry("place-vendors")
    hand.entry("view-ready")
    view = session.window.page("vendors")
    assert isinstance(view, Panel)
    hand.click(_ready(view, "generate"))
    given.batch(session, "generate-advices")
    reviews.noted(session.desk, reviews.keys(session.desk)[0], "price-differs")


def _approve_clean(session: Session, hand: Hand) -> None:
    """approve all without findings"""
    queue = _queue(session)
    assert queue.queue is not None
    bar = queue.queue.clean
    until(lambda: bar.count and bar.isVisible(), "those without findings")
    before, count = _drafts(session), bar.count
    hand.click(bar.button)
    until(lambda: _drafts(session) == before - count, "the approvals")
    quiet(session)


def _approve_one(session: Session, hand: Hand) -> None:
    """approve one with findings"""
    queue = _queue(session)
    until(lambda: queue.inspector.row is not None, "the one with findings")
    before = _drafts(session)
    hand.click(_ready(queue, "approve"))
    until(lambda: _drafts(session) == before - 1, "the approval")


# with the keyboard


def _date_by_key(session: Session, hand: Hand) -> None:
    images = _images(session)
    images.open_view("expiring")
    session.window.open_place("vendors")
    quiet(session)
    hand.keys = 0
    hand.press(Qt.Key.Key_1, CTRL)
    hand.press(Qt.Key.Key_A, CTRL)
    hand.press(Qt.Key.Key_E)
    hand.write("2099-12-31")
    _ready(images, "update")
    hand.press(Qt.Key.Key_Return, CTRL)
    assert hand.keys == 4
    assert given.batch(session, "update-metadata").done == 1


def _undo_by_key(session: Session, hand: Hand) -> None:
    hand.press(Qt.Key.Key_Z, CTRL)
    assert given.batch(session, "undo-metadata").done == 1


def _retry_by_key(session: Session, hand: Hand) -> None:
    failed = _failed(session)
    hand.press(Qt.Key.Key_J, CTRL)
    hand.press(Qt.Key.Key_R)
    until(lambda: _retried(session, failed), "the retry")
    hand.press(Qt.Key.Key_J, CTRL)


def _why_by_key(session: Session, hand: Hand) -> None:
    images = _images(session)
    images.table.move_cursor(0)
    images.table.setFocus()
    hand.press(Qt.Key.Key_F8)
    row = images.model.row(images.table.cursor_row())
    assert row is not None
    assert row.sync == "failed"
    assert images.causes.card is not None
    hand.press(Qt.Key.Key_Escape)


def _filter_by_key(session: Session, hand: Hand) -> None:
    images = _images(session)
    hand.press(Qt.Key.Key_Right)
    hand.press(Qt.Key.Key_F, SHIFT)
    assert images.asking.where.startswith("vendor:")


def _switch_by_key(session: Session, hand: Hand) -> None:
    _images(session)
    hand.press(Qt.Key.Key_T, CTRL)
    if isinstance(QApplication.activePopupWidget(), QMenu):
        # A plain menu is walked through; where platforms can be searched their letter is enough.
        for _ in range(3):
            hand.press(Qt.Key.Key_Down)
    else:
        hand.write("r")
    hand.press(Qt.Key.Key_Return)
    assert session.window.platform() == "reise"
    _all_platforms(session)


def _generate_by_key(session: Session, hand: Hand) -> None:
    hand.press(Qt.Key.Key_3, CTRL)
    hand.press(Qt.Key.Key_A, CTRL)
    view = session.window.page("vendors")
    assert isinstance(view, Panel)
    _ready(view, "generate")
    hand.press(Qt.Key.Key_Return, CTRL)
    given.batch(session, "generate-advices")
    reviews.noted(session.desk, reviews.keys(session.desk)[0], "price-differs")


def _approve_by_key(session: Session, hand: Hand) -> None:
    queue = _queue(session)
    assert queue.queue is not None
    clean = queue.queue.clean
    until(lambda: clean.count and clean.isVisible(), "those without findings")
    before, count = _drafts(session), clean.count
    hand.press(Qt.Key.Key_Return, CTRL)
    until(lambda: _drafts(session) == before - count, "the clean ones")
    quiet(session)
    queue.table.setFocus()
    hand.press(Qt.Key.Key_A)
    until(lambda: _drafts(session) == before - count - 1, "the one with findings")


# what is looked up


def _images(session: Session) -> Panel:
    images = panel(session, "images")
    images.marks.clear()
    images.filter_by("")
    quiet(session)
    images.table.setFocus()
    return images


def _queue(session: Session) -> Panel:
    queue = panel(session, "credit_advices")
    queue.open_view("review")
    quiet(session)
    return queue


def _drawer(session: Session) -> Drawer:
    drawer = session.window.stage.drawer
    assert isinstance(drawer, Drawer)
    return drawer


def _ready(view: Panel, key: str) -> Button:
    until(lambda: (found := view.inspector.foot.button(key)) is not None and found.isEnabled(), key)
    button = view.inspector.foot.button(key)
    assert button is not None
    return button


def _keyboard(session: Session) -> QWidget:
    return QApplication.activePopupWidget() or QApplication.focusWidget() or session.window


def _all_platforms(session: Session) -> None:
    session.window.title_bar.platform.chosen.emit("")
    session.window.offer_platforms(session.platforms())
    quiet(session)


def _failed(session: Session) -> str:
    reader = session.desk.reader()
    return str(reader.rows("batches", reader.ids(Query("batches", "has:failure", "number", descending=True)))[0].key)


def _retried(session: Session, batch: str) -> bool:
    reader = session.desk.reader()
    row = reader.rows("batches", reader.ids(Query("batches", f"key:{batch}")))[0]
    return any("retried" in str(told) for told in reader.history("batches", row.id))


def _drafts(session: Session) -> int:
    return session.desk.reader().count(Query("credit_advices", "state:draft"))
