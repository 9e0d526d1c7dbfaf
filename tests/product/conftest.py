"""A publisher's desk in memory for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.product.press import Press


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    made = Press(folder=tmp_path)
    yield made
    made.close()
