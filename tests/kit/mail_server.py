"""A mail server on this computer that keeps what it is given, refuses whom it is told to, and can break off."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What a test sees of the server: messages kept by recipient, and how it is to behave."""

    port: int = 0
    kept: list[tuple[str, bytes]] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    drops_after: int | None = None
    drops_after_data: bool = False
    sessions: int = 0

    @property
    def recipients(self) -> list[str]:
        """Return to whom messages were taken, in order."""
        return [address for address, _ in self.kept]


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Speak as much of RFC 5321 as one message needs."""
        server: MailServer = self.server.seen  # type: ignore[attr-defined]
        server.sessions += 1
        self._say("220 mail.test ready")
        recipient = ""
        while line := self.rfile.readline().decode("ascii", "replace").rstrip("\r\n"):
            word = line.upper()
            if word.startswith("RCPT TO"):
                if server.drops_after is not None and len(server.kept) >= server.drops_after:
                    return
                recipient = line[line.index("<") + 1 : line.index(">")]
                code = server.refused.get(recipient)
                self._say(f"{code} not here" if code else "250 ok")
            elif word == "DATA":
                self._say("354 go ahead")
                server.kept.append((recipient, self._body()))
                if server.drops_after_data:
                    return
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            elif word.startswith("STARTTLS"):
                self._say("502 no")
            else:
                self._say("250 mail.test")

    def _body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    seen: MailServer


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server for the time of a test."""
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.seen = MailServer(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.seen
        finally:
            server.shutdown()
            thread.join()
