"""Pictures of every view, light and dark, English and German: `python -m tests.journeys.screens FOLDER`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap, sample
from rightsdesk.desk import ApproveAdvices, BuyImages, GenerateAdvices, IssueAdvices, Query, Selection, UpdateImages
from tests.kit.window import made, opened, panel, quiet
from ui.kit.compare_card import CompareCard
from ui.kit.drawer import Drawer
from ui.session import Session

IMAGES, VENDORS = 400, 24


def main(out: Path) -> None:
    """Make a workspace with some history and photograph every view of it."""
    app = QApplication.instance() or QApplication([])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        folder = _with_history(made(Path(home) / "sample", IMAGES, VENDORS))
        for language in ("en", "de"):
            for appearance in ("light", "dark"):
                with opened(folder, language=language, appearance=appearance) as session:
                    _photograph(session, out, f"{language}_{appearance}")
    app.processEvents()


def _with_history(folder: Path) -> Path:
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        orders = (
            ("images", "price>=200", UpdateImages.from_texts({"usage_terms": "Editorial use only"})),
            ("images", "vendor:*", UpdateImages.from_texts({"online_until": "2026-12-20"})),
            ("images", "state:usable", BuyImages("tag", "2026-11-02")),
        )
        for table, where, order in orders:
            _run(desk, table, where, order)
        vendors = list(desk.reader().ids(Query("vendors")))[::2]
        some = Selection("vendors", None, desk.reader().position(), frozenset(vendors))
        desk.wait(desk.submit(some, GenerateAdvices(f"{sample.last_month():%Y-%m}")).batch)
        ids = list(desk.reader().ids(Query("credit_advices", "state:draft")))
        half = Selection("credit_advices", None, desk.reader().position(), frozenset(ids[::2]))
        desk.wait(desk.submit(half, ApproveAdvices()).batch)
        some = Selection("credit_advices", None, desk.reader().position(), frozenset(ids[::4]))
        desk.wait(desk.submit(some, IssueAdvices("2026-11-20")).batch)
        desk.settle()
    finally:
        desk.close()
    return folder


def _run(desk: object, table: str, where: str, order: object) -> None:
    found = list(desk.reader().ids(Query(table, where)))[::3]
    selection = Selection(table, None, desk.reader().position(), frozenset(found))
    desk.wait(desk.submit(selection, order).batch)


def _photograph(session: Session, out: Path, name: str) -> None:
    window = session.window
    images = panel(session, "images")
    _grab(session, out / f"images_{name}.png")
    images.marks.select_all()
    quiet(session)
    images.inspector.bulk.rows["online_until"].enter("2027-12-31")
    quiet(session)
    QTest.qWait(500)
    drawer = window.stage.drawer
    assert isinstance(drawer, Drawer)
    drawer.open()
    _grab(session, out / f"images_many_{name}.png")
    drawer.close_to_strip()
    images.inspector.settled()
    images.marks.clear()
    window.resize(1366, 768)
    _grab(session, out / f"images_small_{name}.png")
    window.resize(1600, 1000)
    vendors = panel(session, "vendors")
    vendors.open_view("ready")
    quiet(session)
    QTest.qWait(500)
    _grab(session, out / f"vendors_{name}.png")
    vendors.marks.clear()
    advices = panel(session, "credit_advices")
    advices.open_view("issued")
    quiet(session)
    QTest.qWait(300)
    _grab(session, out / f"advices_{name}.png")
    advices.open_view("drafts")
    quiet(session)
    advices.marks.select_all()
    quiet(session)
    QTest.qWait(400)
    _grab(session, out / f"advices_many_{name}.png")
    advices.marks.clear()
    batches = panel(session, "batches")
    batches.table.move_cursor(5)
    _grab(session, out / f"batches_{name}.png")
    activity = panel(session, "activity")
    activity.table.move_cursor(4)
    activity.inspector.findChild(CompareCard).begin()
    QTest.qWait(1500)
    _grab(session, out / f"activity_{name}.png")
    window.open_place("settings")
    _grab(session, out / f"settings_{name}.png")


def _grab(session: Session, file: Path) -> None:
    quiet(session)
    QTest.qWait(150)
    session.window.grab().save(str(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
