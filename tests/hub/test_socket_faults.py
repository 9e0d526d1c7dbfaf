"""Every fault of the script, played on a real socket and seen by a plain client."""

import gzip
import http.client
import json
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from rightsdesk.hub.faults import FAULTS
from tests.hub.client import PAGE, Client

TARGETS = (
    PAGE, "/v1/items?ids=a/1", "/v1/items/nobody/1", "/v1/items.ndjson.gz", "/v1/changes", "/v1/changes?cursor=x",
    "/v1/queue", "/items?start_date=2026-01-01", "/v1/prices/nobody/1", "/v1/quotas", "/v1/webhooks", "/v1/nowhere",
)  # fmt: skip


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
