"""The workspaces that things happen to."""

from pathlib import Path

import pytest

from tests.kit import workspaces
from tests.kit.terminal import Terminal


@pytest.fixture(scope="session")
def made_bought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.make_bought(tmp_path_factory.mktemp("bought") / "workspace")


@pytest.fixture(scope="session")
def made_issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.make_issued(tmp_path_factory.mktemp("issued") / "workspace")


@pytest.fixture
def empty(tmp_path: Path) -> Terminal:
    """An empty workspace."""
    terminal = Terminal(tmp_path / "workspace")
    terminal.json("init")
    return terminal


@pytest.fixture
def bought(made_bought: Path, tmp_path: Path) -> Terminal:
    """60 pictures of 4 vendors, bought last month."""
    return workspaces.copied(made_bought, tmp_path / "bought")


@pytest.fixture
def issued(made_issued: Path, tmp_path: Path) -> Terminal:
    """The same with all credit advices issued."""
    return workspaces.copied(made_issued, tmp_path / "issued")
