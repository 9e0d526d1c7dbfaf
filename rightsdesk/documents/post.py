"""How messages leave the house: through a mail server, or as files into a folder."""

import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.documents.whole_file import replacing
from rightsdesk.faults import Invalid, Unavailable, Unusable

log = logging.getLogger(__name__)
SECONDS = 30.0
STARTTLS, TLS, OPEN = ("starttls", "tls", "none")

Send = Callable[[str, str, bytes], None]
"""Sends a message (address, file name, content); raises `Invalid` for one that this recipient never gets."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server: `security` is starttls, tls, or none; without a user nobody signs in."""

    host: str
    port: int = 587
    security: str = STARTTLS
    user: str = ""
    password: str = ""
    sender: str = ""

    @contextmanager
    def open(self) -> Iterator[Send]:
        """Give what sends messages over one connection, opened again when it breaks off between two.

        Raises `Unavailable` while the server cannot be reached, `Unusable` when it does not let us in.
        """
        line = _Line(self)
        try:
            yield line.send
        finally:
            line.close()


class _Line:
    """One connection to a mail server, opened with the first message."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._open: smtplib.SMTP | None = None

    def send(self, address: str, _name: str, content: bytes) -> None:
        """Hand one message over."""
        try:
            self._connected().sendmail(self._server.sender, [address], content)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[address]
            raise self._refused(address, code, said) from error
        except smtplib.SMTPAuthenticationError as error:
            raise Unusable(
                f"{self._server.host} does not accept user name or password; correct them, then retry.",
                code="SMTP-AUTH",
            ) from error
        except smtplib.SMTPSenderRefused as error:
            raise Unusable(
                f"{self._server.host} accepts no mail from {self._server.sender} ({_said(error.smtp_error)}); "
                "correct the setting sender, then retry.",
                code="SMTP-SENDER",
            ) from error
        except smtplib.SMTPDataError as error:
            raise self._refused(address, error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            log.warning("the mail server does not answer", extra={"host": self._server.host, "why": str(error)})
            raise Unavailable(
                f"The mail server {self._server.host} does not answer ({error}); it is tried again.", code="SMTP-DOWN"
            ) from error

    def _refused(self, address: str, code: int, said: bytes | str) -> Invalid | Unavailable:
        """Return the fault that an answer means: 4xx passes, 5xx stays."""
        if code < 500:  # noqa: PLR2004 - RFC 5321 section 4.2.1
            return Unavailable(
                f"{self._server.host} takes nothing for {address} now ({_said(said)}).", code="SMTP-LATER"
            )
        return Invalid(
            f"{self._server.host} refuses {address} ({_said(said)}); correct the vendor's e-mail address.",
            code="RecipientRefused",
        )

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            self._open = self._connect()
        return self._open

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.security == TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        try:
            if server.security == STARTTLS:
                line.starttls(context=ssl.create_default_context())
            if server.user:
                line.login(server.user, server.password)
        except BaseException:
            line.close()
            raise
        return line

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def close(self) -> None:
        """Say good-bye."""
        with suppress(smtplib.SMTPException, OSError):
            if self._open is not None:
                self._open.quit()
        self._drop()


@contextmanager
def outbox(folder: Path) -> Iterator[Send]:
    """Give what writes messages as .eml files; another file of that name is left alone and the message is not written.

    Raises `Unusable` when the folder does not take them.
    """

    def send(_address: str, name: str, content: bytes) -> None:
        place = folder / f"{name}.eml"
        if place.exists() and place.read_bytes() != content:
            raise Invalid(f"{place} exists already; move it away, or name another folder.", code="EXP-EXISTS")
        with replacing(place) as beside:
            beside.write_bytes(content)

    yield send


def _said(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
