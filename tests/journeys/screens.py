"""Pictures of every view: `python -m tests.journeys.screens FOLDER [VIEW...]`, and how they differ from those kept.

`--compare` names every picture that differs from the baseline, `--store` keeps the present ones; the folder, where
somebody wants to look at them, may be left out. Each state is taken light and dark, in English and German, at 100 and
200 %, a few in high contrast. The clock stands at a noon, chance has a seed, the typeface is the bundled one.
"""

import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap, embedded, sample
from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    BuyImages,
    DecideUsages,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Query,
    RestrictImages,
    Selection,
    UpdateImages,
)
from rightsdesk.domain.feed import ConfigureFeed
from tests.journeys import comparing
from tests.journeys.states import STATES
from tests.kit.camera import CAMERA, at_noon
from tests.kit.window import made, opened, panel, quiet, turn
from ui.kit.drawer import Drawer
from ui.kit.panel import Panel
from ui.kit.paper_sheet import PaperDialog
from ui.kit.record_sheet import RecordDialog
from ui.kit.replay_card import ReplayCard
from ui.session import Session

IMAGES, VENDORS, ARTICLES = 400, 24, 300
PAUSE_MS, IMPACT_MS, COMPARE_MS = 400, 600, 1_500
QUICK_IMAGES, QUICK_VENDORS = 60, 6
LATER = timedelta(minutes=10)
"""So long after they were made the workspaces are looked at."""


def make(place: Path) -> None:
    """Make the workspaces: a small one, and one with some history."""
    with at_noon():
        made(place / "quick", QUICK_IMAGES, QUICK_VENDORS)
        _with_history(_with_articles(made(place / "sample", IMAGES, VENDORS)))


def take(place: Path, kept: Path, out: Path, *wanted: str) -> None:
    """Photograph every view of copies of the workspaces, or the views that are named."""
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as home, at_noon(LATER):
        if not wanted or "quick" in wanted:
            quick(Path(shutil.copytree(place / "quick", Path(home) / "quick")), out)
        if tuple(wanted) != ("quick",):
            folder = Path(shutil.copytree(place / "sample", Path(home) / "sample"))
            for language in ("en", "de"):
                with opened(folder, language=language) as session:
                    _photograph(session, out, language, wanted)
    app.processEvents()
    kept.write_bytes(pickle.dumps(CAMERA.kept))


def quick(folder: Path, out: Path) -> None:
    """A handful of a small workspace, which the ordinary tests take as well."""
    for language, places in (("en", ("images", "vendors")), ("de", ("usages", "settings"))):
        with opened(folder, language=language) as session:
            for place in places:
                session.window.open_place(place)
                _grab(session, out / f"{comparing.QUICK}{place}_{language}.png")


def _with_articles(folder: Path) -> Path:
    """A platform each with its articles; one of them has been silent since."""
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        url = embedded.address(IMAGES, VENDORS, 7, ARTICLES)
        for platform, _, _ in sample.PLATFORMS:
            desk.feeds.add(ConfigureFeed(f"articles-{platform}", url, "articles", platform))
        for platform, _, _ in sample.PLATFORMS[:2]:
            desk.feeds.pull(f"articles-{platform}")
        desk.settle()
        _run(desk, "images", "live>0", RestrictImages("The agency asked for a stop.", ends_at="2027-03-31"))
        _run(desk, "usages", "state:overdue", DecideUsages("take-down"))
    finally:
        desk.close()
    return folder


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


def _photograph(session: Session, out: Path, name: str, wanted: Sequence[str]) -> None:
    views: dict[str, Callable[[Session, Path, str], None]] = {
        "images": _images,
        "rights": _rights,
        "usages": _usages,
        "findings": _findings,
        "vendors": _vendors,
        "advices": _advices,
        "past": _past,
        "settings": _settings,
        **{key: partial(state, grab=_grab) for key, state in STATES.items()},
    }
    for key in [one for one in wanted if one != "quick"] or views:
        views[key](session, out, name)


def _settings(session: Session, out: Path, name: str) -> None:
    session.window.open_place("settings")
    _grab(session, out / f"settings_{name}.png")


def _rights(session: Session, out: Path, name: str) -> None:
    images = panel(session, "images")
    images.filter_by("live>0")
    quiet(session)
    for tab in ("rights", "usages", "charges"):
        turn(images, tab)
        _grab(session, out / f"images_{tab}_{name}.png")
    images.selecting.acting.choose(next(one for one in images.feature.actions if one.key == "override"))
    _grab(session, out / f"images_override_{name}.png", IMPACT_MS)
    images.filter_by("")


def _usages(session: Session, out: Path, name: str) -> None:
    usages = panel(session, "usages")
    _grab(session, out / f"usages_{name}.png")
    turn(usages, "rights")
    _grab(session, out / f"usages_rights_{name}.png")
    usages.open_view("overdue")
    quiet(session)
    usages.marks.select_all()
    quiet(session)
    form = usages.inspector.command
    assert form is not None
    form.put("online_until", "2027-12-31")
    _grab(session, out / f"usages_many_{name}.png", IMPACT_MS)
    usages.selecting.acting.take("accept")
    _grab(session, out / f"usages_accept_{name}.png", IMPACT_MS)
    usages.marks.clear()
    session.window.resize(1366, 768)
    _grab(session, out / f"usages_small_{name}.png")
    session.window.resize(1600, 1000)
    usages.filter_by("article:nowhere")
    _grab(session, out / f"usages_empty_{name}.png")
    usages.filter_by("")


def _findings(session: Session, out: Path, name: str) -> None:
    findings = panel(session, "findings")
    _grab(session, out / f"findings_{name}.png")
    findings.open_view("overrun")
    quiet(session)
    findings.marks.select_all()
    _grab(session, out / f"findings_many_{name}.png", IMPACT_MS)
    findings.marks.clear()
    findings.filter_by("")


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
    quiet(session)
    for tab in ("agreement", "charges", "history"):
        turn(vendors, tab)
        _grab(session, out / f"vendors_{tab}_{name}.png")
    vendors.open_view("incomplete")
    quiet(session)
    vendors.marks.select_all()
    _grab(session, out / f"vendors_incomplete_{name}.png", IMPACT_MS)
    vendors.marks.clear()
    vendors.filter_by("has:open readiness:ready,account-unconfirmed")
    quiet(session)
    _sheets(session, vendors, out, name)
    vendors.filter_by("country:XX")
    _grab(session, out / f"vendors_empty_{name}.png")
    vendors.filter_by("")


def _sheets(session: Session, vendors: Panel, out: Path, name: str) -> None:
    for key, kind in (("edit", RecordDialog), ("preview", PaperDialog)):
        vendors.selecting.acting.take(key)
        quiet(session)
        QTest.qWait(IMPACT_MS)
        (dialog,) = [one for one in session.window.findChildren(kind) if one.isVisible()]
        CAMERA.take(dialog, out / f"vendors_{key}_{name}.png")
        if isinstance(dialog, RecordDialog):
            dialog.rows["iban"].enter("DE00")
            dialog.take()
            quiet(session)
            CAMERA.take(dialog, out / f"vendors_wrong_{name}.png")
        dialog.reject()


def _advices(session: Session, out: Path, name: str) -> None:
    advices = panel(session, "credit_advices")
    advices.open_view("issued")
    _grab(session, out / f"advices_{name}.png", IMPACT_MS)
    advices.open_view("review")
    _grab(session, out / f"advices_review_{name}.png", IMPACT_MS)
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
    card = activity.inspector.findChild(ReplayCard)
    assert card is not None
    card.begin()
    _grab(session, out / f"activity_{name}.png", COMPARE_MS)


def _grab(session: Session, file: Path, pause: int = PAUSE_MS) -> None:
    quiet(session)
    QTest.qWait(pause)
    CAMERA.take(session.window, file)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--take"]:
        take(Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), *sys.argv[5:])
    else:
        sys.exit(comparing.main(sys.argv[1:]))
