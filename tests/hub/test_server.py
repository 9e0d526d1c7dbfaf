"""The hub on a real socket, with every fault of the script played on it."""

import gzip
import http.client
import http.server
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

import pytest

from rightsdesk.faults import Unusable
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.faults import FAULTS
from rightsdesk.hub.server import HubServer, serve
from rightsdesk.hub.state import HubState
from rightsdesk.hub.webhooks import signature
from tests.hub.asking import small_hub

PAGE = "/v1/items?page_size=10"
TARGETS = (
    PAGE, "/v1/items?ids=a/1", "/v1/items/nobody/1", "/v1/items.ndjson.gz", "/v1/changes", "/v1/changes?cursor=x",
    "/v1/queue", "/items?start_date=2026-01-01", "/v1/prices/nobody/1", "/v1/quotas", "/v1/webhooks", "/v1/nowhere",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Got:
    """An answer as it came off the wire."""

    status: int
    body: bytes
    headers: http.client.HTTPMessage

    @property
    def page(self) -> Any:
        """The decoded document."""
        return json.loads(self.body)


class Client:
    """One connection for each request, so that a spoilt one spoils no other."""

    def __init__(self, state: HubState, url: str) -> None:
        self.state = state
        self.host = url.removeprefix("http://")

    def get(self, target: str = PAGE, timeout: float = 5, method: str = "GET", **headers: str) -> Got:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection(self.host, timeout=timeout)) as connection:
            connection.request(method, target, headers=names)
            with closing(connection.getresponse()) as answer:
                return Got(answer.status, answer.read(), answer.headers)

    def order(self, fault: str, *, times: int | None = 1, **args: Any) -> None:
        self.state.faults.clear()
        self.state.faults.add(fault, times=times, **args)


@pytest.fixture
def client() -> Iterator[Client]:
    state = small_hub()
    with HubServer(state) as hub:
        yield Client(state, hub.url)


def _uris(page: Any) -> list[str]:
    return [item["uri"] for item in page["items"]]


def _refused(client: Client, *kinds: type[Exception], timeout: float = 5) -> None:
    with pytest.raises(kinds):
        client.get(timeout=timeout)


def status(client: Client) -> None:
    for code in (500, 502, 503, 504, 401, 403, 429, 402, 410):
        client.order("status", code=code, headers={"Retry-After": "7"}, body="<b>no</b>")
        got = client.get()
        assert (got.status, got.body, got.headers["Retry-After"]) == (code, b"<b>no</b>", "7")


def html_200(client: Client) -> None:
    got = client.get()
    assert (got.status, got.headers.get_content_type()) == (200, "text/html")
    assert got.body.startswith(b"<!DOCTYPE html>")


def plain_403_ratelimit(client: Client) -> None:
    got = client.get()
    assert (got.status, got.body, got.headers.get_content_type()) == (403, b"Rate Limit Exceeded", "text/plain")


def empty_429(client: Client) -> None:
    got = client.get()
    assert (got.status, got.body, got.headers["Retry-After"]) == (429, b"", None)


def retry_after_date(client: Client) -> None:
    assert client.get().headers["Retry-After"] == "Thu, 01 Oct 2026 12:00:02 GMT"


def cursor_expired(client: Client) -> None:
    got = client.get()
    assert (got.status, got.page["code"]) == (410, "cursor_expired")


def token_expires_mid_page(client: Client) -> None:
    before = client.state.tokens.issue(client.state.clock.now())
    got = client.get()
    assert (got.status, got.page["code"]) == (401, "token_expired")
    assert client.state.tokens.check(before, client.state.clock.now()) == "token_expired"


def redirect_other_host(client: Client) -> None:
    got = client.get()
    assert (got.status, got.headers["Location"]) == (302, "http://elsewhere.invalid/v1/items")


def etag_changing(client: Client) -> None:
    client.order("etag_changing", times=None)
    first = client.get("/v1/items.ndjson.gz")
    again = client.get("/v1/items.ndjson.gz", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (200, first.body)
    assert again.headers["ETag"] != first.headers["ETag"]


def etag_weak(client: Client) -> None:
    tag = client.get("/v1/items.ndjson.gz").headers["ETag"]
    assert tag.startswith('W/"')
    assert client.get("/v1/items.ndjson.gz", If_None_Match=tag).status == 304


def delete_unknown(client: Client) -> None:
    change = client.get("/v1/changes").page["changes"][0]
    assert (change["op"], change["uri"].split("/")[-2]) == ("delete", "nobody")
    assert len(client.get("/v1/changes").page["changes"]) == 1


def truncated_json(client: Client) -> None:
    got = client.get()
    assert int(got.headers["Content-Length"]) == len(got.body)
    with pytest.raises(json.JSONDecodeError):
        _ = got.page


def wrong_types(client: Client) -> None:
    assert client.get().page["items"] == "not a list"
    client.state.faults.replace(
        [{"fault": "wrong_types", "args": {"path": "items[2].version", "value": [1]}, "times": 1}]
    )
    assert client.get().page["items"][2]["version"] == [1]


def missing_field(client: Client) -> None:
    assert set(client.get().page) == {"next", "total", "changes"}
    client.state.faults.replace([{"fault": "missing_field", "args": {"path": "items.0.uri"}, "times": 1}])
    assert "uri" not in client.get().page["items"][0]


def null_field(client: Client) -> None:
    assert client.get().page["items"] is None


def nan(client: Client) -> None:
    for target in (PAGE, "/v1/changes"):
        client.order("nan")
        assert b'"total":NaN' in client.get(target).body


def duplicate_keys(client: Client) -> None:
    got = client.get()
    assert got.body.count(b'"items":[') == 2
    assert got.page["items"] == [], "a reader that takes the last one loses the page"


def latin1(client: Client) -> None:
    body = client.get().body
    with pytest.raises(UnicodeDecodeError):
        body.decode()
    assert len(json.loads(body.decode("latin-1"))["items"]) == 10


def bom(client: Client) -> None:
    assert client.get().body.startswith(b"\xef\xbb\xbf{")


def bad_gzip(client: Client) -> None:
    client.order("bad_gzip", times=None)
    got = client.get(Accept_Encoding="gzip")
    assert got.headers["Content-Encoding"] == "gzip"
    assert not got.body.startswith(b"\x1f\x8b")
    assert client.get(Accept_Encoding="identity").headers["Content-Encoding"] is None
    with pytest.raises((OSError, EOFError, zlib.error)):
        gzip.decompress(client.get("/v1/items.ndjson.gz").body)


def duplicate_delivery(client: Client) -> None:
    uris = _uris(client.get().page)
    assert len(uris) == 20
    assert uris[0::2] == uris[1::2]


def out_of_order(client: Client) -> None:
    assert _uris(client.get().page) == _uris(client.get().page)[::-1]


def skip_then_late(client: Client) -> None:
    client.state.bump(1.0, 1)
    first = client.get("/v1/changes?page_size=20").page
    second = client.get(f"/v1/changes?page_size=20&cursor={first['next']}").page
    seqs = [change["seq"] for change in (*first["changes"], *second["changes"])]
    assert seqs[:19] == list(range(2, 21))
    assert (seqs[-1], sorted(seqs)) == (1, list(range(1, len(seqs) + 1)))


def same_cursor_forever(client: Client) -> None:
    following = client.get().page["next"]
    assert _uris(client.get(f"/v1/items?page_size=10&cursor={following}").page) == _uris(client.get().page)
    cursor = client.get("/v1/changes").page["next"]
    client.order("same_cursor_forever")
    page = client.get(f"/v1/changes?cursor={cursor}").page
    assert (page["next"], page["more"]) == (cursor, True)


def total_lies(client: Client) -> None:
    assert client.get().page["total"] == 37
    client.order("total_lies")
    last = gzip.decompress(client.get("/v1/items.ndjson.gz").body).splitlines()[-1]
    assert json.loads(last)["count"] == 37


def page_overfull(client: Client) -> None:
    first = client.get().page
    second = client.get(f"/v1/items?page_size=10&cursor={first['next']}").page
    assert len(first["items"]) == 15
    assert _uris(first)[10:] == _uris(second)[:5]


def clock_skew(client: Client) -> None:
    assert client.get().headers["Date"] == "Thu, 01 Oct 2026 12:15:00 GMT"
    assert client.get().headers["Date"] == "Thu, 01 Oct 2026 12:00:00 GMT"


def hang(client: Client) -> None:
    _refused(client, TimeoutError, timeout=0.2)
    client.order("hang", seconds=0.05)
    _refused(client, http.client.RemoteDisconnected)


def drip(client: Client) -> None:
    client.order("drip", bytes_per_second=4000)
    started = time.monotonic()
    got = client.get("/v1/items?page_size=1")
    assert len(got.page["items"]) == 1
    assert time.monotonic() - started > 0.3


def slow_headers(client: Client) -> None:
    _refused(client, TimeoutError, timeout=0.03)
    client.order("slow_headers", bytes_per_second=4000)
    assert len(client.get().page["items"]) == 10


def rst_after(client: Client) -> None:
    _refused(client, ConnectionResetError, http.client.BadStatusLine)
    client.order("rst_after", bytes=400)
    _refused(client, ConnectionResetError, http.client.IncompleteRead)


def short_body(client: Client) -> None:
    _refused(client, http.client.IncompleteRead)


def close_without_length(client: Client) -> None:
    got = client.get()
    assert (got.status, got.headers["Content-Length"]) == (200, None)
    with pytest.raises(json.JSONDecodeError):
        _ = got.page


def chunk_abort(client: Client) -> None:
    _refused(client, http.client.IncompleteRead)


def garbage_status_line(client: Client) -> None:
    _refused(client, http.client.BadStatusLine)


def two_lengths(client: Client) -> None:
    lengths = client.get().headers.get_all("Content-Length")
    assert lengths is not None
    assert len(set(lengths)) == 2


PLAYED: tuple[Callable[[Client], None], ...] = (
    status, html_200, plain_403_ratelimit, empty_429, retry_after_date, cursor_expired, token_expires_mid_page,
    redirect_other_host, etag_changing, etag_weak, delete_unknown, truncated_json, wrong_types, missing_field,
    null_field, nan, duplicate_keys, latin1, bom, bad_gzip, duplicate_delivery, out_of_order, skip_then_late,
    same_cursor_forever, total_lies, page_overfull, clock_skew, hang, drip, slow_headers, rst_after, short_body,
    close_without_length, chunk_abort, garbage_status_line, two_lengths,
)  # fmt: skip


@pytest.mark.parametrize("expectation", PLAYED, ids=lambda expectation: expectation.__name__)
def test_each_fault_is_seen_on_the_socket_and_is_over_afterwards(
    client: Client, expectation: Callable[[Client], None]
) -> None:
    client.order(expectation.__name__)
    expectation(client)
    assert any(rule.fired for rule in client.state.faults.rules), "the fault must have struck"
    client.state.faults.clear()
    assert len(client.get().page["items"]) == 10


def test_every_fault_of_the_script_is_tried_above() -> None:
    assert {expectation.__name__ for expectation in PLAYED} == set(FAULTS)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_no_fault_on_any_endpoint_breaks_the_hub_itself(
    client: Client, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    for target in TARGETS:
        client.order(fault, seconds=0.01, bytes_per_second=10**7)
        with suppress(OSError, http.client.HTTPException):
            client.get(target)
        assert client.state.faults.rules[0].fired == 1
    client.state.faults.clear()
    assert client.get().status == 200
    assert not caplog.records


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
