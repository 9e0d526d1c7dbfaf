"""Starting this program once more: after a fall, without safe mode, or for another workspace."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess


def command(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The program as it runs now, and its arguments."""
    if getattr(sys, "frozen", False):
        window = Path(sys.executable).with_name(f"rightsdesk-window{Path(sys.executable).suffix}")
        return str(window if window.is_file() else sys.executable), list(arguments)
    return sys.executable, ["-m", "rightsdesk", *arguments]


def start_another(arguments: Sequence[str]) -> bool:
    """Start the program anew, independent of this one; whether the system did."""
    program, rest = command(arguments)
    started, _process = QProcess.startDetached(program, rest)
    return started
