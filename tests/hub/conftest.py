"""What every test of the hub starts from."""

import pytest

from rightsdesk.hub.state import HubState
from tests.hub.asking import Ask, asking, small_hub


@pytest.fixture
def hub() -> HubState:
    return small_hub()


@pytest.fixture
def ask(hub: HubState) -> Ask:
    return asking(hub)
