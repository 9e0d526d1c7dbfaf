"""Tries every part once on a workspace that is thrown away, so that an installation can be trusted."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rightsdesk import __version__, qtcheck, sample
from rightsdesk.desk import Desk, Query, Refused
from rightsdesk.documents import pages
from rightsdesk.eventlog import dialect
from rightsdesk.faults import Fault

PATIENCE = 240.0


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was tried, whether it works, and what was seen."""

    name: str
    ok: bool
    sentence: str

    def shape(self) -> dict[str, Any]:
        """Return the check for JSON."""
        return asdict(self)


def run() -> list[Check]:
    """Try everything; a part that fails never stops the others."""
    checks = [Check("version", ok=True, sentence=__version__), _sqlite(), _window()]
    with tempfile.TemporaryDirectory(prefix="rightsdesk-check-") as folder:
        workspace = Path(folder) / "workspace"
        checks.extend(_main_job(workspace))
        checks.extend(_views(workspace))
    return checks


def _sqlite() -> Check:
    found = dialect.driver().sqlite_version_info
    safe = found >= dialect.SOUND_SINCE
    told = ".".join(map(str, found))
    sentence = f"SQLite {told}" if safe else f"SQLite {told}, older than 3.51.3; one writer at a time keeps it safe"
    return Check("database", ok=True, sentence=sentence)


def _window() -> Check:
    obstacle = qtcheck.obstacle(screen=False)
    return Check("window", ok=not obstacle, sentence=obstacle or "all libraries of the window load")


def _views(folder: Path) -> list[Check]:
    """Paint the window in a process of its own: what Qt does not survive shall be told like everything else."""
    if qtcheck.obstacle(screen=False):
        return []
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "rightsdesk"]
    places = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    try:
        told = subprocess.run(  # noqa: S603 - this program
            [*program, qtcheck.EXAMINE, str(folder)],
            capture_output=True,
            text=True,
            env=places,
            timeout=PATIENCE,
            check=False,
        )
        parts = json.loads(told.stdout)
    except subprocess.TimeoutExpired:
        return [Check("views", ok=False, sentence=f"The window was not painted within {PATIENCE:.0f} s.")]
    except (OSError, ValueError) as error:
        return [Check("views", ok=False, sentence=f"The window could not be painted: {error}")]
    checks = [Check(name, ok=good, sentence=sentence) for name, good, sentence in parts]
    if told.returncode and all(check.ok for check in checks):
        checks.append(Check("views", ok=False, sentence=f"The window ended with code {told.returncode}."))
    return checks


def _main_job(folder: Path) -> list[Check]:
    checks: list[Check] = []
    plan = sample.Plan(images=20, vendors=3, seed=1)
    try:
        desk = sample.found(folder, plan)
    except (Fault, Refused) as error:
        return [Check("workspace", ok=False, sentence=error.sentence)]
    steps: tuple[tuple[str, Callable[[], str]], ...] = (
        ("vendors", lambda: f"{sample.masters(desk, plan)} registered"),
        ("hub and feed", lambda: f"{sample.arrive(desk, plan).get('new', 0)} images over HTTP"),
        ("batch", lambda: f"{sample.update(desk).done} images updated"),
        ("credit advices", lambda: _advices(desk)),
        ("document", lambda: _document(desk)),
        ("log", lambda: _log(desk)),
        ("read model", lambda: _read_model(desk)),
    )
    for name, step in steps:
        try:
            checks.append(Check(name, ok=True, sentence=step()))
        except (Fault, Refused) as error:
            checks.append(Check(name, ok=False, sentence=error.sentence))
    desk.close()
    return checks


def _advices(desk: Desk) -> str:
    sample.buy(desk)
    drafted = sample.generate(desk).done
    issued = sum(progress.done for progress in sample.settle_advices(desk))
    return f"{drafted} accounts drafted, {issued} approved or issued"


def _document(desk: Desk) -> str:
    reader = desk.reader()
    rows = reader.rows("credit_advices", reader.ids(Query("credit_advices", "state:rendered")))
    path = desk.document(rows[0].pdf or "") if rows else None
    if path is None:
        sentence = "No document was printed."
        raise Fault(sentence)
    across, down, pixels = pages.render(path, 0, 800)
    if not any(pixels) or len(set(pixels)) <= 1:
        sentence = "The first page of the first document is empty."
        raise Fault(sentence)
    return f"{len(rows)} PDFs, the first has {pages.page_count(path)} page(s), drawn {across} x {down}"


def _log(desk: Desk) -> str:
    found = desk.log.verify()
    if not found.sound:
        raise Fault(found.problems[0].what)
    return f"{found.events} events, chain sound"


def _read_model(desk: Desk) -> str:
    found = desk.read_model.compare()
    if not found.identical:
        sentence = (
            f"Rows differ after a rebuild in: {', '.join(name for name, rows in found.differences.items() if rows)}."
        )
        raise Fault(sentence)
    return "0 rows differ after a rebuild"
