"""Lifts stored events of an earlier shape to the present one, step by step, when they are read."""

from collections.abc import Callable, Mapping
from typing import Any

from rightsdesk.domain.messages import REGISTER
from rightsdesk.faults import Damaged

Shape = dict[str, Any]
Step = Callable[[Shape], Shape]

STEPS: dict[tuple[str, int], Step] = {}
"""(stored name, version) -> function to the next version; pure, from dict to dict."""


def upcast(name: str, version: int) -> Callable[[Step], Step]:
    """Register the step that lifts `name` from `version` to the next."""

    def register(step: Step) -> Step:
        if (name, version) in STEPS:
            raise ValueError(f"there are two ways to lift {name} from version {version}")
        STEPS[name, version] = step
        return step

    return register


def lifted(name: str, version: int, present: int, shape: Shape) -> Shape:
    """Return the shape an event of `version` has today; raise `Damaged` where a step is missing."""
    for step in range(version, present):
        lift = STEPS.get((name, step))
        if lift is None:
            raise Damaged(
                f"The event {name} is stored in version {step}, and this program cannot lift it to {present}.",
                code="EVENT-VERSION",
            )
        shape = lift(shape)
    return shape


def check(steps: Mapping[tuple[str, int], Step] = STEPS, register: Mapping[str, type[Any]] = REGISTER) -> None:
    """Refuse, at start-up, a ladder with a missing step, a step above the top, or one for an unknown name."""
    for name, version in steps:
        cls = register.get(name)
        if cls is None:
            raise ValueError(f"a step lifts {name}, but no event has this stored name")
        if not 1 <= version < cls.schema_version:
            raise ValueError(f"a step lifts {name} from version {version}, but its version is {cls.schema_version}")
    for name, cls in register.items():
        for version in range(1, cls.schema_version):
            if (name, version) not in steps:
                raise ValueError(f"{name} has version {cls.schema_version}, but no step lifts version {version}")
