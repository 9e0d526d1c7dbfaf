"""A log in memory, a read model over it in a file of the test's own, and a reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk.readmodel import Reader, ReadModel, open_read_model
from tests.readmodel.told import Told
from tests.readmodel.uses import Wall, asking


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "read.db"


@pytest.fixture
def model(path: Path, told: Told) -> Iterator[ReadModel]:
    made = open_read_model(path, told.log)
    yield made
    made.close()


@pytest.fixture
def reader(model: ReadModel) -> Iterator[Reader]:
    made = model.reader()
    yield made
    made.close()


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def asked(model: ReadModel, wall: Wall) -> Iterator[Reader]:
    """A reader that asks at the moment on the wall."""
    made = asking(model, wall)
    yield made
    made.close()
