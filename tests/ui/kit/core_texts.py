"""Reads out of the core's modules what they say to people: the sentences of faults, and every text of a package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import rightsdesk

NAMED = "<x>"
"""Stands for what a sentence names."""
_BUGS = frozenset({"AssertionError", "TypeError", "RuntimeError", "NotImplementedError"})
_ASKED = frozenset({"debug", "info", "warning", "error", "exception", "compile", "cast", "fromkeys", "XML"})
"""What is called with texts for logs, patterns, types and markup, or with words that a file may hold."""


@cache
def kinds(folder: Path = Path(rightsdesk.__file__).parent) -> frozenset[str]:
    """The names of all faults and refusals: those they begin with, and whatever builds upon one of them."""
    classes = [
        node for file in folder.rglob("*.py") for node in ast.walk(_tree(file)) if isinstance(node, ast.ClassDef)
    ]
    found = {"Fault", "Refused"}
    while more := {each.name for each in classes if found & set(map(_name, each.bases))} - found:
        found |= more
    return frozenset(found)


def texts(file: Path) -> Iterator[str]:
    """Every text of a module that has two words or more and is neither explained nor looked up by it."""
    tree = _tree(file)
    hidden = set(_hidden(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            hidden.update(id(part) for part in node.values)
        found = text(node) if id(node) not in hidden else ""
        if _speaks(found, words=2):
            yield found


def faults(file: Path) -> set[str]:
    """Every sentence of a fault that is written out in a module, there or under the name it is given by."""
    tree = _tree(file)
    scopes = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]
    return {found for scope in scopes for node in ast.walk(scope) for found in _of_fault(node, scope)}


def _of_fault(node: ast.AST, scope: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _name(node.func) in kinds() and node.args:
        yield from filter(_speaks, map(text, _written(node.args[0], scope)))
    elif isinstance(node, ast.Call) and _name(node.func) == "fault":
        found = [one for argument in node.args for one in _written(argument, scope)]
        yield from filter(partial(_speaks, words=2), map(text, found))
    elif isinstance(node, ast.keyword) and node.arg == "expects":
        yield from filter(_speaks, map(text, _written(node.value, scope)))


def _written(node: ast.expr, scope: ast.AST) -> Iterator[ast.expr]:
    """What an argument is, looked up in its function where it is a name, both ways where it depends."""
    if isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif not isinstance(node, ast.Name):
        yield node
    elif not isinstance(scope, ast.Module):
        for one in ast.walk(scope):
            if isinstance(one, ast.Assign) and node.id in map(_name, one.targets):
                yield from _written(one.value, scope)


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def text(node: ast.AST) -> str:
    """What is written there, what it names replaced by a mark; nothing for anything but a text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(text(part) if isinstance(part, ast.Constant) else NAMED for part in node.values)
    return ""


def _speaks(found: str, words: int = 1) -> bool:
    """Whether that many words are written there, beside what it names."""
    return sum(any(map(str.isalpha, word)) for word in found.replace(NAMED, "").split()) >= words


def _hidden(tree: ast.AST) -> Iterator[int]:
    """Whatever is no answer: what explains the code, what it looks up, what only we read."""
    tables = set(_taken_to_words(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)
        elif isinstance(node, ast.Dict):
            yield from map(id, node.keys)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_name(one) in tables for one in targets):
                yield from map(id, ast.walk(node.value))
            elif isinstance(node, ast.AnnAssign) and _name(node.annotation) == "TypeAlias":
                yield id(node.value)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name(node.exc.func) in _BUGS:
            yield from map(id, node.exc.args)
        elif isinstance(node, ast.Call) and _name(node.func) in _ASKED:
            yield from (id(inner) for one in node.args for inner in ast.walk(one))


def _taken_to_words(tree: ast.AST) -> Iterator[str]:
    """The tables of words that a module takes apart once, when it loads: names of columns, codes, countries."""
    for statement in tree.body if isinstance(tree, ast.Module) else ():
        if isinstance(statement, ast.Assign | ast.AnnAssign) and any(
            isinstance(node, ast.Attribute) and node.attr == "split" for node in ast.walk(statement)
        ):
            yield from (node.id for node in ast.walk(statement) if isinstance(node, ast.Name))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
