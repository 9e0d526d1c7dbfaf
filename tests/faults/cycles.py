"""The window opened and closed again and again in the middle of its work: `python -m tests.faults.cycles --cycles 500`.

Each process opens the real window a few times through the program's own start, orders a batch (every tenth time
documents), waits until part of it is done, and closes. Counted are exit codes, words of Qt, how long a close took,
and afterwards whether the log is sound and every batch can be finished.
"""

import argparse
import faulthandler
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NoReturn

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REALLY = os._exit
ROOT = Path(__file__).resolve().parents[2]
EACH = 10
"""Openings in one process; every process starts and ends the whole program."""
PAPERS_EVERY = 10
"""One of so many openings orders documents, which start processes of their own."""
LONGEST_CLOSE = 5.0
DAY = "2026-11-23"
DOCUMENTS = 3
PATIENCE_MS = 60_000
HANGS_AFTER = 300
"""Seconds after which an opening is given up."""
LOOK_MS = 15
SCREENLESS = "This plugin does not support propagateSizeHints()"
"""What the screenless platform says of every dialog with a smallest size; it is about that platform, not about us."""


@dataclass
class Tally:
    """What was counted."""

    cycles: int = 0
    processes: int = 0
    bad_exits: list[int] = field(default_factory=list)
    qt_words: list[str] = field(default_factory=list)
    other_words: list[str] = field(default_factory=list)
    falls: int = 0
    amid: int = 0
    amid_documents: int = 0
    forced: int = 0
    """Ended at once because a thread did not within its time; what it worked on is one transaction."""
    longest_close: float = 0.0
    median_close: float = 0.0
    events: int = 0
    sound: bool = False
    batches: int = 0
    unfinished: int = 0
    items_without_end: int = 0

    @property
    def clean(self) -> bool:
        """Say whether nothing at all went wrong."""
        wrong = self.bad_exits or self.qt_words or self.other_words or self.falls or self.unfinished
        return not wrong and self.sound and not self.items_without_end and self.longest_close <= LONGEST_CLOSE


# ------------------------------------------------------------------ one process with a few openings


def child(folder: Path, first: int, times: int) -> int:
    """Open, order, close; print one line of JSON for each close."""
    from ui.app import run

    worst = 0
    for cycle in range(first, first + times):
        # One that hangs says where, and does not hold up all the others.
        faulthandler.dump_traceback_later(HANGS_AFTER, exit=True)
        driver = _Driver(folder, cycle)
        os._exit = driver.leave_at_once  # type: ignore[assignment] # the program ends like this when a thread does not
        code = run(folder, driver.doors())
        driver.tell(code)
        driver.clear_away()
        worst = worst or code
    faulthandler.cancel_dump_traceback_later()
    return worst


class _Driver:
    """Sits at the window of one opening."""

    def __init__(self, folder: Path, cycle: int) -> None:
        self.folder, self.cycle = folder, cycle
        self.papers = cycle % PAPERS_EVERY == 2
        self.batch, self.asked_at, self.begun = "", 0.0, time.monotonic()
        self.amid = self.forced = False

    def doors(self) -> Any:
        """Return the doors of the program with a hand on what is opened."""
        from PySide6.QtCore import QTimer

        from ui.app import real_doors

        QTimer.singleShot(0, self._when_open)
        return real_doors()

    def _when_open(self) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from ui.main_window import MainWindow

        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        if not windows:
            QTimer.singleShot(LOOK_MS, self._when_open)
            return
        self.window = windows[0]
        self.window.open_place(("images", "credit_advices", "batches", "usages")[self.cycle % 4])
        self.desk = self.window.page("images").around.desk  # type: ignore[attr-defined] # every view has surroundings
        self.batch = self._order()
        QTimer.singleShot(LOOK_MS, self._look)

    def _order(self) -> str:
        from rightsdesk.desk import IssueAdvices, Query, Selection, UpdateImages

        reader = self.desk.reader()
        if self.papers:
            found = reader.ids(Query("credit_advices", "state:approved"))[:DOCUMENTS]
            if found:
                chosen = Selection("credit_advices", plus=frozenset(found))
                return str(self.desk.submit(chosen, IssueAdvices(DAY)).batch)
        self.papers = False
        wish = UpdateImages.from_texts({"usage_terms": f"Cycle {self.cycle}"})
        return str(self.desk.submit(Selection("images", Query("images")), wish).batch)

    def _look(self) -> None:
        from PySide6.QtCore import QTimer

        progress = self.desk.progress(self.batch)
        begun = progress.remaining < progress.total or (self.papers and time.monotonic() - self.begun > 1.5)
        late = time.monotonic() - self.begun > PATIENCE_MS / 1000
        if begun or late or progress.state == "finished":
            self.amid = progress.state != "finished"
            self._close()
        else:
            QTimer.singleShot(LOOK_MS, self._look)

    def _close(self) -> None:
        from ui.kit.leaving import Leaving

        self.asked_at = time.monotonic()
        self.window.close()
        leaving = self.window.findChild(Leaving)
        if leaving is not None and leaving.question is not None:
            leaving.leave()

    def tell(self, code: int) -> None:
        """Print what was seen."""
        took = time.monotonic() - self.asked_at
        found = {"cycle": self.cycle, "code": code, "close": took, "amid": self.amid, "papers": self.papers}
        found["forced"] = self.forced
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()

    def leave_at_once(self, code: int) -> NoReturn:
        """Tell that a thread was left behind, then end as the program would."""
        self.forced = True
        self.tell(code)
        REALLY(code)

    def clear_away(self) -> None:
        """Destroy the window, as the end of a process would, so that the next opening finds none of it."""
        from PySide6.QtCore import QCoreApplication, QEvent

        self.window.deleteLater()
        del self.window, self.desk
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


# ------------------------------------------------------------------ all processes, and what is left


def prepare(folder: Path, images: int, vendors: int) -> None:
    """Make a workspace with approved advices waiting for their documents."""
    from rightsdesk import sample
    from rightsdesk.desk import ApproveAdvices, Query, Selection

    plan = sample.Plan(images=images, vendors=vendors, seed=5)
    desk = sample.found(folder, plan, four_eyes=False)
    try:
        sample.masters(desk, plan)
        sample.arrive(desk, plan)
        sample.buy(desk)
        sample.generate(desk)
        desk.settle()
        drafted = Selection("credit_advices", Query("credit_advices", "state:draft"))
        desk.wait(desk.submit(drafted, ApproveAdvices()).batch)
    finally:
        desk.close()


def cycled(folder: Path, cycles: int, each: int, *, told: bool = False) -> Tally:
    """Run all processes, then finish every batch and read the log."""
    tally, closes = Tally(), list[float]()
    places = {**os.environ, "RIGHTSDESK_CONFIG": str(folder.parent / "config")}
    while tally.cycles < cycles:
        times = min(each, cycles - tally.cycles)
        command = [sys.executable, "-m", "tests.faults.cycles", "--child", str(folder), str(tally.cycles), str(times)]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=places, check=False)
        tally.processes += 1
        tally.cycles += _count(tally, closes, ended, times)
        if told:
            sys.stderr.write(f"{tally.cycles} of {cycles}, longest close {max(closes, default=0):.2f} s\n")
    tally.longest_close, tally.median_close = max(closes), statistics.median(closes)
    _read_logs(tally, folder.parent / "config" / "state" / "logs")
    _finish(tally, folder)
    return tally


def _count(tally: Tally, closes: list[float], ended: subprocess.CompletedProcess[str], times: int) -> int:
    lines = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    forced = bool(lines) and lines[-1]["forced"]
    if ended.returncode or (len(lines) != times and not forced):
        tally.bad_exits.append(ended.returncode)
    for line in lines:
        closes.append(line["close"])
        tally.amid += line["amid"]
        tally.forced += line["forced"]
        tally.amid_documents += line["amid"] and line["papers"]
        tally.bad_exits += [line["code"]] * bool(line["code"])
    for line in ended.stderr.splitlines():
        if line == SCREENLESS:
            continue
        (tally.qt_words if line.startswith(("Q", "qt.")) else tally.other_words).append(line)
    return len(lines) if forced else times


def _read_logs(tally: Tally, folder: Path) -> None:
    for file in sorted(folder.glob("*.log*")):
        for line in file.read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            if found["logger"] == "ui.qt" and found["level"] in {"WARNING", "ERROR", "CRITICAL"}:
                tally.qt_words += [str(found["words"])] * (found["words"] != SCREENLESS)
            tally.falls += found["message"] == "uncaught"


def _finish(tally: Tally, folder: Path) -> None:
    from rightsdesk import bootstrap
    from rightsdesk.desk import Query

    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        until = time.monotonic() + 600
        while desk.active() and time.monotonic() < until:
            if not desk.work_once():
                time.sleep(0.1)
        desk.settle()
        reader = desk.reader()
        rows = reader.rows("batches", reader.ids(Query("batches")))
        tally.batches = len(rows)
        tally.unfinished = sum(row.finished_at is None for row in rows)
        tally.items_without_end = sum(desk.progress(row.key).remaining for row in rows)
        found = desk.log.verify()
        tally.sound, tally.events = found.sound, found.events
    finally:
        desk.close()


def main() -> int:
    """Run by hand, or as one of its own children."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cycles", type=int, default=500)
    asked.add_argument("--each", type=int, default=EACH)
    asked.add_argument("--images", type=int, default=250)
    asked.add_argument("--vendors", type=int, default=40)
    asked.add_argument("--child", nargs=3, metavar=("FOLDER", "FIRST", "TIMES"))
    given = asked.parse_args()
    if given.child:
        return child(Path(given.child[0]), int(given.child[1]), int(given.child[2]))
    with tempfile.TemporaryDirectory(prefix="rightsdesk-cycles-") as home:
        folder = Path(home) / "workspace"
        prepare(folder, given.images, given.vendors)
        tally = cycled(folder, given.cycles, given.each, told=given.cycles > EACH)
    sys.stdout.write(json.dumps(asdict(tally) | {"clean": tally.clean}, indent=1) + "\n")
    return 0 if tally.clean else 1


if __name__ == "__main__":
    sys.exit(main())
