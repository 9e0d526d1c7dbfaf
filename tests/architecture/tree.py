"""The source as the shape rules see it: parsed modules below a root, so that a rule can be tried on a planted tree."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = ("rightsdesk", "ui")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path below the root with forward slashes, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """How long the file is, all lines counted."""
        return len(self.text.splitlines())


def modules(root: Path, *folders: str) -> tuple[Module, ...]:
    """All modules in these folders of the root, in the order of their paths."""
    files = sorted(file for folder in folders or SOURCES for file in (root / folder).rglob("*.py"))
    return tuple(_module(root, file) for file in files if "_resources" not in file.parts)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of the module, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, type_of_function))


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How long a function is from `def` to its end, its docstring not counted."""
    first = function.body[0]
    docstring = 0
    if ast.get_docstring(function, clean=False) is not None:
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def texts(module: Module) -> Iterator[tuple[int, str]]:
    """Line and value of every string in the code that is not a docstring."""
    docstrings = {id(docstring) for docstring in _docstrings(module.tree)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def tracked_texts(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every text file that is kept under version control, or of all files outside of one."""
    for name in _tracked(root):
        file = root / name
        if not file.is_file():
            continue
        try:
            yield name, file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _module(root: Path, file: Path) -> Module:
    text = file.read_text(encoding="utf-8")
    return Module(file.relative_to(root).as_posix(), text, ast.parse(text, filename=str(file)))


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def _tracked(root: Path) -> list[str]:
    listed = (
        subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, text=True, check=False)
        if (root / ".git").exists()
        else None
    )
    if listed is not None and listed.returncode == 0:
        return [name for name in listed.stdout.split("\0") if name]
    return [file.relative_to(root).as_posix() for file in sorted(root.rglob("*")) if file.is_file()]
