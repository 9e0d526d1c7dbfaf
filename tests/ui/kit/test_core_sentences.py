"""What the core says is said in German, too: every refusal, and every fault that people meet in the window."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import rightsdesk
from rightsdesk.domain.messages import Refused
from rightsdesk.readmodel.telling import said
from ui.kit.words import catalogue, told, words

ROOT = Path(rightsdesk.__file__).parent
FAULTS = frozenset({"Fault", "Invalid", "Unknown", "Unusable", "Unavailable", "Damaged", "Conflict"})
MET = (
    "eventlog/troubles.py",
    "documents/whole_file.py",
    "documents/press.py",
    "documents/pressman.py",
    "documents/shelf.py",
    "documents/stock.py",
    "documents/paper.py",
    "readmodel/asking.py",
    "readmodel/database.py",
    "readmodel/days.py",
    "readmodel/spending.py",
    "desk/lists.py",
)
"""Modules whose faults come to the window as they are; vendors' services and the command line speak English."""


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    words().use("de")
    yield
    words().use("en")


def _refusals(of: type[Refused] = Refused) -> Iterator[type[Refused]]:
    for module in pkgutil.walk_packages(rightsdesk.__path__, "rightsdesk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for one in of.__subclasses__():
        yield one
        yield from _refusals(one)


def _sentences(file: Path) -> Iterator[str]:
    """Every sentence of a fault that is written out there, what it names replaced by a mark."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FAULTS and node.args:
            found = _text(node.args[0])
            if found:
                yield found


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "<x>" for part in node.values)
    return ""


def test_every_refusal_has_its_german_sentence() -> None:
    known = catalogue("de")["Core"]
    assert sorted({said(one) for one in _refusals() if said(one) not in known}) == []


@pytest.mark.parametrize("module", MET)
def test_faults_that_come_to_the_window_are_said_in_german(module: str) -> None:
    found = list(_sentences(ROOT / module))
    assert found
    assert [sentence for sentence in found if told(sentence) == sentence] == []


def test_too_many_rows_for_paper_are_refused_in_german() -> None:
    from ui.kit import list_paper

    (sentence,) = (one for one in _sentences(Path(list_paper.__file__)) if "paper" in one)
    assert told(sentence).startswith("<x> Zeilen sind zu viele für Papier")
