"""What the import contracts must list, compared with the folders that exist."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.architecture.budgets import FRAME
from tests.architecture.tree import SOURCES, Module, modules

SHARED_BY_STORIES = frozenset(
    {
        *("__init__", "ids", "messages", "money", "period", "streams"),
        *("accrual", "blocking", "position", "rights", "settling", "tax", "terms", "verdict"),
    }
)


DISTRIBUTIONS = {
    "PySide6": "pyside6-essentials",
    "shiboken6": "pyside6-essentials",
    "pypdfium2_raw": "pypdfium2",
    "stdnum": "python-stdnum",
}
"""Packages that are imported under another name than the one they are installed by."""


def contracts(root: Path) -> dict[str, dict[str, Any]]:
    """The import contracts of the project by their id."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def unlisted(root: Path) -> list[str]:
    """Features, stories and parts of the core that exist without standing in the contract that puts them in order."""
    listed = contracts(root)
    features = {f"ui.{folder.name}" for folder in (root / "ui").iterdir() if (folder / "__init__.py").is_file()}
    features -= {f"ui.{name}" for name in FRAME}
    stories = {f"rightsdesk.domain.{name}" for name in _names(root / "rightsdesk" / "domain") - SHARED_BY_STORIES}
    parts = {f"rightsdesk.{name}" for name in _names(root / "rightsdesk") - {"__init__"}}
    ordered = set(re.findall(r"[\w.]+", " ".join([*listed["rim"]["layers"], *listed["layers"]["layers"]])))
    return [
        *(f"{name} is missing in the contracts 'layers' and 'rim'" for name in sorted(parts - ordered)),
        *(
            f"{name} is missing in the contract 'features'"
            for name in sorted(features - set(listed["features"]["modules"]))
        ),
        *(
            f"{name} is missing in the contract 'stories'"
            for name in sorted(stories - set(listed["stories"]["modules"]))
        ),
    ]


def undeclared(root: Path) -> list[str]:
    """Packages of others that the product imports although nothing asks for their installation."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {_normal(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    known = sys.stdlib_module_names | set(SOURCES)
    return [
        f"{module.name}:{line} imports {name}, which pyproject.toml does not ask for"
        for module in modules(root)
        for line, name in _imports(module)
        if name not in known and _normal(DISTRIBUTIONS.get(name, name)) not in asked
    ]


def _imports(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")


def _names(folder: Path) -> set[str]:
    return {entry.stem for entry in folder.iterdir() if entry.suffix == ".py" or (entry / "__init__.py").is_file()}
