"""The hub on a real socket: standard library, loopback only, stops within a second."""

import contextlib
import http.client
import logging
import socket
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

from rightsdesk.faults import Unusable
from rightsdesk.hub.handler import handle, resume
from rightsdesk.hub.socket_faults import Line, lingers, play, whole
from rightsdesk.hub.state import HubState
from rightsdesk.hub.webhooks import Notice
from rightsdesk.hub.wire import HubRequest, HubResponse, Refusal, WireFault, encode

HOST = "127.0.0.1"
LARGEST_BODY = 8 * 1024 * 1024
HURRY = 0.8
WEBHOOK_TIMEOUT = 2.0
_log = logging.getLogger(__name__)


class HubServer:
    """A hub listening on 127.0.0.1; `with HubServer(state) as hub: hub.url`."""

    def __init__(self, state: HubState, port: int = 0) -> None:
        """`port` 0 takes any free one; `Unusable` when the port is taken."""
        self.state = state
        try:
            self._listener = _Listener(state, port)
        except (OSError, OverflowError) as fault:
            raise Unusable(
                f"The hub cannot listen on port {port} of {HOST}: {fault}. Choose another port, or 0 for any free one."
            ) from fault
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.05,), name="hub", daemon=True)
        self.url = f"http://{HOST}:{self._listener.server_address[1]}"

    def start(self) -> Self:
        """Begin to answer; returns the server itself."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop within a second, whatever the connections are doing; stopping twice is harmless."""
        if self._thread.is_alive():
            self._listener.hang_up()
            self._listener.shutdown()
            self._thread.join()
        self._listener.server_close()
        self._listener.wait_for_connections(HURRY)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(state: HubState, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted by Ctrl+C; `ready` is told the URL once, when the hub answers."""
    with HubServer(state, port) as hub, contextlib.suppress(KeyboardInterrupt):
        ready(hub.url)
        threading.Event().wait()


class _Listener(ThreadingHTTPServer):
    """Accepts connections, remembers them, and can hang up on all of them."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, state: HubState, port: int) -> None:
        self.state = state
        self.stopping = threading.Event()
        self._guard = threading.Lock()
        self._lines: dict[socket.socket, threading.Thread] = {}
        super().__init__((HOST, port), _Connection)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection, on the thread that was started for it."""
        with self._guard:
            self._lines[request] = threading.current_thread()
        if not self.stopping.is_set():
            super().finish_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection and forget it; one to be reset gets no FIN before its RST."""
        if lingers(request):
            self.close_request(request)
        else:
            super().shutdown_request(request)
        with self._guard:
            self._lines.pop(request, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A fault of the hub itself is logged; the other connections go on."""
        _log.exception("the hub's own fault while answering", extra={"client": client_address})

    def hang_up(self) -> None:
        """End every waiting and every connection."""
        self.stopping.set()
        with self.state.grown:
            self.state.grown.notify_all()
        with self._guard:
            lines = list(self._lines)
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def wait_for_connections(self, seconds: float) -> None:
        """Let the threads of closed connections come to their end."""
        end = time.monotonic() + seconds
        with self._guard:
            threads = list(self._lines.values())
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))


class _Connection(BaseHTTPRequestHandler):
    """One kept-alive connection: reads requests, sends what the handler decides, head and body in one piece."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Listener

    def handle(self) -> None:
        """Answer until the other side has had enough; a vanished client is nothing to report."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()

    def handle_one_request(self) -> None:
        """Read one request and answer it."""
        super().handle_one_request()
        if self.server.stopping.is_set():
            self.close_connection = True

    def _answer(self) -> None:
        """Answer one request of any method."""
        body = self._body()
        if body is None:
            return
        state = self.server.state
        request = HubRequest.of(self.command, self.path, dict(self.headers.items()), body)
        answered = handle(request, state)
        if isinstance(answered, WireFault):
            self.close_connection = True
            play(answered, Line(cast("socket.socket", self.connection), self.server.stopping))
            return
        self._send(self._waited(request, answered))
        for notice in self._due():
            _post(notice)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = _answer  # noqa: N815 - named by http.server

    def _due(self) -> list[Notice]:
        with self.server.state.lock:
            return self.server.state.webhooks.take_due()

    def _body(self) -> bytes | None:
        """The request's body; None when it cannot be taken and an error was sent."""
        length = self.headers.get("Content-Length", "0")
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "length_required", "Send a Content-Length.")
            return None
        if not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.BAD_REQUEST, "invalid_length", "The Content-Length is no number.")
            return None
        if int(length) > LARGEST_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large", f"At most {LARGEST_BODY} bytes.")
            return None
        return self.rfile.read(int(length)) if length != "0" else b""

    def _refuse(self, status: HTTPStatus, code: str, message: str) -> None:
        self.close_connection = True
        refusal = Refusal(status, code, message)
        document = {"code": refusal.code, "message": refusal.message, "path": self.path, "request_id": ""}
        self._send(HubResponse(status, encode(document), headers=(("Connection", "close"),)))

    def _waited(self, request: HubRequest, response: HubResponse) -> HubResponse:
        """Hold an empty answer to a long poll until there is news, time is up or the hub stops."""
        hold = response.hold
        if hold is None:
            return response
        state, stopping = self.server.state, self.server.stopping
        with state.grown:
            state.grown.wait_for(lambda: stopping.is_set() or state.has_news(hold), hold.seconds)
        return resume(request, state, response)

    def _send(self, response: HubResponse) -> None:
        data = whole(response)
        self.wfile.write(data if self.command != "HEAD" else data[: len(data) - len(response.body)])

    def log_message(self, format: str, *args: object) -> None:
        """Requests are in the hub's journal, not on the terminal."""


def _post(notice: Notice) -> None:
    """Tell one listener on this machine; whether it listens is its own affair."""
    parts = urlsplit(notice.url)
    connection = http.client.HTTPConnection(parts.hostname or HOST, parts.port, timeout=WEBHOOK_TIMEOUT)
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": notice.signature}
    try:
        connection.request("POST", parts.path or "/", notice.body, headers)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        _log.warning("a webhook did not answer", extra={"url": notice.url})
    finally:
        connection.close()
