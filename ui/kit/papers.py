"""Documents ready to be shown: on disk or set in memory, read and drawn off the window's thread, the last few kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage

from rightsdesk.desk import Refused
from rightsdesk.faults import Fault

Content = Path | bytes
KEPT = 60
"""Documents kept ready; one that was set in memory has about 80 kB."""
# The library underneath may be entered by one thread at a time only.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: its key, where or what it is, the sizes of its pages in points, and why it cannot be read."""

    key: str
    content: Content = field(repr=False)
    sizes: tuple[tuple[float, float], ...] = ()
    trouble: str = ""


class Papers:
    """Papers by key, the oldest given up; safe on any thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Paper] = OrderedDict()
        self._turn = threading.Lock()

    def known(self, key: str) -> Paper | None:
        """The paper of that key, if it is ready."""
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def made(self, key: str, make: Callable[[], Content]) -> Paper:
        """The paper of that key, made now unless it is ready."""
        found = self.known(key)
        if found is None:
            found = _tried(key, make)
            with self._turn:
                self._kept[key] = found
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found

    def forget(self) -> None:
        """What was set in memory may be out of date."""
        with self._turn:
            for key in [key for key, paper in self._kept.items() if not isinstance(paper.content, Path)]:
                del self._kept[key]


def paper_of(path: Path) -> Paper:
    """A file as a paper; an unreadable one has no pages."""
    return Paper(str(path), path, page_sizes(path))


def page_sizes(content: Content) -> tuple[tuple[float, float], ...]:
    """Width and height of all pages in points; what cannot be read has none."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except (pypdfium2.PdfiumError, OSError):
            return ()
        sizes = tuple(document.get_page_size(number) for number in range(len(document)))
        document.close()
        return sizes


def drawn(content: Content, page: int, width: int) -> QImage:
    """One page at that width in pixels; safe on any thread."""
    with _LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            source = document[page]
            bitmap = source.render(scale=width / source.get_width(), rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            )
            return image.copy()
        finally:
            document.close()


def found(content: Content, words: str) -> list[tuple[int, float]]:
    """Where words stand: page and height from its top as a part of the page, in reading order."""
    places: list[tuple[int, float]] = []
    with _LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            for number, page in enumerate(document):
                text = page.get_textpage()
                search = text.search(words)
                while (hit := search.get_next()) is not None:
                    box = text.get_charbox(hit[0])
                    places.append((number, 1 - box[3] / page.get_height()))
        finally:
            document.close()
    return places


def _tried(key: str, make: Callable[[], Content]) -> Paper:
    try:
        content = make()
    except (Fault, Refused, OSError) as fault:
        return Paper(key, b"", (), getattr(fault, "sentence", "") or str(fault) or str(type(fault).__doc__))
    return Paper(key, content, page_sizes(content))
