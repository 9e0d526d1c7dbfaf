"""The time machine: the tables as they stood at the end of a day, projected into a copy that is kept a while."""

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rightsdesk.domain import period
from rightsdesk.eventlog.log import EventLog
from rightsdesk.faults import Invalid
from rightsdesk.readmodel.asking import today
from rightsdesk.readmodel.database import discard
from rightsdesk.readmodel.model import ReadModel, open_read_model
from rightsdesk.readmodel.pages import Reader
from rightsdesk.readmodel.projection import Projection
from rightsdesk.readmodel.rebuild import Progress
from rightsdesk.readmodel.tables import PROJECTIONS
from rightsdesk.readmodel.upto import UpTo

MOST = 6
"""Copies kept; those looked at last stay."""
STEP = 5_000
ENDING = ".state.db"


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of a day: the last event that belongs to it, and the second at which it is looked at."""

    day: date
    position: int
    second: int


class Past:
    """Makes, keeps and opens copies of the tables as they once stood; any thread may call."""

    def __init__(
        self,
        folder: Path,
        log: EventLog,
        zone: str = period.ZONE,
        now: Callable[[], date] = today,
        projections: Sequence[Projection] = PROJECTIONS,
    ) -> None:
        """Keep the copies in a folder, which is made when the first is."""
        self._folder = folder
        self._log = log
        self._zone = ZoneInfo(zone)
        self._today = now
        self._projections = projections
        self._lock = threading.Lock()
        declared = "".join(projection.signature for projection in projections)
        self._name = f"{log.head().epoch}-{hashlib.sha256(declared.encode()).hexdigest()[:8]}"

    def moment(self, day: date) -> Moment:
        """Return the end of a day; raise `Invalid` for one before the first event or after today."""
        if day > self.last_day():
            raise Invalid(f"{day} lies ahead; choose today or a day before it.", code="PAST-AHEAD")
        end = datetime.combine(day + timedelta(days=1), datetime.min.time(), self._zone)
        position = self._before(round(end.timestamp() * 1_000_000))
        if not position:
            raise Invalid(f"On {day} there was nothing yet. {self._beginning()}", code="PAST-EMPTY")
        return Moment(day, position, int(end.timestamp()) - 1)

    def first_day(self) -> date | None:
        """Return the day of the first event, None while there is none."""
        first = self._log.read(0, 1)
        return self._day(first[0].recorded_at) if first else None

    def last_day(self) -> date:
        """Return today, or the day of the last event where the clock that recorded it was ahead."""
        head = self._log.head().position
        return max([self._today(), *(self._day(event.recorded_at) for event in self._log.read(max(0, head - 1), 1))])

    def is_ready(self, moment: Moment) -> bool:
        """Say whether the copy is there, so that looking needs no waiting."""
        return self._place(moment.position).exists()

    def prepare(self, position: int, progress: Progress | None = None) -> Path:
        """Return the file of the tables after an event, made from the nearest earlier copy or from the beginning.

        Whatever `progress` raises ends the work; nothing half-made stays.
        """
        with self._lock:
            place = self._place(position)
            if place.exists():
                with suppress(OSError):
                    os.utime(place)
                return place
            self._folder.mkdir(parents=True, exist_ok=True)
            partly = place.with_suffix(".part")
            discard(partly)
            try:
                self._project(partly, position, progress)
                partly.replace(place)
            finally:
                discard(partly)
            self._tidy(place)
            return place

    def reader(self, moment: Moment) -> Reader:
        """Return a reader of a prepared copy for one thread; `today` in its filters is the day looked at."""
        log = UpTo(self._log, moment.position)
        return Reader(self._place(moment.position), log, lambda: moment.day, lambda: moment.second)

    # ------------------------------------------------------------ making

    def _project(self, path: Path, position: int, progress: Progress | None) -> None:
        base = self._nearest(position)
        if base is not None:
            shutil.copyfile(base, path)
        model = open_read_model(path, UpTo(self._log, position), progress=progress, projections=self._projections)
        try:
            _follow(model, position, progress)
        finally:
            model.close()

    def _nearest(self, position: int) -> Path | None:
        """Return the latest earlier copy of the same log and the same declarations."""
        earlier = [(found, path) for path in self._kept() if (found := _position(path)) <= position]
        return max(earlier)[1] if earlier else None

    def _place(self, position: int) -> Path:
        return self._folder / f"{self._name}-{position}{ENDING}"

    def _kept(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self._name}-*{ENDING}"))

    def _tidy(self, fresh: Path) -> None:
        """Let go of what was not looked at for longest; a file another reader holds open waits for the next time."""
        old = [path for path in self._folder.glob(f"*{ENDING}") if path != fresh]
        for path in sorted(old, key=lambda one: one.stat().st_mtime, reverse=True)[MOST - 1 :]:
            with suppress(OSError):
                discard(path)

    # ------------------------------------------------------------ finding

    def _before(self, micros: int) -> int:
        """Return the last position recorded before a microsecond, found by halving: a million events are 20 looks."""
        low, high = 0, self._log.head().position
        while low < high:
            middle = (low + high + 1) // 2
            if self._log.read(middle - 1, 1)[0].recorded_at < micros:
                low = middle
            else:
                high = middle - 1
        return low

    def _beginning(self) -> str:
        first = self.first_day()
        return f"The first event is of {first}." if first else "Nothing was ever recorded here."

    def _day(self, micros: int) -> date:
        return datetime.fromtimestamp(micros / 1_000_000, self._zone).date()


def _position(path: Path) -> int:
    return int(path.name.removesuffix(ENDING).rpartition("-")[2])


def _follow(model: ReadModel, position: int, progress: Progress | None) -> None:
    while True:
        changed = model.catch_up(STEP)
        if progress is not None:
            progress(min(changed.position, position), position)
        if not changed.behind:
            return
