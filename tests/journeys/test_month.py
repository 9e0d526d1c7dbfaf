"""The whole month: 214 credit advices generated, 31 approved at once, rejected, cancelled, billed anew, exported.

Once with the network there, once with it cut: nothing of it needs one.
"""

import shutil
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap
from rightsdesk.desk import AdviceRow, BatchRow, Query
from rightsdesk.domain import streams
from rightsdesk.domain.account import Charge, ChargeAccrued
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    VendorAgreementChanged,
    VendorBankAccountChanged,
    VendorRegistered,
    VendorSelfBillingAgreed,
)
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.faults import Unavailable
from rightsdesk.hub.sample_tax import iban
from rightsdesk.sample import LETTERHEAD, last_month
from rightsdesk.settings import Settings
from tests.journeys.given import batch
from tests.journeys.hands import carry_out, say_yes
from tests.kit.window import opened, panel, quiet, until
from ui.kit.panel import Panel
from ui.session import Session
from ui.workers.duty import Heard

VENDORS, CLEAN = 214, 31
ANSWERED: dict[Path, dict[str, int]] = {}
"""How many batches of each kind a workspace has told of."""
YEAR = date.today().year  # noqa: DTZ011 - the person's calendar
ADDRESS = {"street": "Am Markt 1", "postcode": "20095", "city": "Hamburg", "country": "DE"}
TAX = {"vat_id": "DE136695976", "email": "billing@vendor.example", "phone": "+49 40 5555 1"}


def _writes() -> Iterator[Write]:
    """Vendors with an account of their own, and many that share one, which a person has to look at."""
    for number in range(VENDORS):
        name = f"v{number:03}"
        account = iban("DE", f"10000000{number if number < CLEAN else 9_999:010d}")
        facts = (
            VendorRegistered(name, {"name": f"Bildbüro {number}", **ADDRESS, **TAX}),
            VendorAgreementChanged(Agreement("on_use")),
            VendorSelfBillingAgreed("2024-01-01"),
            VendorBankAccountChanged(account),
        )
        yield Write(streams.vendor(name), facts)
        owed = Charge(f"c{number}", f"{name}:1", "Łódź im Regen", 45_009, "EUR", f"{last_month():%Y-%m}-05", "item")
        yield Write(streams.account("tag", name), (ChargeAccrued(owed),))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("month") / "workspace"
    bootstrap.create_workspace(folder, Settings(name="Magazine"))
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        desk.masters.add_platform("tag", "Tagwerk Online", LETTERHEAD)
        with desk.log.transaction() as tx:
            desk.log.append(tx, list(_writes()), Context("earlier"))
        desk.settle()
    finally:
        desk.close()
    return folder


@pytest.fixture
def folder(house: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(house, tmp_path / "workspace"))


@pytest.mark.slow
@pytest.mark.parametrize("cut", [False, True], ids=["with the network", "with the network cut"])
@pytest.mark.timeout(400)
def test_the_month_is_generated_reviewed_corrected_and_exported(
    qapp: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch, *, cut: bool
) -> None:
    assert qapp is not None
    monkeypatch.setenv("RIGHTSDESK_ACTOR", "anna")
    with opened(folder) as session:
        _generated(session, VENDORS)

    if cut:
        monkeypatch.setattr(socket.socket, "connect", _unreachable)
    monkeypatch.setenv("RIGHTSDESK_ACTOR", "carla")
    with opened(folder) as session:
        if cut:
            session.roster.heard.emit(Heard("sync", fault=Unavailable("No network.", code="NET")))
            session.ask_status()
            until(session.window.banner.isVisible, "the banner")
        queue = _view(session, "credit_advices", "review")
        _approved_at_once(session, queue)
        _rejected(session, queue)
        numbers = _issued(session, CLEAN)
        assert numbers == [f"TAG-{YEAR}-{nth:05d}" for nth in range(1, CLEAN + 1)]
        replaced = _cancelled(session, numbers)

    monkeypatch.setenv("RIGHTSDESK_ACTOR", "anna")
    with opened(folder) as session:
        # The rejected one and the cancelled one are owed again.
        _generated(session, 2)
    monkeypatch.setenv("RIGHTSDESK_ACTOR", "carla")
    with opened(folder) as session:
        again = _one(session, f"replaces:{replaced}")
        assert (again.state, again.net) == ("draft", 45_009)
        _approved_at_once(session, _view(session, "credit_advices", "review"), 1)
        _issued(session, CLEAN + 2)
        assert _one(session, f"replaces:{replaced}").number == f"TAG-{YEAR}-{CLEAN + 2:05d}"
        _exported(session, folder.parent / "month.xlsx")


def _generated(session: Session, count: int) -> None:
    vendors = _view(session, "vendors", "ready")
    carry_out(session, vendors, "generate", f"Generate {count} credit advices")
    assert _ended(session, "generate-advices").done == count


def _approved_at_once(session: Session, queue: Panel, count: int = CLEAN) -> None:
    assert queue.queue is not None
    clean = queue.queue.clean
    until(lambda: clean.count == count, "those without findings to be counted")
    QTest.mouseClick(clean.button, Qt.MouseButton.LeftButton)
    done = _ended(session, "approve-advices")
    assert (done.done, done.failed) == (count, 0)


def _rejected(session: Session, queue: Panel) -> None:
    """R, a digit, Enter: the first of those that share an account."""
    session.window.activateWindow()
    queue.table.setFocus()
    quiet(session)
    QTest.keyClick(queue.table, Qt.Key.Key_R)
    for key in (Qt.Key.Key_4, Qt.Key.Key_Return):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        quiet(session)
    assert _ended(session, "reject-advices").done == 1


def _issued(session: Session, count: int) -> list[str]:
    """Issue all that are approved; return all numbers there are then."""
    queue = _view(session, "credit_advices", "approved")
    queue.marks.select_all()
    quiet(session)
    say_yes()
    carry_out(session, queue, "issue", "")
    ended = _ended(session, "issue-advices")
    assert ended.failed == 0
    reader, issued = session.desk.reader(), Query("credit_advices", "state:rendered", "number")
    # Each table follows the log on its own: the batch may be told as ended a moment before its last document is shown.
    until(lambda: reader.count(issued) == count, "all documents to be shown")
    rows = reader.rows("credit_advices", reader.ids(issued))
    assert all(row.pdf and row.xml for row in rows)
    return sorted(str(row.number) for row in rows)


def _cancelled(session: Session, numbers: list[str]) -> str:
    """Correct the first issued one; return its number."""
    queue = _view(session, "credit_advices", "issued")
    queue.marks.clear()
    queue.filter_by(f"number:{numbers[0]}")
    quiet(session)
    correct = next(one for one in queue.feature.actions if one.key == "correct")
    queue.selecting.acting.choose(correct)
    quiet(session)
    assert queue.inspector.command is not None
    queue.inspector.command.put("reason", "Wrong picture")
    quiet(session)
    queue.selecting.acting.take("correct")
    assert _ended(session, "cancel-advices").done == 1
    quiet(session)
    cancelling = _one(session, f"cancels:{numbers[0]}")
    assert (cancelling.number, cancelling.net) == (f"TAG-{YEAR}-{CLEAN + 1:05d}", -45_009)
    return numbers[0]


def _exported(session: Session, place: Path) -> None:
    queue = _view(session, "credit_advices", "issued")
    assert queue.reviewing is not None
    queue.reviewing.export.place_asked = lambda *_: place
    queue.marks.select_all()
    quiet(session)
    export = next(one for one in queue.feature.actions if one.key == "export")
    queue.selecting.acting.choose(export)
    quiet(session)
    assert queue.inspector.command is not None
    queue.inspector.command.put("format", "xlsx")
    quiet(session)
    queue.selecting.acting.take("export")
    until(place.is_file, "the file")


def _ended(session: Session, kind: str) -> BatchRow:
    """The batch of this kind that was just ordered, once it is finished; the same one is never answered twice."""
    seen = ANSWERED.setdefault(session.desk.folder, {})
    asked = Query("batches", f"kind:{kind}")
    until(lambda: session.desk.reader().count(asked) > seen.get(kind, 0), f"{kind} to be ordered")
    seen[kind] = seen.get(kind, 0) + 1
    return batch(session, kind)


def _view(session: Session, place: str, view: str) -> Panel:
    shown = panel(session, place)
    shown.open_view(view)
    quiet(session)
    return shown


def _one(session: Session, where: str) -> AdviceRow:
    reader, asked = session.desk.reader(), Query("credit_advices", where)
    until(lambda: reader.count(asked) == 1, where)
    (row,) = reader.rows("credit_advices", reader.ids(asked))
    assert isinstance(row, AdviceRow)
    return row


def _unreachable(*_: object) -> None:
    raise OSError(101, "Network is unreachable")
