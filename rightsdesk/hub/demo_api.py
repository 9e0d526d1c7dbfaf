"""The training controls under `/_demo`: faults, journal, clock, changes on demand and the way back."""

import json
from datetime import datetime
from http import HTTPStatus

from rightsdesk.hub.faults import FAULTS
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import HubRequest, HubResponse, Refusal, answer, read_object

COUNTS = ("killed", "withheld", "deleted")


def show_faults(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`GET /_demo/faults`: the rules with their counts, and every fault there is with a sentence."""
    return answer({"rules": [rule.document() for rule in state.faults.rules], "known": dict(FAULTS)})


def put_faults(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`PUT /_demo/faults`: replace the rules; an empty list ends all faults."""
    try:
        document = json.loads(request.body or b"[]")
    except ValueError:
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_json", "The body is not JSON.") from None
    return answer({"rules": state.faults.replace(document)})


def show_journal(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`GET /_demo/journal`: every request seen outside `/_demo`, oldest first."""
    return answer(state.journal.document())


def reset(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`POST /_demo/reset`: back to the opening state."""
    state.reset()
    return answer({"items": len(state.collection), "changes": len(state.log)})


def show_clock(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`GET /_demo/clock`: the hub's own time."""
    return answer({"now": state.clock.stamp(), "skew": state.clock.skew})


def set_clock(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`POST /_demo/clock`: `set` a moment, `advance` by seconds, `stopped` true or false, `skew` of the Date header."""
    given, clock = read_object(request), state.clock
    if "set" in given:
        clock.set(_moment(given["set"]))
    clock.advance(_seconds(given, "advance", 0.0))
    clock.skew = _seconds(given, "skew", clock.skew)
    if given.get("stopped") is True:
        clock.stop()
    if given.get("stopped") is False:
        clock.run()
    return show_clock(request, state, ())


def bump(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`POST /_demo/bump`: new versions for a `share` (0 to 1) of the pictures; so many killed, withheld, deleted."""
    given = read_object(request)
    share, seed = given.get("share", 0.1), given.get("seed", 1)
    counts = {name: given.get(name, 0) for name in COUNTS}
    if not isinstance(share, int | float) or not 0 <= share <= 1:
        raise _wrong("share must be a number from 0 to 1.")
    if not all(isinstance(count, int) and count >= 0 for count in (seed, *counts.values())):
        raise _wrong(f"seed, {', '.join(COUNTS)} must be whole numbers from 0.")
    changed = state.bump(float(share), int(str(seed)), **{name: int(str(count)) for name, count in counts.items()})
    return answer({"changed": changed, "changes": len(state.log)})


def _wrong(sentence: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "invalid_parameter", sentence)


def _seconds(given: dict[str, object], name: str, default: float) -> float:
    value = given.get(name, default)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(f"{name} must be a number of seconds.")
    return float(value)


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise _wrong("set must be a moment like 2026-10-01T00:00:00Z.") from None
    if moment.tzinfo is None:
        raise _wrong("set must name its zone, like 2026-10-01T00:00:00Z.")
    return moment
