"""Decides a group of appends before anything is written: positions, versions, hashes, and who is refused."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
import uuid_utils

from rightsdesk.eventlog.chain import SEPARATOR, Blob, Row, seal
from rightsdesk.eventlog.codec import encode
from rightsdesk.eventlog.identity import packed
from rightsdesk.eventlog.log import Appended, CommandMark, Context, Write
from rightsdesk.faults import Conflict, Invalid

Answer = Appended | Conflict | Invalid
Sealed = tuple[Row, bytes]
Mark = tuple[str, str, str, int, int, int]
"""A recorded command: id, name, digest, first and last position, recorded_at."""


@dataclass(frozen=True, slots=True)
class Request:
    """One append of a group: it is written as a whole or refused as a whole, whatever happens to the others."""

    writes: Sequence[Write]
    context: Context
    command: CommandMark | None = None


@dataclass(slots=True)
class Standing:
    """Where the log stands: its head, the touched streams (name -> id, version) and the recorded commands."""

    position: int
    digest: bytes
    next_stream_id: int
    streams: dict[str, tuple[int, int]]
    commands: dict[str, tuple[str, int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What is to be written, and the answer to each request in its order."""

    at: int
    sealed: list[Sealed] = field(default_factory=list)
    created: dict[str, int] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    moved: dict[str, tuple[int, int]] = field(default_factory=dict)


def now() -> int:
    """Return the moment in microseconds of UTC."""
    return time.time_ns() // 1000


def planned(requests: Sequence[Request], standing: Standing, at: int) -> Plan:
    """Return the plan for a group at a moment (UTC, microseconds); `standing` is moved along with it."""
    plan = Plan(at)
    for request in requests:
        try:
            plan.answers.append(_answer(request, standing, plan))
        except (Conflict, Invalid) as refused:
            plan.answers.append(refused)
    return plan


def recalled(command: CommandMark, known: tuple[str, int, int] | None) -> Appended | None:
    """Return the recorded answer of a command, None when new; raise `Invalid` for other content."""
    if known is None:
        return None
    digest, first, last = known
    if digest != command.digest:
        raise Invalid(
            f"The command {command.name} with id {command.command_id} was recorded before with other content; "
            "nothing was written.",
            code="COMMAND-REUSED",
        )
    return Appended(first, last, repeated=True)


def _answer(request: Request, standing: Standing, plan: Plan) -> Appended:
    command = request.command
    if command is not None:
        answer = recalled(command, standing.commands.get(command.command_id))
        if answer is not None:
            return answer
    _check_words(request)
    _check_versions(request.writes, standing)
    first = standing.position + 1
    _seal_all(request, _encoded(request.writes), standing, plan)
    last = standing.position
    if command is not None:
        standing.commands[command.command_id] = (command.digest, first, last)
        plan.marks.append((command.command_id, command.name, command.digest, first, last, plan.at))
    return Appended(first, last)


def _check_words(request: Request) -> None:
    context = request.context
    words = {context.actor, context.correlation_id, context.causation_id}
    words.update(write.causation_id for write in request.writes)
    words.update(write.stream for write in request.writes)
    for word in words:
        if word is not None and (SEPARATOR in word or "\0" in word or not word):
            raise Invalid(f"{word!r} cannot name a stream, a person or a cause in the log.", code="EVENT-NAME")


def _check_versions(writes: Sequence[Write], standing: Standing) -> None:
    ahead: dict[str, int] = {}
    differing: dict[str, str] = {}
    streams = standing.streams
    for write in writes:
        stream = write.stream
        current = ahead.get(stream)
        if current is None:
            current = streams[stream][1] if stream in streams else 0
        if write.expected is not None and write.expected != current:
            differing[stream] = f"{stream} is at version {current}, {write.expected} was expected"
        ahead[stream] = current + len(write.events)
    if differing:
        more = f" ({len(differing)} streams in all)" if len(differing) > 1 else ""
        sentence = f"{next(iter(differing.values()))}{more}; nothing was written."
        raise Conflict(sentence, streams=tuple(differing))


def _encoded(writes: Sequence[Write]) -> list[list[Blob]]:
    return [[Blob(encode(event)) for event in write.events] for write in writes]


def _seal_all(request: Request, encoded: list[list[Blob]], standing: Standing, plan: Plan) -> None:
    context, at, append = request.context, plan.at, plan.sealed.append
    actor, correlation = context.actor, Blob(packed(context.correlation_id))
    causation = Blob(packed(context.causation_id))
    meta = Blob(orjson.dumps(dict(context.meta)) if context.meta else b"")
    position, digest, fresh_id = standing.position, standing.digest, uuid_utils.uuid7
    for write, texts in zip(request.writes, encoded, strict=True):
        if not texts:
            continue
        stream = write.stream
        cause = Blob(packed(write.causation_id)) if write.causation_id else causation
        stream_id, version = standing.streams.get(stream) or _created(stream, standing, plan)
        for event, text in zip(write.events, texts, strict=True):
            position, version = position + 1, version + 1
            row: Row = (
                position,
                stream_id,
                version,
                Blob(fresh_id().bytes),
                event.stored_name,
                event.schema_version,
                at,
                actor,
                correlation,
                cause,
                text,
                meta,
            )
            digest = seal(digest, stream, row)
            append((row, digest))
        standing.streams[stream] = plan.moved[stream] = (stream_id, version)
    standing.position, standing.digest = position, digest


def _created(stream: str, standing: Standing, plan: Plan) -> tuple[int, int]:
    stream_id = plan.created[stream] = standing.next_stream_id
    standing.next_stream_id += 1
    return stream_id, 0
