"""Faults of the socket itself: what no web framework would let out."""

import socket
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from rightsdesk.hub.wire import HubResponse, WireFault

BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
LINGER = "hh" if sys.platform == "win32" else "ii"
SLICE = 0.05
HANG, DRIP, HEAD_DRIP, RESET_AFTER = 30.0, 20.0, 20.0, 40
GARBAGE = b"\x16\x03\x01 HTPP/9.9 OK\r\nwhat: ever\r\n\r\n"


class Line:
    """A connection to spoil, and the event that ends every waiting when the server stops."""

    def __init__(self, connection: socket.socket, stopping: threading.Event) -> None:
        """`connection` stays the server's to close."""
        self.connection = connection
        self.stopping = stopping

    def send(self, data: bytes) -> None:
        """Send everything at once."""
        self.connection.sendall(data)

    def drip(self, data: bytes, bytes_per_second: float) -> None:
        """Send little by little, at least a byte every twentieth of a second until everything is out."""
        step = max(1, round(bytes_per_second * SLICE))
        pause = step / max(bytes_per_second, 0.1)
        for start in range(0, len(data), step):
            if self.stopping.wait(pause):
                return
            self.send(data[start : start + step])

    def reset(self) -> None:
        """Cut the connection with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(LINGER, 1, 0))


def lingers(connection: socket.socket) -> bool:
    """Whether `Line.reset` was called on this connection."""
    size = struct.calcsize(LINGER)
    try:
        raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, size)
    except OSError:
        return False
    return bool(struct.unpack(LINGER, raw[:size])[0])


def head(response: HubResponse, *lengths: int | None, extra: tuple[tuple[str, str], ...] = ()) -> bytes:
    """Status line and headers; one Content-Length for each of `lengths`, none for None."""
    try:
        reason = HTTPStatus(response.status).phrase
    except ValueError:
        reason = "Other"
    lines = [f"HTTP/1.1 {int(response.status)} {reason}"]
    if response.status not in BODILESS:
        lines.append(f"Content-Type: {response.content_type}")
    lines += [f"Content-Length: {length}" for length in lengths if length is not None]
    lines += [f"{name}: {value}" for name, value in (*response.headers, *extra)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def whole(response: HubResponse) -> bytes:
    """A complete and honest answer."""
    if response.status in BODILESS:
        return head(response)
    return head(response, len(response.body)) + response.body


def play(fault: WireFault, line: Line) -> None:
    """Send the answer as the fault has it; the caller closes the connection afterwards."""
    _PLAYED[fault.kind](fault.response, fault.args, line)


def _hang(_: HubResponse, args: Mapping[str, Any], line: Line) -> None:
    line.stopping.wait(float(args.get("seconds", HANG)))


def _drip(response: HubResponse, args: Mapping[str, Any], line: Line) -> None:
    line.send(head(response, len(response.body)))
    line.drip(response.body, float(args.get("bytes_per_second", DRIP)))


def _slow_headers(response: HubResponse, args: Mapping[str, Any], line: Line) -> None:
    line.drip(head(response, len(response.body)), float(args.get("bytes_per_second", HEAD_DRIP)))
    line.send(response.body)


def _rst_after(response: HubResponse, args: Mapping[str, Any], line: Line) -> None:
    line.send(whole(response)[: int(args.get("bytes", RESET_AFTER))])
    line.reset()


def _short_body(response: HubResponse, _: Mapping[str, Any], line: Line) -> None:
    line.send(head(response, len(response.body) + 100) + response.body)


def _close_without_length(response: HubResponse, _: Mapping[str, Any], line: Line) -> None:
    line.send(head(response, extra=(("Connection", "close"),)) + response.body[: len(response.body) // 2])


def _chunk_abort(response: HubResponse, _: Mapping[str, Any], line: Line) -> None:
    half = response.body[: max(1, len(response.body) // 2)]
    line.send(
        head(response, extra=(("Transfer-Encoding", "chunked"),)) + f"{len(half):x}\r\n".encode() + half + b"\r\n"
    )


def _garbage(_: HubResponse, __: Mapping[str, Any], line: Line) -> None:
    line.send(GARBAGE)


def _two_lengths(response: HubResponse, _: Mapping[str, Any], line: Line) -> None:
    line.send(head(response, len(response.body), len(response.body) + 7) + response.body)


_PLAYED: Mapping[str, Callable[[HubResponse, Mapping[str, Any], Line], None]] = {
    "hang": _hang,
    "drip": _drip,
    "slow_headers": _slow_headers,
    "rst_after": _rst_after,
    "short_body": _short_body,
    "close_without_length": _close_without_length,
    "chunk_abort": _chunk_abort,
    "garbage_status_line": _garbage,
    "two_lengths": _two_lengths,
}
