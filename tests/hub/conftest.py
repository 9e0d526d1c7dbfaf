"""What every test of the hub starts from."""

from collections.abc import Iterator

import pytest

from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubState
from tests.hub.asking import Ask, asking, small_hub
from tests.hub.client import Client


@pytest.fixture
def hub() -> HubState:
    return small_hub()


@pytest.fixture
def ask(hub: HubState) -> Ask:
    return asking(hub)


@pytest.fixture
def client() -> Iterator[Client]:
    state = small_hub()
    with HubServer(state) as hub:
        yield Client(state, hub.url)
