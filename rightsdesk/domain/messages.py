"""What a command, an event and a refusal are, and the register of the names they are stored under."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, ClassVar, Generic, Literal, TypeVar

S = TypeVar("S")
T = TypeVar("T", bound=type[Any])

Outcome = Literal["done", "unchanged", "failed", "conflicted"]


class Event(Generic[S]):
    """A fact of the past; `evolve` says what is true afterwards. Stored names are permanent."""

    stored_name: ClassVar[str] = ""
    schema_version: ClassVar[int] = 1
    outcome: ClassVar[Outcome | None] = None
    __slots__ = ()

    def evolve(self, state: S) -> S:
        """Return the state after this fact; most facts of other concern change nothing."""
        return state

    @classmethod
    def evolve_all(cls, state: S, facts: Sequence[Any]) -> S:
        """Return the state after many facts of this kind in a row; kinds that come in thousands do it in one step."""
        for fact in facts:
            state = fact.evolve(state)
        return state

    def touches(self) -> frozenset[str]:
        """Return the names of the fields whose effective value this fact may have changed."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Circumstance:
    """All that a decision may know of the world: moment (UTC), person, and facts newer than what that person saw."""

    at: datetime
    actor: str
    since: tuple[Event[Any], ...] = field(default=())


class Command(Generic[S]):
    """A wish; `decide` answers with facts or refuses. One that is batched is stored as its own intent."""

    stored_name: ClassVar[str] = ""
    schema_version: ClassVar[int] = 1
    outcome: ClassVar[Outcome | None] = None
    kind: ClassVar[str] = ""
    __slots__ = ()

    def decide(self, state: S, cx: Circumstance) -> tuple[Event[S], ...]:
        """Return the facts that follow, none when it is so already; raise `Refused` otherwise."""
        raise NotImplementedError

    def failed(self, code: str, reason: str) -> Event[S]:
        """Return the fact that records why this wish was not granted."""
        raise NotImplementedError

    def evolve(self, state: S) -> S:
        """Return the state unchanged: a wish is not yet a fact."""
        return state

    def touches(self) -> frozenset[str]:
        """Return nothing: a wish changes no field."""
        return frozenset()


class Refused(Exception):
    """A wish that the rules forbid; the class names the state, its docstring is the sentence shown."""

    def __init__(self, sentence: str = "") -> None:
        """Take an exact sentence; without one the first line of the class's docstring is shown."""
        self.sentence = sentence or (type(self).__doc__ or type(self).__name__).strip().splitlines()[0]
        super().__init__(self.sentence)

    @property
    def code(self) -> str:
        """Return the stable word under which refusals are grouped in a batch."""
        return type(self).__name__


REGISTER: dict[str, type[Any]] = {}
"""Stored name -> event or command class, filled by the decorators below."""


def event(name: str, *, version: int = 1, outcome: Outcome | None = None) -> Callable[[T], T]:
    """Register a fact under its permanent name; `outcome` says how it settles a batch item, if it does."""

    def register(cls: T) -> T:
        cls.stored_name, cls.schema_version, cls.outcome = name, version, outcome
        return _keep(name, cls)

    return register


def command(name: str, *, kind: str, version: int = 1) -> Callable[[T], T]:
    """Register a batched wish: `name` is its intent in the log, `kind` the kind of batch it makes."""

    def register(cls: T) -> T:
        cls.stored_name, cls.schema_version, cls.kind = name, version, kind
        return _keep(name, cls)

    return register


def _keep(name: str, cls: T) -> T:
    known = REGISTER.get(name)
    if known is not None and known.__qualname__ != cls.__qualname__:
        message = f"the stored name {name} belongs to {known.__qualname__} already"
        raise ValueError(message)
    REGISTER[name] = cls
    return cls


def fold(state: S, facts: Iterable[Any]) -> S:
    """Return the state after all facts in order."""
    for kind, row in groupby(facts, type):
        if issubclass(kind, Event):
            state = kind.evolve_all(state, tuple(row))
    return state
