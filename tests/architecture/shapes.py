"""What the code may not contain, told by its syntax; every finding is one sentence with its place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.budgets import FRAME
from tests.architecture.tree import Module, modules, texts, type_of_function

DECISIONS = (
    ast.If, ast.IfExp, ast.Try, ast.TryStar, ast.Match, ast.Compare, ast.BoolOp, ast.AugAssign, ast.While,
)  # fmt: skip
DRAWERS = frozenset(
    {"utils", "util", "helpers", "helper", "misc", "common", "manager", "data", "info", "process", "do"}
)
NAMED_BY_OTHERS = frozenset({
    "data", "dataChanged", "headerData", "itemData", "mimeData", "setData", "setHeaderData",  # Qt
    "get_extra_info",  # httpcore
})  # fmt: skip
WATCHMEN = 2
THREAD_STARTERS = frozenset({
    "QThreadPool", "QRunnable", "QtConcurrent", "ThreadPoolExecutor", "ProcessPoolExecutor", "start_new_thread",
})  # fmt: skip
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![0-9a-zA-Z])")


def deciding_features(root: Path) -> list[str]:
    """Decisions in feature folders: those declare, the kit behaves."""
    return [
        f"{module.name}:{line} decides ({what}); a feature only declares, behaviour belongs into ui/kit"
        for module in modules(root, "ui")
        if _is_feature(module.name)
        for line, what in _decisions(module)
    ]


def catch_alls(root: Path) -> list[str]:
    """Handlers that catch everything and keep it, when there are more than the duty's and the crash hook's."""
    found = [
        f"{module.name}:{node.lineno} catches everything"
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node.type) and not _raises_again(node)
    ]
    return found if len(found) > WATCHMEN else []


def undocumented(root: Path) -> list[str]:
    """Public modules, classes, functions and methods without a docstring."""
    return [
        f"{module.name}:{line} {name} has no docstring"
        for module in modules(root)
        for line, name in _undocumented(module.tree, Path(module.name).stem)
    ]


def drawers(root: Path) -> list[str]:
    """Modules, classes and functions named after nothing in particular."""
    found = []
    for module in modules(root):
        names = [(1, part) for part in Path(module.name).with_suffix("").parts]
        names += [
            (node.lineno, node.name)
            for node in ast.walk(module.tree)
            if isinstance(node, (*type_of_function, ast.ClassDef)) and node.name not in NAMED_BY_OTHERS
        ]
        found += [f"{module.name}:{line} {name} says nothing" for line, name in names if _is_drawer(name)]
    return found


def stray_colours(root: Path) -> list[str]:
    """Colours written out anywhere in the window but in its tokens."""
    return [
        f"{module.name}:{line} names the colour {match.group()}; colours live in ui/kit/tokens.py"
        for module in modules(root, "ui")
        if module.name != "ui/kit/tokens.py"
        for line, text in texts(module)
        for match in COLOUR.finditer(text)
    ]


def stray_threads(root: Path) -> list[str]:
    """Threads started by the window outside of `ui/workers`."""
    return [
        f"{module.name}:{line} starts a thread ({name}); threads start in ui/workers"
        for module in modules(root, "ui")
        if not module.name.startswith("ui/workers/")
        for line, name in _thread_starts(module.tree)
    ]


def prints(root: Path) -> list[str]:
    """Bare prints in the product: the command line has its own way of speaking."""
    return [
        f"{module.name}:{node.lineno} prints"
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def _is_feature(name: str) -> bool:
    parts = Path(name).parts
    return len(parts) > 2 and parts[1] not in FRAME


def _decisions(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        arithmetic = isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr)
        if arithmetic or isinstance(node, DECISIONS):
            yield getattr(node, "lineno", 0), type(node).__name__
        if isinstance(node, ast.comprehension) and node.ifs:
            yield node.ifs[0].lineno, "if in a comprehension"


def _catches_everything(caught: ast.expr | None) -> bool:
    named = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"}) for name in named
    )


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _undocumented(node: ast.Module | ast.ClassDef, called: str) -> Iterator[tuple[int, str]]:
    if ast.get_docstring(node) is None and (node.body or called == "__init__"):
        yield getattr(node, "lineno", 1), called
    for child in node.body:
        if not isinstance(child, (*type_of_function, ast.ClassDef)) or child.name.startswith("_"):
            continue
        if isinstance(child, ast.ClassDef):
            yield from _undocumented(child, child.name)
        elif ast.get_docstring(child) is None and not _is_explained_elsewhere(child):
            yield child.lineno, f"{called}.{child.name}"


def _is_explained_elsewhere(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = [ast.unparse(decorator).rpartition(".")[2] for decorator in function.decorator_list]
    return bool({"overload", "override", "setter"}.intersection(names))


def _is_drawer(name: str) -> bool:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
    return bool(DRAWERS.difference({"do"}).intersection(words)) or words[0] == "do"


def _thread_starts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _last_name(node.func) in THREAD_STARTERS | {"QThread", "Thread", "Timer"}:
            yield node.lineno, _last_name(node.func)
        if isinstance(node, ast.ClassDef):
            bases = {_last_name(base) for base in node.bases} & (THREAD_STARTERS | {"QThread", "Thread"})
            yield from ((node.lineno, base) for base in sorted(bases))


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
