"""What a person sends to whoever helps: versions, sizes and the last troubles; no titles, names or amounts."""

from __future__ import annotations

import json
import locale
import platform
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication

from rightsdesk import __version__

SHOWN_FIELDS = ("at", "level", "logger", "message", "duty", "category")
"""Of a line of the log: everything else could hold a title, a name or an amount."""
LAST_TROUBLES = 30
READ_BYTES = 512 * 1024
TROUBLES = frozenset(("WARNING", "ERROR", "CRITICAL"))


def report(figures: Mapping[str, object], log: Path) -> str:
    """All of it as text; `figures` are counts and states of the workspace."""
    lines = [f"RightsDesk {__version__}", *(f"{name}: {fact}" for name, fact in (_machine() | dict(figures)).items())]
    troubles = last_troubles(log)
    return "\n".join([*lines, "", f"Last {len(troubles)} warnings and errors:", *troubles, ""])


def last_troubles(log: Path) -> list[str]:
    """The last warnings and errors of the log, each without its facts."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - READ_BYTES))
            lines = file.read().splitlines()
    except OSError:
        return []
    found = [shown for line in lines if (shown := _shown(line))]
    return found[-LAST_TROUBLES:]


def copy(text: str) -> None:
    """Put the report where it can be pasted from."""
    QGuiApplication.clipboard().setText(text)


def open_folder(folder: Path) -> bool:
    """Show a folder in the system's own program for files."""
    folder.mkdir(parents=True, exist_ok=True)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _machine() -> dict[str, object]:
    screens = ", ".join(
        f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    return {
        "System": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "Python": platform.python_version(),
        "Qt": f"{qVersion()} on {QGuiApplication.platformName()}",
        "Screens": screens,
        "Locale": locale.setlocale(locale.LC_CTYPE),
    }


def _shown(line: bytes) -> str:
    try:
        found = json.loads(line)
    except ValueError:
        return ""
    if not isinstance(found, dict) or found.get("level") not in TROUBLES:
        return ""
    return " ".join(str(found[name])[:120] for name in SHOWN_FIELDS if name in found)
