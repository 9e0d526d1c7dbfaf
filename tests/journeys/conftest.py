"""One sample workspace, made once and copied for each journey."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.kit.window import made, opened
from ui.kit.table_model import TableModel
from ui.session import Session


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("sample") / "workspace")


@pytest.fixture
def workspace(sample_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_workspace, tmp_path / "workspace"))


@pytest.fixture
def session(qapp: QApplication, workspace: Path) -> Iterator[Session]:
    with opened(workspace) as session:
        yield session


@pytest.fixture(autouse=True)
def _every_model_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt's own examiner watches every table of the journey and ends the program at the first broken promise."""
    making = TableModel.__init__

    def examined(self: TableModel, *given: object, **named: object) -> None:
        making(self, *given, **named)  # type: ignore[arg-type] # passed on as they came
        QAbstractItemModelTester(self, QAbstractItemModelTester.FailureReportingMode.Fatal, self)

    monkeypatch.setattr(TableModel, "__init__", examined)
