"""Which picture stands for an image now: the vendor's if it is here, a painted one until it comes, a grey tile."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, Signal

from rightsdesk.faults import Fault, Unavailable

if TYPE_CHECKING:  # the frame can be painted before the core is loaded
    from rightsdesk.desk import Picture, Pictures, Reader
    from ui.workers.fetches import Fetched, Fetches
    from ui.workers.pump import Pump
    from ui.workers.reader import Questions

KNOWN = 20_000
"""Images whose pictures are remembered: a few megabytes."""
RETRY_MS = 15_000
"""After so long it is tried again where nothing came; whoever looks meanwhile sees the painted picture."""
STALE_MS = 1_000
"""While rows change all the time their pictures are asked for once a second, not with each change."""

Wanted = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Look:
    """How an image is shown: `painted`, the `file` at `where`, or `broken` with the type of file in `where`."""

    kind: Literal["painted", "file", "broken"]
    where: str = ""


PAINTED = Look("painted")


@dataclass(frozen=True, slots=True)
class _Known:
    picture: Picture | None
    large: Path | None = None
    small: Path | None = None
    broken: frozenset[bool] = frozenset()
    """Which renditions are none: the large one, the small one."""


class Previews(QObject):
    """Stands on the window's thread and never waits; what is not known is asked, what is not here is fetched."""

    changed = Signal()

    def __init__(
        self, pictures: Pictures, questions: Questions, fetches: Fetches, pump: Pump, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._questions, self._fetches = pictures, questions, fetches
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._keys: dict[int, str] = {}
        self._unasked: dict[str, None] = {}
        self._stale: set[str] = set()
        """Images that were projected anew; asked again when somebody looks, the old picture stays until then."""
        self._resting: set[Wanted] = set()
        self._soon = _later(self, 0, self._ask)
        self._later = _later(self, STALE_MS, self._ask)
        self._again = _later(self, RETRY_MS, self._try_again)
        fetches.ended.connect(self._ended)
        pump.drained.connect(self._drained)

    def look(self, key: str, *, large: bool) -> Look | None:
        """How to show that image now, None while that is being asked; looking at it is wishing for it."""
        known = self._known.get(key)
        if known is None:
            self._unasked[key] = None
            if not self._soon.isActive():
                self._soon.start()
            return None
        if key in self._stale:
            self._stale.discard(key)
            self._unasked[key] = None
            if not self._later.isActive():
                self._later.start()
        picture = known.picture
        if picture is None or not picture.address(large=large):
            return PAINTED
        if large in known.broken:
            return Look("broken", _type_of(picture.address(large=large)))
        path = known.large if large else known.small
        if path is not None:
            return Look("file", str(path))
        if (key, large) not in self._resting:
            self._fetches.want((key, large), partial(_fetched, self._pictures, picture, large=large))
        return PAINTED

    def unreadable(self, key: str, where: str, *, large: bool) -> None:
        """The file of an image could not be read: it went away meanwhile, or it is no picture."""
        known = self._known.get(key)
        if known is None or known.picture is None:
            return
        path = Path(where)
        if path.exists():
            self._pictures.drop(path)
            self._become(key, replace(known, broken=known.broken | {large}))
        else:
            self._become(key, replace(known, large=None) if large else replace(known, small=None))

    def busy(self) -> bool:
        """Whether anything is asked or fetched at present."""
        return bool(self._unasked) or self._fetches.out() > 0

    def _ask(self) -> None:
        keys = tuple(self._unasked)
        self._questions.ask((id(self), "pictures"), partial(_found, self._pictures, keys), self._learn, self._give_up)

    def _learn(self, found: Mapping[str, _Known]) -> None:
        for key, known in found.items():
            self._unasked.pop(key, None)
            before = self._known.get(key)
            self._known[key] = known if before is None or before.picture != known.picture else before
            self._known.move_to_end(key)
            if known.picture is not None:
                self._keys[known.picture.id] = key
        while len(self._known) > KNOWN:
            _, gone = self._known.popitem(last=False)
            if gone.picture is not None:
                self._keys.pop(gone.picture.id, None)
        if self._unasked and not self._later.isActive():
            self._soon.start()
        self.changed.emit()

    def _give_up(self, _fault: Fault) -> None:
        # Whoever still shows these rows wishes for them again with the next painting.
        self._unasked.clear()

    def _ended(self, fetched: Fetched) -> None:
        if not isinstance(fetched.key, tuple):
            return
        key, large = fetched.key
        known = self._known.get(key)
        if isinstance(fetched.fault, Unavailable):
            self._resting.add((key, large))
            if not self._again.isActive():
                self._again.start()
            return
        if known is None or known.picture is None:
            return
        if isinstance(fetched.answer, Path):
            self._become(key, _placed(known, fetched.answer, large=large))
        else:
            self._become(key, replace(known, broken=known.broken | {large}))

    def _become(self, key: str, known: _Known) -> None:
        self._known[key] = known
        self.changed.emit()

    def _try_again(self) -> None:
        self._resting.clear()
        self.changed.emit()

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        ids = changed.get("images")
        if ids:
            self._stale.update(self._keys[one] for one in self._keys.keys() & ids)


def _found(pictures: Pictures, keys: tuple[str, ...], reader: Reader) -> dict[str, _Known]:
    known = reader.pictures(keys)
    return {key: _here(pictures, known.get(key)) for key in keys}


def _here(pictures: Pictures, picture: Picture | None) -> _Known:
    if picture is None:
        return _Known(None)
    small = pictures.at_hand(picture, large=False)
    same = picture.address(large=True) == picture.address(large=False)
    return _Known(picture, small if same else pictures.at_hand(picture, large=True), small)


def _placed(known: _Known, path: Path, *, large: bool) -> _Known:
    picture = known.picture
    if picture is not None and picture.address(large=True) == picture.address(large=False):
        return replace(known, large=path, small=path)
    return replace(known, large=path) if large else replace(known, small=path)


def _fetched(pictures: Pictures, picture: Picture, *, large: bool) -> Path:
    return pictures.fetch(picture, large=large)


@lru_cache(maxsize=4_096)
def _type_of(address: str) -> str:
    """The type of file as people call it: JPG, PNG; empty where the address does not say."""
    ending = PurePosixPath(urlsplit(address.partition("#")[0]).path).suffix.lstrip(".").upper()
    return ending if ending.isalnum() and len(ending) <= 4 else ""  # noqa: PLR2004 - no longer ones are in use


def _later(owner: QObject, milliseconds: int, run: object) -> QTimer:
    assert callable(run)  # noqa: S101 - a bound method of the owner
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
