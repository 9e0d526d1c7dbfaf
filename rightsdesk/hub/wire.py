"""What crosses the hub's rim: one request, one response, or a response that the socket must spoil."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Self
from urllib.parse import unquote_plus

Headers = tuple[tuple[str, str], ...]
JSON = "application/json"
NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class HubRequest:
    """One request as the hub sees it; header names are lower case, `query` is still percent-encoded."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Self:
        """Split a request target (`/v1/items?page_size=5`) and lower the header names."""
        path, _, query = target.partition("?")
        lowered = {name.lower(): value for name, value in (headers or {}).items()}
        return cls(method.upper(), path, query, lowered, body)

    def values(self, name: str) -> list[str]:
        """Every value given for a query parameter, decoded, in order."""
        start = f"{name}="
        return [unquote_plus(part[len(start) :]) for part in self.query.split("&") if part.startswith(start)]

    def value(self, name: str) -> str | None:
        """The first value of a query parameter, None when it is absent or empty."""
        found = self.values(name)
        return (found[0] or None) if found else None


@dataclass(frozen=True, slots=True)
class Hold:
    """A long poll: keep the answer back for `seconds` unless the change log outgrows `log_length` before.

    `platform` names the log of a platform's articles; empty means the log of the pictures.
    """

    seconds: float
    log_length: int
    platform: str = ""


@dataclass(frozen=True, slots=True)
class HubResponse:
    """A complete answer; `hold` asks the server to wait for news before sending it."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: Headers = ()
    hold: Hold | None = None

    def header(self, name: str) -> str | None:
        """The value of a header of this answer, None when it is not set."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class WireFault:
    """An answer that has to go wrong on the socket: which fault, its arguments, and what would have been sent."""

    kind: str
    args: Mapping[str, object]
    response: HubResponse


class Refusal(Exception):
    """An error answer of the hub, raised by an endpoint and turned into the error document in one place."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        message: str,
        *,
        headers: Headers = (),
        more: Mapping[str, object] = NOTHING,
    ) -> None:
        """`headers` to send along; `more`: further members of the error document, such as `invalid_assets`."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
        self.more = more


def encode(document: object) -> bytes:
    """JSON as the hub writes it: compact and in UTF-8, not escaped."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def answer(document: object, status: HTTPStatus = HTTPStatus.OK, *headers: tuple[str, str]) -> HubResponse:
    """A JSON answer."""
    return HubResponse(status, encode(document), headers=headers)


def read_object(request: HubRequest) -> dict[str, object]:
    """The request's body as a JSON object, refused with 400 otherwise; an empty body is an empty object."""
    if not request.body.strip():
        return {}
    try:
        document = json.loads(request.body)
    except ValueError:
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_json", "The body is not JSON.") from None
    if not isinstance(document, dict):
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_json", "The body must be a JSON object.")
    return document


def read_count(request: HubRequest, name: str, default: int, most: int) -> int:
    """A positive number from the query, refused with 400 when it is none or above `most`."""
    text = request.value(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_parameter", f"{name} must be a number from 1 to {most}.")
    return int(text)
