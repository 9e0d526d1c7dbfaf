"""Agencies on the command line: configured with their options, tested and pulled over a real socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from rightsdesk.vendorsync import http
from tests.kit.terminal import Terminal
from tests.vendorsync.agency_kit import Fake, channel, getty, shutterstock


@contextmanager
def served(fake: Fake) -> Iterator[str]:
    """Serve a fake agency on this computer and yield its address."""

    class Shell(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            url = f"http://agency.example{self.path}"
            given = fake(httpx.Request(self.command, url, headers=dict(self.headers), content=self.rfile.read(length)))
            self.send_response(given.status_code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(given.content)))
            self.end_headers()
            self.wfile.write(given.content)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

        def do_GET(self) -> None:
            self.answer()

        def do_PUT(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.answer()

        def do_DELETE(self) -> None:
            self.answer()

    with ThreadingHTTPServer(("127.0.0.1", 0), Shell) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _no_waiting_between_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "full_jitter", lambda *_: 0.0)


def test_getty_is_added_tested_and_pulled_through_a_chosen_channel(empty: Terminal) -> None:
    fake = getty(30)
    fake.channels = [channel(77), channel(78)]
    with served(fake) as url:
        empty.json("feeds", "add", "g", url, "--profile", "getty", "--secret", "key:word")
        undecided = empty.run("feeds", "test", "g")
        assert undecided.code == 1
        assert "Set the feed's option “channel”" in undecided.out
        empty.json("feeds", "add", "g", url, "--profile", "getty", "--option", "channel=77")
        assert "3 changes wait in channel 77" in empty.json("feeds", "test", "g")["sentence"]
        assert empty.json("sync", "g")["feeds"][0]["new"] == 30
        assert empty.json("sync", "g")["feeds"][0].get("new", 0) == 0
    shown = empty.json("images", "list")
    assert {(each["price"], each["price_origin"]) for each in shown} == {(None, "agreement")}


def test_shutterstock_is_added_tested_and_pulled_for_a_country(empty: Terminal) -> None:
    fake = shutterstock(20)
    options = ("--option", "country=DEU", "--option", "since=2026-09-01")
    with served(fake) as url:
        empty.json("feeds", "add", "s", url, "--profile", "shutterstock", "--secret", fake.secret, *options)
        assert empty.json("feeds", "test", "s")["ok"] is True
        assert empty.json("sync", "s")["feeds"][0]["new"] == 20
    assert {tuple(each["territory"]) for each in empty.json("images", "list")} == {("CA", "DE", "GB")}


def test_an_option_the_agency_does_not_know_is_refused_when_it_is_used(empty: Terminal) -> None:
    empty.json("feeds", "add", "s", "https://agency.example", "--profile", "shutterstock", "--option", "land=DEU")
    refused = empty.run("feeds", "test", "s")
    assert refused.code == 1
    assert "it knows country, since, agreement" in refused.out + refused.err
