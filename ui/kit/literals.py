"""Finds every literal that people read by looking at the source, so that no catalogue can forget one."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = {"tr": False, "phrase": False, "Phrase": False, "tn": True}
"""Functions that take a context and a literal; true where the literal is counted."""


@dataclass(frozen=True, slots=True)
class Literal:
    """One literal with its context; `where` is file and line, `counted` asks for singular and plural."""

    context: str
    text: str
    counted: bool
    where: str


class Hidden(ValueError):
    """A call whose context or literal is not written out, so that no collector can see it."""


def collect(folder: Path, but: frozenset[str] = frozenset({"words.py", "declare.py"})) -> Iterator[Literal]:
    """All literals below a folder; `but` names files that pass on what others wrote, looked at for literals only.

    A `Phrase` may be made of what a declaration holds; the functions may not.
    """
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in CALLS and len(node.args) > 1:
                found = _literal(node, f"{file.relative_to(folder)}:{node.lineno}")
                if found is not None:
                    yield found
                elif file.name not in but and _name(node.func) != "Phrase":
                    raise Hidden(f"{file}:{node.lineno}: context and text must be written out, not computed")


def _literal(call: ast.Call, where: str) -> Literal | None:
    context, text = call.args[0], call.args[1]
    if not (isinstance(context, ast.Constant) and isinstance(text, ast.Constant)):
        return None
    if not (isinstance(context.value, str) and isinstance(text.value, str)):
        return None
    counted = CALLS[_name(call.func)] or "%n" in text.value
    return Literal(context.value, text.value, counted, where)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""
