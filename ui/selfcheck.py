"""The window's part of the self-check: every view painted without a screen, in every language, and words complete."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ui.app import real_doors
from ui.kit import qt_log
from ui.kit.theme import theme
from ui.kit.words import LANGUAGES, catalogue, words
from ui.session import Session

PATIENCE_BEATS = 800
BEAT_MS = 25
CALM_BEATS = 4
SAMPLED = 24
FEWEST_COLOURS = 6
"""A view in which fewer colours stand is an empty sheet: even an empty table has a head, lines and words."""

Part = tuple[str, bool, str]


def examine(folder: Path) -> int:
    """Print what was found as one document, for the process that asked for it."""
    parts = list(examined(folder))
    sys.stdout.write(json.dumps(parts) + "\n")
    return 0 if all(good for _, good, _ in parts) else 1


def examined(folder: Path) -> Iterator[Part]:
    """Open a workspace and paint each view: (part, whether it works, what was seen)."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - there is no other kind here
    unheard = qt_log.install()
    theme().start(app)
    try:
        for language in LANGUAGES:
            spoken = sum(map(len, catalogue(language).values()))
            yield f"language {language}", bool(spoken), f"{spoken} texts loaded"
            words().use(language)
            for mode in ("light", "dark"):
                theme().choose(mode)
                yield _painted(folder, language, mode)
    finally:
        words().use("en")
        unheard()


def _painted(folder: Path, language: str, mode: str) -> Part:
    session = Session(real_doors().open(folder), safe=True)  # type: ignore[arg-type] # the doors are typed without the core
    session.window.resize(1440, 900)
    session.start()
    empty = []
    try:
        for key in session.window.places:
            session.window.open_place(key)
            _settle(lambda: session.questions.waiting() == 0)
            if colours(session.window.grab().toImage()) < FEWEST_COLOURS:
                empty.append(key)
        seen = f"{len(session.window.places)} views painted"
    finally:
        session.window.close()
        session.window.deleteLater()
        QApplication.processEvents()
    sentence = f"nothing to be seen in: {', '.join(empty)}" if empty else seen
    return f"window {language} {mode}", not empty and not session.late, sentence


def colours(picture: QImage) -> int:
    """How many colours stand in a picture, looked at in so many places along each side."""
    across, down = picture.width(), picture.height()
    places = (QPoint(x * across // SAMPLED, y * down // SAMPLED) for x in range(SAMPLED) for y in range(SAMPLED))
    return len({picture.pixel(place) for place in places}) if across and down else 0


def _settle(ready: Callable[[], bool]) -> None:
    """Let the window live until nothing is asked any more."""
    loop, timer = QEventLoop(), QTimer()
    beats = {"calm": 0, "all": 0}

    def look() -> None:
        beats["all"] += 1
        beats["calm"] = beats["calm"] + 1 if ready() else 0
        if beats["calm"] >= CALM_BEATS or beats["all"] >= PATIENCE_BEATS:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(BEAT_MS)
    loop.exec()
    timer.stop()
