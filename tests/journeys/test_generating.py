"""The month of 214 vendors: three clicks, or three keys; and what stands in the way of one of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rightsdesk import bootstrap
from rightsdesk.desk import Query
from rightsdesk.domain import streams
from rightsdesk.domain.account import Charge, ChargeAccrued
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorBlocked,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.settings import Settings
from tests.kit.window import finished, opened, panel, quiet, until
from ui.kit import show
from ui.kit.command_form import starting
from ui.kit.navigation import Entry
from ui.kit.panel import Panel
from ui.kit.paper_sheet import PaperDialog
from ui.kit.record_sheet import RecordDialog
from ui.session import Session
from ui.vendors.actions import PERIOD

READY = 214
Sheet = TypeVar("Sheet", bound=QWidget)
ADDRESS = {"street": "Am Markt 1", "postcode": "20095", "city": "Hamburg", "country": "DE"}
TAX = {"vat_id": "DE136695976", "email": "billing@example.org"}
IBAN, OTHER = "DE89370400440532013000", "DE02120300000000202051"


def _month() -> str:
    return starting(PERIOD, lambda _field: ())


def _facts(name: str, **blocked: str) -> tuple[Any, ...]:
    return (
        VendorRegistered(name, {"name": f"Vendor {name}", **ADDRESS, **TAX}),
        VendorAgreementChanged(Agreement("on_use")),
        VendorSelfBillingAgreed("2026-01-01"),
        VendorBankAccountChanged(IBAN),
        *(VendorBlocked(reason) for reason in blocked.values()),
    )


def _writes() -> Iterator[Write]:
    day = f"{_month()}-05"
    for number in range(READY + 4):
        name = f"v{number:03}"
        blocked = {"reason": "dispute"} if number >= READY else {}
        yield Write(streams.vendor(name), _facts(name, **blocked))
        charge = Charge(f"c{number}", f"{name}:1", "A picture", 45_009, "EUR", day, "item")
        yield Write(streams.account("tag", name), (ChargeAccrued(charge),))
    for number in range(6):
        yield Write(streams.vendor(f"w{number}"), _facts(f"w{number}"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("month") / "workspace"
    bootstrap.create_workspace(folder, Settings(name="Magazine"))
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True, actor="anna"))
    try:
        desk.masters.add_platform("tag", "Tagwerk Online", {"company": "Muster Verlag GmbH", "country": "DE"})
        with desk.log.transaction() as tx:
            desk.log.append(tx, list(_writes()), Context("earlier"))
        desk.settle()
    finally:
        desk.close()
    return folder


@pytest.fixture
def workspace(house: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(house, tmp_path / "workspace"))


@pytest.fixture
def session(qapp: QApplication, workspace: Path) -> Iterator[Session]:
    with opened(workspace) as session:
        yield session


class Hand:
    """A person's hand: it clicks and presses keys, and counts."""

    def __init__(self, session: Session) -> None:
        self.session, self.clicks, self.keys = session, 0, 0

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.clicks += 1
        where = widget.rect().center() if place is None else place
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        quiet(self.session)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        self.keys += 1
        QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)
        quiet(self.session)


def test_214_credit_advices_take_three_clicks(session: Session) -> None:
    hand = Hand(session)
    for words in ("Vendors", "Ready"):
        hand.click(_entry(session, words))
    view = session.window.page("vendors")
    assert isinstance(view, Panel)
    button = view.inspector.foot.button("generate")
    assert button is not None
    until(button.isEnabled, "the lines to be counted")
    assert button.text() == f"Generate {READY} credit advices"
    told = {line.key: line for line in view.inspector.foot.impact.lines}
    assert told["will-change"].count == READY
    assert told["costs"].totals == (("EUR", READY * 45_009),)
    assert view.inspector.foot.impact.amounts() == f"€{show.THIN}96,319.26"
    hand.click(button)
    finished(session, 1)
    assert hand.clicks == 3
    assert session.desk.reader().count(Query("credit_advices", "state:draft")) == READY


def test_the_same_month_takes_three_keys_and_says_who_is_left_out(session: Session) -> None:
    hand = Hand(session)
    session.window.activateWindow()
    hand.press(session.window, Qt.Key.Key_3)
    view = session.window.page("vendors")
    assert isinstance(view, Panel)
    hand.press(view.table, Qt.Key.Key_A)
    until(lambda: view.inspector.foot.impact.will_change() == READY, "the lines to be counted")
    counted = [(line.key, line.count) for line in view.inspector.foot.impact.lines if line.key != "costs"]
    assert counted == [("will-change", READY), ("nothing", 6), ("held", 4)]
    hand.press(view.table, Qt.Key.Key_Return)
    finished(session, 1)
    assert hand.keys == 3
    assert session.desk.reader().count(Query("credit_advices")) == READY


def test_one_advice_is_looked_at_before_it_is_made(session: Session) -> None:
    view = panel(session, "vendors")
    before = session.desk.log.head().position
    _take(session, view, "preview")
    dialog = _sheet(session, PaperDialog)
    until(lambda: dialog.papers, "the paper")
    assert dialog.document.sheets.isVisible()
    assert session.desk.log.head().position == before
    dialog.accept()
    view.filter_by("vendor:v214")
    quiet(session)
    view.selecting.acting.take("preview")
    quiet(session)
    dialog = _sheet(session, PaperDialog)
    quiet(session)
    assert not dialog.papers
    assert not dialog.document.sheets.isVisible()
    dialog.accept()


def test_a_wrong_account_is_named_beside_its_field_and_a_right_one_waits_for_a_second_person(session: Session) -> None:
    view = panel(session, "vendors")
    view.filter_by("vendor:v000")
    quiet(session)
    _take(session, view, "edit")
    dialog = _sheet(session, RecordDialog)
    until(dialog.body.isEnabled, "the record")
    assert dialog.rows["city"].editor.text() == "Hamburg"
    dialog.rows["city"].enter("Kiel")
    dialog.rows["iban"].enter("DE00")
    dialog.take()
    quiet(session)
    assert session.desk.masters.vendor("v000").profile["city"] == "Hamburg"
    assert dialog.isVisible()
    dialog.rows["iban"].enter(OTHER)
    dialog.take()
    quiet(session)
    assert session.desk.masters.vendor("v000").profile["city"] == "Kiel"
    until(lambda: view.inspector.foot.button("confirm") is not None, "the account to be shown as changed")
    button = view.inspector.foot.button("confirm")
    assert button is not None
    assert not button.isEnabled()
    assert button.accessibleDescription() == "You changed this bank account; another person must confirm it"


def test_a_block_needs_a_reason_and_can_be_taken_back(session: Session) -> None:
    view = panel(session, "vendors")
    view.filter_by("vendor:v001")
    quiet(session)
    acting = view.selecting.acting
    acting.choose(next(one for one in view.feature.actions if one.key == "block"))
    quiet(session)
    form = view.inspector.command
    assert form is not None
    form.put("reason", "Name disputed")
    quiet(session)
    acting.take("block")
    finished(session, 1)
    assert session.desk.masters.vendor("v001").blocked == "Name disputed"
    (row,) = session.desk.reader().rows("batches", session.desk.reader().ids(Query("batches", "number:1")))
    session.desk.undo(row.key)
    finished(session, 2)
    assert session.desk.masters.vendor("v001").blocked == ""


def _take(session: Session, view: Panel, key: str) -> None:
    until(lambda: view.inspector.foot.button(key) is not None, key)
    button = view.inspector.foot.button(key)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    quiet(session)


def _sheet(session: Session, kind: type[Sheet]) -> Sheet:
    (found,) = [one for one in session.window.findChildren(kind) if one.isVisible()]
    return found


def _entry(session: Session, words: str) -> QWidget:
    found = [one for one in session.window.findChildren(Entry) if one.accessibleName().startswith(words)]
    return next(one for one in found if one.isVisible())
