"""A vendor service that misbehaves on purpose, for sample workspaces: slow, offline, or failing now and then."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from rightsdesk.batches.task import Performed, Performer, Task, plainly
from rightsdesk.domain.image import RefreshMetadata, UpdateMetadata

WELL, SLOW, OFFLINE, FAILING = "well", "slow", "offline", "failing"
WEATHERS = (WELL, SLOW, OFFLINE, FAILING)
ONE_IN = 20
"""So many items to one that fails, and requests to one that is refused."""
SECONDS_AN_ITEM = 0.004
KINDS = frozenset((UpdateMetadata.kind, RefreshMetadata.kind))
CODE = "SimulatedFailure"
SENTENCE = "The simulated vendor service is busy with this image and took nothing over; try again."
RULES: dict[str, list[dict[str, Any]]] = {
    WELL: [],
    SLOW: [{"fault": "drip", "args": {"bytes_per_second": 60_000}}],
    OFFLINE: [{"fault": "status", "args": {"code": 503}}],
    FAILING: [{"fault": "status", "args": {"code": 503}, "match": {"every": ONE_IN}}],
}
"""What each means for the hub, as rules of its fault script."""
Play = Callable[[list[dict[str, Any]]], None]


class Simulation:
    """Holds for one open workspace and ends with it; may be asked from any thread."""

    def __init__(self, play: Play = lambda _: None, pause: Callable[[float], None] = time.sleep) -> None:
        """All is well at first; ``play`` puts rules in force at the hub."""
        self._play, self._pause = play, pause
        self._lock = threading.Lock()
        self._next, self._field = 0, ""
        self._doomed: set[str] = set()
        self.weather = WELL
        self.growing = False
        """Whether the sample is still being made; nobody else pulls its feeds meanwhile."""

    def choose(self, weather: str) -> None:
        """Let the service be like that from now on."""
        self.weather = weather if weather in RULES else WELL
        self._play(RULES[self.weather])

    def fail_next(self, items: int, field: str) -> None:
        """Let so many of the next updates of a field fail once; tried again they succeed."""
        with self._lock:
            self._next, self._field = items, field

    def around(self, kind: str, performer: Performer) -> Performer:
        """Return the performer as the weather lets it work."""
        return _Rough(self, performer) if kind in KINDS else performer

    def falls(self, task: Task) -> bool:
        """Say whether this attempt at an item comes to nothing."""
        # An attempt is an item with the token it was lent under: the same when a faster writer has it begun again.
        attempt = f"{task.lease.item}:{task.lease.token}"
        with self._lock:
            if self._next and attempt not in self._doomed and self._field in getattr(task.command, "changes", ()):
                self._next -= 1
                self._doomed.add(attempt)
            if attempt in self._doomed:
                return True
        return self.weather == FAILING and crc32(attempt.encode()) % ONE_IN == 0

    def hold(self, items: int) -> None:
        """Take the time that a slow service takes."""
        if self.weather == SLOW:
            self._pause(items * SECONDS_AN_ITEM)


class _Rough:
    def __init__(self, simulation: Simulation, performer: Performer) -> None:
        self._simulation, self._performer = simulation, performer

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        self._simulation.hold(len(tasks))
        fallen = [task for task in tasks if self._simulation.falls(task)]
        others = [task for task in tasks if task not in fallen] if fallen else tasks
        performed = self._performer(others) if others else Performed()
        failed = tuple(task.failed(CODE, SENTENCE) for task in fallen)
        return replace(performed, ended=(*performed.ended, *failed)) if failed else performed


class Simulated(Mapping[str, Performer]):
    """The performers of a sample workspace, each within the simulation; unlisted kinds are carried out plainly."""

    def __init__(self, simulation: Simulation, performers: Mapping[str, Performer]) -> None:
        """Stand around these performers."""
        self._simulation, self._performers = simulation, performers

    def __getitem__(self, kind: str) -> Performer:
        return self._simulation.around(kind, self._performers.get(kind, plainly))

    def __contains__(self, kind: object) -> bool:
        return kind in self._performers

    def __iter__(self) -> Iterator[str]:
        return iter(self._performers)

    def __len__(self) -> int:
        return len(self._performers)
