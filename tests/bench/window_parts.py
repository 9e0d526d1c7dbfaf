"""The parts of the window's bench, each in a process of its own: `python -m tests.bench.window_parts PART FOLDER`."""

import gc
import json
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtSql import QSqlDatabase, QSqlQuery, QSqlQueryModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from rightsdesk import bootstrap
from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Query,
    Selection,
    UpdateImages,
)

if TYPE_CHECKING:  # the start is measured without what the view needs
    from ui.kit.panel import Panel

PATIENCE = 120.0
MONTH = "2026-10"
"""The month whose credit advices are measured."""
USAGES = "usages.csv"
"""The file of usages that lies in a workspace whose import is measured."""
PAGE = Path("/proc/self/statm")
COLUMNS = "id, title, vendor, price, online_until, state"
MEGABYTE = 1e6


def until(condition: Callable[[], object]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        QCoreApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("the window never came so far")
        time.sleep(0.0005)


def timed(deed: Callable[[], object]) -> float:
    """Return how many milliseconds a deed takes."""
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def memory() -> float:
    """Return the megabytes this process holds."""
    gc.collect()
    if PAGE.exists():
        return int(PAGE.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def painted(view: QTableView) -> None:
    """Make sure that rows are really seen; a bench may measure an empty table otherwise."""
    image = view.viewport().grab().toImage()
    seen = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 3)}
    if len(seen) < 8:
        raise AssertionError("nothing was painted")


# ---------------------------------------------------------------- a million rows, our way


def ours(folder: Path) -> dict[str, float]:
    """Measure the view of images in the real window."""
    from ui.kit.panel import Panel
    from ui.kit.theme import theme
    from ui.main_window import PLACE
    from ui.session import Session

    app = QApplication([])
    theme().start(app)
    session = Session(bootstrap.open_desk(folder))
    session.memory.put(PLACE, "settings")
    session.window.resize(1600, 1000)
    session.start()
    until(lambda: not session.questions.waiting())
    before = memory()

    def opened() -> None:
        session.window.open_place("images")
        page = session.window.page("images")
        assert isinstance(page, Panel)
        until(lambda: page.model.row(0) is not None)
        page.table.viewport().repaint()

    first = timed(opened)
    page = session.window.page("images")
    assert isinstance(page, Panel)
    found = {"first": first, **_used(page)}
    page.filter_by("")
    until(lambda: not session.questions.waiting())
    found["memory"] = memory() - before
    session.window.close()
    return found


def _used(page: "Panel") -> dict[str, float]:
    """Jump, sort and filter in an open view."""
    view, model = page.table, page.model
    painted(view)
    found: dict[str, float] = {}

    def shown(change: Callable[[], object]) -> Callable[[], None]:
        def deed() -> None:
            ids = model.ids
            change()
            until(lambda: model.ids is not ids and model.row(0) is not None)
            view.viewport().repaint()

        return deed

    def to_the_end() -> None:
        view.scrollToBottom()
        view.viewport().repaint()
        until(lambda: model.row(len(model.ids) - 1) is not None)
        view.viewport().repaint()

    found["jump"] = timed(to_the_end)
    painted(view)
    view.scrollToTop()
    found["sort"] = timed(shown(lambda: view.head.order_wished.emit("price")))
    found["vendor"] = timed(shown(lambda: page.filter_by("vendor:vendor-007")))
    found["word"] = timed(shown(lambda: page.filter_by("sunset")))
    painted(view)
    return found


# ---------------------------------------------------------------- a million rows, the way off the shelf


def peer(folder: Path) -> dict[str, float]:
    """Measure Qt's own model over the same table of the same file."""
    app = QApplication([])
    base = QSqlDatabase.addDatabase("QSQLITE")
    base.setDatabaseName(str(folder / "read.db"))
    if not base.open():
        raise RuntimeError(base.lastError().text())
    before = memory()
    model = QSqlQueryModel()
    view = QTableView()
    view.resize(1200, 800)
    found: dict[str, float] = {}

    def asked(rest: str) -> Callable[[], None]:
        def deed() -> None:
            model.setQuery(QSqlQuery(f"SELECT {COLUMNS} FROM images {rest}", base))
            view.setModel(model)
            view.show()
            app.processEvents()
            view.viewport().repaint()

        return deed

    def to_the_end() -> None:
        while model.canFetchMore():
            model.fetchMore()
        view.scrollToBottom()
        app.processEvents()
        view.viewport().repaint()

    found["first"] = timed(asked("ORDER BY id"))
    painted(view)
    found["jump"] = timed(to_the_end)
    found["memory"] = memory() - before
    painted(view)
    found["sort"] = timed(asked("ORDER BY price, id"))
    found["vendor"] = timed(asked("WHERE vendor = 'vendor-007' ORDER BY price"))
    found["word"] = timed(asked("WHERE title LIKE '%sunset%' ORDER BY price"))
    painted(view)
    view.close()
    return found


# ---------------------------------------------------------------- gaps while a batch runs


def gap(folder: Path) -> dict[str, float]:
    """Measure how long the window's thread is away while all images are updated by the real duties."""
    return away(folder, _update_everything)


def importing(folder: Path) -> dict[str, float]:
    """Measure how long the window's thread is away while a file of usages is taken over and shown."""
    return away(folder, _import_usages)


def away(folder: Path, deed: Callable[[Desk, Path, threading.Event], None]) -> dict[str, float]:
    from ui.kit.panel import Panel
    from ui.kit.theme import theme
    from ui.session import Session

    app = QApplication([])
    theme().start(app)
    desk = bootstrap.open_desk(folder)
    session = Session(desk)
    session.window.resize(1600, 1000)
    session.start()
    session.window.open_place("images")
    page = session.window.page("images")
    assert isinstance(page, Panel)
    some = desk.reader().count(Query("images")) > 0
    until(lambda: not session.questions.waiting() and (page.model.row(0) is not None or not some))
    ended = threading.Event()
    began = time.perf_counter()
    beats = _beating(threading.Thread(target=deed, args=(desk, folder, ended)), ended)
    took = time.perf_counter() - began
    count = len(page.model.ids)
    session.window.close()
    return {**_gaps(beats), "rate": count / took}


def _beating(ordering: threading.Thread, ended: threading.Event) -> list[float]:
    """Let the window live until the other thread has ended; return when its heart beat, in milliseconds."""
    heart, look, watch, beats = QTimer(), QTimer(), QElapsedTimer(), list[float]()
    heart.setTimerType(Qt.TimerType.PreciseTimer)
    heart.timeout.connect(lambda: beats.append(watch.nsecsElapsed() / 1e6))
    loop = QEventLoop()
    look.timeout.connect(lambda: loop.quit() if ended.is_set() else None)
    watch.start()
    heart.start(1)
    look.start(50)
    ordering.start()
    loop.exec()
    heart.stop()
    ordering.join()
    return beats


def _gaps(beats: list[float]) -> dict[str, float]:
    """Return the longest gap between two beats and the 99th percentile, in milliseconds."""
    gaps = [after - before for before, after in pairwise(beats)]
    return {"longest": max(gaps), "p99": statistics.quantiles(gaps, n=100)[98]}


def _import_usages(desk: Desk, folder: Path, ended: threading.Event) -> None:
    desk.usages.import_file(folder / USAGES)
    end = time.monotonic() + PATIENCE
    while desk.status().behind and time.monotonic() < end:
        time.sleep(0.1)
    if desk.reader().count(Query("usages")):
        ended.set()


def _update_everything(desk: Desk, _folder: Path, ended: threading.Event) -> None:
    """Order, then look from this thread whether everything is done: asking would hold the window's thread up."""
    title = f"Gap {time.time()}"
    everything = Selection("images", Query("images"), desk.reader().position())
    desk.submit(everything, UpdateImages.from_texts({"title": title}))
    end = time.monotonic() + PATIENCE
    while (desk.active() or desk.status().behind) and time.monotonic() < end:
        time.sleep(0.1)
    reader = desk.reader()
    if reader.rows("images", reader.ids(Query("images"))[:1])[0].title == title:
        ended.set()


def paying(folder: Path) -> dict[str, float]:
    """Measure a month's credit advices from the order to the last document, with the window open."""
    told: dict[str, float] = {}
    gaps = away(folder, partial(_pay, told))
    # The processes that print were ended and waited for with the window: what they used is known now.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {**gaps, **told, "cpu": used.ru_utime + used.ru_stime}


def _pay(told: dict[str, float], desk: Desk, _folder: Path, ended: threading.Event) -> None:
    began = time.perf_counter()
    told["accepted"] = 1_000 * _ordered(desk, Query("vendors"), GenerateAdvices(MONTH))
    told["drafted"] = time.perf_counter() - began
    _ordered(desk, Query("credit_advices"), ApproveAdvices())
    issuing = time.perf_counter()
    _ordered(desk, Query("credit_advices"), IssueAdvices("2026-11-23"))
    told["issued"], told["wall"] = time.perf_counter() - issuing, time.perf_counter() - began
    ended.set()


def _ordered(desk: Desk, rows: Query, order: BulkOrder) -> float:
    """Give an order, wait until it is carried out, and return how many seconds its acceptance took."""
    began = time.perf_counter()
    desk.submit(Selection(rows.table, rows, desk.reader().position()), order)
    accepted = time.perf_counter() - began
    while desk.active() or desk.status().behind:
        time.sleep(0.1)
    return accepted


# ---------------------------------------------------------------- the start


class FirstPaint(QObject):
    """Tells when the main window has been painted for the first time, counted from the start of the process."""

    def __init__(self, began: float, program: QObject) -> None:
        super().__init__()
        self.began, self.program, self.found = began, program, dict[str, float]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for a painting in the main window."""
        if event.type() == QEvent.Type.Paint and not self.found and isinstance(watched, QWidget):
            window = watched.window()
            if type(window).__name__ == "MainWindow":
                self.found["window"] = 0.0
                QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self.found["window"] = (time.time() - self.began) * 1000
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._look()

    def _look(self) -> None:
        session = self.program.session  # type: ignore[attr-defined]
        page = session and session.window.page("images")
        if page and page.model.row(0) is not None:
            self.found["rows"] = (time.time() - self.began) * 1000
            session.window.close()
        else:
            QTimer.singleShot(5, self._look)


def start(folder: Path, began: float) -> dict[str, float]:
    """Go through the door of `python -m rightsdesk` and watch for the first painting."""
    import ui.app
    from rightsdesk import __main__ as door

    watching: list[FirstPaint] = []
    begin = ui.app.Program.begin

    def watched(program: ui.app.Program, named: Path | None = None) -> None:
        watching.append(FirstPaint(began, program))
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(watching[0])
        begin(program, named)

    ui.app.Program.begin = watched  # type: ignore[method-assign, assignment]
    door.main(["--workspace", str(folder)])
    return watching[0].found


def main() -> None:
    """Run one part and print what it found as JSON."""
    part, folder, began = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    parts = {"ours": ours, "peer": peer, "gap": gap, "importing": importing, "paying": paying}
    found = start(folder, began) if part == "start" else parts[part](folder)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
