"""Pictures of every view, light and dark, English and German: `python -m tests.journeys.screens FOLDER`."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap, sample
from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    BuyImages,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Query,
    Selection,
    UpdateImages,
)
from tests.kit.window import made, opened, panel, quiet
from ui.kit.compare_card import CompareCard
from ui.kit.drawer import Drawer
from ui.session import Session

IMAGES, VENDORS = 400, 24
IMPACT_MS, COMPARE_MS = 500, 1_500
APPEARANCES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main(out: Path) -> None:
    """Make a workspace with some history and photograph every view of it."""
    app = QApplication.instance() or QApplication([])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        folder = _with_history(made(Path(home) / "sample", IMAGES, VENDORS))
        for language in ("en", "de"):
            for appearance in APPEARANCES:
                with opened(folder, language=language, appearance=appearance) as session:
                    _photograph(session, out, f"{language}_{appearance}")
    app.processEvents()


def _with_history(folder: Path) -> Path:
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        orders: tuple[tuple[str, str, BulkOrder], ...] = (
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


def _run(desk: Desk, table: str, where: str, order: BulkOrder) -> None:
    found = list(desk.reader().ids(Query(table, where)))[::3]
    selection = Selection(table, None, desk.reader().position(), frozenset(found))
    desk.wait(desk.submit(selection, order).batch)


def _photograph(session: Session, out: Path, name: str) -> None:
    for view in (_images, _vendors, _advices, _past):
        view(session, out, name)
    session.window.open_place("settings")
    _grab(session, out / f"settings_{name}.png")


def _images(session: Session, out: Path, name: str) -> None:
    window, images = session.window, panel(session, "images")
    _grab(session, out / f"images_{name}.png")
    images.marks.select_all()
    quiet(session)
    images.inspector.bulk.rows["online_until"].enter("2027-12-31")
    drawer = window.stage.drawer
    assert isinstance(drawer, Drawer)
    drawer.open()
    _grab(session, out / f"images_many_{name}.png", IMPACT_MS)
    drawer.close_to_strip()
    images.inspector.settled()
    images.marks.clear()
    window.resize(1366, 768)
    images.open_view("expiring")
    _grab(session, out / f"images_small_{name}.png")
    window.resize(1600, 1000)
    images.filter_by("sync:failed price>=9000")
    _grab(session, out / f"images_empty_{name}.png")
    images.filter_by("")


def _vendors(session: Session, out: Path, name: str) -> None:
    vendors = panel(session, "vendors")
    _grab(session, out / f"vendors_{name}.png")
    vendors.open_view("ready")
    _grab(session, out / f"vendors_many_{name}.png", IMPACT_MS)
    vendors.marks.clear()
    vendors.filter_by("")


def _advices(session: Session, out: Path, name: str) -> None:
    advices = panel(session, "credit_advices")
    advices.open_view("issued")
    _grab(session, out / f"advices_{name}.png", IMPACT_MS)
    advices.open_view("drafts")
    quiet(session)
    advices.marks.select_all()
    _grab(session, out / f"advices_many_{name}.png", IMPACT_MS)
    advices.marks.clear()


def _past(session: Session, out: Path, name: str) -> None:
    batches = panel(session, "batches")
    batches.table.move_cursor(3)
    _grab(session, out / f"batches_{name}.png")
    activity = panel(session, "activity")
    activity.table.move_cursor(4)
    card = activity.inspector.findChild(CompareCard)
    assert card is not None
    card.begin()
    _grab(session, out / f"activity_{name}.png", COMPARE_MS)


def _grab(session: Session, file: Path, pause: int = 150) -> None:
    quiet(session)
    QTest.qWait(pause)
    session.window.grab().save(str(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
