"""What time alone changes is never stored: no column says that something is active, and no rule asks for now."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import Module, functions, modules

ANSWERS_OF_NOW = frozenset(
    {
        *("active", "inactive", "current", "valid", "invalid", "expired", "expiring", "lapsed", "overdue"),
        *("in_force", "is_due", "due_now", "due_soon", "effective_now", "online_now", "embargoed", "usable_now"),
        *("allowed_now", "denied_now", "days_left", "remaining_days", "age"),
    }
)
"""Names under which an answer to "now?" would be stored; a moment is stored instead and compared when it is asked."""

CLOCKS = frozenset({"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"})
OWNERS = frozenset({"datetime", "date", "time"})
WATCHES = frozenset({"rightsdesk/readmodel/asking.py", "rightsdesk/readmodel/model.py"})
"""Where questions get their moment, and where somebody waits with a limit."""

QUESTIONS_OF_NOW = frozenset({"NOW", "today", "this_second"})


def stored_answers(root: Path) -> list[str]:
    """Columns of the read model, and fields of events and states, that would hold what was true when it was written."""
    found = [
        f"{module.name}:{line} stores {name!r}, which is another tomorrow; store the moment and compare it when asked"
        for module in (*modules(root, "rightsdesk/readmodel"), *modules(root, "rightsdesk/domain"))
        for line, name in _stored(module)
        if name.removeprefix("is_").removeprefix("was_") in ANSWERS_OF_NOW or name in ANSWERS_OF_NOW
    ]
    return [*found, *_asked_of_now(root)]


def _stored(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Column" and node.args:
            name = node.args[0]
            yield node.lineno, str(name.value) if isinstance(name, ast.Constant) else ""
        if isinstance(node, ast.ClassDef) and module.name.startswith("rightsdesk/domain/"):
            fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
            yield from ((each.lineno, each.target.id) for each in fields if isinstance(each.target, ast.Name))


def _asked_of_now(root: Path) -> list[str]:
    clocks = [
        f"{module.name}:{node.lineno} looks at a clock; rules and tables get their moments as values"
        for module in (*modules(root, "rightsdesk/readmodel"), *modules(root, "rightsdesk/domain"))
        if module.name not in WATCHES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _is_clock(node.func)
    ]
    derived = [
        f"{module.name}:{name.lineno} {function.name} writes rows by what is true now"
        for module in modules(root, "rightsdesk/readmodel")
        for function in functions(module)
        if any(each.annotation and "Worktop" in ast.unparse(each.annotation) for each in function.args.args)
        for name in ast.walk(function)
        if isinstance(name, ast.Name) and name.id in QUESTIONS_OF_NOW
    ]
    return [*clocks, *derived]


def _is_clock(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in CLOCKS:
        return False
    return (ast.unparse(called.value).rpartition(".")[2]) in OWNERS
