"""Where the real feeds, schemas and documents lie; a user's clone does not have them."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared with real feeds and rules is not beside this clone"
)
