"""What every test stands on: Qt without a screen, the system's libraries asked for by name, no thread left over."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # a test never touches a person's secrets

import pytest
from hypothesis import settings

from rightsdesk import qtcheck
from tests.kit import calendar, workspaces
from tests.kit.terminal import Terminal

settings.register_profile("rightsdesk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("rightsdesk")

NO_QT = qtcheck.obstacle(screen=False)
"""Why Qt cannot be loaded here, or None; tests of the window are skipped with this reason."""

GRACE = 3.0
"""Seconds that threads of a test get to end after it."""


class _WithoutQt(pytest.Module):
    """A test module of the window on a machine that cannot load Qt."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """Skip the module as a whole, with the packages to install as the reason."""
        pytest.skip(str(NO_QT), allow_module_level=True)


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Take pytest-qt away before it loads Qt, where that would only fail."""
    if NO_QT:
        pluginmanager.unregister(name="pytest-qt")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Do not even import tests of the window where Qt cannot be loaded."""
    if NO_QT and _speaks_of_the_window(module_path.read_text(encoding="utf-8")):
        return _WithoutQt.from_parent(parent, path=module_path)
    return None


def pytest_report_header() -> str | None:
    """Name what is missing above the results, where it is read first."""
    return f"window tests are skipped: {NO_QT}" if NO_QT else None


@pytest.fixture(autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test ever opens the workspace of the person who runs it."""
    monkeypatch.setenv("RIGHTSDESK_HOME", str(tmp_path_factory.getbasetemp() / "home"))


@pytest.fixture(autouse=True)
def _each_test_begins_and_ends_in_english_without_a_role() -> Iterator[None]:
    """The program has one language and one role; what an earlier test chose, whatever came of it, is not this one's."""
    _forget_choices()
    yield
    _forget_choices()


@pytest.fixture(autouse=True)
def _no_thread_outlives_its_test() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE
    left = [
        thread for thread in threading.enumerate() if thread not in before and type(thread).__name__ != "_DummyThread"
    ]
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"the test left threads running: {alive}"


def _forget_choices() -> None:
    spoken, worn = sys.modules.get("ui.kit.words"), sys.modules.get("ui.roles")
    if spoken is not None:
        spoken.words().use("en")
    if worn is not None:
        worn.roles().key = ""


def _speaks_of_the_window(source: str) -> bool:
    return any(word in source for word in ("PySide6", "qtbot", "qapp", "from ui", "import ui"))


@pytest.fixture(scope="session")
def made_bought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        calendar.set_to(patch)
        return workspaces.make_bought(tmp_path_factory.mktemp("bought") / "workspace")


@pytest.fixture(scope="session")
def made_issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        calendar.set_to(patch)
        return workspaces.make_issued(tmp_path_factory.mktemp("issued") / "workspace")


@pytest.fixture
def empty(tmp_path: Path) -> Terminal:
    """An empty workspace."""
    terminal = Terminal(tmp_path / "workspace")
    terminal.json("init")
    return terminal


@pytest.fixture
def bought(made_bought: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """60 pictures of 4 vendors, bought last month; it is the day on which they were made."""
    calendar.set_to(monkeypatch)
    return workspaces.copied(made_bought, tmp_path / "bought")


@pytest.fixture
def issued(made_issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same with all credit advices issued."""
    calendar.set_to(monkeypatch)
    return workspaces.copied(made_issued, tmp_path / "issued")
