"""What the product stands on behaves as it was measured: Qt for Python, SQLite, a core that needs no Qt."""

import subprocess
import sys

import pytest

from tests.architecture.tree import PROJECT

IMPORT_THE_CORE = """
import importlib, pkgutil, sys, rightsdesk
for found in pkgutil.walk_packages(rightsdesk.__path__, "rightsdesk."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
print(sorted(name for name in sys.modules if name.partition(".")[0] in {"PySide6", "shiboken6", "ui"}))
"""

START_THE_COMMANDS = """
import sys, rightsdesk.cli
print(sorted(name for name in sys.modules if name.partition(".")[0] in {"xlsxwriter", "PySide6", "shiboken6", "ui"}))
"""

CALL_VOID_SLOTS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

class Ear(QObject):
    said = Signal(int)

    @Slot(int)
    def hear(self, number):
        pass

application, ear = QCoreApplication([]), Ear()
ear.said.connect(ear.hear)
ear.setObjectName("warm")
before = sys.getrefcount(None)
for number in range(200):
    ear.said.emit(number)
    ear.hear(number)
    ear.setObjectName(str(number))
    ear.blockSignals(False)
print(before - sys.getrefcount(None))
"""


def _answer(program: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_importing_the_whole_core_loads_no_qt() -> None:
    assert _answer(IMPORT_THE_CORE) == "[]"


def test_starting_a_command_loads_neither_qt_nor_what_writes_workbooks() -> None:
    assert _answer(START_THE_COMMANDS) == "[]"


def test_void_calls_into_qt_leave_the_count_of_none_alone(qapp: object) -> None:
    assert qapp is not None
    lost = int(_answer(CALL_VOID_SLOTS))
    assert lost < 100, "this PySide6 drops a reference to None per call and ends the interpreter within a second"


def test_the_bundled_sqlite_has_no_wal_reset_fault() -> None:
    bundled = pytest.importorskip("pysqlite3", reason="no wheel of pysqlite3 for this kind of machine")
    assert bundled.sqlite_version_info >= (3, 51, 3)
