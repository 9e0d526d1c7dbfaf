"""A workspace in use and a backup of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk
from tests.kit import workspaces


@pytest.fixture
def desk(made_issued: Path, tmp_path: Path) -> Iterator[Desk]:
    """A workspace with documents, open for writing."""
    folder = workspaces.copied(made_issued, tmp_path / "workspace").folder
    desk = bootstrap.open_desk(folder, bootstrap.Opening(actor="kim", in_process=True))
    yield desk
    desk.close()


@pytest.fixture
def saved(desk: Desk, tmp_path: Path) -> Path:
    """A backup of it."""
    return desk.back_up(tmp_path / "saved.zip").path
