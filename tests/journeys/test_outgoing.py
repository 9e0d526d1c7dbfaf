"""How issued credit advices leave the house: exported into a file, delivered into a folder, paid."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import AdviceRow, Query
from tests.journeys import reviews
from tests.journeys.given import batch
from tests.kit.window import opened, panel, quiet, until
from ui.kit.panel import Panel
from ui.session import Session


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = reviews.drafted(tmp_path_factory.mktemp("outgoing") / "workspace")
    keys = reviews.with_desk(folder, reviews.keys)
    reviews.with_desk(folder, lambda desk: reviews.approved(desk, keys, reviews.THIRD))
    reviews.with_desk(folder, lambda desk: reviews.issued(desk, keys))
    return folder


@pytest.fixture
def folder(house: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(house, tmp_path / "workspace"))


def test_issued_ones_are_exported_into_a_file(qapp: QApplication, folder: Path, tmp_path: Path) -> None:
    with opened(folder) as session:
        queue = _issued(session)
        assert queue.reviewing is not None
        queue.reviewing.export.place_asked = lambda *_: tmp_path / "advices.xlsx"
        issued = len(queue.model.ids)
        assert issued
        queue.marks.select_all()
        quiet(session)
        export = next(one for one in queue.feature.actions if one.key == "export")
        queue.selecting.acting.choose(export)
        quiet(session)
        assert queue.inspector.command is not None
        queue.inspector.command.put("format", "xlsx")
        quiet(session)
        queue.selecting.acting.take("export")
        until((tmp_path / "advices.xlsx").is_file, "the file")
        until(
            lambda: any(f"{issued} credit advices in advices.xlsx" in said for said in session.window.toasts.said),
            "the toast",
        )


def test_issued_ones_are_delivered_as_files_into_the_folder_chosen(
    qapp: QApplication, folder: Path, tmp_path: Path
) -> None:
    with opened(folder) as session:
        queue = _issued(session)
        assert queue.reviewing is not None
        asked: list[str] = []
        queue.reviewing.export.folder_asked = lambda _owner, title, _last: asked.append(title)
        wanted = _chosen(session, queue, "deliver", channel="eml")
        assert asked == ["Deliver…"]
        assert not any(row.delivered_at for row in _rows(session))
        queue.reviewing.export.folder_asked = lambda *_: tmp_path
        queue.selecting.acting.take("deliver")
        done = batch(session, "deliver-advices")
        assert (done.done, done.failed) == (len(wanted), 0)
        assert {file.stem for file in tmp_path.glob("*.eml")} == wanted
        assert all(row.delivered_at for row in _rows(session) if row.number in wanted)


def test_the_payment_of_issued_ones_is_recorded_once(qapp: QApplication, folder: Path) -> None:
    with opened(folder) as session:
        queue = _issued(session)
        wanted = _chosen(session, queue, "pay", on="2026-11-25")
        done = batch(session, "record-payments")
        assert (done.done, done.failed) == (len(wanted), 0)
        assert {row.paid_on for row in _rows(session) if row.number in wanted} == {"2026-11-25"}
        queue.selecting.acting.choose(next(one for one in queue.feature.actions if one.key == "pay"))
        impact = queue.inspector.foot.impact
        until(lambda: impact.will_change() == 0, "none to be left")
        button = queue.inspector.foot.button("pay")
        assert button is not None
        assert (button.isEnabled(), button.toolTip()) == (False, "<span>Nothing would change</span>")


def _issued(session: Session) -> Panel:
    queue = panel(session, "credit_advices")
    queue.open_view("issued")
    quiet(session)
    session.window.activateWindow()
    return queue


def _chosen(session: Session, queue: Panel, key: str, **asked: str) -> set[str]:
    """Select all, choose that action, answer what it asks and press its button; the numbers concerned."""
    queue.marks.select_all()
    quiet(session)
    queue.selecting.acting.choose(next(one for one in queue.feature.actions if one.key == key))
    quiet(session)
    for name, text in asked.items():
        assert queue.inspector.command is not None
        queue.inspector.command.put(name, text)
    quiet(session)
    queue.selecting.acting.take(key)
    quiet(session)
    return {str(row.number) for row in session.desk.reader().rows("credit_advices", queue.model.ids)}


def _rows(session: Session) -> list[AdviceRow]:
    reader = session.desk.reader()
    return reader.rows("credit_advices", reader.ids(Query("credit_advices")))
