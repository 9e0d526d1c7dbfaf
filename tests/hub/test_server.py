"""The hub on a real socket: kept connections, long polls, stopping, nonsense."""

import http.client
import http.server
import json
import socket
import threading
import time
from contextlib import closing

import pytest

from rightsdesk.faults import Unusable
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.faults import FAULTS
from rightsdesk.hub.server import HubServer, serve
from rightsdesk.hub.webhooks import signature
from tests.hub.asking import small_hub
from tests.hub.client import PAGE, Client


def test_a_connection_is_kept_for_many_requests(client: Client) -> None:
    with closing(http.client.HTTPConnection(client.host, timeout=5)) as connection:
        used = []
        for _ in range(3):
            connection.request("GET", PAGE)
            assert connection.getresponse().read()
            used.append(connection.sock)
    assert used[0] is not None
    assert used == used[:1] * 3


def test_a_long_poll_is_answered_as_soon_as_something_changes(client: Client) -> None:
    later = threading.Timer(0.1, client.state.bump, (0.1, 1))
    later.start()
    started = time.monotonic()
    page = client.get("/v1/changes?wait=15", timeout=10).page
    later.join()
    assert len(page["changes"]) == 3
    assert time.monotonic() - started < 5


def test_a_long_poll_ends_empty_when_nothing_happens(client: Client) -> None:
    assert client.get("/v1/changes?wait=1").page["changes"] == []


@pytest.mark.parametrize("fault", [None, "hang", "drip", "long poll"])
def test_stopping_takes_less_than_a_second_whatever_is_going_on(fault: str | None) -> None:
    state = small_hub()
    server = HubServer(state).start()
    client = Client(state, server.url)
    if fault in FAULTS:
        client.order(str(fault), bytes_per_second=1)
    target = "/v1/changes?wait=30" if fault == "long poll" else PAGE
    with closing(http.client.HTTPConnection(client.host, timeout=5)) as connection:
        connection.request("GET", target)
        if fault is None:
            connection.getresponse().read()
        deadline = time.monotonic() + 3
        while not state.journal.document()["requests"] and time.monotonic() < deadline:
            time.sleep(0.01)
        started = time.monotonic()
        server.stop()
        assert time.monotonic() - started < 1
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        client.get()


def test_the_hub_listens_on_loopback_only_and_names_a_taken_port(client: Client) -> None:
    host, _, port = client.host.partition(":")
    assert host == "127.0.0.1"
    with pytest.raises(Unusable, match=f"port {port}"):
        HubServer(client.state, int(port))
    with pytest.raises(Unusable, match="99999"):
        HubServer(client.state, 99_999)


def test_a_client_that_vanishes_is_nothing_to_report(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    host, _, port = client.host.partition(":")
    for _ in range(5):
        with closing(socket.create_connection((host, int(port)))) as connection:
            connection.sendall(b"GET /v1/items?page_size=200 HTTP/1.1\r\nHost: x\r\n\r\n")
    assert client.get().status == 200
    assert not caplog.records


def test_nonsense_on_the_wire_gets_an_error_and_harms_nobody(client: Client) -> None:
    host, _, port = client.host.partition(":")
    for sent, expected in (
        (b"\x00\x01\x02\r\n\r\n", b"400"),
        (b"PUT /v1/change-sets HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", b"400"),
        (b"PUT /v1/change-sets HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"PUT /v1/change-sets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"BREW /v1/items HTTP/1.1\r\nHost: x\r\n\r\n", b"501"),
    ):
        with closing(socket.create_connection((host, int(port)), timeout=5)) as connection:
            connection.sendall(sent)
            assert expected in connection.recv(4096)
    assert client.get().status == 200


def test_a_form_gets_a_token_that_opens_a_locked_hub() -> None:
    form = b"grant_type=client_credentials&client_id=demo&client_secret=demo-secret"
    with HubServer(small_hub(account=Credentials())) as server:
        host = server.url.removeprefix("http://")
        with closing(http.client.HTTPConnection(host, timeout=5)) as connection:
            connection.request("POST", "/oauth2/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
            granted = json.loads(connection.getresponse().read())
        client = Client(server.state, server.url)
        assert client.get(Authorization=f"Bearer {granted['access_token']}").status == 200
        assert client.get().status == 401


def test_a_webhook_is_told_of_a_change_with_a_true_signature(client: Client) -> None:
    told: list[tuple[bytes, str]] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((body, self.headers["X-Hub-Signature-256"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as listener:
        client.state.webhooks.register(f"http://127.0.0.1:{listener.server_address[1]}/hook", "geheim")
        listener.timeout = 5
        waiting = threading.Thread(target=listener.handle_request)
        waiting.start()
        client.state.bump(0.1, 1)
        client.get()
        waiting.join(5)
    assert told == [(told[0][0], signature("geheim", told[0][0]))]


def test_serving_for_the_command_line_tells_its_url_once() -> None:
    told: list[str] = []

    def ready(url: str) -> None:
        told.append(url)
        raise KeyboardInterrupt

    serve(small_hub(1, 1), 0, ready)
    assert len(told) == 1
    assert told[0].startswith("http://127.0.0.1:")
