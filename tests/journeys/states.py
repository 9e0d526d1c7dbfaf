"""States of the window that need a hand to come about: something runs, is offline, is refused, lies over the view."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rightsdesk.desk import Query
from rightsdesk.faults import Unavailable
from tests.kit.camera import CAMERA
from tests.kit.window import panel, quiet, until
from ui.kit.choice_page import ChoicePage
from ui.kit.drawer import Drawer
from ui.kit.dress import wardrobe
from ui.kit.keyboard_map import KeyboardMap
from ui.session import Session
from ui.welcome.panel import WELCOME
from ui.workers.duties import SYNC
from ui.workers.duty import Heard

Grab = Callable[[Session, Path], None]
DOWN = "The vendor service answers with 503. It is tried again in 60 seconds."


def running(session: Session, out: Path, name: str, grab: Grab) -> None:
    """A batch in the middle of its work, one that waits, and one that failed in part."""
    panel(session, "images")
    reader, drawer = session.desk.reader(), session.window.stage.drawer
    assert isinstance(drawer, Drawer)
    rows = reader.rows("batches", reader.ids(Query("batches", order="number", descending=True))[:3])
    half = rows[0].total // 2
    states = (
        replace(
            rows[0],
            state="running",
            done=half,
            unchanged=0,
            failed=2,
            remaining=rows[0].total - half - 2,
            finished_at=None,
        ),
        replace(rows[1], state="queued", done=0, unchanged=0, failed=0, remaining=rows[1].total, finished_at=None),
        *rows[2:],
    )
    drawer.open()
    quiet(session)
    drawer.show_rows(states)
    CAMERA.take(session.window, out / f"images_running_{name}.png")
    drawer.ask()
    quiet(session)
    drawer.close_to_strip()


def offline(session: Session, out: Path, name: str, grab: Grab) -> None:
    """Nothing comes from outside."""
    for place in ("images", "credit_advices"):
        panel(session, place)
        session.roster.heard.emit(Heard(SYNC, fault=Unavailable(DOWN)))
        session.ask_status()
        grab(session, out / f"{place}_offline_{name}.png")
    session.roster.heard.emit(Heard(SYNC))
    session.ask_status()
    quiet(session)


def error(session: Session, out: Path, name: str, grab: Grab) -> None:
    """The tables do not answer: the last rows stay, a bar says so."""
    images = panel(session, "images")
    images.asking.failed.emit(Unavailable("The read model does not answer. Try again in a moment."))
    grab(session, out / f"images_error_{name}.png")
    images.banner.clear()


def over(session: Session, out: Path, name: str, grab: Grab) -> None:
    """What lies over the view: search and commands, the keys, charts, pages before they are printed."""
    window, vendors = session.window, panel(session, "vendors")
    window.palette_sheet.open("online")
    quiet(session)
    grab(session, out / f"palette_{name}.png")
    window.palette_sheet.close()
    window.show_keys()
    for keys in window.findChildren(KeyboardMap):
        grab(session, out / f"keys_{name}.png")
        keys.close()
    vendors.charting.open()
    quiet(session)
    assert vendors.charting.sheet is not None
    CAMERA.take(vendors.charting.sheet, out / f"charts_{name}.png")
    vendors.charting.sheet.close()
    vendors.printing.open()
    until(lambda: not vendors.printing.working(), "the pages")
    quiet(session)
    assert vendors.printing.sheet is not None
    CAMERA.take(vendors.printing.sheet, out / f"print_{name}.png")
    vendors.printing.sheet.close()


def figures(session: Session, out: Path, name: str, grab: Grab) -> None:
    """The figures of one vendor, and images without any words."""
    from tests.kit.window import turn

    vendors = panel(session, "vendors")
    turn(vendors, "charts")
    grab(session, out / f"vendors_figures_{name}.png")


def tiles(session: Session, out: Path, name: str, grab: Grab) -> None:
    """Images as tiles, some of them selected, and one by one."""
    images = panel(session, "images")
    QTest.keyClick(images.table, Qt.Key.Key_G)
    quiet(session)
    images.marks.toggle(images.model.ids[2])
    grab(session, out / f"images_grid_{name}.png")
    images.marks.clear()
    assert images.culling is not None
    images.culling.open()
    quiet(session)
    grab(session, out / f"images_culling_{name}.png")
    images.culling.leave()
    QTest.keyClick(images.table, Qt.Key.Key_L)
    quiet(session)


def then(session: Session, out: Path, name: str, grab: Grab) -> None:
    """How the list stood on an earlier day, which is to be looked at only."""
    images = panel(session, "images")
    images.looking.go(date(2026, 11, 23))
    until(lambda: images.looking.moment is not None, "the earlier day")
    quiet(session)
    grab(session, out / f"images_then_{name}.png")
    images.looking.return_to_now()
    quiet(session)


def beginning(session: Session, out: Path, name: str, grab: Grab) -> None:
    """The first page of all."""
    page = ChoicePage(WELCOME)
    wardrobe().dress(page)
    page.resize(1120, 720)
    page.show()
    CAMERA.take(page, out / f"welcome_{name}.png")
    page.close()
    page.deleteLater()


STATES = {
    "tiles": tiles,
    "then": then,
    "beginning": beginning,
    "running": running,
    "offline": offline,
    "error": error,
    "over": over,
    "figures": figures,
}
