"""Following changes in the three ways vendors offer: a cursor, a queue with receipts, confirmed change-sets."""

from collections.abc import Iterable
from http import HTTPStatus

from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import Hold, HubRequest, HubResponse, Refusal, answer, encode, read_count

PAGE, LARGEST_PAGE, LONGEST_WAIT = 100, 200, 60


def changes(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`GET /v1/changes`: what happened behind the cursor or from the beginning; `wait` holds an empty answer."""
    size = read_count(request, "page_size", PAGE, LARGEST_PAGE)
    wait = read_count(request, "wait", 0, LONGEST_WAIT) if request.value("wait") not in (None, "0") else 0
    stretch = state.log.read(request.value("cursor"), size, state.clock.now())
    tail = {"next": stretch.following, "more": stretch.more}
    hold = Hold(float(wait), len(state.log)) if wait and not stretch.entries else None
    return HubResponse(HTTPStatus.OK, listed(b"changes", (entry.body for entry in stretch.entries), tail), hold=hold)


def queue(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`GET /v1/queue`: up to 50 entries with `_receipt`, hidden until confirmed or overdue; Retry-After is a hint."""
    channel = state.queue(request.value("channel") or "main")
    lent = channel.lend(len(state.log), state.clock.now())
    bodies = (
        entry.body[:-1] + b',"_receipt":' + encode(receipt) + b"}"
        for receipt, position in lent
        for entry in state.log.between(position, position + 1)
    )
    soon, later = state.options.queue_hints
    hint = soon if channel.has_more(len(state.log)) else later
    return HubResponse(HTTPStatus.OK, listed(b"entries", bodies, {}), headers=(("Retry-After", str(hint)),))


def confirm(_: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`DELETE /v1/queue/{receipt}`: 204 once, 410 when repeated or overdue, 404 for a stranger's receipt."""
    now = state.clock.now()
    if not any(channel.confirm(parts[0], now) for channel in state.queues.values()):
        raise Refusal(HTTPStatus.NOT_FOUND, "unknown_receipt", "There is no such receipt.")
    return HubResponse(HTTPStatus.NO_CONTENT)


def draw_set(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`PUT /v1/change-sets`: 201 for a new set, 200 for the one still unconfirmed or when nothing is waiting."""
    drawn, is_new = state.change_sets.draw(request.value("channel") or "main", len(state.log))
    if drawn is None:
        return answer({"change_set_id": None, "changes": []})
    bodies = (entry.body for entry in state.log.between(drawn.start, drawn.end))
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return HubResponse(status, listed(b"changes", bodies, {"change_set_id": drawn.name}))


def confirm_set(_: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`DELETE /v1/change-sets/{id}`: 204 once, 410 when repeated, 404 for an unknown one."""
    state.change_sets.confirm(parts[0])
    return HubResponse(HTTPStatus.NO_CONTENT)


def listed(name: bytes, bodies: Iterable[bytes], tail: dict[str, object]) -> bytes:
    """A document with the entries' own bytes in a list, followed by the members of `tail`."""
    closing = b"," + encode(tail)[1:] if tail else b"}"
    return b'{"' + name + b'":[' + b",".join(bodies) + b"]" + closing
